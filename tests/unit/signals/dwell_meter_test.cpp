#include "signals/dwell_meter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/limits.h"
#include "reports.h"

namespace docent::core::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Dwell : testing::Test, Reports {
  Dwell() { only("dwell"); }
  int64_t ms() const { return property("ms").as_int(-1); }
};

TEST_F(Dwell, EndsWithTheScreen) {
  screen(0, "A");
  kind(1'000, "key");
  screen(8'000, "B");
  ASSERT_EQ(signals.size(), 1u);
  EXPECT_EQ(to_json(Value(signals[0].properties)), R"({"screen":"A","ms":7000,"idleMs":30000})");
  EXPECT_THAT(heard(), ElementsAre("dwell@8000"));
  screen(10'000, "C");
  EXPECT_EQ(ms(), 2'000) << "the input carries over into the next screen";
  EXPECT_EQ(property("screen"), Value("B"));
}

TEST_F(Dwell, CountsThirtySecondsAfterAnInput) {
  screen(0, "A");
  kind(0, "click");
  EXPECT_EQ(running(29'999), 29'999);
  EXPECT_EQ(running(30'000), 30'000);
  EXPECT_EQ(running(90'000), 30'000);
  kind(90'000, "key");
  kind(95'000, "scroll");
  screen(100'000, "B");
  EXPECT_EQ(ms(), 40'000);
  EXPECT_EQ(running(100'000), 0);
}

TEST_F(Dwell, NothingWithoutInputOrScreen) {
  screen(0, "A");
  for (const auto program : {"repaint", "focus", "open", "close"}) kind(10, program);
  screen(5'000, "B");
  screen(6'000, "");
  kind(7'000, "key");
  screen(8'000, "A");
  EXPECT_THAT(heard(), IsEmpty());
  EXPECT_EQ(running(9'000), 1'000);
  EXPECT_EQ(detector.running_dwell(at(9'000)).first, "A");
}

TEST_F(Dwell, StopsInTheBackground) {
  screen(0, "A");
  kind(0, "key");
  foreground(4'000, false);
  EXPECT_EQ(ms(), 4'000);
  foreground(4'500, false);
  kind(5'000, "key");
  EXPECT_EQ(running(6'000), 0);
  foreground(100'000, true);
  foreground(101'000, true);
  screen(103'000, "B");
  EXPECT_EQ(ms(), 3'000) << "who brings it to the front is there";
  EXPECT_THAT(heard(), ElementsAre("dwell@4000", "dwell@103000"));
}

TEST_F(Dwell, AnnouncesEveryFullMinute) {
  screen(0, "A");
  for (int64_t t = 0; t <= 130'000; t += 10'000) kind(t, "key");
  EXPECT_EQ(timer(), -1) << "idle before the next minute is full";
  kind(155'000, "key");
  EXPECT_EQ(timer(), 180'000);
  EXPECT_EQ(ms(), limits::dwell_report_ms);
  EXPECT_THAT(heard(), ElementsAre("dwell@60000", "dwell@120000"));
  screen(200'000, "B");
  EXPECT_EQ(ms(), 5'000) << "the rest: idle 30 s after the last input";
  EXPECT_THAT(heard(), ElementsAre("dwell@180000", "dwell@200000"));
}

TEST_F(Dwell, AMinuteThatIsFullWhenTheUserBecomesIdle) {
  screen(0, "A");
  kind(0, "key");
  kind(30'000, "key");
  EXPECT_EQ(timer(), 60'000);
  advance(90'000);
  EXPECT_THAT(heard(), ElementsAre("dwell@60000"));
  EXPECT_EQ(running(90'000), 0);
}

TEST_F(Dwell, DoesNotDependOnWhenItIsAsked) {
  Reports often, seldom;
  for (Reports* r : {&often, &seldom}) {
    r->only("dwell");
    SignalThresholds t = r->detector.thresholds();
    t.dwell.idle_ms = 200'000;
    r->detector.set_thresholds(t);
    r->screen(0, "A");
    r->kind(500, "key");
  }
  for (int64_t t = 501; t < 300'000; t += 37) often.advance(t);
  seldom.advance(300'000);
  often.advance(300'000);
  EXPECT_EQ(often.running(300'000), 20'000);
  EXPECT_EQ(seldom.running(300'000), 20'000);
  EXPECT_EQ(often.heard(), seldom.heard());
}

TEST_F(Dwell, AnotherIdentityStartsFromNothing) {
  screen(0, "A");
  kind(0, "key");
  advance(5'000);
  detector.clear();
  EXPECT_EQ(running(6'000), 0);
  EXPECT_EQ(detector.running_dwell(at(6'000)).first, "A");
  kind(7'000, "key");
  screen(8'000, "B");
  EXPECT_EQ(ms(), 1'000);
}

TEST_F(Dwell, OffMeasuresNothing) {
  screen(0, "A");
  kind(0, "key");
  advance(5'000);
  only("loop");
  EXPECT_EQ(running(6'000), 0);
  screen(7'000, "B");
  EXPECT_THAT(heard(), IsEmpty());
}

}  // namespace
}  // namespace docent::core::test
