#include "signals/thresholds.h"

#include <algorithm>

#include "model/limits.h"

namespace docent::core {

SignalThresholds SignalThresholds::within_limits() const noexcept {
  SignalThresholds t = *this;
  for (int64_t* count : {&t.rage_click.clicks, &t.loop.visits, &t.undo_burst.undos})
    *count = std::clamp<int64_t>(*count, 2, static_cast<int64_t>(limits::max_signal_count));
  for (int64_t* ms : {&t.rage_click.window_ms, &t.dead_click.wait_ms, &t.error_click.within_ms, &t.u_turn.max_ms, &t.loop.window_ms,
                      &t.undo_burst.window_ms, &t.form_abandoned.idle_ms, &t.dwell.idle_ms})
    *ms = std::clamp<int64_t>(*ms, 1, limits::max_signal_threshold_ms);
  t.rage_click.box_px = std::clamp<int64_t>(t.rage_click.box_px, 0, limits::max_signal_box_px);
  return t;
}

}  // namespace docent::core
