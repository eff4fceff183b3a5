#include <gmock/gmock.h>

#include "rig.h"

namespace docent::core::test {
namespace {

std::string tour(const std::string& members = "", const std::string& id = "tour") {
  return R"({"id":")" + id + R"(","type":"tour","triggers":[{"event":"go"}])" + members + R"(,"steps":[
    {"id":"one","anchor":"a","text":{"en":{"title":"One","body":"first"}},"advanceOn":{"event":"chosen","filter":{"==":[{"var":"format"},"pdf"]}}},
    {"id":"two","anchor":"b","skipMissingElement":true,"waitForElement":"PT3S","text":{"en":{"title":"Two"}},
     "actions":[{"id":"n","action":"next","text":{"en":"Next"}},{"id":"b","action":"back","text":{"en":"Back"}}]},
    {"id":"three","type":"modal","text":{"en":{"title":"Three"}},"actions":[{"id":"ok","action":"complete","text":{"en":"OK"}}]}]})";
}

EngineConfig install() {
  EngineConfig c;
  c.install_id = "install";
  return c;
}

Value json_of(const Presentation& p) { return *parse_json(p.json); }

TEST(Tour, ItsStepsAreResolvedAndTheFirstIsShown) {
  Rig r(strategy(tour()));
  r.track("go");
  ASSERT_EQ(r.count(), 1u);
  const Presentation& p = r.presentations[0];
  EXPECT_EQ(p.step, "one");
  EXPECT_EQ(p.title, "One");
  EXPECT_EQ(p.anchor, "a");
  EXPECT_EQ(p.role, "dialog");
  const Value json = json_of(p);
  ASSERT_EQ(json["steps"].as_array().size(), 3u);
  EXPECT_EQ(json["steps"].as_array()[0]["advancesByEvent"], Value(true));
  EXPECT_EQ(json["steps"].as_array()[1]["waitForElementMs"].as_int(), 3000);
  EXPECT_EQ(json["steps"].as_array()[1]["skipMissingElement"], Value(true));
  EXPECT_EQ(json["steps"].as_array()[2]["type"].as_string(), "modal");
}

TEST(Tour, GoesForthAndBackAndEnds) {
  Rig r(strategy(tour()));
  r.track("go").report(Outcome::shown).report(Outcome::advanced, "next");
  ASSERT_EQ(r.updates.size(), 1u);
  EXPECT_EQ(r.updates[0].id, r.presentations[0].id);
  EXPECT_EQ(r.updates[0].step, "two");
  EXPECT_EQ(r.updates[0].title, "Two");
  r.report(Outcome::advanced, "back").report(Outcome::advanced, "back");
  EXPECT_EQ(r.updates.back().step, "one");
  EXPECT_EQ(r.updates.size(), 2u) << "before the first there is nothing";
  r.report(Outcome::advanced, "three").report(Outcome::interacted, "ok");
  EXPECT_EQ(r.events.back().name, "campaign_completed");
  EXPECT_EQ(Rig::property_of(r.events.back(), "step"), "three");
  r.report(Outcome::advanced, "next");
  EXPECT_EQ(r.events.back().name, "campaign_completed") << "it is over";
  EXPECT_EQ(r.event_names(), "campaign_offered campaign_shown campaign_step campaign_step campaign_step campaign_completed");
}

TEST(Tour, NextAfterTheLastStepCompletes) {
  Rig r(strategy(tour(R"(,"frequency":{"until":"completed"})")));
  r.track("go").report(Outcome::shown).report(Outcome::advanced, "three").report(Outcome::advanced, "next");
  EXPECT_EQ(json_of(r.updates.back())["completed"], Value(true));
  r.track("go");
  EXPECT_EQ(r.count(), 1u);
  EXPECT_EQ(r.codes("tour"), "TRIGGER_PENDING LIMIT_REACHED");
}

TEST(Tour, ActionsOfTheStepAreCarriedOut) {
  Rig r(strategy(tour()));
  r.track("go").report(Outcome::shown).report(Outcome::advanced, "two").report(Outcome::interacted, "n");
  EXPECT_EQ(r.updates.back().step, "three");
  r.report(Outcome::advanced, "two").report(Outcome::interacted, "b");
  EXPECT_EQ(r.updates.back().step, "one");
  r.report(Outcome::interacted, "elsewhere");
  EXPECT_EQ(r.events.back().name, "campaign_interacted") << "using something within it does not end it";
  EXPECT_EQ(r.codes("tour"), "SHOWN");
}

TEST(Tour, AnEventLeadsOn) {
  Rig r(strategy(tour()));
  r.track("go").report(Outcome::shown).track("chosen", {{"format", Value("html")}});
  EXPECT_TRUE(r.updates.empty()) << "not this format";
  r.track("chosen", {{"format", Value("pdf")}});
  ASSERT_EQ(r.updates.size(), 1u);
  EXPECT_EQ(r.updates[0].step, "two");
  r.track("chosen", {{"format", Value("pdf")}});
  EXPECT_EQ(r.updates.size(), 1u) << "the second step waits for the user";
}

