#include "profile/series.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

namespace docent::core {
namespace {

constexpr int64_t t0 = 1'795'424'400'000;  // 2026-11-23T09:00:00Z
constexpr int64_t hour = 3'600'000;
constexpr int64_t day = 24 * hour;

Instant at(int64_t ms, int32_t offset_s = 0) { return {ms, offset_s}; }

TEST(Series, NothingYet) {
  const Series s;
  EXPECT_TRUE(s.empty());
  EXPECT_EQ(s.count(t0), 0u);
  EXPECT_EQ(s.count(t0, day), 0u);
  EXPECT_EQ(s.days(t0, day), 0u);
  EXPECT_EQ(s.sum(t0), 0);
  EXPECT_FALSE(s.max(t0).has_value());
  EXPECT_FALSE(s.nth_last_ms(1).has_value());
  EXPECT_FALSE(s.saturated(t0, Series::ever));
}

TEST(Series, WindowsAreOpenOnTheLeftAndClosedOnTheRight) {
  Series s;
  s.add(at(t0));
  EXPECT_EQ(s.count(t0, 1000), 1u) << "now is inside";
  EXPECT_EQ(s.count(t0 + 999, 1000), 1u);
  EXPECT_EQ(s.count(t0 + 1000, 1000), 0u) << "now − window is outside";
  EXPECT_EQ(s.count(t0 + 1000, Series::ever), 1u);
  EXPECT_EQ(s.count(t0, 0), 0u) << "(now, now] is empty";
  EXPECT_EQ(s.days(t0 + 999, 1000), 1u);
  EXPECT_EQ(s.days(t0 + 1000, 1000), 0u);
}

TEST(Series, AClockThatGoesBackKeepsTheOrder) {
  Series s;
  for (const int64_t offset : {0, 10, 5, 20, 1, 20}) s.add(at(t0 + offset));
  ASSERT_EQ(s.kept(), 6u);
  for (std::size_t i = 1; i < s.kept(); i++) EXPECT_LE(s.time_at(i - 1), s.time_at(i));
  EXPECT_EQ(s.first_ms(), t0);
  EXPECT_EQ(s.last_ms(), t0 + 20);
  EXPECT_EQ(s.count(t0 + 20, 15), 3u);  // 10, 20, 20; 5 is at the edge
}

TEST(Series, WhatLiesInTheFutureCountsAsNow) {
  Series s;
  s.add(at(t0 + 10 * day));
  EXPECT_EQ(s.count(t0, 1000), 1u);
  EXPECT_TRUE(s.clamp_future(t0));
  EXPECT_EQ(s.last_ms(), t0);
  EXPECT_EQ(s.count(t0 + 1000, 1000), 0u) << "and leaves the window like everything else";
  EXPECT_FALSE(s.clamp_future(t0));
}

TEST(Series, KeepsTheNewestAndCountsAll) {
  Series s;
  const std::size_t n = limits::max_history_occurrences + 500;
  for (std::size_t i = 0; i < n; i++) s.add(at(t0 + static_cast<int64_t>(i)));
  EXPECT_EQ(s.kept(), limits::max_history_occurrences);
  EXPECT_EQ(s.total(), n);
  EXPECT_EQ(s.first_ms(), t0);
  EXPECT_EQ(s.time_at(0), t0 + 500);
  const int64_t now = t0 + static_cast<int64_t>(n) - 1;
  EXPECT_EQ(s.count(now, 10), 10u);
  EXPECT_FALSE(s.saturated(now, 10));
  EXPECT_EQ(s.count(now, day), limits::max_history_occurrences) << "saturated: a lower bound";
  EXPECT_TRUE(s.saturated(now, day));
  EXPECT_TRUE(s.saturated(now, Series::ever));
  s.add(at(t0));  // older than all that is kept
  EXPECT_EQ(s.total(), n + 1);
  EXPECT_EQ(s.time_at(0), t0 + 500);
}

TEST(Series, CapacityCanShrinkAndGrow) {
  Series s(8);
  for (int i = 0; i < 20; i++) s.add(at(t0 + i));
  EXPECT_EQ(s.kept(), 8u);
  s.set_capacity(3);
  EXPECT_EQ(s.time_at(0), t0 + 17);
  s.set_capacity(100);
  for (int i = 20; i < 60; i++) s.add(at(t0 + i));
  EXPECT_EQ(s.kept(), 43u);
  EXPECT_EQ(s.time_at(0), t0 + 17);
  EXPECT_EQ(s.nth_last_ms(1), t0 + 59);
  EXPECT_EQ(s.nth_last_ms(43), t0 + 17);
  EXPECT_FALSE(s.nth_last_ms(44).has_value());
}

TEST(Series, DaysAreLocal) {
  Series s;
  const int64_t midnight_utc = t0 + 15 * hour;  // 2026-11-24T00:00:00Z
  s.add(at(midnight_utc - 1, 0));
  EXPECT_EQ(s.days(midnight_utc), 1u);
  s.add(at(midnight_utc, 0));
  EXPECT_EQ(s.days(midnight_utc), 2u) << "a millisecond later is another day in UTC";

  Series east;
  east.add(at(midnight_utc - 1, 8 * 3600));
  east.add(at(midnight_utc, 8 * 3600));
  EXPECT_EQ(east.days(midnight_utc), 1u) << "both are the morning of the 24th in Shanghai";
  east.add(at(midnight_utc + 16 * hour - 1, 8 * 3600));
  EXPECT_EQ(east.days(midnight_utc + 16 * hour), 1u);
  east.add(at(midnight_utc + 16 * hour, 8 * 3600));
  EXPECT_EQ(east.days(midnight_utc + 16 * hour), 2u);
}

TEST(Series, DaysStayExactBeyondTheKeptTimes) {
  Series s(16);
  for (int d = 0; d < 5; d++) {
    for (int i = 0; i < 1000; i++) s.add(at(t0 + d * day + i));
  }
  EXPECT_EQ(s.days(t0 + 4 * day + 1000, 14 * day), 5u);
  EXPECT_EQ(s.days(t0 + 4 * day + 1000, 3 * day), 3u) << "the 2nd at 09:00:00.999 is outside of (now − 3 days, now]";
  EXPECT_EQ(s.days(t0 + 4 * day + 998, 3 * day), 4u);
}

TEST(Series, DaysAreBounded) {
  Series s;
  for (std::size_t d = 0; d < limits::max_history_days + 50; d++) s.add(at(t0 + static_cast<int64_t>(d) * day));
  EXPECT_EQ(s.days(t0 + 1000 * day), limits::max_history_days);
}

TEST(Series, TravellingWestGivesAnEarlierDayLater) {
  Series s;
  s.add(at(t0, 12 * 3600));              // the 23rd, 21:00 local
  s.add(at(t0 + 4 * hour, 12 * 3600));   // the 24th, 01:00 local
  s.add(at(t0 + 5 * hour, -10 * 3600));  // the 23rd again
  EXPECT_EQ(s.days(t0 + 5 * hour), 2u);
  EXPECT_EQ(s.days(t0 + 5 * hour, hour / 2), 1u);
  EXPECT_EQ(s.days(t0 + 5 * hour, 2 * hour), 2u);
}

TEST(Series, SumAndMax) {
  Series s(100, true);
  s.add(at(t0), 1.5);
  s.add(at(t0 + 10), -4);
  s.add(at(t0 + 5), 7);  // late
  EXPECT_DOUBLE_EQ(s.sum(t0 + 10), 4.5);
  EXPECT_DOUBLE_EQ(s.sum(t0 + 10, 6), 3);
  EXPECT_EQ(s.max(t0 + 10), 7.0);
  EXPECT_EQ(s.max(t0 + 10, 5), -4.0);
  EXPECT_FALSE(s.max(t0 + 100, 5).has_value());
}

TEST(Series, AgreesWithAPlainList) {
  std::mt19937 random(7);
  for (int round = 0; round < 20; round++) {
    Series s;
    std::vector<std::pair<int64_t, double>> plain;
    int64_t now = t0;
    Series valued(limits::max_history_occurrences, true);
    for (int i = 0; i < 300; i++) {
      now += static_cast<int64_t>(random() % (6 * hour));
      const int64_t when = random() % 10 == 0 ? now - static_cast<int64_t>(random() % day) : now;
      const double value = static_cast<double>(random() % 1000);
      s.add(at(when, 3600));
      valued.add(at(when, 3600), value);
      plain.emplace_back(when, value);
      const int64_t window = static_cast<int64_t>(random() % (20 * day));
      uint64_t count = 0;
      double sum = 0;
      std::set<int64_t> days;
      for (const auto& [t, v] : plain) {
        if (t <= now - window || t > now) continue;
        count++;
        sum += v;
        days.insert((t + hour) / day);
      }
      ASSERT_EQ(s.count(now, window), count);
      ASSERT_EQ(s.days(now, window), days.size());
      ASSERT_DOUBLE_EQ(valued.sum(now, window), sum);
    }
  }
}

TEST(SeriesMerge, UnitesWhatBothDid) {
  Series a, b;
  a.add(at(t0));
  a.add(at(t0 + 2 * day));
  b.add(at(t0 - day));
  b.add(at(t0 + 2 * day + 5));
  a.merge(b);
  EXPECT_EQ(a.total(), 4u);
  EXPECT_EQ(a.first_ms(), t0 - day);
  EXPECT_EQ(a.last_ms(), t0 + 2 * day + 5);
  EXPECT_EQ(a.days(t0 + 3 * day), 3u);
  Series empty;
  empty.merge(a);
  EXPECT_EQ(empty.total(), 4u);
  EXPECT_EQ(empty.count(t0 + 2 * day + 5, day), 2u);
  a.merge(Series());
  EXPECT_EQ(a.total(), 4u);
}

}  // namespace
}  // namespace docent::core
