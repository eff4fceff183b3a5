#include "signals/screen_trail.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/limits.h"
#include "reports.h"

namespace docent::core::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct UTurn : testing::Test, Reports {
  UTurn() { only("u_turn"); }
  // A at 0, B at 1,000, what `between` reports, A at 2,000; true when that was a u-turn.
  template <class Between>
  bool turns(Between between) {
    screen(base, "A");
    screen(base + 1'000, "B");
    between(base + 1'500);
    screen(base + 2'000, "A");
    base += 100'000;
    return !heard().empty();
  }
  int64_t base = 0;
};

struct Loop : testing::Test, Reports {
  Loop() { only("loop"); }
};

TEST_F(UTurn, BackAtTheLastMoment) {
  screen(0, "A");
  screen(60'000, "B");
  screen(65'000, "A");
  ASSERT_EQ(signals.size(), 1u);
  EXPECT_EQ(to_json(Value(signals[0].properties)), R"({"screen":"A","visited":"B","durationMs":5000,"maxMs":5000})");
  EXPECT_THAT(heard(), ElementsAre("u_turn@65000"));
}

TEST_F(UTurn, NotLaterNotElsewhereNotThere) {
  screen(0, "A");
  screen(1, "B");
  screen(5'002, "A");
  screen(10'000, "C");
  screen(10'001, "D");
  screen(10'002, "D");
  screen(10'003, "D");
  EXPECT_THAT(heard(), IsEmpty());
}

TEST_F(UTurn, NotWithInput) {
  EXPECT_TRUE(turns([](int64_t) {}));
  for (const auto input : {"click", "key", "edit"}) EXPECT_FALSE(turns([&](int64_t t) { kind(t, input); })) << input;
  for (const auto other : {"repaint", "focus", "scroll", "open", "execute", "undo"}) EXPECT_TRUE(turns([&](int64_t t) { kind(t, other); })) << other;
}

TEST_F(UTurn, WhatLeadsOutIsNoInput) {
  EXPECT_TRUE(turns([&](int64_t t) { click(t, "back", "back"); }));
  EXPECT_TRUE(turns([&](int64_t t) { click(t, "no", "cancel"); }));
  EXPECT_TRUE(turns([&](int64_t t) {
    click(t, "ok");
    report(t, {"close", "B", "dialog", "", {}, {}});
  }));
  EXPECT_TRUE(turns([&](int64_t t) {
    kind(t, "key");
    kind(t, "close");
  }));
  EXPECT_FALSE(turns([&](int64_t t) {
    click(t, "list", "combobox");
    report(t, {"close", "list", "combobox", "", {}, {}});
  })) << "something in the screen was closed";
  EXPECT_FALSE(turns([&](int64_t t) {
    click(t, "tab", "tab");
    click(t, "ok");
    kind(t, "close");
  })) << "the click before it was input";
  EXPECT_FALSE(turns([&](int64_t t) {
    kind(t, "edit");
    kind(t, "close");
  }));
}

TEST_F(UTurn, InputInTheScreenBeforeDoesNotCount) {
  screen(0, "A");
  click(10, "open");
  screen(20, "B");
  screen(30, "A");
  EXPECT_THAT(heard(), ElementsAre("u_turn@30"));
}

TEST_F(UTurn, TheyDoNotOverlap) {
  for (int i = 0; i < 7; i++) screen(i * 100, i % 2 == 0 ? "A" : "B");  // A B A B A B A
  EXPECT_THAT(heard(), ElementsAre("u_turn@200", "u_turn@400", "u_turn@600"));
}

TEST_F(UTurn, NoScreenAndAnotherIdentityBreakTheWay) {
  screen(0, "A");
  screen(10, "B");
  screen(20, "");
  screen(30, "A");
  screen(40, "C");
  detector.clear();
  screen(50, "A");
  EXPECT_THAT(heard(), IsEmpty());
}

TEST_F(Loop, ThreeVisitsInExactlyTheWindow) {
  screen(0, "A");
  screen(1'000, "B");
  screen(7'000, "A");
  screen(8'000, "C");
  screen(8'001, "C");  // no news
  EXPECT_THAT(heard(), IsEmpty());
  screen(15'000, "A");
  ASSERT_EQ(signals.size(), 1u);
  EXPECT_EQ(to_json(Value(signals[0].properties)), R"({"screen":"A","count":3,"durationMs":15000,"visits":3,"windowMs":15000})");
  EXPECT_THAT(heard(), ElementsAre("loop@15000"));
}

TEST_F(Loop, NotInLonger) {
  for (const int64_t ms : {0, 7'000, 15'001}) {
    screen(ms, "A");
    screen(ms + 1, "other" + std::to_string(ms));
  }
  EXPECT_THAT(heard(), IsEmpty());
}

TEST_F(Loop, OncePerBurstWhicheverScreensTakePart) {
  for (int64_t ms = 0; ms <= 60'000; ms += 1'000) screen(ms, ms % 2'000 == 0 ? "A" : "B");
  EXPECT_THAT(heard(), ElementsAre("loop@4000"));
  screen(70'000, "C");
  for (const int64_t ms : {75'001, 75'003, 75'005}) {
    screen(ms, "A");
    screen(ms + 1, "B");
  }
  EXPECT_THAT(heard(), ElementsAre("loop@75005"));
}

TEST_F(Loop, RemembersALimitedWay) {
  screen(0, "A");
  screen(0, "B");
  screen(0, "A");
  for (std::size_t i = 0; i < limits::max_signal_visits; i++) screen(1, std::to_string(i));
  screen(2, "A");
  EXPECT_THAT(heard(), IsEmpty());
}

TEST_F(Loop, OwnThresholds) {
  SignalThresholds t = detector.thresholds();
  t.loop = {true, 2, 10};
  detector.set_thresholds(t);
  screen(0, "A");
  screen(5, "B");
  screen(10, "A");
  EXPECT_EQ(property("visits"), Value(2));
  EXPECT_EQ(property("windowMs"), Value(10));
  EXPECT_THAT(heard(), ElementsAre("loop@10"));
}

}  // namespace
}  // namespace docent::core::test
