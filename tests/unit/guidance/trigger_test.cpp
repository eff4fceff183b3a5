#include "rig.h"

namespace docent::core::test {
namespace {

std::string tip_with(const std::string& trigger, const std::string& members = "", const std::string& id = "a") {
  return R"({"id":")" + id + R"(","type":"tip","triggers":[)" + trigger + R"(],"content":{"text":{"en":"x"}})" + members + "}";
}

TEST(Trigger, FiresOnItsEvent) {
  Rig r(strategy(tip("a", "e")));
  r.track("other");
  EXPECT_EQ(r.count(), 0u);
  r.track("e");
  EXPECT_EQ(r.shown(), "a");
  EXPECT_EQ(r.event_names(), "campaign_offered");
  EXPECT_EQ(Rig::property_of(r.events[0], "campaignId"), "a");
  EXPECT_EQ(Rig::property_of(r.events[0], "presentationId"), to_string(r.presentations[0].id));
}

TEST(Trigger, CountsWithinAHalfOpenWindow) {
  Rig r(strategy(tip_with(R"({"event":"e","goal":3,"within":"PT1M"})")));
  r.track("e").pass("PT30S").track("e").pass("PT30S");
  EXPECT_EQ(r.verdict("a", "TRIGGER_PENDING")["progress"].as_string(), "1/3") << "the first is exactly a minute old: outside";
  r.track("e");
  EXPECT_EQ(r.count(), 0u);
  EXPECT_EQ(r.verdict("a", "TRIGGER_PENDING")["progress"].as_string(), "2/3");
  r.pass("PT29.999S").track("e");
  EXPECT_EQ(r.shown(), "a");
  EXPECT_EQ(r.presentations[0].reason, "e 3 times in 1 minute");
}

TEST(Trigger, WithoutAWindowItCountsSinceTheLastDisplay) {
  Rig r(strategy(tip_with(R"({"event":"e","goal":2})")));
  r.track("e").pass("P100D").track("e");
  ASSERT_EQ(r.count(), 1u);
  r.report(Outcome::shown).report(Outcome::timed_out).track("e");
  EXPECT_EQ(r.count(), 1u) << "the display has used them up";
  r.track("e");
  EXPECT_EQ(r.count(), 2u);
}

TEST(Trigger, TargetingSeesHowLongSomeoneDwelt) {
  Rig r(strategy(tip_with(R"({"event":"e"})", R"(,"targeting":{">=":[{"dwell":["editor","PT1H"]},2]})")));
  r.track("dwell", {{"screen", Value("editor")}, {"ms", Value(1'500)}}).track("dwell", {{"screen", Value("home")}, {"ms", Value(9'000)}}).track("e");
  EXPECT_EQ(r.count(), 0u);
  r.track("dwell", {{"screen", Value("editor")}, {"ms", Value(500)}}).track("e");
  EXPECT_EQ(r.count(), 1u);
}

TEST(Trigger, AFilterSelectsByProperty) {
  Rig r(strategy(tip_with(R"({"event":"e","filter":{"==":[{"var":"format"},"pdf"]}})")));
  r.track("e", {{"format", Value("html")}}).track("e");
  EXPECT_EQ(r.count(), 0u);
  r.track("e", {{"format", Value("pdf")}});
  EXPECT_EQ(r.count(), 1u);
}

TEST(Trigger, AnyOfSeveral) {
  Rig r(strategy(tip_with(R"({"event":"e","goal":2},{"event":"f"})")));
  r.track("e");
  EXPECT_EQ(r.verdict("a", "TRIGGER_PENDING")["progress"].as_string(), "1/2");
  r.track("f");
  EXPECT_EQ(r.count(), 1u);
  EXPECT_EQ(r.presentations[0].reason, "f once");
}

TEST(Trigger, TargetingIsAskedWhenItFiresAndAgainAfterTheDelay) {
  const std::string members = R"(,"delay":"PT2S","targeting":{"==":[{"var":"context.editing"},"text"]})";
  Rig r(strategy(tip("a", "e", members)));
  r.track("e").context("editing", Value("text")).pass("PT5S");
  EXPECT_EQ(r.count(), 0u) << "it did not hold when the trigger fired";
  r.track("e").pass("PT1S").context("editing", Value("table")).pass("PT5S");
  EXPECT_EQ(r.count(), 0u) << "it did not hold when the delay had elapsed";
  r.context("editing", Value("text")).track("e").pass("PT1.999S");
  EXPECT_EQ(r.count(), 0u);
  r.pass("PT0.001S");
  EXPECT_EQ(r.count(), 1u);
}

TEST(Trigger, ACancelTriggerEndsTheDelay) {
  Rig r(strategy(tip("a", "e", R"(,"delay":"PT2S","cancelTriggers":[{"event":"c","filter":{"==":[{"var":"x"},1]}}])")));
  r.track("e").track("c").pass("PT1S");
  EXPECT_EQ(r.codes("a"), "DELAYED") << "the filter does not hold";
  r.track("c", {{"x", Value(1)}}).pass("PT5S");
  EXPECT_EQ(r.count(), 0u);
  EXPECT_EQ(r.codes("a"), "TRIGGER_PENDING CANCELLED");
  r.track("e").pass("PT2S");
  EXPECT_EQ(r.count(), 1u) << "cancelled once, not for ever";
}

TEST(Trigger, AlsoOneThatWaits) {
  Rig r(strategy(tip("a", "e", R"(,"cancelTriggers":[{"event":"c"}])"), R"("policies":{"frequency":{"suppressWhen":{"var":"app.modal"}}})"));
  r.app("app.modal", Value(true)).track("e").track("c").app("app.modal", Value()).pass("PT1S");
  EXPECT_EQ(r.count(), 0u);
}

TEST(Trigger, InvalidateOnEndsTheCampaignForThisUser) {
  Rig r(strategy(tip("a", "e", R"(,"delay":"PT2S","invalidateOn":[{"event":"done","filter":{"var":"really"},"reason":"ACTION_PERFORMED"}])")));
  r.track("done").track("e").track("done", {{"really", Value(true)}}).pass("PT1M").track("e").pass("PT1M");
  EXPECT_EQ(r.count(), 0u);
  EXPECT_EQ(r.codes("a"), "TRIGGER_PENDING INVALIDATED");
  EXPECT_EQ(r.verdict("a", "INVALIDATED")["reason"].as_string(), "ACTION_PERFORMED");
}

TEST(Trigger, WhileOneIsLiveNoOtherAttemptStarts) {
  Rig r(strategy(tip("a", "e")));
  r.track("e").track("e").track("e");
  EXPECT_EQ(r.count(), 1u);
  r.report(Outcome::shown).track("e");
  EXPECT_EQ(r.count(), 1u);
  r.report(Outcome::timed_out).track("e");
  EXPECT_EQ(r.count(), 2u);
}

TEST(Trigger, TheDelaySurvivesARestart) {
  Rig r(strategy(tip("a", "e", R"(,"delay":"PT10S")")));
  r.track("e").pass("PT4S");
  r.restart();
  EXPECT_EQ(r.engine->next_timer_ms(), r.now_ms + 6000);
  r.pass("PT5.999S");
  EXPECT_EQ(r.count(), 0u);
  r.pass("PT0.001S");
  EXPECT_EQ(r.count(), 1u);
}

TEST(Trigger, TheDelayDoesNotGrowWhenTheClockGoesBack) {
  Rig r(strategy(tip("a", "e", R"(,"delay":"PT10S")")));
  r.track("e");
  r.now_ms -= 400 * day;
  r.track("other").pass("PT9S");
  EXPECT_EQ(r.count(), 0u);
  r.pass("PT1S");
  EXPECT_EQ(r.count(), 1u);
}

TEST(Trigger, JitterBetweenThreadsChangesNothing) {
  Rig r(strategy(tip_with(R"({"event":"e","goal":3,"within":"PT1M"})")));
  r.track("e");
  r.now_ms -= 5;
  r.track("e");
  r.now_ms += 3;
  r.track("e");
  EXPECT_EQ(r.count(), 1u);
}

}  // namespace
}  // namespace docent::core::test
