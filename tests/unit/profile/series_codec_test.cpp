#include <gtest/gtest.h>

#include <random>

#include "profile/series.h"

namespace docent::core {
namespace {

constexpr int64_t t0 = 1'795'424'400'000;  // 2026-11-23T09:00:00Z
constexpr int64_t hour = 3'600'000;
constexpr int64_t day = 24 * hour;

Instant at(int64_t ms, int32_t offset_s = 0) { return {ms, offset_s}; }

TEST(SeriesCodec, RoundTrips) {
  for (const bool with_values : {false, true}) {
    Series s(50, with_values);
    std::mt19937 random(3);
    for (int i = 0; i < 130; i++) s.add(at(t0 + static_cast<int64_t>(random() % (90 * day)), -5 * 3600), i * 0.5);
    std::string bytes;
    s.encode(bytes);
    Series copy(50, false);
    ASSERT_TRUE(copy.decode(bytes));
    std::string again;
    copy.encode(again);
    EXPECT_EQ(bytes, again);
    EXPECT_EQ(copy.total(), s.total());
    EXPECT_EQ(copy.with_values(), with_values);
    const int64_t now = t0 + 90 * day;
    for (const int64_t window : {day, 30 * day, 90 * day, Series::ever}) {
      EXPECT_EQ(copy.count(now, window), s.count(now, window));
      EXPECT_EQ(copy.days(now, window), s.days(now, window));
      EXPECT_EQ(copy.sum(now, window), s.sum(now, window));
    }
  }
}

TEST(SeriesCodec, IsSmall) {
  Series s;
  for (int i = 0; i < 1000; i++) s.add(at(t0 + i * 1000));
  std::string bytes;
  s.encode(bytes);
  EXPECT_LT(bytes.size(), 2100u);
}

TEST(SeriesCodec, DamageNeverCrashesAndNeverGrows) {
  Series s(50, true);
  for (int i = 0; i < 60; i++) s.add(at(t0 + i * hour), i);
  std::string bytes;
  s.encode(bytes);
  for (std::size_t i = 0; i < bytes.size(); i++) {
    Series copy;
    EXPECT_FALSE(copy.decode(std::string_view(bytes).substr(0, i))) << "cut at " << i;
    EXPECT_TRUE(copy.empty());
    for (const int bit : {0, 3, 7}) {
      std::string damaged = bytes;
      damaged[i] = static_cast<char>(damaged[i] ^ (1 << bit));
      Series other;
      if (other.decode(damaged)) {
        EXPECT_LE(other.kept(), other.total());
        for (std::size_t k = 1; k < other.kept(); k++) ASSERT_LE(other.time_at(k - 1), other.time_at(k));
      }
    }
  }
  EXPECT_FALSE(Series().decode(bytes + "x"));
  EXPECT_FALSE(Series().decode(""));
}

}  // namespace
}  // namespace docent::core
