// sessions: how many, by how many persons, how long and how full.
#include "analytics/event_names.h"
#include "analytics/quantile.h"
#include "analytics/reports.h"
#include "analytics/session_split.h"

namespace docent::server {

Tables sessions(const EventView& view, const Calendar& calendar, const Parameters& parameters) {
  const auto unit = parameters.unit("day");
  if (!unit.ok()) return unit.status();
  const auto gap_ms = session_gap_ms(parameters);
  if (!gap_ms.ok()) return gap_ms.status();
  const auto span = periods_of(view.window(), calendar, *unit);
  if (!span.ok()) return span.status();
  const int64_t first = span->first;

  struct Period {
    int64_t sessions = 0, persons = 0, events = 0;
    std::vector<int64_t> lasted_ms;
  };
  std::vector<Period> periods(span->count);
  each_history(view, masks_of_all(view.table()), [&](std::span<const HistoryEvent> history) {
    int64_t seen = INT64_MIN;  // sessions of a person come in order
    each_session(history, *gap_ms, [&](std::span<const HistoryEvent> session) {
      const int64_t at = calendar.period(session.front().at_ms, *unit);
      auto& period = periods[static_cast<std::size_t>(at - first)];
      period.sessions++;
      period.events += static_cast<int64_t>(session.size());
      period.persons += std::exchange(seen, at) != at ? 1 : 0;
      period.lasted_ms.push_back(session.back().at_ms - session.front().at_ms);
    });
  });
  ReportTable table{"sessions",
                    {{"date", "date"},
                     {"sessions", "sessions"},
                     {"persons", "persons"},
                     {"sessions_per_person", "sessions"},
                     {"events_per_session", "events"},
                     {"median_ms", "ms"},
                     {"p90_ms", "ms"}},
                    {}};
  for (std::size_t i = 0; i < periods.size(); i++) {
    auto& p = periods[i];
    table.rows.push_back({calendar.name(first + static_cast<int64_t>(i), *unit), p.sessions, p.persons,
                          share(static_cast<uint64_t>(p.sessions), static_cast<uint64_t>(p.persons)),
                          share(static_cast<uint64_t>(p.events), static_cast<uint64_t>(p.sessions)), quantile(p.lasted_ms, 0.5),
                          quantile(p.lasted_ms, 0.9)});
  }
  return std::vector{std::move(table)};
}

}  // namespace docent::server
