#include "analytics/funnel_walk.h"

#include <gtest/gtest.h>

#include <functional>
#include <random>

namespace docent::server {
namespace {

// "a0 b5 x6": a letter and a time; a, b, c … are the steps, x is excluded, o any other event.
std::vector<HistoryEvent> history(std::string_view text) {
  std::vector<HistoryEvent> events;
  for (std::size_t i = 0; i < text.size(); i++) {
    if (text[i] == ' ') continue;
    const char name = text[i];
    int64_t at = 0;
    while (i + 1 < text.size() && text[i + 1] >= '0' && text[i + 1] <= '9') at = at * 10 + (text[++i] - '0');
    events.push_back({at, 0, name == 'x' ? excluded_bit : name == 'o' ? other_bit : uint32_t{1} << (name - 'a')});
  }
  return events;
}

std::string walk(std::string_view text, std::size_t steps, FunnelOrder order = FunnelOrder::ordered, int64_t within = 10) {
  const auto reach = walk_funnel(history(text), steps, order, within);
  std::string out = std::to_string(reach.steps) + ":";
  for (std::size_t i = 0; i < reach.steps; i++) out += " " + std::to_string(reach.at_ms[i]);
  return out;
}

TEST(FunnelWalk, StepsInTheirOrder) {
  EXPECT_EQ(walk("", 2), "0:");
  EXPECT_EQ(walk("b1 c2", 3), "0:");
  EXPECT_EQ(walk("a1 o2 b3 o4 c5", 3), "3: 1 3 5");
  EXPECT_EQ(walk("a1 c2 b3", 3), "2: 1 3");
  EXPECT_EQ(walk("a5 b5", 2), "2: 5 5");  // of one millisecond, in the order of commits
  EXPECT_EQ(walk("b5 a5", 2), "1: 5");
}

TEST(FunnelWalk, TheLastMillisecondOfTheWindowCounts) {
  EXPECT_EQ(walk("a0 b10", 2), "2: 0 10");
  EXPECT_EQ(walk("a0 b11", 2), "1: 0");
  EXPECT_EQ(walk("a0 b6 c11", 3), "2: 0 6");  // from step 1, not from the step before
}

TEST(FunnelWalk, ALaterStepOneBeginsAnotherAttempt) {
  EXPECT_EQ(walk("a0 a8 b12", 2), "2: 8 12");
  EXPECT_EQ(walk("a0 b2 a8 c9", 3), "3: 0 2 9");       // the one before goes on
  EXPECT_EQ(walk("a0 b2 a8 b9 c12", 3), "3: 8 9 12");  // … or runs out, and the other one does not
}

TEST(FunnelWalk, TheFirstAttemptThatCameAsFarCounts) { EXPECT_EQ(walk("a0 b1 a20 b21", 3), "2: 0 1"); }

TEST(FunnelWalk, AnEventIsOneStepOfAnAttempt) {
  std::vector<HistoryEvent> both(1, {1, 0, 3});  // steps 1 and 2 have the same name
  EXPECT_EQ(walk_funnel(both, 2, FunnelOrder::ordered, 10).steps, 1u);
  EXPECT_EQ(walk_funnel(both, 2, FunnelOrder::unordered, 10).steps, 1u);
  both.push_back({2, 0, 3});
  for (const auto order : {FunnelOrder::ordered, FunnelOrder::strict, FunnelOrder::unordered}) EXPECT_EQ(walk_funnel(both, 2, order, 10).steps, 2u);
}

TEST(FunnelWalk, AnExcludedEventEndsTheAttempt) {
  EXPECT_EQ(walk("a0 x1 b2", 2), "1: 0");
  EXPECT_EQ(walk("a0 x1 a2 b3", 2), "2: 2 3");
  EXPECT_EQ(walk("a0 b1 x2", 2), "2: 0 1");  // too late
  EXPECT_EQ(walk("b0 x1 a2", 2, FunnelOrder::unordered), "1: 0");
}

TEST(FunnelWalk, StrictHasNothingInBetween) {
  EXPECT_EQ(walk("a0 b1 c2", 3, FunnelOrder::strict), "3: 0 1 2");
  EXPECT_EQ(walk("a0 o1 b2", 2, FunnelOrder::strict), "1: 0");
  EXPECT_EQ(walk("a0 a1 b2", 2, FunnelOrder::strict), "2: 1 2");
  EXPECT_EQ(walk("a0 b1 b2 c3", 3, FunnelOrder::strict), "2: 0 1");
}

TEST(FunnelWalk, UnorderedTakesTheBestStretchOfTime) {
  EXPECT_EQ(walk("c0 a5 b10", 3, FunnelOrder::unordered), "3: 0 5 10");
  EXPECT_EQ(walk("c0 a5 b11", 3, FunnelOrder::unordered), "2: 0 5");
  EXPECT_EQ(walk("c0 a9 b11 c12", 3, FunnelOrder::unordered), "3: 9 11 12");
  EXPECT_EQ(walk("a0 a1 a2", 2, FunnelOrder::unordered), "1: 0");
}

// What is meant, by trying everything: the most steps that any choice of events fulfils.
std::size_t by_trying(const std::vector<HistoryEvent>& events, std::size_t steps, FunnelOrder order, int64_t within) {
  std::size_t best = 0;
  std::function<void(std::size_t, std::size_t, int64_t, uint32_t)> go = [&](std::size_t from, std::size_t reached, int64_t first, uint32_t open) {
    best = std::max(best, reached);
    for (std::size_t i = from; i < events.size(); i++) {
      if (events[i].mask == excluded_bit) {
        if (reached > 0) return;
        continue;
      }
      if (reached > 0 && events[i].at_ms - first > within) return;
      for (std::size_t s = 0; s < steps; s++) {
        const bool fits = (events[i].mask >> s & 1) != 0 && (order == FunnelOrder::unordered ? (open >> s & 1) != 0 : s == reached);
        if (fits) go(i + 1, reached + 1, reached == 0 ? events[i].at_ms : first, open & ~(uint32_t{1} << s));
      }
      if (order == FunnelOrder::strict && reached > 0) return;
    }
  };
  go(0, 0, 0, (uint32_t{1} << steps) - 1);
  return best;
}

TEST(FunnelWalk, AgreesWithTryingEverything) {
  std::mt19937 random(20'261'128);
  for (int round = 0; round < 3'000; round++) {
    std::vector<HistoryEvent> events(random() % 9);
    int64_t at = 0;
    for (auto& event : events) {
      at += static_cast<int64_t>(random() % 5);
      const auto kind = random() % 6;
      event = {at, 0, kind < 3 ? uint32_t{1} << kind : kind == 3 ? 5u : kind == 4 ? excluded_bit : other_bit};
    }
    for (const auto order : {FunnelOrder::ordered, FunnelOrder::strict, FunnelOrder::unordered}) {
      const auto reach = walk_funnel(events, 3, order, 8);
      // Events that are two steps at once are those of one name; kind 3 stands for steps 1 and 3.
      if (order == FunnelOrder::unordered && std::any_of(events.begin(), events.end(), [](const auto& e) { return e.mask == 5; })) continue;
      ASSERT_EQ(reach.steps, by_trying(events, 3, order, 8)) << "round " << round << ", order " << static_cast<int>(order);
      for (std::size_t i = 1; i < reach.steps; i++) ASSERT_LE(reach.at_ms[i - 1], reach.at_ms[i]);
      if (reach.steps > 0) {
        ASSERT_LE(reach.at_ms[reach.steps - 1] - reach.at_ms[0], 8);
      }
    }
  }
}

TEST(FunnelWalk, AHundredThousandEventsOfOnePersonTakeNoLongerThanTheirNumber) {
  std::vector<HistoryEvent> events;
  for (int i = 0; i < 100'000; i++) events.push_back({i, 0, uint32_t{1} << (i % 2)});
  for (const auto order : {FunnelOrder::ordered, FunnelOrder::strict, FunnelOrder::unordered})
    EXPECT_EQ(walk_funnel(events, 3, order, 1'000'000).steps, 2u);  // never the third; quadratic would take minutes
}

}  // namespace
}  // namespace docent::server
