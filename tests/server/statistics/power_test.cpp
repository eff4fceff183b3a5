#include "statistics/power.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace docent::server {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
const double bad_rates[] = {0.0, 1.0, -0.1, 1.1, nan};
const TestDesign bad_designs[] = {{.alpha = 0},   {.alpha = 1}, {.alpha = nan}, {.power = 0.4},    {.power = 1},
                                  {.power = nan}, {.ratio = 0}, {.ratio = -1},  {.ratio = 1001.0}, {.ratio = nan}};

// 686 is the usual textbook figure; the formula that pools nowhere gives 683.
TEST(SampleSize, PublishedExamples) {
  const auto size = sample_size(0.10, 0.15);
  ASSERT_TRUE(size);
  EXPECT_EQ(size->control, 686u);
  EXPECT_EQ(size->treatment, 686u);
  // The examples of R's power.prop.test: 76.7 and 10451937.
  EXPECT_EQ(sample_size(0.50, 0.75, {.power = 0.9})->control, 77u);
  EXPECT_EQ(sample_size(0.50, 0.501, {.alpha = 0.001, .power = 0.9})->control, 10'451'937u);
}

TEST(SampleSize, AFallTakesAsManyAsARise) { EXPECT_EQ(sample_size(0.15, 0.10)->control, 686u); }

TEST(SampleSize, ArmsOfDifferentSizes) {
  const auto more_treated = sample_size(0.10, 0.15, {.ratio = 2});  // 525.3 of the control
  EXPECT_EQ(more_treated->control, 526u);
  EXPECT_EQ(more_treated->treatment, 1052u);
  const auto fewer_treated = sample_size(0.10, 0.15, {.ratio = 0.5});  // 1003.8
  EXPECT_EQ(fewer_treated->control, 1004u);
  EXPECT_EQ(fewer_treated->treatment, 502u);
}

TEST(SampleSize, IsAbsentForWhatIsNoPlan) {
  for (const double bad : bad_rates) {
    EXPECT_FALSE(sample_size(bad, 0.5)) << bad;
    EXPECT_FALSE(sample_size(0.5, bad)) << bad;
  }
  for (const TestDesign& bad : bad_designs) EXPECT_FALSE(sample_size(0.1, 0.2, bad)) << bad.alpha << ' ' << bad.power << ' ' << bad.ratio;
  EXPECT_FALSE(sample_size(0.1, 0.1));
  EXPECT_FALSE(sample_size(0.5, 0.5 + 1e-9)) << "more users than there are";
  EXPECT_FALSE(sample_size(0.1, std::nextafter(0.1, 1)));
}

TEST(SampleSize, AnyEffectTakesSomeone) {
  const auto size = sample_size(1e-12, 1 - 1e-12);
  EXPECT_GE(size->control, 1u);
  EXPECT_GE(size->treatment, 1u);
}

// The example of R's power.prop.test: 0.740.
TEST(PowerOfTest, PublishedExample) { EXPECT_NEAR(*power_of_test(0.50, 0.75, 50), 0.7401659013, 1e-9); }

TEST(PowerOfTest, UndoesTheSampleSize) {
  for (const double treatment_rate : {0.02, 0.11, 0.15, 0.6})
    for (const double ratio : {0.25, 1.0, 3.0}) {
      const TestDesign design{.power = 0.9, .ratio = ratio};
      const auto size = sample_size(0.1, treatment_rate, design);
      ASSERT_TRUE(size);
      EXPECT_GE(*power_of_test(0.1, treatment_rate, size->control, design), 0.9) << treatment_rate << ' ' << ratio;
      EXPECT_LT(*power_of_test(0.1, treatment_rate, size->control - 1, design), 0.9) << treatment_rate << ' ' << ratio;
    }
}

TEST(PowerOfTest, TheEndsOfTheScale) {
  EXPECT_EQ(power_of_test(0.1, 0.2, 1'000'000'000'000), 1);
  EXPECT_EQ(power_of_test(0.1, 0.2, std::numeric_limits<uint64_t>::max()), 1);
  EXPECT_LT(*power_of_test(0.1, 0.2, 1), 0.05);
}

TEST(PowerOfTest, IsAbsentForWhatIsNoPlan) {
  for (const double bad : bad_rates) {
    EXPECT_FALSE(power_of_test(bad, 0.5, 100)) << bad;
    EXPECT_FALSE(power_of_test(0.5, bad, 100)) << bad;
  }
  for (const TestDesign& bad : bad_designs) EXPECT_FALSE(power_of_test(0.1, 0.2, 100, bad));
  EXPECT_FALSE(power_of_test(0.1, 0.1, 100));
  EXPECT_FALSE(power_of_test(0.1, 0.2, 0));
}

TEST(MinimumDetectableEffect, Examples) {
  EXPECT_NEAR(*minimum_detectable_effect(0.5, 50, {.power = 0.9}), 0.3026305817, 1e-9);
  EXPECT_NEAR(*minimum_detectable_effect(0.05, 10'000), 0.00899309732, 1e-9);
  EXPECT_NEAR(*minimum_detectable_effect(0.05, 10'000, {.ratio = 0.5}), 0.01104008192, 1e-9);
}

TEST(MinimumDetectableEffect, IsTheEffectWhoseSampleSizeItHas) {
  for (const uint64_t users : {uint64_t{200}, uint64_t{5'000}, uint64_t{1'000'000}, uint64_t{1'000'000'000'000}}) {
    const auto effect = minimum_detectable_effect(0.3, users);
    ASSERT_TRUE(effect);
    const auto size = sample_size(0.3, 0.3 + *effect);
    ASSERT_TRUE(size);
    EXPECT_NEAR(static_cast<double>(size->control) / static_cast<double>(users), 1, 1e-2 / std::sqrt(static_cast<double>(users)) + 1e-8) << users;
  }
}

TEST(MinimumDetectableEffect, IsAbsentWhenEvenARiseToOneIsNotFound) {
  EXPECT_FALSE(minimum_detectable_effect(0.9, 10));
  EXPECT_TRUE(minimum_detectable_effect(0.1, 10));
  EXPECT_FALSE(minimum_detectable_effect(0.1, 1));
}

TEST(MinimumDetectableEffect, IsAbsentForWhatIsNoPlan) {
  for (const double bad : bad_rates) EXPECT_FALSE(minimum_detectable_effect(bad, 1000)) << bad;
  for (const TestDesign& bad : bad_designs) EXPECT_FALSE(minimum_detectable_effect(0.1, 1000, bad));
  EXPECT_FALSE(minimum_detectable_effect(0.1, 0));
}

}  // namespace
}  // namespace docent::server
