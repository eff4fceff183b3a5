#include "signals/undo_bursts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports.h"

namespace docent::core::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct UndoBurst : testing::Test, Reports {
  UndoBurst() { only("undo_burst"); }
};

TEST_F(UndoBurst, ThreeInExactlyTheWindow) {
  screen(0, "sheet");
  for (const int64_t ms : {0, 4'000}) kind(ms, "undo");
  for (const auto between : {"edit", "redo", "click"}) kind(5'000, between);
  EXPECT_THAT(heard(), IsEmpty());
  kind(10'000, "undo");
  ASSERT_EQ(signals.size(), 1u);
  EXPECT_EQ(to_json(Value(signals[0].properties)), R"({"screen":"sheet","count":3,"durationMs":10000,"undos":3,"windowMs":10000})");
  EXPECT_THAT(heard(), ElementsAre("undo_burst@10000"));
}

TEST_F(UndoBurst, NotInLonger) {
  for (const int64_t ms : {0, 4'000, 10'001}) kind(ms, "undo");
  EXPECT_THAT(heard(), IsEmpty());
  kind(14'000, "undo");
  EXPECT_THAT(heard(), ElementsAre("undo_burst@14000")) << "the window slides";
}

TEST_F(UndoBurst, OncePerBurst) {
  for (int64_t ms = 0; ms <= 60'000; ms += 1'000) kind(ms, "undo");
  EXPECT_THAT(heard(), ElementsAre("undo_burst@2000"));
  for (const int64_t ms : {70'001, 70'002, 70'003}) kind(ms, "undo");
  EXPECT_THAT(heard(), ElementsAre("undo_burst@70003"));
}

TEST_F(UndoBurst, OwnThresholdsAndOff) {
  SignalThresholds t = detector.thresholds();
  t.undo_burst = {true, 2, 5};
  detector.set_thresholds(t);
  for (const int64_t ms : {0, 5}) kind(ms, "undo");
  EXPECT_EQ(property("undos"), Value(2));
  EXPECT_THAT(heard(), ElementsAre("undo_burst@5"));
  t.undo_burst.enabled = false;
  detector.set_thresholds(t);
  for (const int64_t ms : {100, 101}) kind(ms, "undo");
  EXPECT_THAT(heard(), IsEmpty());
}

}  // namespace
}  // namespace docent::core::test
