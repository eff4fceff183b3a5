#include "signals/click_verdicts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/limits.h"
#include "reports.h"

namespace docent::core::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct DeadClick : testing::Test, Reports {
  DeadClick() { only("dead_click"); }
};

struct ErrorClick : testing::Test, Reports {
  ErrorClick() {
    only("dead_click");
    SignalThresholds t = detector.thresholds();
    t.error_click.enabled = true;
    detector.set_thresholds(t);
  }
};

TEST_F(DeadClick, NothingUntilTheWaitIsOver) {
  screen(0, "sheet");
  report(0, {"click", "save", "button", "invoice", 1.0, 1.0});
  EXPECT_EQ(timer(), 3'000);
  advance(2'999);
  EXPECT_THAT(heard(), IsEmpty());
  advance(3'000);
  ASSERT_EQ(signals.size(), 1u);
  EXPECT_EQ(to_json(Value(signals[0].properties)), R"({"target":"save","role":"button","form":"invoice","screen":"sheet","count":1,"waitMs":3000})");
  EXPECT_THAT(heard(), ElementsAre("dead_click@3000"));
  EXPECT_EQ(timer(), -1);
}

TEST_F(DeadClick, IsDatedWhenTheWaitWasOverHoweverLateThatIsNoticed) {
  click(0);
  kind(50'000, "repaint");
  EXPECT_THAT(heard(), ElementsAre("dead_click@3000"));
}

TEST_F(DeadClick, AnyResponseInTimeSavesIt) {
  int64_t ms = 0;
  for (const auto response : {"repaint", "focus", "execute", "open", "close", "edit", "commit", "undo", "redo"}) {
    click(ms);
    kind(ms + 2'999, response);
    advance(ms + 10'000);
    EXPECT_THAT(heard(), IsEmpty()) << response;
    ms += 20'000;
  }
  click(ms);
  screen(ms + 10, "next");
  click(ms + 20);
  foreground(ms + 30, false);
  advance(ms + 10'000);
  EXPECT_THAT(heard(), IsEmpty());
}

TEST_F(DeadClick, ClicksKeysAndScrollingAreNoResponse) {
  click(0);
  for (const auto other : {"key", "scroll", "dance"}) kind(100, other);
  click(200, "label", "label");
  screen(300, "");  // no screen before, none now
  kind(3'000, "repaint");
  EXPECT_THAT(heard(), ElementsAre("dead_click@3000")) << "a response when the wait is over is too late";
}

TEST_F(DeadClick, OnlyOnInteractiveWidgets) {
  for (const auto role : {"", "text", "label", "spin", "dialog"}) click(0, "thing", role);
  EXPECT_EQ(timer(), -1);
}

TEST_F(DeadClick, OneSignalForABurstOnOneWidget) {
  for (const int64_t ms : {0, 1'000, 2'000}) click(ms);
  for (int64_t ms = 4'000; ms < 30'000; ms += 3'000) click(ms);
  EXPECT_EQ(property("count"), Value(3));
  EXPECT_THAT(heard(), ElementsAre("dead_click@3000"));
  click(31'001);  // 3,001 ms after the last
  advance(40'000);
  EXPECT_EQ(property("count"), Value(1));
  EXPECT_THAT(heard(), ElementsAre("dead_click@34001"));
  click(40'500);
  kind(40'600, "repaint");
  click(40'700);
  advance(50'000);
  EXPECT_THAT(heard(), ElementsAre("dead_click@43700")) << "a response ends a burst";
}

TEST_F(DeadClick, EachWidgetHasItsOwn) {
  click(0, "a");
  click(1'000, "b");
  click(1'500, "a");
  advance(9'000);
  EXPECT_THAT(heard(), ElementsAre("dead_click@3000", "dead_click@4000"));
}

TEST_F(DeadClick, ForgetsTheOldestOfTooMany) {
  for (std::size_t i = 0; i <= limits::max_silent_clicks; i++) click(static_cast<int64_t>(i), std::to_string(i));
  advance(9'000);
  EXPECT_EQ(signals.size(), limits::max_silent_clicks);
  EXPECT_EQ(signals.front().properties[0].second, Value("1"));
}

TEST_F(DeadClick, NobodyKnowsAfterALeap) {
  click(0);
  advance(limits::max_signal_gap_ms + 1);
  EXPECT_THAT(heard(), IsEmpty());
  EXPECT_EQ(timer(), -1);
}

TEST_F(DeadClick, AnErrorSavesItAlsoWhenErrorClicksAreOff) {
  click(0);
  error(2'000);
  advance(9'000);
  EXPECT_THAT(heard(), IsEmpty());
  click(10'000);
  error(12'001);
  advance(19'000);
  EXPECT_THAT(heard(), ElementsAre("dead_click@13000")) << "an error is no response";
}

TEST_F(ErrorClick, AnErrorWithinTheTime) {
  screen(0, "sheet");
  report(0, {"click", "save", "button", "invoice", {}, {}});
  error(2'000);
  ASSERT_EQ(signals.size(), 1u);
  EXPECT_EQ(to_json(Value(signals[0].properties)),
            R"({"target":"save","role":"button","form":"invoice","screen":"sheet","durationMs":2000,"withinMs":2000})");
  EXPECT_THAT(heard(), ElementsAre("error_click@2000"));
  advance(9'000);
  EXPECT_THAT(heard(), IsEmpty()) << "not also dead";
}

TEST_F(ErrorClick, NotLaterAndNotWithoutAClick) {
  error(0);
  click(100);
  kind(150, "repaint");
  error(2'101);
  EXPECT_THAT(heard(), IsEmpty());
}

TEST_F(ErrorClick, OnAnyElementAndAfterAResponse) {
  click(0, "cell", "text");
  kind(100, "repaint");
  screen(200, "next");
  error(300);
  EXPECT_EQ(property("target"), Value("cell"));
  EXPECT_THAT(heard(), ElementsAre("error_click@300"));
}

TEST_F(ErrorClick, OncePerClickAndForTheLatest) {
  click(0, "a");
  click(500, "b");
  error(600);
  EXPECT_EQ(property("target"), Value("b"));
  error(700);
  EXPECT_THAT(heard(), ElementsAre("error_click@600"));
  click(800, "a");
  error(900);
  EXPECT_THAT(heard(), ElementsAre("error_click@900"));
  advance(9'000);
  EXPECT_THAT(heard(), IsEmpty()) << "what was clicked shortly before the error is not dead";
}

TEST_F(ErrorClick, NotAfterTheClickWasFoundDead) {
  SignalThresholds t = detector.thresholds();
  t.error_click.within_ms = 5'000;
  detector.set_thresholds(t);
  click(0);
  error(4'000);
  EXPECT_THAT(heard(), ElementsAre("dead_click@3000"));
}

}  // namespace
}  // namespace docent::core::test
