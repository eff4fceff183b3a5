#include "analytics/histories.h"

#include <algorithm>

#include "server_limits.h"

namespace docent::server {
namespace {

// The persons from `first` whose events together are not too many; one at least.
uint32_t end_of_part(const std::vector<uint32_t>& counts, uint32_t first) {
  std::size_t events = counts[first];
  uint32_t end = first + 1;
  while (end < counts.size() && events + counts[end] <= max_history_events) events += counts[end++];
  return end;
}

}  // namespace

void each_history(const EventView& view, const std::vector<uint32_t>& masks, const std::function<void(std::span<const HistoryEvent>)>& visit) {
  std::vector<uint32_t> counts(view.table().persons());
  view.scan([&](const EventTable::Row& row, uint32_t person) { counts[person] += masks[row.kind] != 0 ? 1 : 0; });
  std::vector<HistoryEvent> events;
  std::vector<std::size_t> ends;
  const auto earlier = [](const HistoryEvent& a, const HistoryEvent& b) { return a.at_ms < b.at_ms; };
  for (uint32_t first = 0; first < counts.size();) {
    const uint32_t end = end_of_part(counts, first);
    ends.assign(end - first + 1, 0);
    for (uint32_t person = first; person < end; person++) ends[person - first + 1] = ends[person - first] + counts[person];
    events.resize(ends.back());
    // Afterwards ends[i] is where the history of person first + i ends, and ends[i] - counts where it begins.
    view.scan([&](const EventTable::Row& row, uint32_t person) {
      if (masks[row.kind] != 0 && person >= first && person < end) events[ends[person - first]++] = {row.at_ms, row.kind, masks[row.kind]};
    });
    for (uint32_t person = first; person < end; person++) {
      if (counts[person] == 0) continue;
      const std::span<HistoryEvent> history(events.data() + ends[person - first] - counts[person], counts[person]);
      if (!std::is_sorted(history.begin(), history.end(), earlier)) std::stable_sort(history.begin(), history.end(), earlier);
      visit(history);
    }
    first = end;
  }
}

}  // namespace docent::server
