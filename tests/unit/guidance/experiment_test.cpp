#include <algorithm>

#include "rig.h"

namespace docent::core::test {
namespace {

std::string experiment(const std::string& control,
                       const std::string& goal = R"(,"goal":{"event":"done","filter":{"==":[{"var":"ok"},true]},"within":"P7D"})") {
  return tip("a", "e",
             R"(,"experiment":{"seed":"s")" + control + R"(,"variants":[{"id":"v","weight":1,"content":{"text":{"en":"other"}}}])" + goal + "}");
}
EngineConfig install(const std::string& id = "install") {
  EngineConfig c;
  c.install_id = id;
  return c;
}
std::size_t count_of(const Rig& r, const std::string& name) {
  return static_cast<std::size_t>(std::count_if(r.events.begin(), r.events.end(), [&](const EngineEvent& e) { return e.name == name; }));
}

TEST(Experiment, BothArmsAreExposedAtTheDecision) {
  Rig shown(strategy(experiment("")), install());
  shown.track("e");
  EXPECT_EQ(shown.presentations[0].title, "other");
  EXPECT_EQ(shown.event_names(), "campaign_offered experiment_exposure");
  EXPECT_EQ(Rig::property_of(shown.events.back(), "variant"), "v");
  Rig control(strategy(experiment(R"(,"control":"v")")), install());
  control.track("e");
  EXPECT_EQ(control.count(), 0u);
  EXPECT_EQ(control.event_names(), "campaign_would_have_shown experiment_exposure");
  EXPECT_EQ(Rig::property_of(control.events.back(), "detail"), "control");
}

TEST(Experiment, TheGoalConvertsOnceAnExposure) {
  for (const char* control : {"", R"(,"control":"v")"}) {
    Rig r(strategy(experiment(control)), install());
    r.track("done", {{"ok", Value(true)}});
    EXPECT_EQ(count_of(r, "campaign_converted"), 0u) << "before the exposure";
    r.track("e").pass("P6D").track("done", {{"ok", Value(false)}});
    EXPECT_EQ(count_of(r, "campaign_converted"), 0u) << "not this one";
    r.track("done", {{"ok", Value(true)}}).track("done", {{"ok", Value(true)}});
    EXPECT_EQ(count_of(r, "campaign_converted"), 1u);
    EXPECT_EQ(Rig::property_of(r.events.back(), "variant"), "v");
  }
}

TEST(Experiment, AfterItsTimeTheGoalIsMissed) {
  Rig r(strategy(experiment("")), install());
  r.track("e").report(Outcome::shown).pass("P7D").pass("PT1S").track("done", {{"ok", Value(true)}});
  EXPECT_EQ(count_of(r, "campaign_converted"), 0u);
}

TEST(Experiment, TheExposureSurvivesARestart) {
  Rig r(strategy(experiment("")), install());
  r.track("e").report(Outcome::shown).restart();
  r.track("done", {{"ok", Value(true)}});
  EXPECT_EQ(count_of(r, "campaign_converted"), 1u);
}

TEST(Experiment, WhatTheUserAskedForIsNoExposure) {
  Rig r(strategy(experiment(R"(,"control":"v")")), install());
  r.launch("a");
  EXPECT_EQ(r.count(), 1u) << "control or not";
  EXPECT_EQ(count_of(r, "experiment_exposure"), 0u);
}

TEST(Experiment, ConversionsAreHistory) {
  Rig r(strategy(experiment("") + "," + tip("b", "f", R"(,"targeting":{"==":[{"campaign_count":["a","converted"]},1]})"),
                 R"("policies":{"frequency":{"maxConcurrent":2}})"),
        install());
  r.track("e").track("f");
  EXPECT_EQ(r.count(), 1u);
  r.track("done", {{"ok", Value(true)}}).track("f");
  EXPECT_EQ(r.shown(), "a b");
}

}  // namespace
}  // namespace docent::core::test
