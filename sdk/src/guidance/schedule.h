// When something may happen: moments, windows of the day, quiet hours, each by the clock of a zone. Pure values.
// All intervals are half open: [start, end), [from, to).
//
// A window is open while the zone's clock shows a time in it. One that a change of the clock skips does not open that day, and one that comes twice
// is open twice. How long to wait is exact across changes where the zone's rules are known. For a device whose rules are not known it is what the
// present offset says, so whoever waited must ask again.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/time_zone_name.h"

namespace docent::core {

// A point in time, either absolute or on the clock of a zone.
struct Moment {
  int64_t ms = 0;  // since 1970-01-01T00:00:00, UTC when absolute, else as the zone's clock shows it
  bool absolute = true;
  // How long until it is reached; 0 or less when it has been. A time that the zone's clock skips is reached later by the gap, one that it shows twice
  // the first time.
  int64_t ms_from(Instant now, const Zone& zone) const noexcept { return (absolute ? ms : zone.clock(now).utc_ms(ms)) - now.wall_ms; }
};
// RFC 3339 with an offset, or a local date-time or date without.
std::optional<Moment> parse_moment(std::string_view text) noexcept;

// A part of the day on some days of the week; from 20:00 to 08:00 goes over midnight and belongs to the day on which it starts.
struct DailyWindow {
  uint8_t days = 0x7f;  // bit 0 is Monday
  int32_t from_ms = 0;  // since midnight
  int32_t to_ms = 0;    // equal to from_ms: the whole day
  bool contains(int64_t local_ms) const noexcept;
  // How long until the window that contains local_ms ends; 0 when none does. By a clock that never changes.
  int64_t ms_to_end(int64_t local_ms) const noexcept;
  // How long until the next one starts; 0 inside of one, empty without days. By a clock that never changes.
  std::optional<int64_t> ms_to_start(int64_t local_ms) const noexcept;
  // The same from `utc_ms` on, by a clock that does. When a clock skips the window for weeks, to a moment at which it is to be asked again.
  int64_t ms_to_end(int64_t utc_ms, const ZoneClock& clock) const noexcept;
  std::optional<int64_t> ms_to_start(int64_t utc_ms, const ZoneClock& clock) const noexcept;
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
