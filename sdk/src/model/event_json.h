// Writes an event as it goes on the wire (docs/wire.md). Worker thread, hot path: appends to the turn's buffer, allocates nothing in steady state.
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>

#include "model/event.h"
#include "model/record.h"

namespace docent::core {

// Who and where, kept by the worker and changed rarely; the texts are ready to append.
struct EventEnvelope {
  std::string anonymous_id;
  std::string user_id;     // "" while anonymous
  std::string session_id;  // "" without sessions
  std::string screen;
  std::string super_json;  // "\"key\":value,…" without braces, redacted; "" when there is none
};

using RedactedKeys = std::set<std::string, std::less<>>;

// Appends one JSON object. `previous_id` is for alias only. A property key that a super property repeats is written once, with the event's own value.
void append_event_json(std::string& out, const Record& record, std::span<const PropertyView> properties, const EventEnvelope& envelope,
                       const RedactedKeys& redacted, std::string_view previous_id = {});

// True when `json` is one JSON object with a `type` and a non-empty `messageId`, as a replacement of an event must be.
bool is_event_object(std::string_view json);

// "\"key\":value,…" of the properties, redacted; nested JSON values too.
void append_properties_json(std::string& out, std::span<const PropertyView> properties, const RedactedKeys& redacted);

}  // namespace docent::core
