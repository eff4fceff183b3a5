#include "statistics/sample_ratio.h"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace docent::server {
namespace {

using Counts = std::vector<uint64_t>;
using Weights = std::vector<double>;

// Mendel's peas, as in Fisher's and most other textbooks: 9 to 3 to 3 to 1.
TEST(SampleRatio, ArmsThatMatch) {
  const auto peas = check_sample_ratio(Counts{315, 108, 101, 32}, Weights{9, 3, 3, 1});
  ASSERT_TRUE(peas);
  EXPECT_NEAR(*peas->chi_squared, 0.4700239808, 1e-9);
  EXPECT_NEAR(peas->p_value, 0.9254258951, 1e-9);
  EXPECT_FALSE(peas->mismatch);
}

// The example of Kohavi, Tang and Xu 2020 ("Trustworthy Online Controlled Experiments"): p = 1.8E-6.
TEST(SampleRatio, ASmallMismatchOfManyUsers) {
  const auto ratio = check_sample_ratio(Counts{821'588, 815'482}, Weights{50, 50});
  ASSERT_TRUE(ratio);
  EXPECT_NEAR(*ratio->chi_squared, 22.77436884, 1e-7);
  EXPECT_NEAR(ratio->p_value, 1.821792873e-6, 1e-14);
  EXPECT_TRUE(ratio->mismatch);
}

TEST(SampleRatio, TheThresholdIsOneInAThousand) {
  EXPECT_TRUE(check_sample_ratio(Counts{44'000, 45'000}, Weights{1, 1})->mismatch);  // p = 0.0008
  const auto dice = check_sample_ratio(Counts{5, 8, 9, 8, 10, 20}, Weights(6, 1));
  EXPECT_NEAR(dice->p_value, 0.01990522033, 1e-10);
  EXPECT_FALSE(dice->mismatch);
}

TEST(SampleRatio, WeightsAreOfAnyUnit) {
  for (const double unit : {1e-300, 1.0, 1e307}) {
    const auto ratio = check_sample_ratio(Counts{600, 400}, Weights{5 * unit, 5 * unit});
    ASSERT_TRUE(ratio) << unit;
    EXPECT_NEAR(*ratio->chi_squared, 40, 1e-9) << unit;
    EXPECT_NEAR(ratio->p_value, 2.539628589e-10, 1e-18) << unit;
  }
}

TEST(SampleRatio, AnEmptyArmWithoutAWeightDoesNotCount) {
  EXPECT_EQ(check_sample_ratio(Counts{600, 0, 400}, Weights{1, 0, 1})->p_value, check_sample_ratio(Counts{600, 400}, Weights{1, 1})->p_value);
}

TEST(SampleRatio, MembersWhereNoneShouldBeAreAMismatch) {
  const auto ratio = check_sample_ratio(Counts{500, 1, 500}, Weights{1, 0, 1});
  ASSERT_TRUE(ratio);
  EXPECT_TRUE(ratio->mismatch);
  EXPECT_EQ(ratio->p_value, 0);
  EXPECT_FALSE(ratio->chi_squared);
}

TEST(SampleRatio, NoVerdictOnFewMembers) {
  EXPECT_FALSE(check_sample_ratio(Counts{0, 0}, Weights{1, 1}));
  EXPECT_FALSE(check_sample_ratio(Counts{9, 0}, Weights{1, 1}));
  EXPECT_TRUE(check_sample_ratio(Counts{10, 0}, Weights{1, 1}));
  EXPECT_FALSE(check_sample_ratio(Counts{400, 0}, Weights{99, 1}));
}

TEST(SampleRatio, NeedsAPlan) {
  EXPECT_FALSE(check_sample_ratio({}, {}));
  EXPECT_FALSE(check_sample_ratio(Counts{100}, Weights{1}));
  EXPECT_FALSE(check_sample_ratio(Counts{100, 100}, Weights{1}));
  EXPECT_FALSE(check_sample_ratio(Counts{100, 100}, Weights{0, 0}));
  EXPECT_FALSE(check_sample_ratio(Counts{100, 100}, Weights{1, 0}));
  constexpr double infinity = std::numeric_limits<double>::infinity();
  for (const double bad : {-1.0, infinity, -infinity, std::numeric_limits<double>::quiet_NaN()})
    EXPECT_FALSE(check_sample_ratio(Counts{100, 100}, Weights{1, bad})) << bad;
}

TEST(SampleRatio, HugeCounts) {
  constexpr uint64_t million_millions = 1'000'000'000'000, most = std::numeric_limits<uint64_t>::max();
  EXPECT_FALSE(check_sample_ratio(Counts{million_millions, million_millions + 3'000'000}, Weights{1, 1})->mismatch);
  EXPECT_TRUE(check_sample_ratio(Counts{million_millions, million_millions + 6'000'000}, Weights{1, 1})->mismatch);
  EXPECT_EQ(check_sample_ratio(Counts{most, most, most}, Weights{1, 1, 1})->mismatch, false);
  EXPECT_EQ(check_sample_ratio(Counts{most, 0}, Weights{1, 1})->p_value, 0);
}

}  // namespace
}  // namespace docent::server
