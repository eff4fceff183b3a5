// One event's JSON → a NewEvent, or the reason why it will never be taken. The rules of docs/wire.md, and nothing about HTTP or storage.
// Pure; thread safe.
#pragma once

#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>

#include "server_limits.h"
#include "store/new_event.h"

namespace docent::server {

struct Verdict {
  RejectCode code = RejectCode::bad_field;
  std::string message;     // one sentence for the developer whose event this was
  std::string message_id;  // when it has a good one
};

// What an event inherits from the request that brought it.
struct Arrival {
  int64_t received_ms = 0;
  std::optional<int64_t> sent_ms;
};

// `body` is one JSON value in valid UTF-8, with json_padding readable bytes behind it. The event keeps views into it and into `arena`.
// Empty: `event` is good.
std::optional<Verdict> parse_event(std::string_view body, const Arrival& arrival, const Limits& limits, std::pmr::memory_resource& arena,
                                   NewEvent& event);

inline constexpr std::size_t json_padding = 64;  // simdjson reads that far beyond a text

}  // namespace docent::server
