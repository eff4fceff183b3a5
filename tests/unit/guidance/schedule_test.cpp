#include "guidance/schedule.h"

#include <gtest/gtest.h>

#include <random>

#include "base/rfc3339.h"
#include "support/time_zones.h"

namespace docent::core {
namespace {

constexpr int64_t minute = 60'000, hour = 60 * minute, day = 24 * hour;

int64_t local(const char* text) { return *parse_local_time(text); }
Instant at(const char* text, int32_t offset_s = 0) { return {*parse_rfc3339(text), offset_s}; }
Zone zone(const char* name, const char* device = "") { return parse_zone(name, test::known_zones(device)).value(); }
Instant utc(const char* text) { return {*parse_local_time(text), 0}; }

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

// How long from `from` to the opening, in minutes.
int64_t to_open(const DailyWindow& w, const char* from, const Zone& z) {
  Schedule s;
  s.zone = z;
  s.windows = {w};
  return s.ms_to_open(at(from)) / minute;
}
int64_t to_end(const DailyWindow& w, const char* from, const Zone& z) { return w.ms_to_end(at(from).wall_ms, z.clock(at(from))) / minute; }

TEST(Schedule, InANamedZoneTheWayToAWindowIsExactOverAChange) {
  const DailyWindow morning{0x7f, 10 * hour, 16 * hour};
  const Zone berlin = zone("Europe/Berlin");
  EXPECT_EQ(to_open(morning, "2026-03-28T16:00:00+01:00", berlin), 17 * 60) << "the night is an hour short";
  EXPECT_EQ(to_open(morning, "2026-10-24T16:00:00+02:00", berlin), 19 * 60) << "the night is an hour long";
  EXPECT_EQ(to_open(morning, "2026-06-01T08:00:00Z", berlin), 0);
  EXPECT_EQ(to_open(morning, "2026-12-01T08:00:00Z", berlin), 60);
  EXPECT_EQ(to_open({0x7f, 10 * hour, 16 * hour}, "2026-04-04T16:00:00+11:00", zone("Australia/Lord_Howe")), 18 * 60 + 30);
}

TEST(Schedule, AWindowThatIsSkippedDoesNotOpenThatNight) {
  const DailyWindow w{0x7f, 2 * hour, 3 * hour};
  const Zone berlin = zone("Europe/Berlin");
  EXPECT_EQ(to_open(w, "2026-03-29T01:30:00+01:00", berlin), 23 * 60 + 30) << "the next is at 02:00 of the 30th, summer time";
  EXPECT_EQ(to_open(w, "2026-03-29T03:00:00+02:00", berlin), 23 * 60);
  EXPECT_EQ(to_end(w, "2026-03-29T03:00:00+02:00", berlin), 0);
  const DailyWindow sundays{1 << 6, 2 * hour, 2 * hour + 30 * minute};
  EXPECT_EQ(to_open(sundays, "2026-03-29T01:00:00+01:00", berlin), 7 * 24 * 60) << "not before the next Sunday";
}

TEST(Schedule, OfAWindowThatIsSkippedInPartTheRestOpens) {
  const Zone berlin = zone("Europe/Berlin");
  EXPECT_EQ(to_open({0x7f, 2 * hour + 30 * minute, 4 * hour}, "2026-03-29T01:30:00+01:00", berlin), 30) << "at 03:00, when the clock is past 02:30";
  EXPECT_EQ(to_end({0x7f, hour, 2 * hour + 30 * minute}, "2026-03-29T01:30:00+01:00", berlin), 30) << "to 02:00, which is 03:00";
}

TEST(Schedule, AWindowThatComesTwiceIsOpenTwice) {
  const Zone berlin = zone("Europe/Berlin");
  const DailyWindow w{0x7f, 2 * hour, 3 * hour};
  EXPECT_EQ(to_open(w, "2026-10-25T01:30:00+02:00", berlin), 30);
  EXPECT_EQ(to_end(w, "2026-10-25T02:00:00+02:00", berlin), 120) << "twice without a pause";
  EXPECT_EQ(to_end(w, "2026-10-25T02:30:00+01:00", berlin), 30);
  const DailyWindow half{0x7f, hour, 2 * hour + 30 * minute};
  EXPECT_EQ(to_end(half, "2026-10-25T02:15:00+02:00", berlin), 15);
  EXPECT_EQ(to_end(half, "2026-10-25T02:45:00+02:00", berlin), 0);
  EXPECT_EQ(to_open(half, "2026-10-25T02:45:00+02:00", berlin), 15) << "when the clock goes back";
  EXPECT_EQ(to_end(half, "2026-10-25T02:00:00+01:00", berlin), 30);
}

// Looking at the clock every quarter of an hour is slow and can't be wrong.
TEST(Schedule, WaitsAreWhatTheClockShowsWhenItIsWatched) {
  const int64_t step = 15 * minute;
  for (const char* name : {"Europe/Berlin", "America/New_York", "Australia/Lord_Howe"}) {
    const Zone z = zone(name);
    std::minstd_rand random(8536);
    for (int i = 0; i < 300; i++) {
      const int64_t change = *z.rules->next_change_ms(*parse_rfc3339("2026-01-01T00:00:00Z") + static_cast<int64_t>(random() % 700) * day);
      const int64_t from = change - 40 * hour + static_cast<int64_t>(random() % 200) * step;
      const Instant now{from, 0};
      const DailyWindow w{static_cast<uint8_t>(random() % 127 + 1), static_cast<int32_t>(random() % 20 * step),
                          static_cast<int32_t>(random() % 97 * step)};
      const auto open = [&](int64_t ms) { return w.contains(z.local_ms({ms, 0})); };
      int64_t start = from;
      while (!open(start)) start += step;
      int64_t end = from;
      while (open(end) && end < from + 32 * day) end += step;
      ASSERT_EQ(w.ms_to_start(from, z.clock(now)), start - from) << name << " " << format_rfc3339(from) << " " << w.from_ms << " " << w.to_ms;
      const int64_t left = w.ms_to_end(from, z.clock(now));
      const bool whole_day = (w.to_ms - w.from_ms) % day == 0;  // ends at midnight, where the next one begins
      ASSERT_TRUE(whole_day ? left <= end - from : left == end - from) << name << " " << format_rfc3339(from) << " " << w.from_ms << " " << w.to_ms;
    }
  }
}

TEST(Schedule, QuietHoursOverAChange) {
  const DailyWindow night{0x7f, 20 * hour, 8 * hour};
  const Zone berlin = zone("Europe/Berlin");
  EXPECT_EQ(to_end(night, "2026-03-28T20:00:00+01:00", berlin), 11 * 60);
  EXPECT_EQ(to_end(night, "2026-10-24T20:00:00+02:00", berlin), 13 * 60);
  EXPECT_EQ(to_end(night, "2026-11-23T20:00:00+01:00", berlin), 12 * 60);
  EXPECT_EQ(to_end({0x7f, 0, 0}, "2026-11-23T20:00:00+01:00", zone("UTC")), 5 * 60) << "to midnight, and then the next";
}

TEST(Schedule, StartAndEndByTheClockOfANamedZone) {
  Schedule s;
  s.zone = zone("Europe/Berlin");
  s.start = parse_moment("2026-03-29T02:30:00");  // skipped
  s.end = parse_moment("2026-10-25T02:30:00");    // twice
  EXPECT_EQ(s.ms_to_open(at("2026-03-29T00:59:00Z")), 31 * minute) << "03:30, later by the gap";
  EXPECT_EQ(s.ms_to_open(at("2026-03-29T01:30:00Z")), 0);
  EXPECT_FALSE(s.expired(at("2026-10-25T00:29:59Z")));
  EXPECT_TRUE(s.expired(at("2026-10-25T00:30:00Z"))) << "the first of the two";
  EXPECT_TRUE(s.expired(at("2026-10-25T01:15:00Z"))) << "and it stays so when the clock shows 02:15 again";
  s.zone = zone("America/New_York");
  s.start = parse_moment("2026-07-01T09:00:00");
  EXPECT_EQ(s.ms_to_open(at("2026-01-01T14:00:00Z", 3600)), at("2026-07-01T13:00:00Z").wall_ms - at("2026-01-01T14:00:00Z").wall_ms);
}

TEST(Schedule, TheDevicesZoneIsExactWhereItsRulesAreKnown) {
  const DailyWindow morning{0x7f, 10 * hour, 16 * hour};
  Schedule s;
  s.windows = {morning};
  const Instant evening = at("2026-03-28T16:00:00+01:00", 3600);
  s.zone = zone("local", "Europe/Berlin");
  EXPECT_EQ(s.ms_to_open(evening), 17 * hour);
  s.zone = zone("local");
  EXPECT_EQ(s.ms_to_open(evening), 18 * hour) << "the present offset is all there is: an hour late, never early";
  s.zone = zone("local", "America/New_York");
  EXPECT_EQ(s.ms_to_open(evening), 18 * hour) << "rules that are not those of the moment do not count";
}

TEST(Schedule, MomentsThatAreNone) {
  for (const char* bad : {"", "tomorrow", "2026-13-01", "2026-11-23T25:00:00Z"}) EXPECT_FALSE(parse_moment(bad).has_value()) << bad;
}

}  // namespace
}  // namespace docent::core
