#include "rig.h"

namespace docent::core::test {
namespace {

const std::string banner =
    R"({"id":"alarm","type":"banner","policy":"emergency","priority":1000,"armedOnly":true,"dismissible":false,
        "schedule":{"end":"2020-01-01T00:00:00Z"},"content":{"severity":"emergency","text":{"en":"!"}}})";
std::string plan(const std::string& more = "", const std::string& id = "stuck") {
  return R"({"id":")" + id + R"(","scope":"device","armWhen":{">=":[{"event_count":["failed","PT10M"]},3]},"standDownAfter":"PT1H",
             "killSwitch":["cloud","export"],"shows":"alarm"})" +
         more;
}
std::string document(const std::string& plans = plan(), const std::string& policies = "", const std::string& campaigns = "") {
  return strategy(banner + campaigns, R"("features":[{"id":"cloud"},{"id":"export"}],"policies":{)" + policies + R"("emergency":[)" + plans + "]}");
}

Rig& fail(Rig& r, int times) {
  for (int i = 0; i < times; i++) r.track("failed");
  return r;
}

TEST(Emergency, ADevicePlanSwitchesOffAndShows) {
  Rig r(document());
  fail(r, 2);
  EXPECT_THAT(r.engine->disabled_features(), testing::ElementsAre());
  EXPECT_EQ(r.count(), 0u);
  EXPECT_EQ(r.verdict("alarm", "TRIGGER_PENDING")["event"].as_string(), "emergency plan");
  fail(r, 1);
  EXPECT_THAT(r.engine->disabled_features(), testing::ElementsAre("cloud", "export"));
  ASSERT_EQ(r.shown(), "alarm") << "the plan overrides the banner's own schedule";
  EXPECT_EQ(r.presentations[0].role, "alert");
  EXPECT_EQ(r.presentations[0].reason, "the emergency plan stuck is armed");
}

TEST(Emergency, StandsDownAndTakesTheBannerBack) {
  Rig r(document());
  fail(r, 3).report(Outcome::shown).pass("PT59M59.999S");
  EXPECT_FALSE(r.engine->disabled_features().empty());
  r.pass("PT0.001S");
  EXPECT_TRUE(r.engine->disabled_features().empty());
  EXPECT_THAT(r.withdrawn, testing::ElementsAre(r.presentations[0].id));
  fail(r, 3);
  EXPECT_EQ(r.count(), 2u) << "it can be armed again";
}

TEST(Emergency, StaysArmedWhileItIsThatBad) {
  Rig r(document());
  fail(r, 3).pass("PT55M");
  fail(r, 3).pass("PT5M");
  EXPECT_FALSE(r.engine->disabled_features().empty()) << "an hour since the last time the rule held";
  r.pass("PT55M");
  EXPECT_TRUE(r.engine->disabled_features().empty());
  EXPECT_EQ(r.count(), 1u);
}

TEST(Emergency, BypassesCapsCooldownQuietHoursAndHoldoutAndStillCounts) {
  Rig r(document(plan(), R"("frequency":{"cooldown":"P1D","caps":[{"id":"c","limit":1,"window":"P1D"}]},"holdout":{"seed":"h","percentage":100},
                            "user":{"quietHours":{"from":"00:00","to":"00:00"}},)",
                 "," + tip("a", "e")));
  fail(r, 3);
  ASSERT_EQ(r.shown(), "alarm");
  r.report(Outcome::shown).report(Outcome::timed_out);
  EXPECT_NE(r.codes("a").find("CAP COOLDOWN"), std::string::npos) << r.codes("a");
}

TEST(Emergency, ACampaignOfItsOwnTriggerHasTheSamePrivileges) {
  const std::string outage = tip("outage", "broken", R"(,"policy":"emergency","frequency":{"interval":"PT1H"})");
  const std::string policies = R"("policies":{"frequency":{"cooldown":"P1D","caps":[{"id":"c","limit":1,"window":"P1D"}]},
                                              "user":{"quietHours":{"from":"10:00","to":"08:00"}}})";
  Rig r(strategy(tip("a", "e") + "," + outage, policies));
  r.track("e").report(Outcome::shown).pass("PT2H").track("broken");
  EXPECT_EQ(r.shown(), "a outage") << "beside what is there, after the cap, in the cooldown and in quiet hours";
  r.report(Outcome::shown).report(Outcome::timed_out).track("broken");
  EXPECT_EQ(r.codes("outage"), "RECONTACT") << "its own frequency counts";
  EXPECT_NE(r.codes("a").find("CAP COOLDOWN"), std::string::npos) << "and it counts for the others";

  Rig first(strategy(tip("a", "broken", R"(,"priority":9)") + "," + outage));
  EXPECT_EQ(first.track("broken").shown(), "outage") << "before any priority";

  Rig denied(strategy(tip("a", "broken") + "," + outage));
  denied.engine->set_history_permitted(false);
  EXPECT_EQ(denied.codes("outage"), "TRIGGER_PENDING");
  EXPECT_EQ(denied.track("broken").shown(), "outage") << "also without consent for guidance, which the others need";
}

