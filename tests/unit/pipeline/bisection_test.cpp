#include "pipeline/bisection.h"

#include <bit>
#include <functional>
#include <set>

#include "model/limits.h"

namespace docent::core {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Outcome {
  std::vector<uint32_t> bad;
  std::set<uint32_t> delivered;
  uint32_t requests = 0;
  int64_t passed_ms = 0;
};

// Runs a bisection against a server that takes what `takes` says. Other batches succeed between when `company`.
Outcome run(uint32_t events, const std::function<bool(Bisection::Part)>& takes, bool company = false) {
  Outcome outcome;
  uint64_t successes = 0;
  int64_t now = 0;
  Bisection bisection(events, successes, now);
  while (!bisection.done()) {
    const auto part = bisection.next(successes, now, false);
    if (!part) {
      if (company) {
        successes++;
        continue;
      }
      if (bisection.next_ms() == INT64_MAX) break;
      now = std::max(now, bisection.next_ms());
      continue;
    }
    if (takes(*part)) {
      successes++;
      bisection.accepted(*part);
      for (uint32_t i = 0; i < part->count; i++) EXPECT_TRUE(outcome.delivered.insert(part->first + i).second);
    } else {
      bisection.refused(*part, successes, now);
    }
  }
  outcome.bad = bisection.bad();
  outcome.requests = bisection.requests();
  outcome.passed_ms = now;
  return outcome;
}

std::function<bool(Bisection::Part)> poisoned_by(std::set<uint32_t> bad) {
  return [bad](Bisection::Part p) {
    const auto at = bad.lower_bound(p.first);
    return at == bad.end() || *at >= p.first + p.count;
  };
}

TEST(Bisection, FindsAnyOneBadEventWithinTheBound) {
  for (const uint32_t n : {3u, 4u, 5u, 7u, 8u, 16u, 100u, 1'000u, 1'024u, 2'500u}) {
    // 2·⌈log₂ n⌉ + 1; the second refusal that convicts costs small chunks one more.
    const uint32_t bound = 2 * static_cast<uint32_t>(std::bit_width(n - 1)) + 1 + (n < 32 ? 1 : 0);
    for (uint32_t bad = 0; bad<n; bad += n> 100 ? 7 : 1) {
      const Outcome outcome = run(n, poisoned_by({bad}), true);
      EXPECT_THAT(outcome.bad, ElementsAre(bad));
      EXPECT_EQ(outcome.delivered.size(), n - 1);
      EXPECT_LE(outcome.requests, bound) << n << ' ' << bad;
    }
  }
}

TEST(Bisection, ConvictsOnlyAfterASuccessOrTheConfirmationTime) {
  const Outcome alone = run(2, poisoned_by({1}));
  EXPECT_THAT(alone.bad, ElementsAre(1));
  EXPECT_GE(alone.passed_ms, limits::confirm_refusal_ms);
  EXPECT_EQ(run(2, poisoned_by({1}), true).passed_ms, 0);
}

TEST(Bisection, AServerThatRefusesEverythingConvictsNobody) {
  for (const uint32_t n : {1u, 2u, 50u}) {
    const Outcome outcome = run(n, [](Bisection::Part) { return false; });
    EXPECT_THAT(outcome.bad, IsEmpty());
    EXPECT_THAT(outcome.delivered, IsEmpty());
  }
  Bisection one(1, 0, 0);
  EXPECT_EQ(one.next(0, 1'000'000, false), std::nullopt);
  EXPECT_EQ(one.next(0, 0, true), (Bisection::Part{0, 1}));
  EXPECT_EQ(one.next_ms(), INT64_MAX);
  one.refused({0, 1}, 0, 1'000'000);
  EXPECT_FALSE(one.done());
  EXPECT_EQ(one.refusals_in_row(), 2u);
  EXPECT_TRUE(one.next(1, 1'000'000, false).has_value());  // another batch was taken
  one.refused({0, 1}, 1, 1'000'000);
  EXPECT_TRUE(one.done());
  EXPECT_THAT(one.bad(), ElementsAre(0));
}

TEST(Bisection, FindsSeveralBadEvents) {
  const std::set<uint32_t> bad = {0, 1, 77, 500, 999};
  const Outcome outcome = run(1'000, poisoned_by(bad), true);
  EXPECT_EQ(std::set<uint32_t>(outcome.bad.begin(), outcome.bad.end()), bad);
  EXPECT_EQ(outcome.delivered.size(), 995u);
}

TEST(Bisection, StaysWithinItsBudgetAndGivesUpTheRest) {
  std::set<uint32_t> bad;
  for (uint32_t i = 0; i < 2'500; i += 20) bad.insert(i);
  const Outcome outcome = run(2'500, poisoned_by(bad), true);
  EXPECT_EQ(outcome.delivered.size() + outcome.bad.size(), 2'500u);
  EXPECT_LE(outcome.requests, 3 * limits::max_bisect_requests);  // what was split already is sent, and refused parts once more
}

}  // namespace
}  // namespace docent::core
