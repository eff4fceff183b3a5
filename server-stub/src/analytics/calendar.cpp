#include "analytics/calendar.h"

#include "base/rfc3339.h"

namespace docent::server {
namespace {

constexpr int64_t hour_ms = 3'600'000;
constexpr int64_t day_ms = 24 * hour_ms;
constexpr int64_t thursday = 3;  // 1970-01-01 was one; days since Monday

int64_t floor_divide(int64_t a, int64_t b) noexcept { return a / b - (a % b < 0 ? 1 : 0); }

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
  const int64_t local = local_ms(at_ms);
  switch (unit) {
    case Unit::hour: return floor_divide(local, hour_ms);
    case Unit::day: return floor_divide(local, day_ms);
    case Unit::week: return floor_divide(floor_divide(local, day_ms) + thursday, 7);
    case Unit::month: break;
  }
  const auto civil = core::civil_from_ms(local);
  return (civil.year - 1970) * 12 + civil.month - 1;
}

int64_t Calendar::begin_ms(int64_t period, Unit unit) const noexcept {
  int64_t local = 0;
  switch (unit) {
    case Unit::hour: local = period * hour_ms; break;
    case Unit::day: local = period * day_ms; break;
    case Unit::week: local = (period * 7 - thursday) * day_ms; break;
    case Unit::month: {
      const int64_t year = floor_divide(period, 12);
      local = core::days_from_civil(1970 + year, static_cast<int>(period - year * 12) + 1, 1) * day_ms;
      break;
    }
  }
  return zone_ ? zone_->utc_ms(local) : local;
}

std::string Calendar::name(int64_t period, Unit unit) const {
  const std::string begin = core::format_rfc3339(local_ms(begin_ms(period, unit)));
  constexpr std::size_t lengths[] = {13, 10, 10, 7};  // by Unit
  return begin.substr(0, lengths[static_cast<std::size_t>(unit)]);
}

}  // namespace docent::server
