#include "simulation/replay_event.h"

#include <gtest/gtest.h>

namespace docent::core {
namespace {

const std::string head = R"({"userId":"u","timestamp":"2026-11-02T08:00:00.250Z")";

ReplayEvent read(const std::string& members) {
  const auto e = read_replay_event(head + members + "}");
  EXPECT_TRUE(e.ok()) << e.status().message();
  return e.ok() ? *e : ReplayEvent{};
}

TEST(ReplayEvent, ReadsEachKind) {
  using Kind = ReplayEvent::Kind;
  const ReplayEvent saved =
      read(R"(,"event":"saved","properties":{"n":1},"context":{"screen":"editor","app":{"version":"4.2"},"installId":"i"},"anonymousId":"a")");
  EXPECT_EQ(saved.kind, Kind::track);
  EXPECT_EQ(saved.name, "saved");
  EXPECT_EQ(saved.at_ms, 1'793'606'400'250);
  EXPECT_EQ(saved.values["n"].as_int(), 1);
  EXPECT_EQ(saved.screen, "editor");
  EXPECT_EQ(saved.app_version, "4.2");
  EXPECT_EQ(saved.install_id, "i");
  EXPECT_EQ(saved.anonymous, "a");
  EXPECT_EQ(read(R"(,"type":"screen","name":"home")").kind, Kind::screen);
  EXPECT_EQ(read(R"(,"type":"identify","traits":{"plan":"pro"})").values["plan"].as_string(), "pro");
  EXPECT_EQ(read(R"(,"type":"identify")").name, "u");
  for (const char* type : {"page", "group", "alias"}) EXPECT_EQ(read(R"(,"type":")" + std::string(type) + "\"").kind, Kind::nothing);
  EXPECT_EQ(read(R"(,"type":"context","context":{"editing":"text"})").values["editing"].as_string(), "text");
  EXPECT_EQ(read(R"(,"type":"app","state":{"modal":true})").values["modal"], Value(true));
  EXPECT_FALSE(read(R"(,"type":"foreground","foreground":false)").in_front);
  const ReplayEvent outcome = read(R"(,"type":"outcome","campaign":"c","outcome":"snoozed","detail":"P1D")");
  EXPECT_EQ(outcome.outcome, Outcome::snoozed);
  EXPECT_EQ(outcome.detail, "P1D");
  const ReplayEvent answer = read(R"(,"type":"answer","campaign":"c","question":"q","answer":[1])");
  EXPECT_EQ(answer.detail, "q");
  EXPECT_EQ(to_json(answer.values), "[1]");
  EXPECT_EQ(read(R"(,"type":"launch","campaign":"c")").name, "c");
}

TEST(ReplayEvent, SaysWhatIsWrong) {
  for (const auto& [line, part] :
       {std::pair("", "JSON"), std::pair("[]", "object"), std::pair(R"({"event":"a","userId":"u"})", "timestamp"),
        std::pair(R"({"event":"a","timestamp":"2026-11-02T08:00:00Z"})", "anonymousId"),
        std::pair(R"({"userId":"u","timestamp":"2026-11-02T08:00:00Z"})", "\"event\""),
        std::pair(R"({"userId":"u","timestamp":"2026-11-02T08:00:00Z","type":"dance"})", "dance"),
        std::pair(R"({"userId":"u","timestamp":"2026-11-02T08:00:00Z","type":"outcome","campaign":"c","outcome":"ok"})", "outcome"),
        std::pair(R"({"userId":"u","timestamp":"soon","event":"a"})", "timestamp"),
        std::pair(R"({"anonymousId":"u","timestamp":"2026-11-02T08:00:00Z","type":"identify"})", "userId")}) {
    const auto e = read_replay_event(line);
    ASSERT_FALSE(e.ok()) << line;
    EXPECT_NE(e.status().message().find(part), std::string::npos) << line << ": " << e.status().message();
  }
}

TEST(ReplayEvent, WhatGuidanceMadeIsNoFact) {
  for (const char* own : {"campaign_shown", "recommendation_shown", "survey_answered", "experiment_exposure"})
    EXPECT_FALSE(is_fact(own, false)) << own;
  for (const char* fact : {"saved", "session_start", "error_reported", "interaction", "campaign"}) EXPECT_TRUE(is_fact(fact, true)) << fact;
  EXPECT_TRUE(is_fact("rage_click", false));
  EXPECT_FALSE(is_fact("rage_click", true)) << "made anew from the interactions";
  EXPECT_FALSE(is_fact("dwell", true));
}

}  // namespace
}  // namespace docent::core
