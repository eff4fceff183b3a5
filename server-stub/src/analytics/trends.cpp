// trends: how often, and by how many persons, events happened in each hour, day, week or month.
#include "analytics/activity.h"
#include "analytics/event_names.h"
#include "analytics/reports.h"

namespace docent::server {

Tables trends(const EventView& view, const Calendar& calendar, const Parameters& parameters) {
  const auto unit = parameters.unit("day", true);
  if (!unit.ok()) return unit.status();
  const auto asked = parameters.events("events");
  if (!asked.ok()) return asked.status();
  auto names = *asked;
  const auto masks = names.empty() ? masks_of_all(view.table()) : masks_of(view.table(), names);
  if (names.empty()) names.emplace_back("all");

  const auto span = periods_of(view.window(), calendar, *unit);
  if (!span.ok()) return span.status();
  auto made = Activity::make(names.size(), view.table().persons(), *span);
  if (!made.ok()) return made.status();
  auto& active = *made;
  const std::size_t periods = active[0].periods();
  std::vector<std::vector<int64_t>> counts(names.size(), std::vector<int64_t>(periods));
  PeriodCursor cursor(calendar, *unit);
  view.scan([&](const EventTable::Row& row, uint32_t person) {
    for (uint32_t mask = masks[row.kind]; mask != 0; mask &= mask - 1) {
      const auto i = static_cast<std::size_t>(std::countr_zero(mask));
      const int64_t period = cursor.of(row.at_ms);
      active[i].set(person, period);
      counts[i][static_cast<std::size_t>(period - active[i].first_period())]++;
    }
  });

  ReportTable table{"trends", {{"date", "date"}, {"event", "text"}, {"events", "events"}, {"persons", "persons"}}, {}};
  for (std::size_t i = 0; i < names.size(); i++) {
    const auto persons = active[i].persons_by_period();
    for (std::size_t at = 0; at < periods; at++)
      table.rows.push_back(
          {calendar.name(active[i].first_period() + static_cast<int64_t>(at), *unit), names[i], counts[i][at], static_cast<int64_t>(persons[at])});
  }
  return std::vector{std::move(table)};
}

}  // namespace docent::server
