#include "statistics/proportion.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace docent::server {
namespace {

constexpr uint64_t most = std::numeric_limits<uint64_t>::max();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
const BinomialSample none{0, 0}, impossible{11, 10}, some{5, 10};

TEST(Proportion, IsAbsentWithoutTrials) {
  EXPECT_EQ(proportion({1, 4}), 0.25);
  EXPECT_FALSE(proportion(none));
  EXPECT_FALSE(proportion(impossible));
}

struct WilsonCase {
  BinomialSample sample;
  double low, high;
};

// The examples of Newcombe 1998 ("Two-sided confidence intervals for the single proportion", Stat Med 17:857), table I, method 3.
TEST(WilsonInterval, PublishedExamples) {
  for (const auto& [sample, low, high] : {WilsonCase{{81, 263}, 0.2553, 0.3662}, WilsonCase{{15, 148}, 0.0624, 0.1605},
                                          WilsonCase{{0, 20}, 0.0000, 0.1611}, WilsonCase{{1, 29}, 0.0061, 0.1718}}) {
    const auto interval = wilson_interval(sample);
    ASSERT_TRUE(interval);
    EXPECT_NEAR(interval->low, low, 0.00005) << sample.trials;
    EXPECT_NEAR(interval->high, high, 0.00005) << sample.trials;
  }
}

TEST(WilsonInterval, WidensWithTheConfidence) {
  const auto interval = wilson_interval({81, 263}, 0.99);
  EXPECT_NEAR(interval->low, 0.2401369027, 1e-9);
  EXPECT_NEAR(interval->high, 0.3852825023, 1e-9);
}

TEST(WilsonInterval, ReachesTheEndsOfTheScaleExactly) {
  for (const uint64_t n : {uint64_t{1}, uint64_t{7}, uint64_t{1'000'000'000'000}, most}) {
    EXPECT_EQ(wilson_interval({0, n})->low, 0) << n;
    EXPECT_LT(wilson_interval({0, n})->high, 1) << n;
    EXPECT_EQ(wilson_interval({n, n})->high, 1) << n;
    EXPECT_GT(wilson_interval({n, n})->low, 0) << n;
  }
}

TEST(WilsonInterval, HugeCounts) {
  const auto interval = wilson_interval({500'000'000'000, 1'000'000'000'000});
  EXPECT_NEAR(interval->low, 0.5 - 9.799819923e-7, 1e-14);
  EXPECT_NEAR(interval->high, 0.5 + 9.799819923e-7, 1e-14);
}

TEST(WilsonInterval, IsAbsentForWhatIsNoSample) {
  EXPECT_FALSE(wilson_interval(none));
  EXPECT_FALSE(wilson_interval(impossible));
  for (const double bad : {0.0, 1.0, -1.0, 95.0, nan}) EXPECT_FALSE(wilson_interval(some, bad)) << bad;
}

struct DifferenceCase {
  BinomialSample treatment, control;
  double low, high;
};

// Newcombe 1998, Stat Med 17:873, table II, method 10.
TEST(DifferenceInterval, PublishedExamples) {
  for (const auto& [treatment, control, low, high] :
       {DifferenceCase{{56, 70}, {48, 80}, 0.0524, 0.3339}, DifferenceCase{{9, 10}, {3, 10}, 0.1705, 0.8090},
        DifferenceCase{{6, 7}, {2, 7}, 0.0582, 0.8062}, DifferenceCase{{5, 56}, {0, 29}, -0.0381, 0.1926},
        DifferenceCase{{0, 10}, {0, 20}, -0.1611, 0.2775}, DifferenceCase{{0, 10}, {0, 10}, -0.2775, 0.2775},
        DifferenceCase{{10, 10}, {0, 20}, 0.6791, 1.0000}, DifferenceCase{{10, 10}, {0, 10}, 0.6075, 1.0000}}) {
    const auto interval = difference_interval(treatment, control);
    ASSERT_TRUE(interval);
    EXPECT_NEAR(interval->low, low, 0.00005) << treatment.successes << '/' << treatment.trials;
    EXPECT_NEAR(interval->high, high, 0.00005) << treatment.successes << '/' << treatment.trials;
    const auto reversed = difference_interval(control, treatment);
    EXPECT_NEAR(reversed->low, -interval->high, 1e-15);
    EXPECT_NEAR(reversed->high, -interval->low, 1e-15);
  }
}

TEST(DifferenceInterval, StaysWithinItsScaleForHugeCounts) {
  const auto interval = difference_interval({most, most}, {0, most});
  EXPECT_GT(interval->low, 0.999);
  EXPECT_EQ(interval->high, 1);
}

TEST(DifferenceInterval, IsAbsentForWhatIsNoSample) {
  for (const BinomialSample& bad : {none, impossible}) {
    EXPECT_FALSE(difference_interval(bad, some));
    EXPECT_FALSE(difference_interval(some, bad));
  }
  EXPECT_FALSE(difference_interval(some, some, 1));
}

// The Physicians' Health Study (1988): heart attacks with placebo and aspirin. Agresti ("An Introduction to Categorical Data Analysis", chapter 2)
// has a ratio of 1.82, from 1.43 to 2.30, computed with rounded logarithms; 2.306 without.
TEST(RelativeLift, PublishedExample) {
  const auto lift = relative_lift({189, 11034}, {104, 11037});
  ASSERT_TRUE(lift && lift->interval);
  EXPECT_NEAR(lift->lift, 0.8178017945, 1e-9);
  EXPECT_NEAR(lift->interval->low, 0.4330309031, 1e-9);
  EXPECT_NEAR(lift->interval->high, 1.305884232, 1e-9);
}

TEST(RelativeLift, IsAbsentWhereTheControlHasNone) {
  EXPECT_FALSE(relative_lift(some, {0, 10}));
  EXPECT_FALSE(relative_lift({0, 10}, {0, 10}));
  EXPECT_FALSE(relative_lift(none, some));
  EXPECT_FALSE(relative_lift(some, none));
  EXPECT_FALSE(relative_lift(impossible, some));
  EXPECT_FALSE(relative_lift(some, impossible));
  EXPECT_FALSE(relative_lift(some, some, nan));
}

TEST(RelativeLift, HasNoIntervalWhereItsVarianceSaysNothing) {
  const auto all_lost = relative_lift({0, 10}, some);
  ASSERT_TRUE(all_lost);
  EXPECT_EQ(all_lost->lift, -1);
  EXPECT_FALSE(all_lost->interval);
  const auto all_won = relative_lift({10, 10}, {20, 20});
  ASSERT_TRUE(all_won);
  EXPECT_EQ(all_won->lift, 0);
  EXPECT_FALSE(all_won->interval);
}

TEST(RelativeLift, HugeCountsStayFinite) {
  const auto lift = relative_lift({most, most}, {1, most}, 0.999999999);
  ASSERT_TRUE(lift && lift->interval);
  EXPECT_TRUE(std::isfinite(lift->lift));
  EXPECT_TRUE(std::isfinite(lift->interval->high));
  EXPECT_GE(lift->interval->low, -1);
}

TEST(TwoProportionPValue, Examples) {
  EXPECT_NEAR(*two_proportion_p_value({56, 70}, {48, 80}), 0.008045081368, 1e-12);
  EXPECT_NEAR(*two_proportion_p_value({100, 1000}, {150, 1000}), 0.0007232327164, 1e-12);
  EXPECT_EQ(two_proportion_p_value({7, 14}, {50, 100}), 1);
}

TEST(TwoProportionPValue, IsOneWhenAllEndedAlike) {
  EXPECT_EQ(two_proportion_p_value({0, 10}, {0, 20}), 1);
  EXPECT_EQ(two_proportion_p_value({10, 10}, {most, most}), 1);
}

TEST(TwoProportionPValue, HugeCounts) {
  EXPECT_NEAR(*two_proportion_p_value({500'000'000'000, 1'000'000'000'000}, {500'001'000'000, 1'000'000'000'000}), 0.1572992071, 1e-8);
  EXPECT_EQ(two_proportion_p_value({0, most}, {most, most}), 0);
}

TEST(TwoProportionPValue, IsAbsentForWhatIsNoSample) {
  for (const BinomialSample& bad : {none, impossible}) {
    EXPECT_FALSE(two_proportion_p_value(bad, some));
    EXPECT_FALSE(two_proportion_p_value(some, bad));
  }
}

}  // namespace
}  // namespace docent::server