TEST(Emergency, InterruptsWhatIsThere) {
  Rig r(document(plan(), "", "," + tip("a", "e")));
  r.track("e").report(Outcome::shown);
  fail(r, 3);
  EXPECT_EQ(r.shown(), "a alarm");
}

TEST(Emergency, ASwitchedOffFeatureIsNotRecommended) {
  Rig r(document(plan(), "",
                 "," + tip("a", "e", R"(,"feature":"cloud")") +
                     R"(,{"id":"r","type":"recommendation","slot":"s","candidates":[{"feature":"cloud","text":{"en":"x"}}]})"));
  EXPECT_EQ(r.engine->recommend("s", r.now())->items.size(), 1u);
  fail(r, 3).report(Outcome::timed_out).track("e");
  EXPECT_TRUE(r.engine->recommend("s", r.now())->items.empty());
  EXPECT_EQ(r.shown(), "alarm");
  EXPECT_EQ(r.verdict("a", "SUPPRESSED")["by"].as_string(), "cloud");
}

TEST(Emergency, SurvivesARestart) {
  Rig r(document());
  fail(r, 3).report(Outcome::shown).pass("PT30M");
  r.restart();
  EXPECT_FALSE(r.engine->disabled_features().empty()) << "a kill switch acts from the moment the client has the document";
  r.pass("PT30M");
  EXPECT_TRUE(r.engine->disabled_features().empty());
  r.restart();
  EXPECT_TRUE(r.engine->disabled_features().empty());
}

TEST(Emergency, TwoPlansShareABanner) {
  Rig r(document(plan() + "," +
                 R"({"id":"other","armWhen":{"event_count":["boom","PT1M"]},"standDownAfter":"PT2H","killSwitch":["cloud"],"shows":"alarm"})"));
  fail(r, 3).track("boom").pass("PT1H");
  EXPECT_THAT(r.engine->disabled_features(), testing::ElementsAre("cloud"));
  EXPECT_TRUE(r.withdrawn.empty());
  r.pass("PT1H");
  EXPECT_TRUE(r.engine->disabled_features().empty());
}

TEST(Emergency, MissingDataFailsOpenForEmergencyAndClosedForOthers) {
  const std::string targeting = R"(,"targeting":{"==":[{"var":"user.region"},"eu"]})";
  Rig r(strategy(tip("a", "failed", targeting) +
                     R"(,{"id":"alarm","type":"banner","policy":"emergency","armedOnly":true,"content":{"text":{"en":"!"}})" + targeting + "}",
                 R"("policies":{"emergency":[)" + plan() + "]}"));
  fail(r, 3);
  EXPECT_EQ(r.shown(), "alarm");
  Rig known(strategy(R"({"id":"alarm","type":"banner","policy":"emergency","armedOnly":true,"content":{"text":{"en":"!"}})" + targeting + "}",
                     R"("policies":{"emergency":[)" + plan() + "]}"));
  known.user("region", Value("us"));
  fail(known, 3);
  EXPECT_EQ(known.count(), 0u) << "the data is there and says no";
}

TEST(Emergency, APlanThatLeftTheStrategyTakesItsBannerAlong) {
  Rig r(document(plan(), "", "," + tip("a", "e")));
  fail(r, 3).report(Outcome::shown);
  const std::string without = strategy(banner + "," + tip("a", "e"), R"("features":[{"id":"cloud"},{"id":"export"}])", 2);
  ASSERT_TRUE(r.engine->load_strategy(without, r.now()).ok());
  EXPECT_TRUE(r.engine->disabled_features().empty());
  r.pass("PT1S");
  EXPECT_THAT(r.withdrawn, testing::ElementsAre(r.presentations[0].id));
  r.track("e");
  EXPECT_EQ(r.shown(), "alarm a") << "the place on the screen is free again";
}

TEST(Emergency, WhatAPlanWantedShownEndsWithThePlan) {
  const std::string held = R"("frequency":{"suppressWhen":{"var":"app.modal"}},)";
  Rig r("");
  const std::string with = document(plan(), held);
  ASSERT_TRUE(r.engine->load_strategy(with, r.now()).ok());
  r.app("app.modal", Value(true));
  fail(r, 3);
  EXPECT_EQ(r.count(), 0u);
  ASSERT_TRUE(r.engine->load_strategy(strategy(banner, "", 2), r.now()).ok());
  r.app("app.modal", Value()).pass("PT1S");
  EXPECT_EQ(r.count(), 0u);
}

TEST(Emergency, TheBannerMayBeAboutTheFeatureThatIsSwitchedOff) {
  const auto about = [](const std::string& available) {
    return strategy(R"({"id":"alarm","type":"banner","policy":"emergency","armedOnly":true,"feature":"cloud","content":{"text":{"en":"!"}}})",
                    R"("features":[{"id":"cloud")" + available + R"(},{"id":"export"}],"policies":{"emergency":[)" + plan() + "]}");
  };
  Rig r(about(""));
  fail(r, 3);
  EXPECT_EQ(r.shown(), "alarm");
  Rig other(about(R"(,"available":false)"));
  fail(other, 3);
  EXPECT_EQ(other.count(), 0u) << "it is of no concern to those who do not have the feature";
}

}  // namespace
}  // namespace docent::core::test
