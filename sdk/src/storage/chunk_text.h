// What is inside a chunk: "event,event,…]}" as JSON, and its raw deflate stream. Pure; the events are the SDK's own (valid JSON objects), so a
// scanner that knows strings and braces is enough to take them apart.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/status.h"

namespace docent::core {

inline constexpr std::string_view chunk_end = "]}";

// The CRC-32 of gzip (polynomial 0xedb88320).
uint32_t gzip_crc32(std::string_view text) noexcept;

// Inflates a chunk's body, which must give exactly `raw_bytes` bytes with checksum `crc`; corrupt otherwise. `text` is replaced.
Status inflate_chunk(std::string_view body, uint32_t raw_bytes, uint32_t crc, std::string& text);

// Takes the first event off "{…},{…}" or "{…},{…}]}"; empty when there is none left. A cut-off event is returned as it is.
std::string_view next_event(std::string_view& rest) noexcept;

// How much of `events` (without chunk_end) is at most `max_bytes` and `max_events`, in whole events; `count` gets their number. At least one event.
std::size_t whole_events(std::string_view events, std::size_t max_bytes, uint32_t max_events, uint32_t& count) noexcept;

// The event's own "timestamp" (not one in its properties) as milliseconds; empty when it has none.
std::optional<int64_t> event_time_ms(std::string_view event) noexcept;

}  // namespace docent::core
