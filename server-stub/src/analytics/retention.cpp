// retention: of those who began in one period, how many came back in the ones after it.
#include "analytics/activity.h"
#include "analytics/event_names.h"
#include "analytics/reports.h"
#include "server_limits.h"

namespace docent::server {
namespace {

constexpr uint32_t starts = 1, returns = 2;

// Bits `starts` and `returns` by kind; without names each event is both.
core::Result<std::vector<uint32_t>> masks_for(const EventTable& table, const Parameters& parameters) {
  const auto all = masks_of_all(table);
  std::vector<uint32_t> masks(table.kinds());
  const std::pair<const char*, uint32_t> roles[] = {{"start", starts}, {"return", returns}};
  for (const auto& [parameter, bit] : roles) {
    const auto names = parameters.events(parameter);
    if (!names.ok()) return names.status();
    const auto chosen = names->empty() ? all : masks_of(table, *names);
    for (std::size_t kind = 0; kind < masks.size(); kind++) masks[kind] |= chosen[kind] != 0 ? bit : 0;
  }
  return masks;
}

}  // namespace

Tables retention(const EventView& view, const Calendar& calendar, const Parameters& parameters) {
  const auto unit = parameters.unit("week");
  if (!unit.ok()) return unit.status();
  const std::string mode = parameters.text("mode").value_or("calendar");
  if (mode != "calendar" && mode != "rolling") return bad_parameter("mode", "calendar or rolling");
  const auto masks = masks_for(view.table(), parameters);
  if (!masks.ok()) return masks.status();
  const auto span = periods_of(view.window(), calendar, *unit);
  if (!span.ok()) return span.status();
  auto active = Activity::make(2, view.table().persons(), *span);
  if (!active.ok()) return active.status();
  auto& began = (*active)[0];
  auto& came = (*active)[1];
  PeriodCursor cursor(calendar, *unit);
  view.scan([&](const EventTable::Row& row, uint32_t person) {
    const uint32_t mask = (*masks)[row.kind];
    if (mask == 0) return;
    const int64_t period = cursor.of(row.at_ms);
    if ((mask & starts) != 0) began.set(person, period);
    if ((mask & returns) != 0) came.set(person, period);
  });

  const std::size_t periods = began.periods();
  if (periods > max_cohorts) return bad_parameter("unit", "larger, or the time shorter: more than " + std::to_string(max_cohorts) + " cohorts");
  std::vector<int64_t> sizes(periods);
  std::vector<std::vector<int64_t>> back(periods, std::vector<int64_t>(periods));  // by cohort and offset
  for (uint32_t person = 0; person < began.persons(); person++) {
    const std::size_t cohort = began.next(person, 0);
    if (cohort == periods) continue;
    sizes[cohort]++;
    std::size_t last = cohort;
    for (std::size_t at = came.next(person, cohort + 1); at < periods; at = came.next(person, at + 1)) {
      last = at;
      if (mode == "calendar") back[cohort][at - cohort]++;
    }
    if (mode == "rolling")
      for (std::size_t at = cohort + 1; at <= last; at++) back[cohort][at - cohort]++;
  }

  ReportTable table{
      "retention",
      {{"cohort", "date"}, {"size", "persons"}, {"offset", "count"}, {"persons", "persons"}, {"retained", "share"}, {"complete", "text"}},
      {}};
  std::vector<int64_t> whole_sizes(periods), whole_back(periods);
  for (std::size_t cohort = 0; cohort < periods; cohort++) {
    for (std::size_t offset = 0; cohort + offset < periods; offset++) {
      const int64_t persons = offset == 0 ? sizes[cohort] : back[cohort][offset];
      const int64_t period = began.first_period() + static_cast<int64_t>(cohort + offset);
      const bool complete = view.window().is_over(calendar.begin_ms(period + 1, *unit));
      if (complete) {
        whole_sizes[offset] += sizes[cohort];
        whole_back[offset] += persons;
      }
      table.rows.push_back({calendar.name(began.first_period() + static_cast<int64_t>(cohort), *unit), sizes[cohort], static_cast<int64_t>(offset),
                            persons, share(static_cast<uint64_t>(persons), static_cast<uint64_t>(sizes[cohort])), complete ? "yes" : "no"});
    }
  }
  ReportTable whole{"all_cohorts", {{"offset", "count"}, {"size", "persons"}, {"persons", "persons"}, {"retained", "share"}}, {}};
  for (std::size_t offset = 0; offset < periods; offset++)
    if (whole_sizes[offset] > 0)
      whole.rows.push_back({static_cast<int64_t>(offset), whole_sizes[offset], whole_back[offset],
                            share(static_cast<uint64_t>(whole_back[offset]), static_cast<uint64_t>(whole_sizes[offset]))});
  return std::vector{std::move(table), std::move(whole)};
}

}  // namespace docent::server
