#include "profile/sequence.h"

#include <algorithm>
#include <vector>

namespace docent::core {
namespace {

// The latest sequence that ends with occurrence `last_index` of the last step: going back, each step takes the latest occurrence that is not after
// its successor. This is the shortest one with this end, so if it is too long, every other is. Returns false when a step finds none.
bool shortest_ending_at(std::span<const Series* const> steps, std::size_t last_index, std::vector<std::size_t>& used, int64_t& first_ms) {
  used.assign(steps.size(), 0);
  used.back() = last_index;
  first_ms = steps.back()->time_at(last_index);
  for (std::size_t i = steps.size() - 1; i-- > 0;) {
    std::size_t end = steps[i]->upper_bound(first_ms);
    for (std::size_t later = i + 1; later < steps.size(); later++) {
      if (steps[later] == steps[i]) end = std::min(end, used[later]);
    }
    if (end == 0) return false;
    used[i] = end - 1;
    first_ms = steps[i]->time_at(used[i]);
  }
  return true;
}

}  // namespace

bool happened_in_order(std::span<const Series* const> steps, int64_t within_ms, std::span<const Series* const> without, int64_t now_ms) {
  if (steps.empty() || std::any_of(steps.begin(), steps.end(), [](const Series* s) { return s == nullptr || s->kept() == 0; })) return false;
  std::vector<std::size_t> used;
  const Series& last = *steps.back();
  for (std::size_t i = last.upper_bound(now_ms); i-- > 0;) {
    int64_t first_ms = 0;
    if (!shortest_ending_at(steps, i, used, first_ms)) return false;  // an earlier end finds even less
    const int64_t last_ms = last.time_at(i);
    if (within_ms >= 0 && last_ms - first_ms >= within_ms) continue;
    const bool interrupted = std::any_of(without.begin(), without.end(),
                                         [&](const Series* s) { return s != nullptr && s->upper_bound(last_ms) > s->upper_bound(first_ms); });
    if (!interrupted) return true;
  }
  return false;
}

}  // namespace docent::core
