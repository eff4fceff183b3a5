#include "client/feature_switches.h"

#include <gtest/gtest.h>

namespace docent::core {
namespace {

TEST(FeatureSwitches, OffMeansOffUntilPublishedAgain) {
  FeatureSwitches switches;
  EXPECT_TRUE(switches.enabled("cloud_export"));
  switches.publish({"cloud_export", "print"});
  EXPECT_FALSE(switches.enabled("cloud_export"));
  EXPECT_FALSE(switches.enabled("print"));
  EXPECT_TRUE(switches.enabled("export"));
  EXPECT_TRUE(switches.enabled(""));
  switches.publish({});
  EXPECT_TRUE(switches.enabled("cloud_export"));
}

TEST(FeatureSwitches, MoreThanTheLimitAreIgnored) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i <= FeatureSwitches::max_count; i++) names.push_back("f" + std::to_string(i));
  FeatureSwitches switches;
  switches.publish(names);
  EXPECT_FALSE(switches.enabled(names[FeatureSwitches::max_count - 1]));
  EXPECT_TRUE(switches.enabled(names[FeatureSwitches::max_count]));
}

}  // namespace
}  // namespace docent::core
