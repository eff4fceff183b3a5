// Days, weeks (from Monday, ISO 8601) and months of one time zone, numbered, so that reports count by them. Thread safe once made.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time_zone.h"

namespace docent::server {

enum class Unit : uint8_t { hour, day, week, month };
std::optional<Unit> parse_unit(std::string_view name) noexcept;

class Calendar {
 public:
  // Without a zone: UTC.
  explicit Calendar(std::optional<core::TimeZone> zone = {}) : zone_(std::move(zone)) {}
  // Hours, days, weeks or months since the one of 1970-01-01, by the zone's clocks. Never falls as time goes on: when clocks go back into a period
  // that has ended, the one that had begun goes on. The hour that comes twice in autumn is one.
  int64_t period(int64_t at_ms, Unit unit) const noexcept;
  // When it begins.
  int64_t begin_ms(int64_t period, Unit unit) const noexcept;
  // "2026-11-28", of a month "2026-11", of an hour "2026-11-28T14".
  std::string name(int64_t period, Unit unit) const;

 private:
  int64_t local_ms(int64_t at_ms) const noexcept;
  static int64_t local_begin_ms(int64_t period, Unit unit) noexcept;
  std::optional<core::TimeZone> zone_;
};

// A Calendar that remembers the period of the last time asked for: for passes over rows that are nearly in order. One thread.
class PeriodCursor {
 public:
  PeriodCursor(const Calendar& calendar, Unit unit) : calendar_(calendar), unit_(unit) {}
  int64_t of(int64_t at_ms) noexcept {
    if (at_ms < begin_ms_ || at_ms >= end_ms_) {
      period_ = calendar_.period(at_ms, unit_);
      begin_ms_ = calendar_.begin_ms(period_, unit_);
      end_ms_ = calendar_.begin_ms(period_ + 1, unit_);
    }
    return period_;
  }

 private:
  const Calendar& calendar_;
  Unit unit_;
  int64_t period_ = 0;
  int64_t begin_ms_ = 0;
  int64_t end_ms_ = 0;
};

}  // namespace docent::server
