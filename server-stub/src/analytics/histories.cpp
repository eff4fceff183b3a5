#include "analytics/histories.h"

#include <algorithm>

namespace docent::server {

Histories::Histories(const EventView& view, const std::vector<uint32_t>& masks) : begins_(view.table().persons() + 1) {
  view.scan([&](const EventTable::Row& row, uint32_t person) { begins_[person + 1] += masks[row.kind] != 0 ? 1 : 0; });
  for (std::size_t i = 1; i < begins_.size(); i++) begins_[i] += begins_[i - 1];
  events_.resize(begins_.back());
  std::vector<std::size_t> ends(begins_.begin(), begins_.end() - 1);
  view.scan([&](const EventTable::Row& row, uint32_t person) {
    if (masks[row.kind] != 0) events_[ends[person]++] = {row.at_ms, row.kind, masks[row.kind]};
  });
  const auto earlier = [](const Event& a, const Event& b) { return a.at_ms < b.at_ms; };
  for (uint32_t person = 0; person < persons(); person++) {
    const auto begin = events_.begin() + static_cast<std::ptrdiff_t>(begins_[person]);
    const auto end = events_.begin() + static_cast<std::ptrdiff_t>(begins_[person + 1]);
    if (!std::is_sorted(begin, end, earlier)) std::stable_sort(begin, end, earlier);
  }
}

}  // namespace docent::server
