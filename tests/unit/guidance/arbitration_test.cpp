#include "rig.h"
#include "rules/bucketing.h"

namespace docent::core::test {
namespace {

TEST(Arbitration, HigherPriorityThenEarlierStartThenId) {
  const auto with = [](const std::string& id, int priority, const std::string& start) {
    return tip(id, "e", R"(,"priority":)" + std::to_string(priority) + R"(,"schedule":{"start":")" + start + R"("})");
  };
  const std::string early = "2026-01-01T00:00:00Z", late = "2026-02-01T00:00:00Z";
  EXPECT_EQ(Rig(strategy(with("a", 1, early) + "," + with("b", 2, late))).track("e").shown(), "b");
  EXPECT_EQ(Rig(strategy(with("a", 1, late) + "," + with("b", 1, early))).track("e").shown(), "b");
  EXPECT_EQ(Rig(strategy(with("b", 1, early) + "," + with("a", 1, early))).track("e").shown(), "a");
  EXPECT_EQ(Rig(strategy(with("a", 1, early) + "," + tip("b", "e", R"(,"priority":1)"))).track("e").shown(), "b") << "without a start: always there";
}

TEST(Arbitration, WhoIsOutrankedWaitsItsTurn) {
  Rig r(strategy(tip("a", "e", R"(,"priority":1)") + "," + tip("b", "e", R"(,"priority":2)")));
  r.track("e");
  EXPECT_EQ(r.shown(), "b");
  EXPECT_EQ(r.codes("a"), "OUTRANKED");
  EXPECT_EQ(r.verdict("a", "OUTRANKED")["by"].as_string(), "b");
  r.report(Outcome::shown).report(Outcome::timed_out);
  EXPECT_EQ(r.shown(), "b a");
}

TEST(Arbitration, WhoComesLaterIsExcludedByWhatIsThere) {
  Rig r(strategy(tip("a", "e", R"(,"priority":9)") + "," + tip("b", "f")));
  r.track("f").track("e");
  EXPECT_EQ(r.shown(), "b");
  EXPECT_EQ(r.codes("a"), "EXCLUDED");
  EXPECT_EQ(r.verdict("a", "EXCLUDED")["by"].as_string(), "b");
}

TEST(Arbitration, MaxConcurrentAndExclusionGroups) {
  const std::string two = R"("policies":{"frequency":{"maxConcurrent":2}})";
  Rig r(strategy(tip("a", "e") + "," + tip("b", "e") + "," + tip("c", "e"), two));
  EXPECT_EQ(r.track("e").shown(), "a b");
  Rig grouped(strategy(tip("a", "e", R"(,"exclusionGroup":"g")") + "," + tip("b", "e", R"(,"exclusionGroup":"g")") + "," + tip("c", "e"), two));
  EXPECT_EQ(grouped.track("e").shown(), "a c");
  EXPECT_EQ(grouped.verdict("b", "OUTRANKED")["by"].as_string(), "a");
}

TEST(Arbitration, WhatTheUserAskedForHasNoOtherReason) {
  const std::string rarely = R"(,"targeting":{">":[{"event_count":["saved"]},3]})";
  Rig r(strategy(tip("a", "e", rarely) + R"(,{"id":"t","type":"tour")" + rarely +
                 R"(,"triggers":[{"event":"e"}],"steps":[{"id":"one","text":{"en":"1"}},{"id":"two","text":{"en":"2"}}]})"));
  for (const char* campaign : {"a", "t"}) {
    EXPECT_TRUE(r.engine->invoke(campaign, r.now(), r.out).ok());
    r.take();
    EXPECT_EQ(r.presentations.back().reason, "the user asked for it") << "and not how often something was saved";
    r.report(Outcome::shown);
  }
  r.report(Outcome::advanced, "next");
  EXPECT_EQ(r.updates.back().reason, "the user asked for it");
}

TEST(Arbitration, TheUserComesBeforePriority) {
  Rig r(strategy(tip("a", "e", R"(,"priority":9)") + "," + tip("b", "f", R"(,"frequency":{"until":"shown"})"),
                 R"("policies":{"frequency":{"cooldown":"PT1H","suppressWhen":{"var":"app.modal"}}})"));
  r.app("app.modal", Value(true)).track("e").app("app.modal", Value());
  EXPECT_TRUE(r.engine->invoke("b", r.now(), r.out).ok());
  r.take();
  EXPECT_EQ(r.shown(), "b");
  r.report(Outcome::shown).report(Outcome::dismissed, "close");
  EXPECT_EQ(r.codes("b"), "TRIGGER_PENDING LIMIT_REACHED COOLDOWN INVALIDATED");
  EXPECT_TRUE(r.engine->invoke("b", r.now(), r.out).ok()) << "neither dismissal nor limit nor cooldown stand in the user's way";
  r.take();
  EXPECT_EQ(r.shown(), "b b");
  EXPECT_EQ(r.presentations[1].reason, "the user asked for it");
  EXPECT_EQ(r.engine->invoke("nobody", r.now(), r.out).code(), Code::not_found);
}

TEST(Arbitration, InvokingWhatCannotBeShownSaysWhy) {
  Rig r(strategy(tip("a", "e", R"(,"state":"DISABLED")") + R"(,{"id":"r","type":"recommendation","slot":"s","candidates":[]})"));
  EXPECT_EQ(r.engine->invoke("a", r.now(), r.out).code(), Code::disabled);
  EXPECT_EQ(r.engine->invoke("r", r.now(), r.out).code(), Code::invalid);
}

// ---- experiments and holdout

std::string experiment(const std::string& attribute = "installId") {
  return tip("a", "e", R"(,"experiment":{"seed":"s","hashAttribute":")" + attribute + R"(","control":"off","variants":[
     {"id":"off","weight":50},{"id":"b","weight":50,"content":{"text":{"en":"variant b"}}}]})");
}

