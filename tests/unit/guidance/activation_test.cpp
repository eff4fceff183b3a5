#include "rig.h"

namespace docent::core::test {
namespace {

TEST(Activation, HistoryFromBeforeTheStrategyCounts) {
  Rig r("");
  r.track("style_applied").pass("P1D");
  ASSERT_TRUE(r.engine->load_strategy(strategy(tip("a", "e", R"(,"targeting":{"==":[{"event_count":["style_applied","P30D"]},0]})")), r.now()).ok());
  r.track("e");
  EXPECT_EQ(r.count(), 0u);
  EXPECT_EQ(r.verdict("a", "TARGETING_MISMATCH")["values"], *parse_json("[1,0]"));
}

TEST(Activation, WhatACampaignHasBeenThroughOutlivesTheStrategy) {
  Rig r(strategy(tip("a", "e", R"(,"frequency":{"displayLimit":1})"), "", 1));
  r.track("e").report(Outcome::shown).report(Outcome::timed_out);
  ASSERT_TRUE(r.engine->load_strategy(strategy(tip("b", "e"), "", 2), r.now()).ok());
  r.track("e");
  EXPECT_EQ(r.shown(), "a b");
  r.report(Outcome::timed_out);
  ASSERT_TRUE(r.engine->load_strategy(strategy(tip("a", "e", R"(,"frequency":{"displayLimit":1})"), "", 3), r.now()).ok());
  r.track("e");
  EXPECT_EQ(r.shown(), "a b") << "a was shown once, under version 1";
}

TEST(Activation, ADisplayOfACampaignThatIsGoneStillBlocksAndCounts) {
  const std::string cooldown = R"("policies":{"frequency":{"cooldown":"PT1H"}})";
  Rig r(strategy(tip("a", "e"), cooldown, 1));
  r.track("e").report(Outcome::shown);
  ASSERT_TRUE(r.engine->load_strategy(strategy(tip("b", "f"), cooldown, 2), r.now()).ok());
  r.track("f");
  EXPECT_EQ(r.shown(), "a");
  EXPECT_EQ(r.withdrawn, std::vector<Uuid>{r.presentations[0].id}) << "what was pulled goes from the screen";
  EXPECT_EQ(r.codes("b"), "COOLDOWN");
  r.report(Outcome::timed_out);
  EXPECT_EQ(r.events.back().name, "campaign_timed_out") << "what the host says late is recorded";
  r.pass("PT1H");
  EXPECT_EQ(r.shown(), "a b");
}

TEST(Activation, AWaitingAttemptContinuesUnderTheNextVersion) {
  const auto doc = [](int version) { return strategy(tip("a", "e"), R"("policies":{"frequency":{"suppressWhen":{"var":"app.modal"}}})", version); };
  Rig r(doc(1));
  r.app("app.modal", Value(true)).track("e");
  ASSERT_TRUE(r.engine->load_strategy(doc(2), r.now()).ok());
  r.app("app.modal", Value()).pass("PT1S");
  EXPECT_EQ(r.shown(), "a");
}

TEST(Activation, ProgressOfAChangedTriggerStartsAfresh) {
  const auto doc = [](const std::string& trigger, int version) {
    return strategy(R"({"id":"a","type":"tip","triggers":[)" + trigger + R"(],"content":{"text":{"en":"x"}}})", "", version);
  };
  Rig r(doc(R"({"event":"e","goal":3})", 1));
  r.track("e").track("e");
  ASSERT_TRUE(r.engine->load_strategy(doc(R"({"event":"e","goal":3})", 2), r.now()).ok());
  EXPECT_EQ(r.verdict("a", "TRIGGER_PENDING")["progress"].as_string(), "2/3");
  ASSERT_TRUE(r.engine->load_strategy(doc(R"({"event":"f","goal":3})", 3), r.now()).ok());
  EXPECT_EQ(r.verdict("a", "TRIGGER_PENDING")["progress"].as_string(), "0/3");
}

TEST(Activation, ServiceValuesComeFromTheStrategy) {
  Rig r(strategy("", R"("policies":{"service":{"flushInterval":"PT5S","refreshInterval":"PT10M","sampling":{"noisy":0.25,"never":0}}})"));
  EXPECT_EQ(r.engine->flush_interval_ms(), 5000);
  EXPECT_EQ(r.engine->refresh_interval_ms(), 600'000);
  EXPECT_EQ(r.engine->sampling_rate("noisy"), 0.25);
  EXPECT_EQ(r.engine->sampling_rate("never"), 0);
  EXPECT_EQ(r.engine->sampling_rate("other"), 1);
  Rig none(strategy(""));
  EXPECT_FALSE(none.engine->flush_interval_ms().has_value());
  EXPECT_FALSE(none.engine->refresh_interval_ms().has_value());
}

}  // namespace
}  // namespace docent::core::test
