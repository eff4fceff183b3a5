#include "analytics/calendar.h"

#include "base/rfc3339.h"

namespace docent::server {
namespace {

constexpr int64_t hour_ms = 3'600'000;
constexpr int64_t day_ms = 24 * hour_ms;
constexpr int64_t thursday = 3;  // 1970-01-01 was one; days since Monday

int64_t floor_divide(int64_t a, int64_t b) noexcept { return a / b - (a % b < 0 ? 1 : 0); }

int64_t period_of_local(int64_t local_ms, Unit unit) noexcept {
  switch (unit) {
    case Unit::hour: return floor_divide(local_ms, hour_ms);
    case Unit::day: return floor_divide(local_ms, day_ms);
    case Unit::week: return floor_divide(floor_divide(local_ms, day_ms) + thursday, 7);
    case Unit::month: break;
  }
  const auto civil = core::civil_from_ms(local_ms);
  return (civil.year - 1970) * 12 + civil.month - 1;
}

}  // namespace

std::optional<Unit> parse_unit(std::string_view name) noexcept {
  if (name == "hour") return Unit::hour;
  if (name == "day") return Unit::day;
  if (name == "week") return Unit::week;
  if (name == "month") return Unit::month;
  return std::nullopt;
}

int64_t Calendar::local_ms(int64_t at_ms) const noexcept { return zone_ ? at_ms + int64_t{zone_->offset_s(at_ms)} * 1'000 : at_ms; }

int64_t Calendar::period(int64_t at_ms, Unit unit) const noexcept {
  int64_t period = period_of_local(local_ms(at_ms), unit);
  if (zone_)
    while (begin_ms(period + 1, unit) <= at_ms) period++;
  return period;
}

int64_t Calendar::local_begin_ms(int64_t period, Unit unit) noexcept {
  switch (unit) {
    case Unit::hour: return period * hour_ms;
    case Unit::day: return period * day_ms;
    case Unit::week: return (period * 7 - thursday) * day_ms;
    case Unit::month: break;
  }
  const int64_t year = floor_divide(period, 12);
  return core::days_from_civil(1970 + year, static_cast<int>(period - year * 12) + 1, 1) * day_ms;
}

int64_t Calendar::begin_ms(int64_t period, Unit unit) const noexcept {
  const int64_t local = local_begin_ms(period, unit);
  return zone_ ? zone_->utc_ms(local) : local;
}

std::string Calendar::name(int64_t period, Unit unit) const {
  constexpr std::size_t lengths[] = {13, 10, 10, 7};  // by Unit
  return core::format_rfc3339(local_begin_ms(period, unit)).substr(0, lengths[static_cast<std::size_t>(unit)]);
}

}  // namespace docent::server
