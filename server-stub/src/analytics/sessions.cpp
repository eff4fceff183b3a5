// sessions: how many, by how many persons, how long and how full.
#include "analytics/event_names.h"
#include "analytics/quantile.h"
#include "analytics/reports.h"
#include "analytics/session_split.h"
#include "base/duration.h"

namespace docent::server {

core::Result<int64_t> session_gap_ms(const Parameters& parameters) {
  const auto gap = core::parse_duration_ms(parameters.text("gap").value_or("PT30M"));
  if (!gap || *gap == 0) return bad_parameter("gap", "a duration such as PT30M");
  return *gap;
}

Tables sessions(const EventView& view, const Calendar& calendar, const Parameters& parameters) {
  const auto unit = parse_unit(parameters.text("unit").value_or("day"));
  if (!unit || *unit == Unit::hour) return bad_parameter("unit", "day, week or month");
  const auto gap_ms = session_gap_ms(parameters);
  if (!gap_ms.ok()) return gap_ms.status();
  const int64_t first = calendar.period(view.window().from_ms, *unit);
  const int64_t last = view.window().to_ms > view.window().from_ms ? calendar.period(view.window().to_ms - 1, *unit) : first - 1;
  constexpr int64_t max_periods = 2'000;
  if (last - first >= max_periods) return bad_parameter("unit", "larger, or the time shorter: more than 2000 periods");

  struct Period {
    int64_t sessions = 0, persons = 0, events = 0;
    std::vector<int64_t> lasted_ms;
  };
  std::vector<Period> periods(static_cast<std::size_t>(last - first + 1));
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
