// What ingest hands to the store: one request's events that were found good, and the count of those that were not. Pure data.
// Every view points into `text` or `arena` of the same batch, so a batch can't be copied or moved; it is handed over by unique_ptr.
#pragma once

#include <array>
#include <cstdint>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace docent::server {

// Stored as integers: append only.
enum class EventType : uint8_t { track = 1, screen = 2, page = 3, identify = 4, group = 5, alias = 6 };
std::string_view type_name(EventType type) noexcept;
std::optional<EventType> parse_type(std::string_view name) noexcept;

// Why an event will never be taken; the names are part of the wire (docs/wire.md).
enum class RejectCode : uint8_t {
  not_an_object,
  unknown_type,
  missing_event,
  missing_identity,
  bad_message_id,
  too_large,
  bad_timestamp,
  bad_field,
  count_
};
inline constexpr std::size_t reject_code_count = static_cast<std::size_t>(RejectCode::count_);
std::string_view reject_code_name(RejectCode code) noexcept;

struct NewEvent {
  EventType type = EventType::track;
  std::string_view name;        // the event's, the screen's or the page's; the type's own name for the others
  std::string_view message_id;  // as sent, 1 to 99 bytes
  std::array<char, 16> uuid{};  // message_id as bytes, when it is a canonical UUID
  bool has_uuid = false;
  std::string_view anonymous_id;  // one of the two may be empty
  std::string_view user_id;
  int64_t at_ms = 0;      // receivedAt − (sentAt − timestamp)
  std::string_view body;  // the event as it was sent
};

struct IngestBatch {
  IngestBatch() = default;
  IngestBatch(const IngestBatch&) = delete;
  IngestBatch& operator=(const IngestBatch&) = delete;

  std::string write_key;
  int64_t received_ms = 0;
  std::optional<int64_t> sent_ms;
  std::string_view context;        // the batch's context as JSON, or empty
  std::string_view install_id;     // context.installId, or empty
  std::string_view client_ledger;  // the envelope's ledger as JSON, or empty
  std::vector<NewEvent> events;
  std::array<uint32_t, reject_code_count> rejected{};

  std::string text;                                 // the body, inflated
  std::pmr::monotonic_buffer_resource arena{1024};  // strings that had to be unescaped

  uint64_t rejected_count() const noexcept;
  std::size_t bytes() const noexcept { return text.capacity() + events.size() * sizeof(NewEvent); }
};

}  // namespace docent::server
