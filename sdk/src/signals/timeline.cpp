#include "signals/timeline.h"

#include <algorithm>
#include <limits>

#include "model/limits.h"

namespace docent::core {
namespace {

// later − earlier without overflow; precondition: earlier ≤ later.
uint64_t between(int64_t earlier, int64_t later) noexcept { return static_cast<uint64_t>(later) - static_cast<uint64_t>(earlier); }

}  // namespace

Timeline::Step Timeline::advance(int64_t wall_ms) noexcept {
  const Step s = step(wall_ms);
  if (!started_ || wall_ms > wall_ms_ || between(wall_ms, wall_ms_) > static_cast<uint64_t>(limits::signal_reorder_ms)) wall_ms_ = wall_ms;
  started_ = true;
  t_ = s.to;
  return s;
}

int64_t Timeline::at(int64_t wall_ms) const noexcept { return step(wall_ms).to; }

int64_t Timeline::wall_of(int64_t t) const noexcept {
  const int64_t ahead = std::clamp<int64_t>(t - t_, 0, limits::max_signal_gap_ms);
  return wall_ms_ > std::numeric_limits<int64_t>::max() - ahead ? std::numeric_limits<int64_t>::max() : wall_ms_ + ahead;
}

Timeline::Step Timeline::step(int64_t wall_ms) const noexcept {
  if (!started_ || wall_ms <= wall_ms_) return {t_, t_, false};
  const uint64_t elapsed = between(wall_ms_, wall_ms);
  constexpr auto most = static_cast<uint64_t>(limits::max_signal_gap_ms);
  return {t_, t_ + static_cast<int64_t>(std::min(elapsed, most)), elapsed > most};
}

}  // namespace docent::core
