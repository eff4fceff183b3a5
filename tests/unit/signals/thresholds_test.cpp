#include "signals/thresholds.h"

#include <gtest/gtest.h>

#include <limits>

#include "model/limits.h"

namespace docent::core {
namespace {

TEST(SignalThresholds, DefaultsAreWithinLimits) {
  const SignalThresholds defaults;
  EXPECT_EQ(defaults.within_limits(), defaults);
  EXPECT_EQ(defaults.rage_click.clicks, 4);
  EXPECT_EQ(defaults.rage_click.window_ms, 1'000);
  EXPECT_EQ(defaults.rage_click.box_px, 50);
  EXPECT_EQ(defaults.dead_click.wait_ms, 3'000);
  EXPECT_EQ(defaults.error_click.within_ms, 2'000);
  EXPECT_EQ(defaults.u_turn.max_ms, 5'000);
  EXPECT_EQ(defaults.loop.visits, 3);
  EXPECT_EQ(defaults.loop.window_ms, 15'000);
  EXPECT_EQ(defaults.undo_burst.undos, 3);
  EXPECT_EQ(defaults.undo_burst.window_ms, 10'000);
  EXPECT_EQ(defaults.form_abandoned.idle_ms, 600'000);
  EXPECT_EQ(defaults.dwell.idle_ms, 30'000);
}

TEST(SignalThresholds, MovesFiguresIntoTheirRange) {
  SignalThresholds low;
  low.rage_click.clicks = 1;
  low.rage_click.box_px = -5;
  low.dead_click.wait_ms = 0;
  low.loop.visits = std::numeric_limits<int64_t>::min();
  low.dwell.idle_ms = -1;
  low.u_turn.enabled = false;
  const SignalThresholds raised = low.within_limits();
  EXPECT_EQ(raised.rage_click.clicks, 2);
  EXPECT_EQ(raised.rage_click.box_px, 0);
  EXPECT_EQ(raised.dead_click.wait_ms, 1);
  EXPECT_EQ(raised.loop.visits, 2);
  EXPECT_EQ(raised.dwell.idle_ms, 1);
  EXPECT_FALSE(raised.u_turn.enabled);

  SignalThresholds high;
  high.undo_burst.undos = 33;
  high.rage_click.box_px = std::numeric_limits<int64_t>::max();
  high.form_abandoned.idle_ms = std::numeric_limits<int64_t>::max();
  const SignalThresholds lowered = high.within_limits();
  EXPECT_EQ(lowered.undo_burst.undos, static_cast<int64_t>(limits::max_signal_count));
  EXPECT_EQ(lowered.rage_click.box_px, limits::max_signal_box_px);
  EXPECT_EQ(lowered.form_abandoned.idle_ms, limits::max_signal_threshold_ms);
}

}  // namespace
}  // namespace docent::core
