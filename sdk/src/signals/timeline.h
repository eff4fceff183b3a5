// Elapsed time made of wall-clock times that may jump: milliseconds that never go back and never leap. Pure.
//
// - A report that is up to limits::signal_reorder_ms older than the newest came in late: it happened just now.
// - A clock that goes back further was set: time stands still for that step and goes on from there.
// - A step of more than limits::max_signal_gap_ms is a machine that slept or a clock that was set: it counts as that much, and is marked.
#pragma once

#include <cstdint>

#include "base/clock.h"

namespace docent::core {

// A moment on the timeline, and the wall-clock time to write on what happens then.
struct SignalTime {
  int64_t t = 0;
  Instant wall;
};

class Timeline {
 public:
  struct Step {
    int64_t from = 0;  // on the timeline; from ≤ to
    int64_t to = 0;
    bool gap = false;
  };

  Step advance(int64_t wall_ms) noexcept;
  bool started() const noexcept { return started_; }
  int64_t now() const noexcept { return t_; }
  // Where advance(wall_ms) would lead.
  int64_t at(int64_t wall_ms) const noexcept;
  // The wall-clock time at which `t` (≥ now()) is reached if no clock jumps; at most limits::max_signal_gap_ms after the newest report.
  int64_t wall_of(int64_t t) const noexcept;

 private:
  Step step(int64_t wall_ms) const noexcept;

  bool started_ = false;
  int64_t wall_ms_ = 0;
  int64_t t_ = 0;
};

}  // namespace docent::core
