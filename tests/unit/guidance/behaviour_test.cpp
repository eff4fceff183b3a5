#include <algorithm>

#include "rig.h"

namespace docent::core::test {
namespace {

Rig& click(Rig& r, const std::string& target, int times = 1, const std::string& every = "PT0.1S") {
  for (int i = 0; i < times; i++)
    r.track("interaction", {{"kind", Value("click")}, {"target", Value(target)}, {"role", Value("button")}}).pass(every);
  return r;
}
std::size_t count_of(const Rig& r, const std::string& name) {
  return static_cast<std::size_t>(std::count_if(r.events.begin(), r.events.end(), [&](const EngineEvent& e) { return e.name == name; }));
}

TEST(Behaviour, ASignalIsRecordedAndTriggersACampaign) {
  Rig r(strategy(tip("help", "rage_click", R"(,"targeting":{"==":[{"event_count":["rage_click","PT1M"]},1]})")));
  click(r.screen("export"), "save", 4);
  EXPECT_EQ(r.shown(), "help");
  EXPECT_EQ(count_of(r, "rage_click"), 1u);
  EXPECT_EQ(Rig::property_of(r.events.front(), "target"), "save");
}

TEST(Behaviour, ThresholdsAreTheStrategys) {
  Rig r(strategy(tip("help", "rage_click"), R"("policies":{"signals":{"rage_click":{"clicks":2,"window":"PT5S"},"dead_click":false}})"));
  click(r, "save", 2, "PT4S");
  EXPECT_EQ(r.shown(), "help");
  r.pass("PT10S");
  EXPECT_EQ(count_of(r, "dead_click"), 0u) << "switched off";
}

TEST(Behaviour, WhatRunsOutFiresByTimer) {
  Rig r(strategy(tip("help", "dead_click")));
  click(r, "save").pass("PT2S");
  EXPECT_EQ(r.count(), 0u);
  r.pass("PT2S");
  EXPECT_EQ(r.shown(), "help");
  Rig answered(strategy(tip("help", "dead_click")));
  click(answered, "save").track("saved").pass("PT10S");
  EXPECT_EQ(answered.count(), 0u) << "the host's own event is an answer to the click";
}

TEST(Behaviour, AnErrorAfterAClickIsASignal) {
  Rig r(strategy(tip("help", "error_click")));
  click(r, "save").track("error_reported", {{"code", Value("E1")}});
  EXPECT_EQ(r.shown(), "help");
}

TEST(Behaviour, DwellCountsActiveSecondsPerScreen) {
  Rig r(strategy(tip("tip", "leave", R"(,"targeting":{">=":[{"dwell":["editor","PT1H"]},40]})")));
  r.screen("editor");
  for (int i = 0; i < 5; i++) click(r, "x", 1, "PT10S");
  r.screen("settings").track("leave");
  EXPECT_EQ(r.shown(), "tip");
  Rig idle(strategy(tip("tip", "leave", R"(,"targeting":{">=":[{"dwell":["editor","PT1H"]},40]})")));
  click(idle.screen("editor"), "x").pass("PT10M").screen("settings").track("leave");
  EXPECT_EQ(idle.count(), 0u) << "thirty seconds after the last input the user counts as away";
}

TEST(Behaviour, DwellCountsInContextsThatRulesAskAbout) {
  Rig r(strategy(tip("tip", "leave", R"(,"targeting":{">=":[{"dwell":["editing=table"]},20]})")));
  r.screen("editor");
  click(r, "x", 2, "PT10S").context("editing", Value("table"));
  click(r, "x", 2, "PT10S").context("editing", Value("text")).track("leave");
  EXPECT_EQ(r.shown(), "tip");
  Rig text(strategy(tip("tip", "leave", R"(,"targeting":{">=":[{"dwell":["editing=table"]},20]})")));
  text.screen("editor").context("editing", Value("text"));
  click(text, "x", 4, "PT10S").context("editing", Value("table")).track("leave");
  EXPECT_EQ(text.count(), 0u);
}

TEST(Behaviour, AnotherIdentityStartsAfresh) {
  Rig r(strategy(tip("help", "rage_click")));
  click(r, "save", 3);
  r.engine->clear_identity();
  click(r, "save");
  EXPECT_EQ(r.count(), 0u);
}

}  // namespace
}  // namespace docent::core::test
