#include "signals/detector.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "model/limits.h"
#include "reports.h"

namespace docent::core::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Detector : testing::Test, Reports {};

TEST_F(Detector, StartsWithTheDefaultsAndKeepsWhatIsInForce) {
  EXPECT_EQ(detector.thresholds(), SignalThresholds());
  SignalThresholds t;
  t.rage_click.clicks = 1;
  detector.set_thresholds(t);
  EXPECT_EQ(detector.thresholds().rage_click.clicks, 2);
  EXPECT_EQ(timer(), -1);
}

TEST_F(Detector, AnnouncesWhatRanOutInItsOrderBeforeWhatHappens) {
  screen(0, "A");
  form(0, "edit", "invoice");
  for (int64_t ms = 20'000; ms <= 580'000; ms += 20'000) kind(ms, "key");
  click(599'000);
  heard();
  for (int i = 0; i < 2; i++) kind(599'500, "undo");
  click(599'600);
  EXPECT_EQ(timer(), 600'000);
  kind(605'000, "undo");
  EXPECT_THAT(heard(), ElementsAre("form_abandoned@600000", "dwell@600000", "dead_click@602600", "undo_burst@605000"));
}

TEST_F(Detector, NextTimerIsTheEarliest) {
  screen(0, "A");
  form(0, "edit", "invoice");
  EXPECT_EQ(timer(), 600'000);
  for (const int64_t ms : {20'000, 40'000}) kind(ms, "scroll");
  EXPECT_EQ(timer(), 60'000);
  click(57'500);
  EXPECT_EQ(timer(), 60'000);
  advance(60'000);
  EXPECT_EQ(timer(), 60'500);
  EXPECT_THAT(heard(), ElementsAre("dwell@60000"));
}

TEST_F(Detector, RageAndDeadAndErrorTogether) {
  for (const int64_t ms : {0, 200, 400, 600, 800}) click(ms);
  advance(4'000);
  error(4'100);
  EXPECT_THAT(heard(), ElementsAre("rage_click@600", "dead_click@3000"));
}

TEST_F(Detector, AnotherIdentityInheritsNothing) {
  screen(0, "A");
  form(0, "edit", "invoice");
  for (const int64_t ms : {1, 2}) click(ms);
  for (const int64_t ms : {4, 5}) kind(ms, "undo");
  click(6);
  detector.clear();
  EXPECT_EQ(timer(), -1);
  click(7);
  detector.clear();
  kind(8, "undo");
  error(9);
  form(10, "close", "invoice");
  advance(900'000);
  EXPECT_THAT(heard(), IsEmpty());
  EXPECT_EQ(detector.running_dwell(at(900'000)).first, "A") << "the screen stays";
}

TEST_F(Detector, IgnoresUnknownKindsAndRepeatedScreens) {
  screen(0, "A");
  for (const int64_t ms : {1, 2, 3, 4}) kind(ms, "tap");
  screen(5, "A");
  EXPECT_THAT(heard(), IsEmpty());
  EXPECT_EQ(timer(), -1);
}

TEST_F(Detector, AClockSetBackContinuesWhatIsUnderWay) {
  screen(0, "A");
  click(0);
  click(100);
  constexpr int64_t day = 86'400'000;
  click(-day);
  click(-day + 100);
  EXPECT_EQ(property("durationMs"), Value(200));
  EXPECT_THAT(heard(), ElementsAre("rage_click@" + std::to_string(-day + 100)));
  EXPECT_EQ(timer(), -day + 100 + 2'800) << "the wait goes on in the new time";
  advance(-day + 2'900);
  EXPECT_THAT(heard(), ElementsAre("dead_click@" + std::to_string(-day + 2'900)));
  EXPECT_EQ(running(-day + 2'900), 3'000);
}

TEST_F(Detector, AClockSetAheadMakesNoLongDurations) {
  constexpr int64_t century = int64_t{36'525} * 86'400'000;
  screen(0, "A");
  form(0, "edit", "invoice");
  form(100, "edit", "invoice");
  click(200);
  screen(century, "B");
  EXPECT_EQ(property("ms"), Value(30'200)) << "30 s after the last input";
  ASSERT_EQ(signals.size(), 2u);
  EXPECT_EQ(signals[0].name, "form_abandoned");
  EXPECT_LE(signals[0].at.wall_ms, signals[1].at.wall_ms);
  heard();
  screen(century + 5, "A");
  EXPECT_EQ(property("durationMs"), Value(5));
  EXPECT_THAT(heard(), ElementsAre("u_turn@" + std::to_string(century + 5)));
  EXPECT_EQ(timer(), -1);
}

TEST_F(Detector, NoTimerIsFurtherAwayThanTheGap) {
  SignalThresholds t;
  t.form_abandoned.idle_ms = limits::max_signal_threshold_ms;
  detector.set_thresholds(t);
  form(0, "edit", "invoice");
  int64_t rounds = 0;
  for (int64_t now = 0; timer() >= 0; rounds++) {
    ASSERT_LE(timer() - now, limits::max_signal_gap_ms);
    ASSERT_GT(timer(), now);
    advance(now = timer());
  }
  EXPECT_EQ(rounds, 24);
  EXPECT_THAT(heard(), ElementsAre("form_abandoned@86400000"));
}

TEST_F(Detector, SurvivesTheEndsOfTime) {
  constexpr int64_t ends[] = {std::numeric_limits<int64_t>::max(), std::numeric_limits<int64_t>::min(), 0,
                              std::numeric_limits<int64_t>::min(), std::numeric_limits<int64_t>::max(), std::numeric_limits<int64_t>::max()};
  for (int round = 0; round < 4; round++) {
    for (const int64_t wall : ends) {
      const Instant when{wall, 0};
      detector.screen(wall < 0 ? "A" : "B", when, signals);
      detector.interaction({"click", "save", "button", "invoice", {}, {}}, when, signals);
      detector.interaction({"edit", "name", "text", "invoice", {}, {}}, when, signals);
      detector.foreground(wall != 0, when, signals);
      detector.error(when, signals);
      detector.advance(when, signals);
      const auto [screen, ms] = detector.running_dwell(when);
      EXPECT_GE(ms, 0);
      EXPECT_LE(ms, limits::dwell_report_ms);
    }
  }
  for (const Signal& s : signals)
    for (const auto& [name, value] : s.properties)
      if (value.is_int()) {
        EXPECT_GE(value.as_int(), 0) << s.name << " " << name;
        EXPECT_LE(value.as_int(), limits::max_signal_gap_ms * 8) << s.name << " " << name;
      }
}

TEST_F(Detector, ShorterThresholdsMayBeOverdueAtOnce) {
  click(0);
  advance(2'000);
  SignalThresholds t;
  t.dead_click.wait_ms = 500;
  detector.set_thresholds(t);
  advance(2'100);
  EXPECT_EQ(property("waitMs"), Value(500));
  EXPECT_THAT(heard(), ElementsAre("dead_click@2000")) << "not before what was reported already";
}

TEST_F(Detector, ACopyGoesItsOwnWay) {
  click(0);
  SignalDetector copy = detector;
  kind(100, "repaint");
  advance(5'000);
  EXPECT_THAT(heard(), IsEmpty());
  copy.advance(at(5'000), signals);
  EXPECT_THAT(heard(), ElementsAre("dead_click@3000"));
}

}  // namespace
}  // namespace docent::core::test
