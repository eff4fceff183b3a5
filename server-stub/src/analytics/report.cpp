#include "analytics/report.h"

#include <charconv>

#include "base/duration.h"
#include "server_limits.h"

namespace docent::server {

EventView::EventView(const EventTable& table, Window window, const ReportFilter& filter)
    : table_(table), window_(window), takes_all_(filter.release.empty() && filter.platform.empty() && filter.locale.empty()) {
  if (takes_all_) return;
  const auto matches = [&](const std::string& wanted, uint32_t text) { return wanted.empty() || table.texts().text(text) == wanted; };
  takes_.resize(table.contexts());
  for (uint32_t i = 0; i < takes_.size(); i++) {
    const auto& origin = table.origin_of(i);
    takes_[i] = matches(filter.release, origin.release) && matches(filter.platform, origin.platform) && matches(filter.locale, origin.locale);
  }
}

core::Result<Periods> periods_of(const Window& window, const Calendar& calendar, Unit unit) {
  const int64_t first = calendar.period(window.from_ms, unit);
  const auto count = static_cast<std::size_t>(window.to_ms > window.from_ms ? calendar.period(window.to_ms - 1, unit) - first + 1 : 0);
  if (count <= max_report_periods) return Periods{first, count};
  return core::Status(core::Code::too_large, "the time from `from` to `to` has " + std::to_string(count) + " periods, at most " +
                                                 std::to_string(max_report_periods) + " are counted: choose a larger unit or a shorter time");
}

std::vector<std::string> Parameters::list(std::string_view name) const {
  std::vector<std::string> items;
  const auto all = text(name);
  if (!all || all->empty()) return items;
  items.emplace_back();
  for (std::size_t i = 0; i < all->size(); i++) {
    const char c = (*all)[i];
    if (c == '\\' && i + 1 < all->size() && ((*all)[i + 1] == ',' || (*all)[i + 1] == '\\')) items.back() += (*all)[++i];
    else if (c == ',') items.emplace_back();
    else items.back() += c;
  }
  return items;
}

core::Result<std::vector<std::string>> Parameters::events(std::string_view name) const {
  auto names = list(name);
  if (names.size() > max_named_events) return bad_parameter(name, "a list of at most " + std::to_string(max_named_events) + " names");
  return names;
}

core::Result<Unit> Parameters::unit(std::string_view fallback, bool with_hour) const {
  const auto unit = parse_unit(text("unit").value_or(std::string(fallback)));
  if (unit && (with_hour || *unit != Unit::hour)) return *unit;
  return bad_parameter("unit", with_hour ? "hour, day, week or month" : "day, week or month");
}

core::Result<int64_t> Parameters::duration(std::string_view name, std::string_view fallback, std::string_view expected) const {
  const auto ms = core::parse_duration_ms(text(name).value_or(std::string(fallback)));
  if (!ms || *ms == 0) return bad_parameter(name, expected);
  return *ms;
}

core::Result<int64_t> Parameters::number(std::string_view name, int64_t fallback, int64_t low, int64_t high) const {
  const auto all = text(name);
  if (!all) return fallback;
  int64_t value = 0;
  const auto result = std::from_chars(all->data(), all->data() + all->size(), value);
  if (result.ec != std::errc() || result.ptr != all->data() + all->size() || value < low || value > high)
    return bad_parameter(name, "a whole number from " + std::to_string(low) + " to " + std::to_string(high));
  return value;
}

Cell share(uint64_t part, uint64_t whole) {
  if (whole == 0) return std::monostate();
  return static_cast<double>(part) / static_cast<double>(whole);
}

core::Status bad_parameter(std::string_view name, std::string_view expected) {
  return {core::Code::invalid, std::string(name) + " must be " + std::string(expected)};
}

}  // namespace docent::server
