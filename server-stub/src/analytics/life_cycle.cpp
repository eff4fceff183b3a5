// life-cycle: who is new, who came back, who returned after a pause, and who stayed away.
#include "analytics/activity.h"
#include "analytics/event_names.h"
#include "analytics/reports.h"

namespace docent::server {

Tables life_cycle(const EventView& view, const Calendar& calendar, const Parameters& parameters) {
  const auto unit = parameters.unit("week");
  if (!unit.ok()) return unit.status();
  const EventTable& table = view.table();
  const auto masks = masks_of_all(table);
  // One period more: who was active before the first one.
  const int64_t before = calendar.period(view.window().from_ms, *unit) - 1;
  const Window window{calendar.begin_ms(before, *unit), view.window().to_ms, view.window().now_ms};
  const auto span = periods_of(window, calendar, *unit);
  if (!span.ok()) return span.status();
  auto made = Activity::make(1, table.persons(), *span);
  if (!made.ok()) return made.status();
  auto& active = (*made)[0];
  PeriodCursor cursor(calendar, *unit);
  view.scan(window, [&](const EventTable::Row& row, uint32_t person) {
    if (masks[row.kind] != 0) active.set(person, cursor.of(row.at_ms));
  });
  // The first event ever, of whatever release and place.
  std::vector<int64_t> first_ms(table.persons(), INT64_MAX);
  table.scan(INT64_MIN, window.to_ms, [&](const EventTable::Row& row) {
    auto& first = first_ms[table.person_of(row.subject)];
    if (masks[row.kind] != 0) first = std::min(first, row.at_ms);
  });

  struct Counts {
    int64_t fresh = 0, returning = 0, resurrecting = 0, dormant = 0;
  };
  std::vector<Counts> counts(active.periods());
  for (uint32_t person = 0; person < active.persons(); person++) {
    if (first_ms[person] == INT64_MAX) continue;
    const int64_t first = calendar.period(first_ms[person], *unit);
    for (std::size_t at = 1; at < active.periods(); at++) {
      const bool now = active.test(person, at), earlier = active.test(person, at - 1);
      if (now && first == active.first_period() + static_cast<int64_t>(at)) counts[at].fresh++;
      else if (now && earlier) counts[at].returning++;
      else if (now) counts[at].resurrecting++;
      else if (earlier) counts[at].dormant++;
    }
  }
  ReportTable out{
      "life_cycle",
      {{"date", "date"}, {"new", "persons"}, {"returning", "persons"}, {"resurrecting", "persons"}, {"dormant", "persons"}, {"complete", "text"}},
      {}};
  for (std::size_t at = 1; at < active.periods(); at++) {
    const auto& c = counts[at];
    const int64_t period = active.first_period() + static_cast<int64_t>(at);
    const bool complete = window.is_over(calendar.begin_ms(period + 1, *unit));
    out.rows.push_back({calendar.name(period, *unit), c.fresh, c.returning, c.resurrecting, c.dormant, complete ? "yes" : "no"});
  }
  return std::vector{std::move(out)};
}

}  // namespace docent::server
