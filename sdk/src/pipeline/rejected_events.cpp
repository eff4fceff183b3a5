#include "pipeline/rejected_events.h"

#include <cstdio>

#include "base/rfc3339.h"
#include "base/utf8.h"
#include "json/writer.h"
#include "model/limits.h"

namespace docent::core {

Status RejectedEvents::load() {
  keys_.clear();
  return database_.load_state("", [&](std::string_view row_kind, std::string_view key, std::string_view) {
    if (row_kind == kind) keys_.emplace(key);
  });
}

Status RejectedEvents::add(const RejectedEvent& event, int64_t now_ms) {
  std::string row = "{\"at\":";
  append_json_string(row, format_rfc3339(now_ms));
  row.append(",\"code\":");
  append_json_string(row, event.code);
  row.append(",\"message\":");
  append_json_string(row, event.message);
  row.append(",\"event\":");
  append_json_string(row, utf8_prefix(event.event_json, limits::max_rejected_event_bytes));
  row.push_back('}');
  char key[48];
  for (int n = 0;; n++) {  // several in one millisecond
    std::snprintf(key, sizeof key, "%015lld-%05d", static_cast<long long>(now_ms), n);
    if (!keys_.contains(key)) break;
  }
  DOCENT_TRY(database_.put_state("", kind, key, row));
  keys_.emplace(key);
  while (keys_.size() > limits::max_quarantine_count) {
    DOCENT_TRY(database_.erase_state("", kind, *keys_.begin()));
    keys_.erase(keys_.begin());
  }
  return {};
}

}  // namespace docent::core