EngineConfig install(const std::string& id) {
  EngineConfig c;
  c.install_id = id;
  return c;
}

// An installation that falls on the given variant.
std::string install_in(std::size_t variant) {
  const std::vector<uint32_t> weights = {50, 50};
  for (int i = 0;; i++) {
    const std::string id = "install-" + std::to_string(i);
    if (pick_variant(experiment_hash("s", id), weights) == variant) return id;
  }
}

TEST(Arbitration, AVariantBringsItsOwnContent) {
  Rig r(strategy(experiment()), install(install_in(1)));
  r.track("e");
  ASSERT_EQ(r.count(), 1u);
  EXPECT_EQ(r.presentations[0].variant, "b");
  EXPECT_EQ(r.presentations[0].title, "variant b");
  r.report(Outcome::shown);
  EXPECT_EQ(Rig::property_of(r.events.back(), "variant"), "b");
}

TEST(Arbitration, ControlIsRecordedAndNotShown) {
  Rig r(strategy(experiment()), install(install_in(0)));
  EXPECT_EQ(r.codes("a"), "CONTROL TRIGGER_PENDING");
  r.track("e");
  EXPECT_EQ(r.count(), 0u);
  ASSERT_EQ(r.event_names(), "campaign_would_have_shown experiment_exposure");
  EXPECT_EQ(Rig::property_of(r.events[0], "variant"), "off");
  EXPECT_EQ(Rig::property_of(r.events[0], "detail"), "control");
}

TEST(Arbitration, WithoutItsAttributeAnExperimentIsClosed) {
  Rig r(strategy(experiment("user.id")), install("x"));
  r.track("e");
  EXPECT_EQ(r.count(), 0u);
  EXPECT_EQ(r.verdict("a", "TARGETING_MISMATCH")["op"].as_string(), "user.id");
  r.user("id", Value(install_in(1))).track("e");
  EXPECT_EQ(r.count(), 1u);
}

TEST(Arbitration, TheHoldoutSeesNothingAndIsMeasured) {
  const std::string all = R"("policies":{"holdout":{"seed":"h","percentage":100}})";
  Rig r(strategy(tip("a", "e", R"(,"frequency":{"displayLimit":1})"), all), install("x"));
  r.track("e").track("e");
  EXPECT_EQ(r.count(), 0u);
  EXPECT_EQ(r.event_names(), "campaign_would_have_shown") << "as often as it would have been shown";
  EXPECT_EQ(Rig::property_of(r.events[0], "detail"), "holdout");
  EXPECT_EQ(r.codes("a"), "HOLDOUT TRIGGER_PENDING LIMIT_REACHED");
  Rig none(strategy(tip("a", "e"), R"("policies":{"holdout":{"seed":"h","percentage":0}})"), install("x"));
  EXPECT_EQ(none.track("e").count(), 1u);
}

}  // namespace
}  // namespace docent::core::test
