#include "signals/timeline.h"

#include <gtest/gtest.h>

#include <limits>

#include "model/limits.h"

namespace docent::core {
namespace {

constexpr int64_t lowest = std::numeric_limits<int64_t>::min();
constexpr int64_t highest = std::numeric_limits<int64_t>::max();

TEST(Timeline, FollowsAClockThatRuns) {
  Timeline line;
  EXPECT_FALSE(line.started());
  EXPECT_EQ(line.advance(5'000).to, 0);
  EXPECT_TRUE(line.started());
  const auto step = line.advance(5'250);
  EXPECT_EQ(step.from, 0);
  EXPECT_EQ(step.to, 250);
  EXPECT_FALSE(step.gap);
  EXPECT_EQ(line.at(5'300), 300);
  EXPECT_EQ(line.now(), 250) << "at() changes nothing";
  EXPECT_EQ(line.wall_of(1'250), 6'250);
}

TEST(Timeline, TakesALateReportAsJustNow) {
  Timeline line;
  line.advance(10'000);
  EXPECT_EQ(line.advance(10'000 - limits::signal_reorder_ms).to, 0);
  EXPECT_EQ(line.advance(10'100).to, 100) << "measured from the newest, not from the late one";
}

TEST(Timeline, GoesOnFromAClockThatWasSetBack) {
  Timeline line;
  line.advance(10'000);
  EXPECT_EQ(line.advance(10'000 - limits::signal_reorder_ms - 1).to, 0);
  EXPECT_EQ(line.advance(9'099).to, 100);
}

TEST(Timeline, CountsALeapAsNoMoreThanTheGap) {
  Timeline line;
  line.advance(0);
  EXPECT_FALSE(line.advance(limits::max_signal_gap_ms).gap);
  const auto leap = line.advance(10 * limits::max_signal_gap_ms);
  EXPECT_TRUE(leap.gap);
  EXPECT_EQ(leap.to - leap.from, limits::max_signal_gap_ms);
  EXPECT_EQ(line.wall_of(leap.to + 10 * limits::max_signal_gap_ms), 11 * limits::max_signal_gap_ms) << "no timer lies further ahead";
}

TEST(Timeline, SurvivesTheEndsOfTime) {
  Timeline line;
  line.advance(lowest);
  EXPECT_EQ(line.advance(highest).to, limits::max_signal_gap_ms);
  EXPECT_EQ(line.wall_of(line.now() + 5), highest);
  EXPECT_EQ(line.advance(lowest).to, limits::max_signal_gap_ms);
  EXPECT_EQ(line.advance(lowest + 1).to, limits::max_signal_gap_ms + 1);
}

}  // namespace
}  // namespace docent::core
