#include "guidance/schedule.h"

#include <gtest/gtest.h>

#include "base/rfc3339.h"

namespace docent::core {
namespace {

constexpr int64_t minute = 60'000, hour = 60 * minute, day = 24 * hour;

int64_t local(const char* text) { return *parse_local_time(text); }
Instant utc(const char* text) { return {*parse_local_time(text), 0}; }

TEST(Schedule, Zones) {
  EXPECT_TRUE(parse_zone("local")->local);
  EXPECT_EQ(parse_zone("UTC")->offset_s, 0);
  EXPECT_EQ(parse_zone("+08:00")->offset_s, 8 * 3600);
  EXPECT_EQ(parse_zone("-03:30")->offset_s, -(3 * 3600 + 1800));
  for (const char* bad : {"", "Europe/Berlin", "+8:00", "+15:00", "+08:60", "08:00", "+0800"}) EXPECT_FALSE(parse_zone(bad).has_value()) << bad;
}

TEST(Schedule, TimesOfDay) {
  EXPECT_EQ(parse_time_of_day("00:00"), 0);
  EXPECT_EQ(parse_time_of_day("20:30"), 20 * hour + 30 * minute);
  EXPECT_EQ(parse_time_of_day("08:00:01"), 8 * hour + 1000);
  EXPECT_EQ(parse_time_of_day("24:00"), day);
  for (const char* bad : {"", "8:00", "24:01", "25:00", "10:60", "10.00", "10:00:60"}) EXPECT_FALSE(parse_time_of_day(bad).has_value()) << bad;
}

TEST(Schedule, AWindowOverMidnightBelongsToTheDayItStartsOn) {
  const DailyWindow night{0x7f, 20 * hour, 8 * hour};
  EXPECT_TRUE(night.contains(local("2026-11-23T20:00:00")));
  EXPECT_TRUE(night.contains(local("2026-11-23T03:00:00")));
  EXPECT_FALSE(night.contains(local("2026-11-23T08:00:00"))) << "half open";
  EXPECT_EQ(night.ms_to_end(local("2026-11-23T23:00:00")), 9 * hour);
  EXPECT_EQ(night.ms_to_end(local("2026-11-23T12:00:00")), 0);
  EXPECT_EQ(night.ms_to_start(local("2026-11-23T12:00:00")), 8 * hour);

  const DailyWindow monday_night{1, 20 * hour, 8 * hour};  // the 23rd is a Monday
  EXPECT_TRUE(monday_night.contains(local("2026-11-24T07:59:59")));
  EXPECT_FALSE(monday_night.contains(local("2026-11-23T07:00:00")));
  EXPECT_EQ(monday_night.ms_to_start(local("2026-11-24T08:00:00")), 6 * day + 12 * hour);
}

TEST(Schedule, WeekdaysOnly) {
  const DailyWindow office{0x1f, 10 * hour, 16 * hour};
  EXPECT_TRUE(office.contains(local("2026-11-27T15:59:59")));   // Friday
  EXPECT_FALSE(office.contains(local("2026-11-28T12:00:00")));  // Saturday
  EXPECT_EQ(office.ms_to_start(local("2026-11-27T16:00:00")), 2 * day + 18 * hour);
  EXPECT_FALSE((DailyWindow{0, 0, day}.ms_to_start(local("2026-11-27T16:00:00")).has_value()));
  EXPECT_TRUE((DailyWindow{0x7f, 0, 0}.contains(local("2026-11-27T16:00:00")))) << "equal bounds: the whole day";
}

TEST(Schedule, StartAndEndAreHalfOpen) {
  Schedule s;
  s.start = parse_moment("2026-11-23T09:00:00Z");
  s.end = parse_moment("2026-11-24T09:00:00+01:00");
  EXPECT_EQ(s.ms_to_open(utc("2026-11-23T08:59:00")), minute);
  EXPECT_EQ(s.ms_to_open(utc("2026-11-23T09:00:00")), 0);
  EXPECT_FALSE(s.expired(utc("2026-11-24T07:59:59")));
  EXPECT_TRUE(s.expired(utc("2026-11-24T08:00:00")));
}

TEST(Schedule, LocalTimesFollowTheZone) {
  Schedule s;
  s.start = parse_moment("2026-11-23T09:00:00");
  EXPECT_FALSE(s.start->absolute);
  const int64_t utc_nine = local("2026-11-23T09:00:00");
  EXPECT_EQ(s.ms_to_open({utc_nine, 0}), 0);
  EXPECT_EQ(s.ms_to_open({utc_nine, -3600}), hour) << "an hour west it is 8 o'clock";
  s.zone = *parse_zone("+08:00");
  EXPECT_EQ(s.ms_to_open({utc_nine - 8 * hour, -3600}), 0) << "a fixed zone does not care where the device is";
}

TEST(Schedule, TheNextWindowIsCountedFromTheStart) {
  Schedule s;
  s.start = parse_moment("2026-11-28T12:00:00");  // Saturday
  s.windows = {{0x1f, 10 * hour, 16 * hour}};
  EXPECT_EQ(s.ms_to_open(utc("2026-11-27T12:00:00")), 2 * day + 22 * hour);
  s.windows = {{0, 0, 0}};
  EXPECT_EQ(s.ms_to_open(utc("2026-11-27T12:00:00")), INT64_MAX);
}

TEST(Schedule, MomentsThatAreNone) {
  for (const char* bad : {"", "tomorrow", "2026-13-01", "2026-11-23T25:00:00Z"}) EXPECT_FALSE(parse_moment(bad).has_value()) << bad;
}

}  // namespace
}  // namespace docent::core
