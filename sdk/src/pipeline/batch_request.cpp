#include "pipeline/batch_request.h"

#include "base/rfc3339.h"
#include "model/limits.h"
#include "pipeline/gzip_member.h"
#include "storage/chunk_text.h"

namespace docent::core {

std::string batch_prefix(int64_t now_wall_ms, std::string_view context_json, std::string_view ledger_json) {
  constexpr std::size_t frame_bytes = 80;  // keys, braces and the time
  std::string prefix;
  prefix.reserve(frame_bytes + context_json.size() + ledger_json.size());
  prefix.append("{\"sentAt\":\"").append(format_rfc3339(now_wall_ms)).append("\",");
  if (!context_json.empty() && frame_bytes + context_json.size() + ledger_json.size() <= limits::max_prefix_bytes)
    prefix.append("\"context\":").append(context_json).append(",");
  prefix.append("\"ledger\":").append(ledger_json).append(",\"batch\":[");
  return prefix;
}

HttpRequest batch_request(const BackendConfig& config, std::string_view prefix, std::string_view body, uint32_t crc, uint32_t raw_bytes) {
  HttpRequest request = backend_request(config, "POST", "/v1/batch");
  request.headers.emplace_back("Content-Type", "application/json");
  request.headers.emplace_back("Content-Encoding", "gzip");
  request.body = make_gzip_member(prefix, body, crc, raw_bytes);
  return request;
}

std::vector<std::string_view> split_events(std::string_view text) {
  std::vector<std::string_view> events;
  for (std::string_view rest = text;;) {
    const std::string_view event = next_event(rest);
    if (event.empty()) return events;
    events.push_back(event);
  }
}

std::string part_text(const std::vector<std::string_view>& events, uint32_t first, uint32_t count) {
  const std::string_view head = events[first];
  const std::string_view tail = events[first + count - 1];
  std::string text(head.data(), tail.data() + tail.size());  // the commas between are there already
  return text.append(chunk_end);
}

}  // namespace docent::core
