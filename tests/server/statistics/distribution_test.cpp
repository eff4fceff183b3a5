#include "statistics/distribution.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace docent::server {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

TEST(Normal, Probabilities) {
  EXPECT_NEAR(*normal_cdf(0), 0.5, 1e-15);
  EXPECT_NEAR(*normal_cdf(1), 0.8413447461, 1e-10);
  EXPECT_NEAR(*normal_cdf(-8) / 6.220960574e-16, 1, 1e-9);
  EXPECT_EQ(normal_cdf(infinity), 1);
  EXPECT_EQ(normal_cdf(-infinity), 0);
  EXPECT_FALSE(normal_cdf(nan));
}

TEST(Normal, TheTwoSidedTailIsPreciseFarOut) {
  EXPECT_EQ(normal_two_sided_tail(0), 1);
  EXPECT_NEAR(*normal_two_sided_tail(-1.959963984540054), 0.05, 1e-12);
  EXPECT_NEAR(*normal_two_sided_tail(8) / (2 * 6.220960574e-16), 1, 1e-9);
  EXPECT_EQ(normal_two_sided_tail(-infinity), 0);
  EXPECT_FALSE(normal_two_sided_tail(nan));
}

TEST(Normal, QuantilesUndoProbabilities) {
  EXPECT_NEAR(*normal_quantile(0.975), 1.959963985, 1e-9);
  EXPECT_NEAR(*normal_quantile(0.8), 0.8416212336, 1e-10);
  EXPECT_NEAR(*normal_critical_value(0.95), 1.959963985, 1e-9);
  EXPECT_NEAR(*normal_critical_value(0.99), 2.575829304, 1e-9);
  for (const double p : {1e-300, 1e-12, 0.1, 0.5, 0.999}) EXPECT_NEAR(*normal_cdf(*normal_quantile(p)) / p, 1, 1e-9) << p;
}

TEST(ChiSquared, TheCriticalValuesOfTheTables) {
  EXPECT_NEAR(*chi_squared_upper_tail(3.841458820694124, 1), 0.05, 1e-12);
  EXPECT_NEAR(*chi_squared_upper_tail(16.266, 3), 0.001000111605, 1e-12);
  EXPECT_NEAR(*chi_squared_upper_tail(100, 4) / 9.836624225e-21, 1, 1e-9);
  EXPECT_EQ(chi_squared_upper_tail(0, 1), 1);
  EXPECT_EQ(chi_squared_upper_tail(infinity, 1), 0);
  EXPECT_EQ(chi_squared_upper_tail(std::numeric_limits<double>::max(), 1), 0);
}

TEST(ChiSquared, NeedsASumOfSquares) {
  EXPECT_FALSE(chi_squared_upper_tail(-1, 1));
  EXPECT_FALSE(chi_squared_upper_tail(nan, 1));
  EXPECT_FALSE(chi_squared_upper_tail(1, 0));
}

TEST(StudentT, TheCriticalValuesOfTheTables) {
  EXPECT_NEAR(*student_t_critical_value(0.95, 1), 12.70620474, 1e-8);
  EXPECT_NEAR(*student_t_critical_value(0.95, 2), 4.30265273, 1e-8);
  EXPECT_NEAR(*student_t_critical_value(0.95, 9), 2.262157163, 1e-9);
  for (const uint64_t degrees : {uint64_t{1'000'000'000'000}, std::numeric_limits<uint64_t>::max()})
    EXPECT_NEAR(*student_t_critical_value(0.95, degrees), 1.959963985, 1e-9);
  EXPECT_FALSE(student_t_critical_value(0.95, 0));
}

TEST(Distribution, ProbabilitiesOutsideTheOpenUnitAreRefused) {
  for (const double bad : {0.0, 1.0, -0.1, 1.1, infinity, -infinity, nan}) {
    EXPECT_FALSE(normal_quantile(bad)) << bad;
    EXPECT_FALSE(normal_critical_value(bad)) << bad;
    EXPECT_FALSE(student_t_critical_value(bad, 9)) << bad;
  }
}

}  // namespace
}  // namespace docent::server
