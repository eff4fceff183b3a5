#include "model/session.h"

#include <gtest/gtest.h>

namespace docent::core {
namespace {

const Uuid first = *parse_uuid("0190f1c2-7c1e-7aaa-8bbb-000000000001");
const Uuid second = *parse_uuid("0190f1c2-7c1e-7aaa-8bbb-000000000002");

TEST(Session, StartsWithTheFirstEventAndEndsAfterTheTimeout) {
  SessionTracker t(1000);
  EXPECT_TRUE(t.touch(10, first).started);
  EXPECT_FALSE(t.touch(1010, second).started);
  const auto touch = t.touch(2011, second);
  EXPECT_TRUE(touch.started);
  ASSERT_TRUE(touch.ended);
  EXPECT_EQ(touch.ended->id, first);
  EXPECT_EQ(touch.ended->duration_ms, 1000);
  EXPECT_EQ(touch.ended->reason, SessionEnd::timeout);
  EXPECT_EQ(t.state().number, 2u);
}

TEST(Session, BackgroundCountsAsIdle) {
  SessionTracker t(1000);
  (void)t.touch(0, first);
  t.set_foreground(false, 500);
  EXPECT_FALSE(t.touch(1400, second).started);  // activity in the background does not prolong it
  EXPECT_TRUE(t.touch(1501, second).started);
}

TEST(Session, ADeadProcessLeavesAnAbnormalOne) {
  SessionTracker before(1000);
  (void)before.touch(0, first);
  (void)before.touch(300, first);
  SessionTracker after(1000);
  after.load(parse_session(format_session(before.state())));
  const auto ended = after.close_leftover(600);
  ASSERT_TRUE(ended);
  EXPECT_EQ(ended->reason, SessionEnd::abnormal);
  EXPECT_EQ(ended->duration_ms, 300);
  EXPECT_TRUE(after.touch(700, second).started);
  EXPECT_EQ(after.state().number, 2u);
}

TEST(Session, AnIdleOneTimedOutBeforeTheProcessDied) {
  SessionTracker before(1000);
  (void)before.touch(0, first);
  SessionTracker after(1000);
  after.load(before.state());
  EXPECT_EQ(after.close_leftover(5000)->reason, SessionEnd::timeout);
  SessionTracker background(1000);
  (void)before.touch(0, first);
  before.set_foreground(false, 10);
  background.load(before.state());
  EXPECT_EQ(background.close_leftover(20)->reason, SessionEnd::timeout);
  EXPECT_TRUE(background.state().foreground);
}

TEST(Session, ClosedOneIsNotReportedAgain) {
  SessionTracker t(1000);
  (void)t.touch(0, first);
  EXPECT_EQ(t.end(400, SessionEnd::closed)->duration_ms, 400);
  EXPECT_FALSE(t.end(500, SessionEnd::closed));
  SessionTracker after(1000);
  after.load(parse_session(format_session(t.state())));
  EXPECT_FALSE(after.close_leftover(600));
  EXPECT_TRUE(after.touch(700, second).started);
  EXPECT_EQ(after.state().number, 2u);
}

TEST(Session, ClockSetBackDoesNotEndOrShortenIt) {
  SessionTracker t(1000);
  (void)t.touch(10'000, first);
  EXPECT_FALSE(t.touch(5'000, second).ended);
  EXPECT_EQ(t.end(4'000, SessionEnd::closed)->duration_ms, 0);
}

TEST(Session, UnreadableStateIsNone) {
  for (const char* bad : {"", "{", "[]", "{\"id\":7}", "{\"id\":\"x\"}"}) EXPECT_TRUE(parse_session(bad).id.is_nil()) << bad;
}

}  // namespace
}  // namespace docent::core
