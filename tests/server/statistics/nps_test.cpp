#include "statistics/nps.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace docent::server {
namespace {

constexpr uint64_t most = std::numeric_limits<uint64_t>::max();
constexpr uint64_t million_millions = 1'000'000'000'000;
using Answers = std::vector<uint64_t>;

// By hand: p' = 50.75/103, d' = 20.75/103, p' − d' = 0.29126, variance = 0.69417 − 0.08483 = 0.60934, margin = 1.95996 √(0.60934/103) = 0.15075.
TEST(NetPromoterScore, CheckedByHand) {
  const auto score = net_promoter_score({.promoters = 50, .passives = 30, .detractors = 20});
  ASSERT_TRUE(score && score->interval);
  EXPECT_NEAR(score->value, 30, 1e-12);
  EXPECT_NEAR(score->interval->low, 14.05113018, 1e-7);
  EXPECT_NEAR(score->interval->high, 44.20129701, 1e-7);
}

TEST(NetPromoterScore, UnanimousAnswersStillHaveAWidth) {
  const auto promoters = net_promoter_score({.promoters = 10});
  EXPECT_EQ(promoters->value, 100);
  EXPECT_NEAR(promoters->interval->low, 47.50355154, 1e-7);
  EXPECT_EQ(promoters->interval->high, 100);
  const auto passives = net_promoter_score({.passives = 10});
  EXPECT_EQ(passives->value, 0);
  EXPECT_NEAR(passives->interval->low, -18.46504491, 1e-7);
  EXPECT_NEAR(passives->interval->high, 18.46504491, 1e-7);
  const auto detractors = net_promoter_score({.detractors = 10});
  EXPECT_EQ(detractors->value, -100);
  EXPECT_EQ(detractors->interval->low, -100);
  EXPECT_NEAR(detractors->interval->high, -47.50355154, 1e-7);
}

TEST(NetPromoterScore, NeedsTenAnswers) {
  EXPECT_FALSE(net_promoter_score({}));
  EXPECT_FALSE(net_promoter_score({.promoters = 3, .passives = 3, .detractors = 3}));
  EXPECT_TRUE(net_promoter_score({.promoters = 4, .passives = 3, .detractors = 3}));
  EXPECT_FALSE(net_promoter_score({.promoters = 50}, 1));
}

TEST(NetPromoterScore, HugeCounts) {
  const auto score = net_promoter_score({.promoters = million_millions, .detractors = million_millions});
  EXPECT_EQ(score->value, 0);
  EXPECT_NEAR(score->interval->high, 100 * 1.959963985 / std::sqrt(2e12), 1e-9);
  EXPECT_TRUE(net_promoter_score({.passives = most}));
  EXPECT_FALSE(net_promoter_score({.promoters = most, .detractors = 1})) << "more than a counter holds";
}

TEST(CustomerSatisfaction, IsTheShareOfTheTwoBestAnswers) {
  const auto score = customer_satisfaction(Answers{2, 5, 7, 26, 30});
  ASSERT_TRUE(score && score->interval);
  const auto interval = wilson_interval({56, 70});
  EXPECT_EQ(score->value, 0.8);
  EXPECT_EQ(score->interval->low, interval->low);
  EXPECT_EQ(score->interval->high, interval->high);
}

TEST(CustomerSatisfaction, TheEndsOfTheScale) {
  EXPECT_EQ(customer_satisfaction(Answers{5, 0, 0, 0, 0})->value, 0);
  EXPECT_EQ(customer_satisfaction(Answers{0, 0, 0, 0, 5})->value, 1);
  EXPECT_NEAR(customer_satisfaction(Answers{million_millions, million_millions, million_millions})->value, 2.0 / 3, 1e-12);
}

TEST(CustomerSatisfaction, IsAbsentWithoutAnswers) {
  EXPECT_FALSE(customer_satisfaction({}));
  EXPECT_FALSE(customer_satisfaction(Answers{1, 2})) << "everyone would be satisfied";
  EXPECT_FALSE(customer_satisfaction(Answers(5, 0)));
  EXPECT_FALSE(customer_satisfaction(Answers{most, 0, 1}));
  EXPECT_FALSE(customer_satisfaction(Answers{1, 1, 1}, 0));
}

// By hand: 5, 6 and 7 have mean 6 and s = 1; t of two degrees of freedom is 4.30265, and 4.30265/√3 = 2.48414. The scale ends at 7.
TEST(CustomerEffort, CheckedByHand) {
  const auto few = customer_effort(Answers{0, 0, 0, 0, 1, 1, 1});
  ASSERT_TRUE(few && few->interval);
  EXPECT_NEAR(few->value, 6, 1e-12);
  EXPECT_NEAR(few->interval->low, 3.515862288, 1e-8);
  EXPECT_EQ(few->interval->high, 7);
}

TEST(CustomerEffort, ManyAnswers) {
  const auto score = customer_effort(Answers{2, 1, 4, 6, 12, 15, 10});
  ASSERT_TRUE(score && score->interval);
  EXPECT_NEAR(score->value, 5.2, 1e-12);
  EXPECT_NEAR(score->interval->low, 4.762729456, 1e-8);
  EXPECT_NEAR(score->interval->high, 5.637270544, 1e-8);
}

TEST(CustomerEffort, HasNoIntervalWhenAllAnswersAreTheSame) {
  for (const Answers& answers : {Answers{0, 0, 1}, Answers{0, 0, 1'000'003}}) {
    const auto score = customer_effort(answers);
    ASSERT_TRUE(score);
    EXPECT_EQ(score->value, 3);
    EXPECT_FALSE(score->interval);
  }
}

TEST(CustomerEffort, HugeCounts) {
  const auto score = customer_effort(Answers{million_millions, million_millions});
  EXPECT_NEAR(score->value, 1.5, 1e-12);
  EXPECT_NEAR(score->interval->high - 1.5, 1.959963985 * 0.5 / std::sqrt(2e12), 1e-12);
  EXPECT_TRUE(customer_effort(Answers{most - 1, 1})->interval);
}

TEST(CustomerEffort, IsAbsentWithoutAnswers) {
  EXPECT_FALSE(customer_effort({}));
  EXPECT_FALSE(customer_effort(Answers{7}));
  EXPECT_FALSE(customer_effort(Answers(7, 0)));
  EXPECT_FALSE(customer_effort(Answers{most, 1}));
  EXPECT_FALSE(customer_effort(Answers{1, 1}, std::numeric_limits<double>::quiet_NaN()));
}

}  // namespace
}  // namespace docent::server
