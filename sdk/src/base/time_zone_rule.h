// The rule that a zone follows for ever after: a POSIX TZ string (IEEE Std 1003.1-2017, section 8.3) with the hours -167 to 167 that RFC 8536,
// section 3.3.1, allows, such as "CET-1CEST,M3.5.0,M10.5.0/3". It is the footer of zone files. Pure and immutable; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace docent::core {

class TimeZoneRule {
 public:
  static constexpr std::size_t max_bytes = 256;
  // Empty for what is no rule, and for a summer time without dates: POSIX leaves those to the system.
  static std::optional<TimeZoneRule> parse(std::string_view text) noexcept;

  // Seconds east of UTC at `utc_s`, seconds since 1970 within ±2⁴³.
  int32_t offset_s(int64_t utc_s) const noexcept;
  // The first second after `utc_s` at which the offset is another one; empty when it never changes.
  std::optional<int64_t> next_change_s(int64_t utc_s) const noexcept;

 private:
  // A day of the year and a time on it, by the clock that the change ends.
  struct Date {
    enum class Kind : uint8_t { julian, zero_based, weekday };
    Kind kind = Kind::weekday;
    int day = 0;             // julian: 1 to 365, never 29 February; zero_based: 0 to 365; weekday: 0 (Sunday) to 6
    int week = 0;            // weekday: 1 to 5, 5 is the last
    int month = 0;           // weekday: 1 to 12
    int32_t time_s = 7'200;  // since midnight
    int64_t local_s(int64_t year) const noexcept;
  };
  class Reader;

  int64_t start_s(int64_t year) const noexcept { return start_.local_s(year) - standard_s_; }
  int64_t end_s(int64_t year) const noexcept { return end_.local_s(year) - summer_s_; }

  int32_t standard_s_ = 0;
  int32_t summer_s_ = 0;
  bool has_summer_ = false;
  Date start_;  // of summer time
  Date end_;
};

}  // namespace docent::core
