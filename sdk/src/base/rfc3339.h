// RFC 3339 times and civil dates (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms"). Pure; proleptic Gregorian calendar.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace docent::core {

struct Civil {
  int64_t year = 1970;
  int month = 1;  // 1 to 12
  int day = 1;    // 1 to 31
  int hour = 0;
  int minute = 0;
  int second = 0;
  int milli = 0;
};

// Days since 1970-01-01.
int64_t days_from_civil(int64_t year, int month, int day) noexcept;
Civil civil_from_ms(int64_t ms) noexcept;
int64_t ms_from_civil(const Civil& civil) noexcept;

// Writes "2026-11-23T08:00:00.000Z" (24 characters, no terminator); years are clamped to 0000 to 9999.
void format_rfc3339(int64_t unix_ms, char* out24) noexcept;
std::string format_rfc3339(int64_t unix_ms);
// Milliseconds since the epoch; needs "Z" or an offset; the fraction is optional and cut to milliseconds.
std::optional<int64_t> parse_rfc3339(std::string_view text) noexcept;
// A local date-time without an offset ("2026-10-01T09:00:00") or a date, read as if it were UTC.
std::optional<int64_t> parse_local_time(std::string_view text) noexcept;

}  // namespace docent::core
