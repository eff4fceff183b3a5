#include "guidance/strategy_loader.h"
#include "rig.h"
#include "support/time_zones.h"

namespace docent::core::test {
namespace {

std::string with_policies(const std::string& policies) { return strategy("", R"("policies":)" + policies); }

TEST(PolicyLoader, ReadsEverything) {
  const StrategyReport report = read_strategy(with_policies(R"({
    "state":"DISABLED",
    "frequency":{"maxConcurrent":2,"cooldown":"PT10M","suppressWhen":{"var":"app.modal"},
                 "caps":[{"id":"day","limit":3,"window":"P1D"},{"id":"s","types":["survey","tip"],"limit":0,"window":"P30D"}],"exempt":["banner"]},
    "holdout":{"seed":"x","percentage":2.5},
    "user":{"quietHours":{"from":"20:00","to":"08:00","timeZone":"+01:00"},"userMayLower":["tip"]},
    "service":{"flushInterval":"PT30S","refreshInterval":"PT1S","maxDiskBytes":67108864,"sampling":{"a":0.5}},
    "emergency":[{"id":"p","scope":"device","armWhen":{">=":[{"event_count":["e","PT10M"]},3]},"standDownAfter":"PT1H",
    "killSwitch":["f"],"shows":"b"},
                 {"id":"q","scope":"backend","armWhen":{"metric":"m","window":"PT10M","op":">","value":0.2,"minSamples":50}}]})"));
  ASSERT_NE(report.loaded, nullptr) << report.findings.errors[0].message;
  const Policies& p = report.loaded->strategy.policies;
  EXPECT_FALSE(p.enabled);
  EXPECT_EQ(p.max_concurrent, 2u);
  EXPECT_EQ(p.cooldown_ms, 10 * minute);
  ASSERT_EQ(p.caps.size(), 2u);
  EXPECT_TRUE(p.caps[0].types.empty());
  EXPECT_EQ(p.caps[1].types.size(), 2u);
  EXPECT_TRUE(p.exempt[static_cast<std::size_t>(CampaignType::banner)]);
  EXPECT_EQ(p.holdout_percentage, 2.5);
  EXPECT_EQ(p.quiet_hours->from_ms, 20 * hour);
  EXPECT_EQ(p.quiet_zone.offset_s, 3600);
  EXPECT_EQ(p.flush_interval_ms, 30 * second);
  EXPECT_EQ(p.refresh_interval_ms, limits::min_refresh_interval_ms) << "the floor";
  EXPECT_EQ(p.sampling.at("a"), 0.5);
  ASSERT_EQ(p.emergency.size(), 2u);
  EXPECT_NE(p.emergency[0].arm_when, no_rule);
  EXPECT_EQ(p.emergency[0].stand_down_ms, hour);
  EXPECT_EQ(p.emergency[1].arm_when, no_rule);
  EXPECT_EQ(p.emergency[1].stand_down_ms, limits::default_stand_down_ms);
}

TEST(PolicyLoader, EachMistakeHasItsPointer) {
  struct Case {
    const char* policies;
    const char* rule;
    const char* pointer;
  };
  const Case cases[] = {
      {R"({"status":"ENABLED"})", "unknown-member", "/policies/status"},
      {R"({"state":"ON"})", "enum", "/policies/state"},
      {R"({"frequency":{"maxConcurrent":0}})", "range", "/policies/frequency/maxConcurrent"},
      {R"({"frequency":{"cooldown":"10 min"}})", "duration", "/policies/frequency/cooldown"},
      {R"({"frequency":{"exempt":["popup"]}})", "enum", "/policies/frequency/exempt"},
      {R"({"frequency":{"suppressWhen":{"nope":1}}})", "unknown-operator", "/policies/frequency/suppressWhen"},
      {R"({"frequency":{"caps":[{"id":"a","window":"P1D"}]}})", "missing-member", "/policies/frequency/caps/0/limit"},
      {R"({"frequency":{"caps":[{"id":"a","limit":1}]}})", "missing-member", "/policies/frequency/caps/0/window"},
      {R"({"frequency":{"caps":[{"id":"a","limit":1,"window":"P1D"},{"id":"a","limit":1,"window":"P1D"}]}})", "duplicate-id",
       "/policies/frequency/caps/1/id"},
      {R"({"holdout":{"seed":"s","percentage":101}})", "range", "/policies/holdout/percentage"},
      {R"({"content":{"titleMaxChars":"60"}})", "type", "/policies/content/titleMaxChars"},
      {R"({"content":{"title":60}})", "unknown-member", "/policies/content/title"},
      {R"({"user":{"quietHours":{"from":"8pm","to":"08:00"}}})", "time", "/policies/user/quietHours/from"},
      {R"({"user":{"quietHours":{"from":"20:00"}}})", "missing-member", "/policies/user/quietHours/to"},
      {R"({"user":{"quietHours":{"from":"20:00","to":"08:00","timeZone":"Mars"}}})", "time-zone", "/policies/user/quietHours/timeZone"},
      {R"({"frequency":{"suppressWhen":{"in_window":["20:00","08:00","Mars/Olympus"]}}})", "time-zone",
       "/policies/frequency/suppressWhen/in_window/2"},
      {R"({"service":{"sampling":{"a":2}}})", "range", "/policies/service/sampling/a"},
      {R"({"service":{"maxDiskBytes":1}})", "range", "/policies/service/maxDiskBytes"},
      {R"({"emergency":[{"id":"p"}]})", "missing-member", "/policies/emergency/0/armWhen"},
      {R"({"emergency":[{"id":"p","armWhen":{"levitate":[]}}]})", "unknown-operator", "/policies/emergency/0/armWhen"},
      {R"({"emergency":[{"id":"p","scope":"backend","armWhen":{"window":"PT1M"}}]})", "missing-member", "/policies/emergency/0/armWhen/metric"},
      {R"({"emergency":[{"id":"p","armWhen":{"==":[1,1]}},{"id":"p","armWhen":{"==":[1,1]}}]})", "duplicate-id", "/policies/emergency/1/id"},
      {R"({"emergency":[{"id":"p","scope":"moon","armWhen":true}]})", "enum", "/policies/emergency/0/scope"},
  };
  for (const Case& c : cases) {
    const StrategyReport report = read_strategy(with_policies(c.policies));
    ASSERT_FALSE(report.findings.ok()) << c.policies;
    EXPECT_EQ(report.findings.errors[0].rule, c.rule) << c.policies << report.findings.errors[0].message;
    EXPECT_EQ(report.findings.errors[0].pointer, c.pointer) << c.policies;
  }
}

TEST(PolicyLoader, QuietHoursInANamedZone) {
  const std::string json = with_policies(R"({"user":{"quietHours":{"from":"20:00","to":"08:00","timeZone":"Europe/Berlin"}}})");
  const StrategyReport report = read_strategy(json, docent::test::known_zones());
  ASSERT_NE(report.loaded, nullptr);
  const Policies& p = report.loaded->strategy.policies;
  EXPECT_NE(p.quiet_zone.rules, nullptr);
  const StrategyReport without = read_strategy(json);
  ASSERT_EQ(without.loaded, nullptr);
  EXPECT_NE(refusal(without.findings, json).message().find("Europe/Berlin\" is no time zone that this device knows"), std::string::npos);
}

TEST(PolicyLoader, DisabledPoliciesSwitchEverythingOff) {
  Rig r(strategy(tip("a", "e"), R"("policies":{"state":"DISABLED"})"));
  r.track("e");
  EXPECT_EQ(r.count(), 0u);
  EXPECT_EQ(r.codes("a"), "DISABLED");
}

}  // namespace
}  // namespace docent::core::test
