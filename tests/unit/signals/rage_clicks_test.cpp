#include "signals/rage_clicks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "reports.h"

namespace docent::core::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct RageClick : testing::Test, Reports {
  RageClick() { only("rage_click"); }
};

TEST_F(RageClick, FourClicksInExactlyTheWindow) {
  screen(0, "sheet");
  for (const int64_t ms : {0, 400, 700, 1'000}) report(ms, {"click", "save", "button", "invoice", 10.0, 10.0});
  ASSERT_EQ(signals.size(), 1u);
  EXPECT_EQ(signals[0].at.utc_offset_s, 3'600);
  EXPECT_EQ(
      to_json(Value(signals[0].properties)),
      R"({"target":"save","role":"button","form":"invoice","screen":"sheet","count":4,"durationMs":1000,"clicks":4,"windowMs":1000,"boxPx":50})");
  EXPECT_THAT(heard(), ElementsAre("rage_click@1000"));
}

TEST_F(RageClick, NotThreeClicksNorFourInLonger) {
  for (const int64_t ms : {0, 1, 2}) click(ms);
  EXPECT_THAT(heard(), IsEmpty());
  for (const int64_t ms : {5'000, 5'400, 5'700, 6'001}) click(ms);
  EXPECT_THAT(heard(), IsEmpty());
  click(6'300);
  EXPECT_THAT(heard(), ElementsAre("rage_click@6300")) << "the window slides";
}

TEST_F(RageClick, NeedsASmallBox) {
  for (const int i : {0, 1, 2, 3}) click_at(i, i == 3 ? 60 : 10, 10 + 50 * (i % 2));
  EXPECT_THAT(heard(), ElementsAre("rage_click@3")) << "50 px wide and high";
  for (const int64_t i : {0, 1, 2, 3}) click_at(5'000 + i, i == 3 ? 61 : 10, 10);
  for (const int64_t i : {0, 1, 2, 3}) click_at(10'000 + i, 10, i == 0 ? -41 : 10);
  EXPECT_THAT(heard(), IsEmpty()) << "51 px";
  click_at(10'004, 10, 10);
  EXPECT_THAT(heard(), ElementsAre("rage_click@10004")) << "the one that was too far is no longer among the last four";
}

TEST_F(RageClick, BelievesClicksWithoutAPlace) {
  click_at(0, 10, 10);
  click(1);
  click_at(2, std::nan(""), 5'000);
  click_at(3, std::numeric_limits<double>::infinity(), 10);
  EXPECT_THAT(heard(), ElementsAre("rage_click@3"));
}

TEST_F(RageClick, AnElementWithoutNameIsKnownByItsPlace) {
  for (const int64_t i : {0, 1, 2, 3}) report(i, {"click", "", "", "", 5.0, 5.0});
  EXPECT_THAT(heard(), ElementsAre("rage_click@3"));
  for (const int64_t i : {0, 1, 2, 3}) report(5'000 + i, {"click", "", "", "", {}, {}});
  EXPECT_THAT(heard(), IsEmpty());
}

TEST_F(RageClick, NotOnWidgetsThatAreClickedRepeatedly) {
  for (const auto role : {"text", "spin", "scroll", "stepper"})
    for (int64_t i = 0; i < 8; i++) click(i, "quantity", role);
  EXPECT_THAT(heard(), IsEmpty());
}

TEST_F(RageClick, AnotherWidgetOrScreenEndsTheBurst) {
  for (const int64_t ms : {0, 1, 2}) click(ms);
  click(3, "open");
  for (const int64_t ms : {4, 5, 6}) click(ms);
  screen(7, "other");
  for (const int64_t ms : {8, 9, 10}) click(ms);
  click(11, "quantity", "spin");
  click(12);
  EXPECT_THAT(heard(), IsEmpty());
}

TEST_F(RageClick, OncePerBurst) {
  for (int64_t ms = 0; ms < 20'000; ms += 200) click(ms);
  EXPECT_THAT(heard(), ElementsAre("rage_click@600"));
  click(20'800);  // 1,000 ms after the last: the same burst
  EXPECT_THAT(heard(), IsEmpty());
  for (const int64_t ms : {21'801, 21'802, 21'803, 21'804}) click(ms);
  EXPECT_THAT(heard(), ElementsAre("rage_click@21804"));
}

TEST_F(RageClick, OwnThresholds) {
  SignalThresholds t = detector.thresholds();
  t.rage_click = {true, 2, 100, 0};
  detector.set_thresholds(t);
  click_at(0, 1, 1);
  click_at(50, 1.5, 1);
  EXPECT_THAT(heard(), IsEmpty());
  click_at(150, 1.5, 1);
  EXPECT_EQ(property("clicks"), Value(2));
  EXPECT_EQ(property("windowMs"), Value(100));
  EXPECT_EQ(property("boxPx"), Value(0));
  EXPECT_THAT(heard(), ElementsAre("rage_click@150"));
  detector.set_thresholds(t);
  click_at(160, 1.5, 1);
  EXPECT_THAT(heard(), IsEmpty()) << "the same figures again end no burst";
  t.rage_click.enabled = false;
  detector.set_thresholds(t);
  for (const int64_t ms : {5'000, 5'001}) click(ms);
  EXPECT_THAT(heard(), IsEmpty());
}

}  // namespace
}  // namespace docent::core::test
