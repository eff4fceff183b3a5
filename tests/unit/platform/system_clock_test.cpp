#include "platform/system_clock.h"

#include <gtest/gtest.h>

#include <ctime>

#include "base/rfc3339.h"
#include "surroundings.h"

namespace docent::core {
namespace {

constexpr const char* berlin = "CET-1CEST,M3.5.0,M10.5.0/3";  // as a rule, so that no zone database is needed

int64_t at(const char* text) { return *parse_rfc3339(text); }

TEST(SystemClock, FollowsTheSystem) {
  const SystemClock clock;
  const int64_t before_s = std::time(nullptr);
  const int64_t wall_s = clock.wall_ns() / 1'000'000'000;
  EXPECT_GE(wall_s + 1, before_s);  // time(2) may come from the coarse clock
  EXPECT_LE(wall_s, std::time(nullptr) + 1);
  const int64_t first = clock.boot_ns();
  EXPECT_GT(first, 0);
  EXPECT_GE(clock.boot_ns(), first);
}

TEST(SystemClock, KnowsTheOffsetOfEachMoment) {
  const Variable tz("TZ", berlin);
  const SystemClock clock;
  EXPECT_EQ(clock.utc_offset_s(at("2026-01-15T12:00:00Z")), 3600);
  EXPECT_EQ(clock.utc_offset_s(at("2026-07-15T12:00:00Z")), 7200);
  EXPECT_EQ(clock.utc_offset_s(at("2026-03-29T00:59:59.999Z")), 3600);
  EXPECT_EQ(clock.utc_offset_s(at("2026-03-29T01:00:00Z")), 7200);
  EXPECT_EQ(clock.utc_offset_s(at("2026-10-25T00:59:59.999Z")), 7200);
  EXPECT_EQ(clock.utc_offset_s(at("2026-10-25T01:00:00Z")), 3600);
  for (int i = 0; i < 3; i++) EXPECT_EQ(clock.utc_offset_s(at("2026-07-15T12:00:00Z") + i), 7200) << "remembered";
}

TEST(SystemClock, TakesNegativeOffsetsAndFarTimes) {
  const Variable tz("TZ", "XXX+9:30");
  const SystemClock clock;
  EXPECT_EQ(clock.utc_offset_s(at("2026-07-15T12:00:00Z")), -34'200);
  EXPECT_EQ(clock.utc_offset_s(at("2026-07-15T12:00:00Z")), -34'200);
  EXPECT_EQ(clock.utc_offset_s(-1), -34'200);
  EXPECT_EQ(clock.utc_offset_s(-1'000'000'000'000), -34'200);
  EXPECT_EQ(clock.utc_offset_s(INT64_MAX), -34'200);
  EXPECT_EQ(clock.utc_offset_s(INT64_MIN), -34'200);
}

TEST(SystemClock, NoticesAnotherZone) {
  Variable tz("TZ", berlin);
  const SystemClock patient;
  const SystemClock eager(0);
  const int64_t summer = at("2026-07-15T12:00:00Z");
  EXPECT_EQ(patient.utc_offset_s(summer), 7200);
  EXPECT_EQ(eager.utc_offset_s(summer), 7200);
  tz.set("XXX-5:45");
  EXPECT_EQ(patient.utc_offset_s(summer), 7200) << "not looked again yet";
  EXPECT_EQ(eager.utc_offset_s(summer), 20'700);
}

}  // namespace
}  // namespace docent::core
