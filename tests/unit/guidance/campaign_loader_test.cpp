#include "guidance/strategy_loader.h"
#include "rig.h"
#include "support/time_zones.h"

namespace docent::core::test {
namespace {

const std::string features = R"("features":[{"id":"f","name":{"en":"F"},"usedBy":[{"event":"used"}]}])";

TEST(CampaignLoader, ReadsEverythingOfATip) {
  const StrategyReport report = read_strategy(strategy(R"({
    "id":"t","type":"tip","state":"ENABLED","feature":"f","stage":"launch","priority":40,"exclusionGroup":"g","armedOnly":false,"dismissible":false,
    "schedule":{"start":"2026-10-01T09:00:00","end":"2026-12-20T18:00:00","timeZone":"local",
    "windows":[{"daysOfWeek":[1,7],"from":"10:00","to":"16:00"}]},
    "triggers":[{"event":"e","goal":5,"within":"PT2M","filter":{"==":[{"var":"a"},1]}},{"event":"e2"}],
    "cancelTriggers":[{"event":"c"}],"delay":"PT2S","minVisible":"PT3S","targeting":{"==":[{"event_count":["x","P30D"]},0]},
    "frequency":{"displayLimit":3,"interval":"P3D","recontact":"P9D","until":"interacted","redisplayAfterDismiss":true},
    "invalidateOn":[{"event":"i","reason":"DONE"},{"event":"j"}],
    "experiment":{"seed":"s","control":"off","variants":[{"id":"off","weight":1},{"id":"a","weight":9,"content":{"text":{"en":"other"}}}],
    "goal":{"event":"x","within":"P7D"}},
    "content":{"anchor":"x","text":{"en":{"title":"T"}}}})",
                                                       features));
  ASSERT_NE(report.loaded, nullptr) << report.findings.errors[0].pointer << report.findings.errors[0].message;
  const Campaign& c = report.loaded->strategy.campaigns[0];
  EXPECT_EQ(c.stage, Stage::launch);
  EXPECT_EQ(c.priority, 40);
  EXPECT_TRUE(c.dismissible) << "only an emergency stays when the user wants it closed";
  EXPECT_EQ(c.schedule.windows[0].days, 0b1000001);
  EXPECT_EQ(c.triggers[0].goal, 5u);
  EXPECT_EQ(c.triggers[0].within_ms, 2 * minute);
  EXPECT_NE(c.triggers[0].filter, no_rule);
  EXPECT_EQ(c.triggers[1].within_ms, Series::ever);
  EXPECT_NE(c.triggers[0].key, c.triggers[1].key);
  EXPECT_EQ(c.delay_ms, 2000);
  EXPECT_EQ(c.min_visible_ms, 3000);
  EXPECT_EQ(c.frequency.display_limit, 3u);
  EXPECT_EQ(c.frequency.recontact_ms, 9 * day);
  EXPECT_EQ(c.frequency.until, Until::interacted);
  EXPECT_EQ(c.invalidate_on[0].reason, "DONE");
  EXPECT_EQ(c.invalidate_on[1].reason, "ACTION_PERFORMED");
  ASSERT_TRUE(c.experiment.has_value());
  EXPECT_TRUE(c.experiment->variants[0].control);
  EXPECT_EQ(c.experiment->variants[1].body.content["anchor"].as_string(), "x") << "laid over the campaign's content";
  EXPECT_EQ(c.experiment->variants[1].body.content["text"]["en"].as_string(), "other");
  ASSERT_EQ(c.evidence.size(), 1u);
  EXPECT_EQ(c.evidence[0].names[0], "x");
}

