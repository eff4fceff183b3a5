#include "card.h"

#include <cstdio>
#include <vector>

namespace {

constexpr std::size_t width = 76;

struct Box {
  std::string kind;   // "tip", "tour", …
  std::string title;  // of the content
  std::string place;  // "step 2 of 4"
  std::vector<std::string> lines;
  std::string foot;  // how to answer
};

// Breaks at spaces; a text without them stays as it is.
void add_text(Box& box, const std::string& text) {
  std::string line;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string word = text.substr(at, end - at);
    at = end + 1;
    if (!line.empty() && line.size() + word.size() >= width) box.lines.push_back(std::exchange(line, ""));
    line += (line.empty() ? "" : " ") + word;
  }
  if (!line.empty()) box.lines.push_back(line);
}

void print(const Box& box) {
  std::printf("  ┌─ %s ── %s%s%s\n", box.kind.c_str(), box.title.c_str(), box.place.empty() ? "" : " ── ", box.place.c_str());
  for (const std::string& line : box.lines) std::printf("  │ %s\n", line.c_str());
  std::printf("  └%s\n", box.foot.c_str());
}

std::string offer(const std::string& text, const std::string& word) { return " [" + (text.empty() ? "" : text + ": ") + word + "]"; }

std::string actions_of(const docent::Presentation& p) {
  std::string foot;
  for (std::size_t i = 0; i < p.action_count(); i++) foot += offer(std::string(p.action(i).text), std::string(p.action(i).id));
  return foot;
}

void add_step(Box& box, const docent::Presentation& p, const Json& content) {
  const auto& steps = content["steps"].items();
  for (std::size_t i = 0; i < steps.size(); i++) {
    if (steps[i]["id"].text() != p.step()) continue;
    box.place = "step " + std::to_string(i + 1) + " of " + std::to_string(steps.size());
    if (p.action_count() == 0 && !steps[i]["advancesByEvent"].truth()) box.foot += offer("", "next");
  }
}

void add_items(Box& box, const Json& content) {
  const Json& progress = content["progress"];
  box.place = std::to_string(progress["done"].integer()) + " of " + std::to_string(progress["of"].integer());
  for (const Json& item : content["items"].items()) {
    const bool done = item["done"].truth();
    const std::string& launches = item["launches"].text();
    box.lines.push_back((done ? "[x] " : "[ ] ") + item["text"].text() + (done || launches.empty() ? "" : offer("", item["id"].text())));
  }
}

void add_question(Box& box, const Json& question) {
  const Json& text = question["text"];
  if (box.title != question["question"].text()) add_text(box, question["question"].text());
  std::string words = "TEXT";
  if (question["highest"].integer() > 0) {
    words = std::to_string(question["lowest"].integer()) + " to " + std::to_string(question["highest"].integer());
    const std::string& low = text["lowerBoundLabel"].text();
    if (!low.empty()) box.lines.push_back(words + ": " + low + " … " + text["upperBoundLabel"].text());
  }
  int number = 0;
  for (const Json& choice : question["choices"].items()) box.lines.push_back(std::to_string(++number) + ") " + choice["text"].text());
  if (!text["placeholder"].text().empty()) box.lines.push_back("(" + text["placeholder"].text() + ")");
  if (number > 0) words = "1 to " + std::to_string(number) + (question["hasOpenChoice"].truth() ? ", or your own words" : "");
  box.foot += offer("", "answer " + words);
  if (question["optional"].truth()) box.foot += offer("", "skip");
}

}  // namespace

void draw_card(const docent::Presentation& p, const Json& content, const std::string& question) {
  Box box;
  box.kind = std::string(p.type()) + (p.is_preview() ? " (preview)" : "");
  box.title = p.title();
  if (content["severity"].text() == "emergency") box.title = "⚠ " + box.title;
  add_text(box, std::string(p.body()));
  box.foot = actions_of(p);
  if (p.type() == "tour") add_step(box, p, content);
  if (p.type() == "checklist") add_items(box, content);
  if (p.type() == "survey") add_question(box, question_of(content, question));
  if (content["dismissible"].truth() && !content["completed"].truth()) box.foot += offer("", "close");
  if (!p.anchor().empty()) box.foot += "  at " + std::string(p.anchor());
  print(box);
}

void draw_recommendation(const docent::Recommendation& item) {
  Box box;
  box.kind = "recommendation";
  box.title = "★ " + std::string(item.title);
  add_text(box, std::string(item.body));
  print(box);
  std::printf("    (%s; why: %s)\n", std::string(item.feature).c_str(), std::string(item.reason).c_str());
}

const Json& question_of(const Json& content, const std::string& id) {
  static const Json none;
  for (const Json& question : content["questions"].items()) {
    if (question["id"].text() == id) return question;
  }
  return none;
}
