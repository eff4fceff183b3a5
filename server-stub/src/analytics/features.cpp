// features: which events how many of the active persons caused, how often, on how many days, and when last.
#include <algorithm>

#include "analytics/activity.h"
#include "analytics/event_names.h"
#include "analytics/reports.h"
#include "base/rfc3339.h"

namespace docent::server {
namespace {

struct Usage {
  uint32_t kind = 0;
  int64_t events = 0;
  int64_t last_ms = INT64_MIN;
};

// The kinds asked for, or those that happened most.
std::vector<Usage> chosen(const EventView& view, const std::vector<uint32_t>& masks, std::size_t limit) {
  std::vector<Usage> all(view.table().kinds());
  for (uint32_t kind = 0; kind < all.size(); kind++) all[kind].kind = kind;
  view.scan([&](const EventTable::Row& row, uint32_t) {
    auto& usage = all[row.kind];
    usage.events++;
    usage.last_ms = std::max(usage.last_ms, row.at_ms);
  });
  std::erase_if(all, [&](const Usage& usage) { return masks[usage.kind] == 0 || usage.events == 0; });
  std::stable_sort(all.begin(), all.end(), [](const Usage& a, const Usage& b) { return a.events > b.events; });
  if (all.size() > limit) all.resize(limit);
  return all;
}

struct Spread {
  uint64_t persons = 0;
  uint64_t days = 0;       // of all persons together
  uint64_t returning = 0;  // persons with two days or more
  uint64_t periods = 0;    // days of the window
};

Spread spread_of(const Activity& active) {
  Spread spread;
  spread.periods = active.periods();
  for (uint32_t person = 0; person < active.persons(); person++) {
    const std::size_t days = active.count(person);
    spread.persons += days > 0 ? 1 : 0;
    spread.returning += days > 1 ? 1 : 0;
    spread.days += days;
  }
  return spread;
}

// Of each usage, and in the end of all activity; as many at a time as memory is for.
core::Result<std::vector<Spread>> spreads_of(const EventView& view, const Calendar& calendar, const std::vector<uint32_t>& everything,
                                             const std::vector<Usage>& usages) {
  constexpr uint32_t none = UINT32_MAX;
  const std::size_t wanted = usages.size() + 1;
  std::vector<Spread> spreads;
  auto counts = everything;  // what is asked for by name counts as activity too
  for (const auto& usage : usages) counts[usage.kind] = 1;
  const std::size_t persons = view.table().persons();
  const auto span = periods_of(view.window(), calendar, Unit::day);
  if (!span.ok()) return span.status();
  const std::size_t fit = std::max<std::size_t>(Activity::fitting(persons, *span), 1);
  while (spreads.size() < wanted) {
    auto made = Activity::make(std::min(fit, wanted - spreads.size()), persons, *span);
    if (!made.ok()) return made.status();
    std::vector<uint32_t> place(view.table().kinds(), none);
    for (std::size_t i = 0; i < made->size() && spreads.size() + i < usages.size(); i++)
      place[usages[spreads.size() + i].kind] = static_cast<uint32_t>(i);
    Activity* const all = spreads.size() + made->size() == wanted ? &made->back() : nullptr;
    PeriodCursor days(calendar, Unit::day);
    view.scan([&](const EventTable::Row& row, uint32_t person) {
      if (counts[row.kind] == 0) return;
      const int64_t day = days.of(row.at_ms);
      if (all != nullptr) all->set(person, day);
      if (place[row.kind] != none) (*made)[place[row.kind]].set(person, day);
    });
    for (const auto& active : *made) spreads.push_back(spread_of(active));
  }
  return spreads;
}

}  // namespace

Tables features(const EventView& view, const Calendar& calendar, const Parameters& parameters) {
  const auto names = parameters.events("events");
  if (!names.ok()) return names.status();
  const auto limit = parameters.number("limit", 50, 1, 200);
  if (!limit.ok()) return limit.status();
  const auto everything = masks_of_all(view.table());
  const auto usages = chosen(view, names->empty() ? everything : masks_of(view.table(), *names), static_cast<std::size_t>(*limit));

  const auto spreads = spreads_of(view, calendar, everything, usages);
  if (!spreads.ok()) return spreads.status();
  const Spread& all = spreads->back();
  ReportTable table{"features",
                    {{"event", "text"},
                     {"persons", "persons"},
                     {"adoption", "share"},
                     {"events", "events"},
                     {"events_per_person", "events"},
                     {"days_per_person", "days"},
                     {"returning", "share"},
                     {"stickiness", "share"},
                     {"last", "time"}},
                    {}};
  for (std::size_t i = 0; i < usages.size(); i++) {
    const Spread& spread = (*spreads)[i];
    table.rows.push_back({label_of(view.table().what_of(usages[i].kind)), static_cast<int64_t>(spread.persons), share(spread.persons, all.persons),
                          usages[i].events, share(static_cast<uint64_t>(usages[i].events), spread.persons), share(spread.days, spread.persons),
                          share(spread.returning, spread.persons), share(spread.days, spread.persons * all.periods),
                          core::format_rfc3339(usages[i].last_ms)});
  }
  ReportTable whole{"active", {{"persons", "persons"}, {"days_per_person", "days"}, {"days", "days"}}, {}};
  whole.rows.push_back({static_cast<int64_t>(all.persons), share(all.days, all.persons), static_cast<int64_t>(all.periods)});
  return std::vector{std::move(table), std::move(whole)};
}

}  // namespace docent::server
