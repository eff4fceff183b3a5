// The newest events that a backend refused for good, kept for inspection: state rows of no identity, kind "rejected", at most
// limits::max_quarantine_count. Worker thread only; add() runs inside the caller's transaction. Erasure deletes them with the other rows of no
// identity (Database::erase_state("")).
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "base/status.h"
#include "storage/database.h"

namespace docent::core {

struct RejectedEvent {
  std::string code;  // of the backend, or "http_413"
  std::string message;
  std::string event_json;  // cut to limits::max_rejected_event_bytes
};

class RejectedEvents {
 public:
  static constexpr std::string_view kind = "rejected";
  explicit RejectedEvents(Database& database) : database_(database) {}
  // Learns what is there; also to be called after a rollback.
  Status load();
  // {"at":"…","code":"…","message":"…","event":"…"}; the oldest rows beyond the limit go.
  Status add(const RejectedEvent& event, int64_t now_ms);

 private:
  Database& database_;
  std::set<std::string> keys_;  // sort by time
};

}  // namespace docent::core
