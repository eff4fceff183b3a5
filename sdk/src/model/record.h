// The payload of a journal record: what a host thread writes and the worker reads. Little-endian; not self-describing; the journal's CRC guards it.
//
//   u8 kind, u8 flags, u8 property count, u8 detail, u32 zero, i64 wall clock ns, 16 bytes event id,
//   text name, [text message id], [text user id], [i64 timestamp ms], then per property: u8 type, u8 key size, key bytes, and by type
//   nothing (null), 8 bytes (integer, boolean, time, number) or u32 size and bytes (string, json).   text = u32 size and bytes.
//
// measure() validates on the caller's thread and computes the exact payload size without allocating; write() fills it; decode() is bounded by the
// payload and never trusts it. A format change needs a new ring format version.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/status.h"
#include "base/uuid.h"
#include "model/event.h"

namespace docent::core {

enum class RecordKind : uint8_t {
  track = 1,
  screen = 2,
  page = 3,
  identify = 4,  // name: user id
  group = 5,     // name: group id
  alias = 6,     // name: user id
  reset = 7,
  context = 8,                  // properties: attributes, null removes
  super = 9,                    // properties, null removes
  consent = 10,                 // one integer property "granted"
  foreground = 11,              // detail: 0 or 1
  outcome = 12,                 // name: detail text; detail: Outcome; id: the presentation
  recommendation_outcome = 13,  // name: feature; user id: campaign; detail: Outcome
  launch = 14,                  // name: campaign that the user asks for
  answer = 15,                  // id: the presentation; name: question; JSON property "answer", absent when it was skipped
  app_state = 16,               // properties: "modal" and the like, null removes
  do_not_disturb = 17,          // one integer property "until", wall clock ms
};
inline constexpr RecordKind last_record_kind = RecordKind::do_not_disturb;

inline constexpr uint8_t record_critical = 1;
inline constexpr uint8_t record_has_message_id = 2;
inline constexpr uint8_t record_has_user_id = 4;
inline constexpr uint8_t record_has_timestamp = 8;
inline constexpr uint8_t record_builtin = 16;  // the name is one of Docent's own

// What is to be recorded; all borrowed.
struct RecordInput {
  RecordKind kind = RecordKind::track;
  uint8_t detail = 0;
  bool critical = false;
  bool builtin = false;
  std::string_view name;
  std::string_view message_id;  // empty: none
  std::string_view user_id;     // empty: none
  int64_t timestamp_ms = 0;     // 0: none
  Uuid id;
  int64_t wall_ns = 0;
  std::span<const PropertyView> properties;
};

// ok and the payload size; or too_large (also by the bound of the event's JSON), invalid_utf8, invalid_number, invalid_json, invalid.
// `reserve_bytes`: JSON that the worker will add (identity, context, super properties).
[[gnu::hot]] Code measure_record(const RecordInput& input, std::size_t reserve_bytes, uint32_t& payload_bytes) noexcept;
// Precondition: measure_record returned ok for the same input. Writes exactly payload_bytes.
[[gnu::hot]] void write_record(const RecordInput& input, std::byte* payload) noexcept;

struct Record {
  RecordKind kind = RecordKind::track;
  uint8_t flags = 0;
  uint8_t detail = 0;
  Uuid id;
  int64_t wall_ns = 0;
  std::string_view name;
  std::string_view message_id;
  std::string_view user_id;
  int64_t timestamp_ms = 0;
  bool critical() const noexcept { return (flags & record_critical) != 0; }
};

// Views into `payload`; `properties` is cleared and filled. False when the payload is not a record.
bool decode_record(std::span<const std::byte> payload, Record& record, std::vector<PropertyView>& properties) noexcept;

// Upper bound of the bytes of `text` as a JSON string with its quotes.
std::size_t json_string_bound(std::string_view text) noexcept;

}  // namespace docent::core
