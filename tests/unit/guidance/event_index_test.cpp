#include "guidance/event_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "guidance/strategy_loader.h"
#include "rig.h"

namespace docent::core::test {
namespace {

TEST(EventIndex, KnowsWhoIsInterested) {
  const StrategyReport report =
      read_strategy(strategy(tip("a", "e", R"(,"cancelTriggers":[{"event":"c"}],"invalidateOn":[{"event":"e"}])") + "," +
                                 tip("off", "never", R"(,"state":"DISABLED","invalidateOn":[{"event":"i"}])") + R"(,{"id":"x","type":"hologram"})",
                             R"("policies":{"emergency":[{"id":"plan","armWhen":{">":[{"event_count":["p","PT1M"]},3]}}]})"));
  ASSERT_NE(report.loaded, nullptr);
  History history;
  AttributeTable attributes;
  CampaignStates states;
  RuleRuntime rules(report.loaded->rules, history, attributes, states);
  const EventIndex index(report.loaded->strategy, rules, history);
  const auto watch = [&](const char* name) { return index.find(history.find(name)); };
  ASSERT_NE(watch("e"), nullptr);
  EXPECT_EQ(watch("e")->triggers.size(), 1u);
  EXPECT_EQ(watch("e")->invalidations.size(), 1u);
  EXPECT_EQ(watch("c")->cancels.size(), 1u);
  EXPECT_EQ(watch("i")->invalidations.at(0).campaign, 1u) << "a disabled campaign can still be done with";
  EXPECT_EQ(watch("p")->plans.at(0), 0u);
  EXPECT_EQ(watch("never"), nullptr);
  EXPECT_EQ(index.find(history.record("unrelated", {1, 0})), nullptr);
  EXPECT_EQ(index.find(History::none), nullptr);
  EXPECT_THAT(index.deciding_names(), testing::UnorderedElementsAre("e", "c", "p"));
}

TEST(EventIndex, TheEngineTellsWhichEventsMayDecide) {
  Rig r(strategy(tip("a", "e")));
  std::vector<std::string> names;
  r.engine->for_each_trigger_name([&](std::string_view n) { names.emplace_back(n); });
  EXPECT_THAT(names, testing::ElementsAre("e"));
}

}  // namespace
}  // namespace docent::core::test