TEST(Tour, AMissingElementIsSkippedOrEndsIt) {
  Rig r(strategy(tour()));
  r.track("go").report(Outcome::shown).report(Outcome::advanced, "two").report(Outcome::abandoned, "anchor_missing");
  EXPECT_EQ(r.updates.back().step, "three");
  EXPECT_EQ(r.codes("tour"), "SHOWN");

  Rig s(strategy(tour()));
  s.track("go").report(Outcome::shown).report(Outcome::abandoned, "anchor_missing");
  EXPECT_EQ(s.events.back().name, "campaign_abandoned");
  EXPECT_EQ(Rig::property_of(s.events.back(), "step"), "one");
  EXPECT_EQ(s.codes("tour"), "ANCHOR_MISSING");
  s.pass("PT30S");
  EXPECT_EQ(s.count(), 2u) << "it waits and tries again";
}

TEST(Tour, IsTakenUpAgainAfterARestart) {
  const std::string resuming = R"(,"frequency":{"resume":true,"displayLimit":1,"interval":"P1D"})";
  Rig r(strategy(tour(resuming)));
  r.track("go").report(Outcome::shown).report(Outcome::advanced, "two").restart();
  ASSERT_EQ(r.count(), 2u);
  EXPECT_EQ(r.presentations[1].step, "two");
  r.report(Outcome::shown);
  EXPECT_EQ(r.explain("tour")["displays"].as_int(), 1) << "it goes on; it is not another display";
  r.report(Outcome::advanced, "three").report(Outcome::advanced, "next").restart();
  EXPECT_EQ(r.count(), 2u);

  Rig without(strategy(tour()));
  without.track("go").report(Outcome::shown).report(Outcome::advanced, "two").restart();
  EXPECT_EQ(without.count(), 1u);
  without.track("go");
  ASSERT_EQ(without.count(), 2u);
  EXPECT_EQ(without.presentations[1].step, "one");
}

TEST(Tour, OnlyAnEmergencyInterruptsIt) {
  const std::string alarm = R"({"id":"alarm","type":"banner","policy":"emergency","armedOnly":true,"content":{"text":{"en":"!"}}})";
  const std::string policies =
      R"("policies":{"frequency":{"maxConcurrent":3},"emergency":[{"id":"p","armWhen":{">=":[{"event_count":["boom","PT1M"]},1]},
                                  "standDownAfter":"PT10M","shows":"alarm"}]})";
  Rig r(strategy(tour(R"(,"frequency":{"resume":true})") + "," + tip("tip", "e") + "," + alarm, policies));
  r.track("go").report(Outcome::shown).report(Outcome::advanced, "two").track("e").launch("tip");
  EXPECT_EQ(r.shown(), "tour") << "neither a tip nor what the user asks for";
  EXPECT_EQ(r.verdict("tip", "EXCLUDED")["by"].as_string(), "tour");
  r.track("boom");
  EXPECT_THAT(r.withdrawn, testing::ElementsAre(r.presentations[0].id));
  EXPECT_TRUE(r.shown().starts_with("tour alarm")) << r.shown();
  EXPECT_NE(r.event_names().find("campaign_withdrawn"), std::string::npos);
}

TEST(Tour, SkippingItDismissesItAndTheUserCanAskForIt) {
  Rig r(strategy(tour()));
  r.track("go").report(Outcome::shown).report(Outcome::dismissed, "skip").track("go");
  EXPECT_EQ(r.count(), 1u);
  EXPECT_EQ(r.verdict("tour", "INVALIDATED")["reason"].as_string(), "DISMISSED");
  r.launch("tour");
  ASSERT_EQ(r.count(), 2u);
  EXPECT_EQ(r.presentations[1].reason, "the user asked for it");
}

TEST(Tour, NonsenseMovesNothing) {
  Rig r(strategy(tour()));
  r.track("go").report(Outcome::shown).report(Outcome::advanced, "nowhere").report(Outcome::advanced, "");
  EXPECT_TRUE(r.updates.empty());
  Rig t(strategy(tip("tip", "e")));
  t.track("e").report(Outcome::advanced, "next");
  EXPECT_TRUE(t.updates.empty()) << "a tip has no steps";
}

TEST(Tour, AVariantMayHaveOtherSteps) {
  const std::string experiment = R"(,"experiment":{"seed":"s","variants":[{"id":"short","weight":1,"content":{"steps":[
      {"id":"only","text":{"en":"Only"},"advanceOn":{"event":"done"}}]}}]})";
  Rig r(strategy(tour(experiment)), install());
  r.track("go").report(Outcome::shown);
  EXPECT_EQ(r.presentations[0].title, "Only");
  r.track("done");
  EXPECT_EQ(r.events.back().name, "campaign_completed");
}

}  // namespace
}  // namespace docent::core::test
