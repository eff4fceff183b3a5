#include "run_report.h"

#include <fstream>

#include "json.h"

namespace {

std::string json_list(const std::vector<std::string>& items) {
  std::string text = "[";
  for (const auto& item : items) text += (text.size() > 1 ? "," : "") + json_string(item);
  return text + "]";
}

std::vector<std::string> message_ids(const Json& events) {
  std::vector<std::string> ids;
  for (const Json& event : events.items())
    ids.push_back(event["messageId"].is_null() ? event["event"]["messageId"].text() : event["messageId"].text());
  return ids;
}

}  // namespace

void RunReport::show(const docent::Presentation& p) {
  if (!p.is_preview()) shown_[std::string(p.type())].emplace_back(p.campaign());
}

void RunReport::show(const docent::Recommendation& item) { shown_["recommendation"].emplace_back(item.feature); }

bool RunReport::write(const std::string& path, docent::Client& reader, const std::string& explained) const {
  const auto ledger = reader.ledger();
  const auto recorded = reader.recorded();
  if (!ledger || !recorded) return false;
  std::string shown = "{";
  for (const auto& [type, names] : shown_) shown += (shown.size() > 1 ? "," : "") + json_string(type) + ":" + json_list(names);
  std::ofstream file(path);
  file << "{\"shown\":" << shown << "},\"ledger\":" << *ledger << ",\"messageIds\":" << json_list(message_ids(Json::parse(*recorded)))
       << ",\"explain\":" << explained << "}\n";
  return file.good();
}
