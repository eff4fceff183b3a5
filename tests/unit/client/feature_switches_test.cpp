#include "client/feature_switches.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

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

TEST(FeatureSwitches, SlotsAreUsedAgain) {
  FeatureSwitches switches;
  for (int i = 0; i < 1'000; i++) switches.publish({"always", "f" + std::to_string(i)});
  EXPECT_FALSE(switches.enabled("always"));
  EXPECT_FALSE(switches.enabled("f999"));
  EXPECT_TRUE(switches.enabled("f998"));
}

TEST(FeatureSwitches, WhatStaysOffIsNeverSeenOn) {
  FeatureSwitches switches;
  switches.publish({"a", "b", "stays"});
  std::atomic<bool> done{false};
  std::thread worker([&] {
    for (int i = 0; i < 20'000; i++)
      switches.publish(i % 2 == 0 ? std::vector<std::string>{"stays"} : std::vector<std::string>{"c", "a", "stays", "b"});
    done = true;
  });
  bool seen_on = false;
  while (!done) seen_on |= switches.enabled("stays");
  worker.join();
  EXPECT_FALSE(seen_on);
}

}  // namespace
}  // namespace docent::core
