#include "guide.h"

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <fstream>
#include <memory>
#include <mutex>

namespace {

// The doorbell: Docent's wake-up rings it on the worker's thread, the application waits for it on its own.
struct Doorbell {
  std::mutex mutex;
  std::condition_variable rung;
  bool ringing = false;

  void ring() {
    const std::lock_guard lock(mutex);
    ringing = true;
    rung.notify_one();
  }
  void wait(int ms) {
    std::unique_lock lock(mutex);
    rung.wait_for(lock, std::chrono::milliseconds(ms), [this] { return ringing; });
    ringing = false;
  }
};
Doorbell doorbell;

void draw_box(const std::string& head, const std::string& body, const std::string& foot) {
  std::printf("  ┌── %s\n", head.c_str());
  if (!body.empty()) std::printf("  │ %s\n", body.c_str());
  if (!foot.empty()) std::printf("  └ %s\n", foot.c_str());
}

std::string json_list(const std::vector<std::string>& items) {
  std::string text = "[";
  for (const auto& item : items) text += (text.size() > 1 ? ",\"" : "\"") + item + "\"";
  return text + "]";
}

// The message ids in what docent_recorded returns, without parsing more than that.
std::vector<std::string> message_ids(const std::string& recorded) {
  std::vector<std::string> ids;
  const std::string key = "\"messageId\":\"";
  for (std::size_t at = recorded.find(key); at != std::string::npos; at = recorded.find(key, at)) {
    at += key.size();
    ids.push_back(recorded.substr(at, recorded.find('"', at) - at));
  }
  return ids;
}

}  // namespace

docent::Result<Guide> Guide::open(const GuideOptions& o) {
  auto client = docent::Client::open(docent::Options(o.write_key)
                                         .endpoint(o.endpoint)
                                         .data_dir(o.data_dir)
                                         .app("notes", "4.2.0")
                                         .locale(o.locale)
                                         .strategy(o.strategy)
                                         .flush_interval(std::chrono::seconds(1))
                                         .consent(docent::Consent::all()));  // a demo: a real application asks its user first
  if (!client) return client.status();
  client->on_wakeup([] { doorbell.ring(); });
  return Guide(std::move(*client));
}

void Guide::show_presentations(int patience_ms) {
  doorbell.wait(patience_ms);
  while (auto p = client_.poll()) show(std::move(*p));
}

void Guide::show(docent::Presentation p) {
  std::string foot;
  for (std::size_t i = 0; i < p.action_count(); i++) foot += "[" + std::string(p.action(i).text) + ": type " + std::string(p.action(i).id) + "]  ";
  draw_box(std::string(p.title()), std::string(p.body()), foot + "[close]");
  std::printf("    (%s; why now: %s)\n", std::string(p.campaign()).c_str(), std::string(p.reason()).c_str());
  client_.report(p, docent::Outcome::shown);
  report_.tips.emplace_back(p.campaign());
  on_screen_ = std::move(p);
}

bool Guide::answer(const std::string& word) {
  if (!on_screen_) return false;
  if (word == "close") {
    client_.report(*on_screen_, docent::Outcome::dismissed, "close");
    on_screen_.reset();
    return true;
  }
  for (std::size_t i = 0; i < on_screen_->action_count(); i++) {
    const docent::Action action = on_screen_->action(i);
    if (action.id != word) continue;
    const std::string command(action.command);
    if (command.rfind("snooze:", 0) == 0) client_.report(*on_screen_, docent::Outcome::snoozed, command.substr(7));
    else client_.report(*on_screen_, docent::Outcome::interacted, word);
    if (command.rfind("focus:", 0) == 0) std::printf("  → %s is highlighted\n", command.substr(6).c_str());
    on_screen_.reset();
    return true;
  }
  return false;
}

bool Guide::show_recommendations(const char* slot) {
  const auto list = client_.recommend(slot);
  if (!list || list->size() == 0) return false;
  for (std::size_t i = 0; i < list->size(); i++) {
    const auto item = (*list)[i];
    draw_box("★ " + std::string(item.title), std::string(item.body), "");
    std::printf("    (%s; why: %s)\n", std::string(item.feature).c_str(), std::string(item.reason).c_str());
    client_.report(*list, i, docent::Outcome::shown);
    report_.recommendations.emplace_back(item.feature);
  }
  return true;
}

bool Guide::write_report(const std::string& path) {
  const auto flushed = client_.flush(docent::Flush::delivered, std::chrono::seconds(30));
  if (!flushed.ok()) std::fprintf(stderr, "notes-terminal: not everything was delivered: %s\n", flushed.message().c_str());
  const auto explained = client_.explain("");
  const auto ledger = client_.ledger();
  const auto recorded = client_.recorded();
  if (!explained || !ledger || !recorded) return false;
  std::ofstream file(path);
  file << "{\"tips\":" << json_list(report_.tips) << ",\"recommendations\":" << json_list(report_.recommendations) << ",\"ledger\":" << *ledger
       << ",\"messageIds\":" << json_list(message_ids(*recorded)) << ",\"explain\":" << *explained << "}\n";
  return flushed.ok() && file.good();
}
