#include "guide.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "answer.h"
#include "card.h"

namespace {

// The doorbell: Docent's wake-up rings it on the worker's thread; the application's loop waits at its other end, beside its input.
struct Doorbell {
  int ends[2] = {-1, -1};

  Doorbell() {
    if (pipe(ends) != 0) return;
    for (const int end : ends) fcntl(end, F_SETFL, O_NONBLOCK), fcntl(end, F_SETFD, FD_CLOEXEC);
  }
  void ring() const { [[maybe_unused]] const auto n = write(ends[1], "", 1); }  // full: it rings already
  void silence() const {
    char bytes[64];
    while (read(ends[0], bytes, sizeof bytes) > 0) {}
  }
};
const Doorbell doorbell;

bool starts_with(std::string_view text, std::string_view prefix) { return text.substr(0, prefix.size()) == prefix; }

}  // namespace

docent::Result<Guide> Guide::open(const GuideOptions& o) {
  auto client = docent::Client::open(docent::Options(o.write_key)
                                         .data_dir(o.data_dir)
                                         .app("notes", "4.2.0")
                                         .locale(o.locale)
                                         .strategy(o.strategy)
                                         .endpoint(o.endpoint)
                                         .before_send(RunReport::note_event, nullptr)
                                         .flush_interval(std::chrono::seconds(1))
                                         .consent(docent::Consent::all()));  // a demo: a real application asks its user first
  if (!client) return client.status();
  client->on_wakeup([] { doorbell.ring(); });
  return Guide(std::move(*client));
}

int Guide::wakeup_fd() { return doorbell.ends[0]; }

bool Guide::follow() {
  doorbell.silence();
  bool news = false;
  for (; auto next = client_.poll(); news = true) take(std::move(*next));
  return news;
}

void Guide::take(docent::Presentation next) {
  const auto same = [&](const Card& card) { return card.presentation.id() == next.id(); };
  const auto known = std::find_if(on_screen_.begin(), on_screen_.end(), same);
  const auto position = static_cast<std::size_t>(known - on_screen_.begin());
  if (next.change() == docent::Change::withdraw) {
    if (known == on_screen_.end()) return;
    std::printf("  ✕ %s is taken away: %s\n", std::string(next.campaign()).c_str(), std::string(next.reason()).c_str());
    return remove(position);
  }
  if (known == on_screen_.end() && next.change() == docent::Change::update) return;  // closed in the meantime
  Card card{std::move(next), {}, {}, {}, {}};
  card.content = Json::parse(card.presentation.json());
  const bool over = card.content["completed"].truth();
  if (known != on_screen_.end()) {
    card.visible_at = known->visible_at;
    card.reported = known->reported;
    *known = std::move(card);
  } else {
    card.question = card.presentation.step();
    card.visible_at = Clock::now() + std::chrono::milliseconds(card.content["minVisibleMs"].integer());
    run_.show(card.presentation);
    on_screen_.push_back(std::move(card));
  }
  const Card& shown = on_screen_[position];
  const bool last_step = over && shown.presentation.type() == "tour";  // which has been there already
  if (!last_step) draw_card(shown.presentation, shown.content, shown.question);
  if (shown.presentation.change() == docent::Change::show) {
    std::printf("    (%s; why now: %s)\n", std::string(shown.presentation.campaign()).c_str(), std::string(shown.presentation.reason()).c_str());
  }
  if (!over) return;
  std::printf("  ✓ %s is done\n", std::string(shown.presentation.campaign()).c_str());
  remove(position);
}

void Guide::remove(std::size_t position) { on_screen_.erase(on_screen_.begin() + static_cast<std::ptrdiff_t>(position)); }

void Guide::report_shown(Card& card) {
  if (!std::exchange(card.reported, true)) client_.report(card.presentation, docent::Outcome::shown);
}

int Guide::report_visible() {
  const auto now = Clock::now();
  int wait = -1;
  for (Card& card : on_screen_) {
    if (card.visible_at <= now) report_shown(card);
    if (card.reported) continue;
    const int left = static_cast<int>(std::chrono::ceil<std::chrono::milliseconds>(card.visible_at - now).count());
    wait = wait < 0 ? left : std::min(wait, left);
  }
  return wait;
}

