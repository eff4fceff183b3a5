#include "analytics/funnel_walk.h"

#include <bit>

namespace docent::server {
namespace {

// The latest attempt that has reached a step: of all that have, the one that has most time left.
struct Attempt {
  bool is_there = false;
  std::array<int64_t, max_funnel_steps> at_ms{};
};

FunnelReach in_order(std::span<const HistoryEvent> events, std::size_t steps, bool strict, int64_t within_ms) {
  FunnelReach best;
  std::array<Attempt, max_funnel_steps> reached{}, before{};
  for (const auto& event : events) {
    if ((event.mask & excluded_bit) != 0) reached = {};
    if (strict) {  // only what the event right before reached can go on
      before = reached;
      reached = {};
    }
    const auto& from = strict ? before : reached;
    // From the last step to the first, so that one event is one step of an attempt.
    for (std::size_t i = steps; i-- > 0;) {
      if ((event.mask >> i & 1) == 0) continue;
      if (i > 0 && (!from[i - 1].is_there || event.at_ms - from[i - 1].at_ms[0] > within_ms)) continue;
      Attempt attempt = i > 0 ? from[i - 1] : Attempt{};
      attempt.is_there = true;
      attempt.at_ms[i] = event.at_ms;
      reached[i] = attempt;
      if (i + 1 > best.steps) best = {i + 1, attempt.at_ms};
    }
    if (best.steps == steps) return best;
  }
  return best;
}

// The most steps that one stretch of time has. Events of one name are steps of the same bits, as many as there are; the lowest one stands for them.
class Stretch {
 public:
  void clear() noexcept { *this = {}; }
  void add(uint32_t mask) noexcept {
    if (mask == 0) return;
    const auto steps = static_cast<uint32_t>(std::popcount(mask));
    if (events_[group(mask)]++ < steps) reach_++;
  }
  void remove(uint32_t mask) noexcept {
    if (mask == 0) return;
    const auto steps = static_cast<uint32_t>(std::popcount(mask));
    if (--events_[group(mask)] < steps) reach_--;
  }
  std::size_t reach() const noexcept { return reach_; }

 private:
  static std::size_t group(uint32_t mask) noexcept { return static_cast<std::size_t>(std::countr_zero(mask)); }
  std::array<uint32_t, max_funnel_steps> events_{};
  std::size_t reach_ = 0;
};

// When its steps were reached: each by the first event that could.
FunnelReach reach_of(std::span<const HistoryEvent> events, uint32_t all_steps) {
  FunnelReach reach;
  Stretch stretch;
  for (const auto& event : events) {
    const std::size_t before = stretch.reach();
    stretch.add(event.mask & all_steps);
    if (stretch.reach() > before) reach.at_ms[reach.steps++] = event.at_ms;
  }
  return reach;
}

FunnelReach in_any_order(std::span<const HistoryEvent> events, std::size_t steps, int64_t within_ms) {
  const uint32_t all_steps = (uint32_t{1} << steps) - 1;
  FunnelReach best;
  Stretch stretch;
  std::size_t first = 0;
  for (std::size_t i = 0; i < events.size() && best.steps < steps; i++) {
    if ((events[i].mask & excluded_bit) != 0) {
      stretch.clear();
      first = i + 1;
      continue;
    }
    stretch.add(events[i].mask & all_steps);
    for (; events[i].at_ms - events[first].at_ms > within_ms; first++) stretch.remove(events[first].mask & all_steps);
    if (stretch.reach() > best.steps) best = reach_of(events.subspan(first, i - first + 1), all_steps);
  }
  return best;
}

}  // namespace

FunnelReach walk_funnel(std::span<const HistoryEvent> events, std::size_t steps, FunnelOrder order, int64_t within_ms) {
  if (order == FunnelOrder::unordered) return in_any_order(events, steps, within_ms);
  return in_order(events, steps, order == FunnelOrder::strict, within_ms);
}

}  // namespace docent::server