TEST(CampaignLoader, EachMistakeHasItsPointer) {
  struct Case {
    std::string campaign;
    const char* rule;
    const char* pointer;
  };
  const auto t = [](const std::string& members) { return tip("t", "e", "," + members); };
  const auto rec = [](const std::string& members) { return R"({"id":"r","type":"recommendation",)" + members + "}"; };
  const Case cases[] = {
      {R"({"type":"tip"})", "missing-member", "/campaigns/0/id"},
      {R"({"id":"t"})", "missing-member", "/campaigns/0/type"},
      {R"("t")", "type", "/campaigns/0"},
      {R"({"id":"t","type":"tip"})", "missing-member", "/campaigns/0/content"},
      {R"({"id":"t","type":"tip","content":{}})", "missing-member", "/campaigns/0/content/text"},
      {t(R"("displayLimit":3)"), "unknown-member", "/campaigns/0/displayLimit"},
      {t(R"("frequency":{"dispalyLimit":3})"), "unknown-member", "/campaigns/0/frequency/dispalyLimit"},
      {t(R"("frequency":{"until":"bored"})"), "enum", "/campaigns/0/frequency/until"},
      {t(R"("state":"on")"), "enum", "/campaigns/0/state"},
      {t(R"("priority":"high")"), "type", "/campaigns/0/priority"},
      {t(R"("stage":"launch")"), "missing-member", "/campaigns/0/feature"},
      {t(R"("delay":"soon")"), "duration", "/campaigns/0/delay"},
      {t(R"("schedule":{"start":"soon"})"), "time", "/campaigns/0/schedule/start"},
      {t(R"("schedule":{"start":"2026-10-01T09:00:00"})"), "time-zone", "/campaigns/0/schedule"},
      {t(R"("schedule":{"start":"2026-10-02T09:00:00Z","end":"2026-10-01T09:00:00Z"})"), "range", "/campaigns/0/schedule/end"},
      {t(R"("schedule":{"windows":[{"daysOfWeek":[0]}]})"), "range", "/campaigns/0/schedule/windows/0/daysOfWeek"},
      {t(R"("schedule":{"windows":[{"from":"10"}]})"), "time", "/campaigns/0/schedule/windows/0/from"},
      {t(R"("cancelTriggers":[{"name":"x"}])"), "missing-member", "/campaigns/0/cancelTriggers/0/event"},
      {R"({"id":"t","type":"tip","triggers":[{"event":"e","goal":0}],"content":{"text":{"en":"x"}}})", "range", "/campaigns/0/triggers/0/goal"},
      {R"({"id":"t","type":"tip","triggers":[{"event":"e","goal":1001}],"content":{"text":{"en":"x"}}})", "range", "/campaigns/0/triggers/0/goal"},
      {t(R"("targeting":{"in_segment":["nobody"]})"), "rule", "/campaigns/0/targeting"},
      {t(R"("targeting":{"event_count":[{"var":"x"}]})"), "rule", "/campaigns/0/targeting/event_count/0"},
      {t(R"("experiment":{"seed":"s","variants":[]})"), "range", "/campaigns/0/experiment/variants"},
      {t(R"("experiment":{"seed":"s","control":"c","variants":[{"id":"a","weight":1}]})"), "unknown-reference", "/campaigns/0/experiment/control"},
      {t(R"("experiment":{"seed":"s","variants":[{"id":"a","weight":1},{"id":"a","weight":1}]})"), "duplicate-id",
       "/campaigns/0/experiment/variants/1"},
      {t(R"("experiment":{"seed":"s","variants":[{"id":"a","weight":2147483647},{"id":"b","weight":1}]})"), "range",
       "/campaigns/0/experiment/variants"},
      {tip("t", "e") + "," + tip("t", "e"), "duplicate-id", "/campaigns/1/id"},
      {rec(R"("candidates":[])"), "missing-member", "/campaigns/0/slot"},
      {rec(R"("slot":"s")"), "missing-member", "/campaigns/0/candidates"},
      {rec(R"("slot":"s","candidates":[{"feature":"unknown","text":{"en":"x"}}])"), "unknown-reference", "/campaigns/0/candidates/0/feature"},
      {rec(R"("slot":"s","candidates":[{"feature":"f"}])"), "missing-member", "/campaigns/0/candidates/0/text"},
      {rec(R"("slot":"s","limit":0,"candidates":[])"), "range", "/campaigns/0/limit"},
  };
  for (const Case& c : cases) {
    const StrategyReport report = read_strategy(strategy(c.campaign, features));
    ASSERT_FALSE(report.findings.ok()) << c.campaign;
    EXPECT_EQ(report.findings.errors[0].rule, c.rule) << c.campaign << report.findings.errors[0].message;
    EXPECT_TRUE(report.findings.errors[0].pointer.starts_with(c.pointer)) << c.campaign << report.findings.errors[0].pointer;
  }
}

TEST(CampaignLoader, WhatThisVersionCannotDoDisablesTheItem) {
  Rig r(strategy(tip("a", "e", R"(,"schedule":{"start":"2026-10-01T09:00:00","timeZone":"Europe/Berlin"})") + "," +
                 tip("b", "e", R"(,"targeting":{"levitate":[5]})")));
  EXPECT_NE(r.verdict("a", "DISABLED")["reason"].as_string().find("Europe/Berlin"), std::string_view::npos);
  EXPECT_NE(r.verdict("b", "DISABLED")["reason"].as_string().find("levitate"), std::string_view::npos);
}

TEST(CampaignLoader, ATimeZoneThatTheDeviceDoesNotKnowDisablesTheItem) {
  const std::string json = strategy(tip("a", "e", R"(,"schedule":{"start":"2026-10-01T09:00:00","timeZone":"Europe/Berlin"})") + "," +
                                    tip("b", "e", R"(,"schedule":{"start":"2026-10-01T09:00:00","timeZone":"Europe/Atlantis"})") + "," +
                                    tip("c", "e", R"(,"targeting":{"in_window":["09:00","17:00","Europe/Berlin"]})") + "," +
                                    tip("d", "e", R"(,"targeting":{"in_window":["09:00","17:00","Europe/Atlantis"]})"));
  int asked = 0;
  const StrategyReport report = read_strategy(json, [&asked, zones = docent::test::known_zones()](std::string_view name) {
    asked++;
    return zones(name);
  });
  ASSERT_NE(report.loaded, nullptr) << refusal(report.findings, json).message();
  const auto& campaigns = report.loaded->strategy.campaigns;
  EXPECT_EQ(campaigns[0].disabled, "");
  EXPECT_NE(campaigns[0].schedule.zone.rules, nullptr);
  EXPECT_NE(campaigns[1].disabled.find("\"Europe/Atlantis\" is none that this device knows"), std::string::npos);
  EXPECT_EQ(campaigns[2].disabled, "");
  EXPECT_NE(campaigns[3].disabled.find("Europe/Atlantis"), std::string::npos);
  EXPECT_NE(campaigns[3].disabled.find("/campaigns/3/targeting/in_window/2"), std::string::npos);
  EXPECT_EQ(asked, 3) << "each name once, and the device's";
}

TEST(CampaignLoader, ATipWithoutATriggerIsAWarning) {
  const StrategyReport report = read_strategy(strategy(R"({"id":"t","type":"tip","content":{"text":{"en":"x"}}})"));
  ASSERT_NE(report.loaded, nullptr);
  ASSERT_EQ(report.findings.warnings.size(), 1u);
  EXPECT_EQ(report.findings.warnings[0].rule, "no-trigger");
}

}  // namespace
}  // namespace docent::core::test