bool Guide::say(const std::string& word, const std::string& rest) {
  for (std::size_t i = on_screen_.size(); i-- > 0;) {
    if (say_to(i, word, rest)) return true;
  }
  return false;
}

bool Guide::say_to(std::size_t position, const std::string& word, const std::string& rest) {
  Card& card = on_screen_[position];
  const docent::Presentation& p = card.presentation;
  const bool is_tour = p.type() == "tour";
  for (std::size_t i = 0; i < p.action_count(); i++) {
    if (p.action(i).id == word) return report_shown(card), act(position, p.action(i));
  }
  for (const Json& item : card.content["items"].items()) {
    if (item["id"].text() != word || item["launches"].text().empty()) continue;
    report_shown(card);
    client_.report(p, docent::Outcome::interacted, word);  // starts what the item launches
    return true;
  }
  if (is_tour && (word == "next" || word == "back")) {
    report_shown(card);
    client_.report(p, docent::Outcome::advanced, word);
    return true;
  }
  if (p.type() == "survey" && (word == "answer" || word == "skip")) {
    report_shown(card);
    return answer(position, word == "skip" ? "" : answer_json(question_of(card.content, card.question), rest)), true;
  }
  const bool closes = word == "close" || (is_tour && word == "skip");
  if (!closes || !card.content["dismissible"].truth() || (!rest.empty() && rest != p.campaign())) return false;
  report_shown(card);
  client_.report(p, docent::Outcome::dismissed, word);
  remove(position);
  return true;
}

// Docent carries out what it knows (`next`, `launch:`, `snooze:`, …) when it is told; the rest of the commands is the application's.
bool Guide::act(std::size_t position, const docent::Action& action) {
  const docent::Presentation& p = on_screen_[position].presentation;
  client_.report(p, docent::Outcome::interacted, action.id);
  if (starts_with(action.command, "focus:")) std::printf("  → %s is highlighted\n", std::string(action.command.substr(6)).c_str());
  const bool message = p.type() == "tip" || p.type() == "banner";
  const bool ends = action.command == "dismiss" || action.command == "complete" || starts_with(action.command, "snooze");
  if (message || ends) remove(position);
  return true;
}

void Guide::answer(std::size_t position, const std::string& json) {
  Card& card = on_screen_[position];
  const auto next = client_.answer(card.presentation, card.question, json);
  if (!next) {
    std::printf("  That is no answer to this question (%s).\n", next.status().message().c_str());
    return;
  }
  card.question = *next;
  if (!card.question.empty()) return draw_card(card.presentation, card.content, card.question);
  const std::string& thanks = card.content["text"]["thanks"].text();
  if (!thanks.empty()) std::printf("  %s\n", thanks.c_str());
  remove(position);
}

bool Guide::show_recommendations(const char* slot) {
  const auto list = client_.recommend(slot);
  if (!list || list->size() == 0) return false;
  for (std::size_t i = 0; i < list->size(); i++) {
    draw_recommendation((*list)[i]);
    client_.report(*list, i, docent::Outcome::shown);
    run_.show((*list)[i]);
  }
  return true;
}

void Guide::explain(const std::string& campaign) {
  const auto why = client_.explain(campaign);
  if (!why) return static_cast<void>(std::printf("  %s\n", why.status().message().c_str()));
  const Json answer = Json::parse(*why);
  if (answer["verdicts"].items().empty()) std::puts("  Nothing stands in its way.");
  for (const Json& verdict : answer["verdicts"].items()) {
    std::printf("  %s", verdict["code"].text().c_str());
    for (const char* detail : {"by", "rule", "cap", "reason", "progress", "event", "node", "until", "at"}) {
      if (!verdict[detail].text().empty()) std::printf("  %s %s", detail, verdict[detail].text().c_str());
    }
    std::printf("\n");
  }
}

bool Guide::finish(const std::string& path) {
  report_visible();
  const auto explained = client_.explain("");
  (void)client_.flush(docent::Flush::delivered, std::chrono::seconds(5));
  const auto ledger = client_.ledger();
  const auto closed = client_.close(std::chrono::seconds(30));
  if (!closed.ok()) std::fprintf(stderr, "notes-terminal: %s\n", closed.message().c_str());
  return closed.ok() && (path.empty() || (explained && ledger && run_.write(path, *ledger, *explained)));
}
