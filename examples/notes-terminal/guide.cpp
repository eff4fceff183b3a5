#include "guide.h"

#include <fcntl.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <fstream>

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

docent::Options Guide::settings(const GuideOptions& o) {
  docent::Options options(o.write_key);
  options.data_dir(o.data_dir).app("notes", "4.2.0").locale(o.locale).strategy(o.strategy);
  return options;
}

docent::Result<Guide> Guide::open(const GuideOptions& o) {
  auto client = docent::Client::open(settings(o)
                                         .endpoint(o.endpoint)
                                         .flush_interval(std::chrono::seconds(1))
                                         .consent(docent::Consent::all()));  // a demo: a real application asks its user first
  if (!client) return client.status();
  client->on_wakeup([] { doorbell.ring(); });
  return Guide(std::move(*client));
}

int Guide::wakeup_fd() { return doorbell.ends[0]; }

void Guide::show_presentations() {
  doorbell.silence();
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

bool Guide::finish(const GuideOptions& options, const std::string& path) {
  const auto explained = client_.explain("");
  const auto closed = client_.close(std::chrono::seconds(30));
  if (!closed.ok()) std::fprintf(stderr, "notes-terminal: %s\n", closed.message().c_str());
  if (path.empty()) return closed.ok();

  // The end of the session is an event too: what this device keeps of the run is read after it, by a client that records nothing.
  auto reader = docent::Client::open(settings(options).sessions(false));
  if (!explained || !reader) return false;
  const auto ledger = reader->ledger();
  const auto recorded = reader->recorded();
  if (!ledger || !recorded) return false;
  std::ofstream file(path);
  file << "{\"tips\":" << json_list(report_.tips) << ",\"recommendations\":" << json_list(report_.recommendations) << ",\"ledger\":" << *ledger
       << ",\"messageIds\":" << json_list(message_ids(*recorded)) << ",\"explain\":" << *explained << "}\n";
  return closed.ok() && file.good();
}
