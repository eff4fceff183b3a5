#include "run_report.h"

#include <fstream>
#include <mutex>
#include <set>

#include "json.h"

namespace {

// Written on the worker. An event may be seen twice.
struct Recorded {
  std::mutex mutex;
  std::set<std::string> ids;
};
Recorded recorded;

template <class List>
std::string json_list(const List& items) {
  std::string text = "[";
  for (const auto& item : items) text += (text.size() > 1 ? "," : "") + json_string(item);
  return text + "]";
}

}  // namespace

int RunReport::note_event(void*, const char* json, size_t len, docent_replacement*) {
  const Json event = Json::parse({json, len});
  const std::lock_guard lock(recorded.mutex);
  recorded.ids.insert(event["messageId"].text());
  return 1;
}

void RunReport::show(const docent::Presentation& p) {
  if (!p.is_preview()) shown_[std::string(p.type())].emplace_back(p.campaign());
}

void RunReport::show(const docent::Recommendation& item) { shown_["recommendation"].emplace_back(item.feature); }

bool RunReport::write(const std::string& path, const std::string& ledger, const std::string& explained) const {
  std::string shown = "{";
  for (const auto& [type, names] : shown_) shown += (shown.size() > 1 ? "," : "") + json_string(type) + ":" + json_list(names);
  const std::lock_guard lock(recorded.mutex);
  std::ofstream file(path);
  file << "{\"shown\":" << shown << "},\"ledger\":" << ledger << ",\"messageIds\":" << json_list(recorded.ids) << ",\"explain\":" << explained
       << "}\n";
  return file.good();
}
