#include "profile/sequence.h"

#include <gtest/gtest.h>

#include <map>

namespace docent::core {
namespace {

// "a1 b5" is a at 1 and b at 5; steps and without are lists of letters.
bool happened(const std::string& history, const std::string& steps, int64_t within, const std::string& without = "", int64_t now = 1000) {
  std::map<char, Series> series;
  std::size_t i = 0;
  while (i < history.size()) {
    const char name = history[i];
    std::size_t used = 0;
    const int64_t at = std::stoll(history.substr(i + 1), &used);
    series[name].add({at, 0});
    i += 1 + used;
    while (i < history.size() && history[i] == ' ') i++;
  }
  const auto list = [&](const std::string& names) {
    std::vector<const Series*> result;
    for (const char n : names) result.push_back(series.count(n) != 0 ? &series[n] : nullptr);
    return result;
  };
  return happened_in_order(list(steps), within, list(without), now);
}

TEST(Sequence, NeedsTheOrder) {
  EXPECT_TRUE(happened("a1 b5", "ab", 10));
  EXPECT_FALSE(happened("b1 a5", "ab", 10));
  EXPECT_TRUE(happened("b1 a5 b9", "ab", 10));
  EXPECT_FALSE(happened("a1", "ab", 10));
  EXPECT_FALSE(happened("", "ab", 10));
  EXPECT_FALSE(happened("a1", "", 10));
  EXPECT_TRUE(happened("a1", "a", 10));
}

TEST(Sequence, TheSpanIsHalfOpen) {
  EXPECT_TRUE(happened("a1 b10", "ab", 10));
  EXPECT_FALSE(happened("a1 b11", "ab", 10));
  EXPECT_TRUE(happened("a1 b11", "ab", Series::ever));
}

TEST(Sequence, TheShortestOfManyCounts) {
  EXPECT_TRUE(happened("a1 a50 b55 c58", "abc", 10));
  EXPECT_FALSE(happened("a1 b55 a56 c58", "abc", 10));
  EXPECT_TRUE(happened("a1 b2 c3 a50 c60", "abc", 5)) << "an earlier one counts too";
}

TEST(Sequence, WithoutInterrupts) {
  EXPECT_FALSE(happened("a1 x3 b5", "ab", 10, "x"));
  EXPECT_TRUE(happened("x0 a1 b5 x6", "ab", 10, "x"));
  EXPECT_TRUE(happened("a1 x3 a4 b5", "ab", 10, "x"));
  EXPECT_TRUE(happened("a1 b5", "ab", 10, "y")) << "never happened";
}

TEST(Sequence, OneOccurrenceServesOneStep) {
  EXPECT_FALSE(happened("a1", "aa", 10));
  EXPECT_TRUE(happened("a1 a1", "aa", 10)) << "the same millisecond is in order";
  EXPECT_TRUE(happened("a1 b2 a3", "aba", 10));
  EXPECT_FALSE(happened("b2 a3", "aba", 10));
  EXPECT_TRUE(happened("a1 b1", "ba", 10));
}

TEST(Sequence, TheFutureIsNotYet) { EXPECT_FALSE(happened("a1 b50", "ab", 100, "", 40)); }

}  // namespace
}  // namespace docent::core
