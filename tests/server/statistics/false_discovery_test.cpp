#include "statistics/false_discovery.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

namespace docent::server {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;
using testing::Pointwise;

using Numbers = std::vector<double>;

// The example of Benjamini and Hochberg 1995, which rejects the first four.
const Numbers published = {0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000};
const Numbers published_q = {0.0015,       0.003,    0.0095,       0.035625,     0.0603, 0.06385714286, 0.06385714286, 0.0645, 0.0765, 0.486,
                             0.5811818182, 0.714875, 0.7532307692, 0.8132142857, 1.0};

TEST(FalseDiscovery, PublishedExample) {
  const auto result = control_false_discovery(published, 0.05);
  ASSERT_TRUE(result);
  EXPECT_THAT(result->q_values, Pointwise(DoubleNear(1e-9), published_q));
  for (std::size_t i = 0; i < published.size(); i++) EXPECT_EQ(result->rejected[i], i < 4) << i;
}

TEST(FalseDiscovery, ALaxerLevelRejectsMore) {
  const auto result = control_false_discovery(published, 0.07);
  EXPECT_EQ(std::count(result->rejected.begin(), result->rejected.end(), true), 8);
}

TEST(FalseDiscovery, KeepsTheOrderOfTheInput) {
  Numbers reversed(published.rbegin(), published.rend());
  const auto result = control_false_discovery(reversed);
  EXPECT_THAT(result->q_values, Pointwise(DoubleNear(1e-9), Numbers(published_q.rbegin(), published_q.rend())));
  for (std::size_t i = 0; i < reversed.size(); i++) EXPECT_EQ(result->rejected[i], i >= 11) << i;
}

TEST(FalseDiscovery, TiesShareAQValue) {
  EXPECT_THAT(control_false_discovery(Numbers{0.02, 0.5, 0.02, 0.02})->q_values,
              ElementsAre(DoubleNear(0.08 / 3, 1e-15), 0.5, DoubleNear(0.08 / 3, 1e-15), DoubleNear(0.08 / 3, 1e-15)));
}

TEST(FalseDiscovery, OneTestIsLeftAsItIs) {
  const auto result = control_false_discovery(Numbers{0.05}, 0.05);
  EXPECT_THAT(result->q_values, ElementsAre(0.05));
  EXPECT_THAT(result->rejected, ElementsAre(true));
}

TEST(FalseDiscovery, TheEndsOfTheScale) {
  const auto result = control_false_discovery(Numbers{1, 0, 1});
  EXPECT_THAT(result->q_values, ElementsAre(1, 0, 1));
  EXPECT_THAT(result->rejected, ElementsAre(false, true, false));
  const auto empty = control_false_discovery({});
  ASSERT_TRUE(empty);
  EXPECT_THAT(empty->q_values, ElementsAre());
}

TEST(FalseDiscovery, IsAbsentForWhatIsNoProbability) {
  for (const double bad : {-0.1, 1.1, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
    EXPECT_FALSE(control_false_discovery(Numbers{0.1, bad})) << bad;
    EXPECT_FALSE(control_false_discovery(Numbers{0.1}, bad)) << bad;
  }
  EXPECT_FALSE(control_false_discovery(Numbers{0.1}, 0));
  EXPECT_FALSE(control_false_discovery(Numbers{0.1}, 1));
}

}  // namespace
}  // namespace docent::server
