// When something may happen: moments, time zones as far as pure code can know them, windows of the day, quiet hours. Pure values.
// All intervals are half open: [start, end), [from, to).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace docent::core {

// The device's own zone (its offset comes with each Instant), or a fixed offset.
struct Zone {
  bool local = true;
  int32_t offset_s = 0;
  int64_t local_ms(Instant now) const noexcept { return local ? now.local_ms() : now.wall_ms + int64_t{offset_s} * 1000; }
};
// "local", "UTC", "Z", "+08:00". Empty for others: names such as Europe/Berlin need a time zone database.
std::optional<Zone> parse_zone(std::string_view text) noexcept;

// A point in time, either absolute or on the clock of a zone.
struct Moment {
  int64_t ms = 0;  // since 1970-01-01T00:00:00, UTC when absolute, else as the zone's clock shows it
  bool absolute = true;
  // How long until it is reached; 0 or less when it has been.
  int64_t ms_from(Instant now, const Zone& zone) const noexcept { return ms - (absolute ? now.wall_ms : zone.local_ms(now)); }
};
// RFC 3339 with an offset, or a local date-time or date without.
std::optional<Moment> parse_moment(std::string_view text) noexcept;

// A part of the day on some days of the week; from 20:00 to 08:00 goes over midnight and belongs to the day on which it starts.
struct DailyWindow {
  uint8_t days = 0x7f;  // bit 0 is Monday
  int32_t from_ms = 0;  // since midnight
  int32_t to_ms = 0;    // equal to from_ms: the whole day
  bool contains(int64_t local_ms) const noexcept;
  // How long until the window that contains local_ms ends; 0 when none does.
  int64_t ms_to_end(int64_t local_ms) const noexcept;
  // How long until the next one starts; 0 inside of one, empty without days.
  std::optional<int64_t> ms_to_start(int64_t local_ms) const noexcept;
};
// "20:00" or "20:00:30" as milliseconds since midnight; "24:00" counts.
std::optional<int32_t> parse_time_of_day(std::string_view text) noexcept;

struct Schedule {
  std::optional<Moment> start;
  std::optional<Moment> end;
  Zone zone;
  std::vector<DailyWindow> windows;  // none: always

  bool expired(Instant now) const noexcept { return end && end->ms_from(now, zone) <= 0; }
  // 0: running now. Else how long until it does, by start or by the next window; INT64_MAX when never.
  int64_t ms_to_open(Instant now) const noexcept;
};

}  // namespace docent::core
