#include "simulation/replay.h"

#include "recording.h"

namespace docent::core::test {
namespace {

constexpr int64_t t0 = 1'793'606'400'000;

TEST(Replay, TimersFireBetweenEvents) {
  const std::string json = strategy(tip("tip", "saved", R"(,"delay":"PT30S","frequency":{"displayLimit":1})"));
  EXPECT_EQ(Played(json, {track(0, "saved"), track(60, "closed")}).text, "tip DELAYED, tip SHOWN+, tip:1, tip:5");
  EXPECT_EQ(Played(json, {track(0, "saved"), track(29, "closed")}).text, "tip DELAYED");
  EXPECT_EQ(Played(json, {track(0, "saved")}, t0 + 30'000).text, "tip DELAYED, tip SHOWN+");
}

TEST(Replay, TheRecordingSaysWhatTheUserDid) {
  const std::string json = strategy(tip("tip", "saved", R"(,"frequency":{"until":"interacted"})"));
  EXPECT_EQ(Played(json, {track(0, "saved"), at(1, R"(,"type":"outcome","campaign":"tip","outcome":"dismissed")"), track(5, "saved")}).text,
            "tip SHOWN+, tip:1, tip:3, tip TRIGGER_PENDING INVALIDATED");
}

TEST(Replay, RecordedEventsSayWhereAndWho) {
  const std::string json = strategy(tip("tip", "saved", R"(,"targeting":{"and":[{"==":[{"var":"context.screen"},"editor"]},
                                        {"==":[{"var":"app.version"},"4.2"]}]})"));
  EXPECT_EQ(Played(json, {track(0, "saved", R"(,"context":{"screen":"editor","app":{"version":"4.2"}})")}).text, "tip SHOWN+");
  EXPECT_EQ(Played(json, {track(0, "saved", R"(,"context":{"screen":"home","app":{"version":"4.2"}})")}).text,
            "tip TARGETING_MISMATCH TRIGGER_PENDING");
}

TEST(Replay, WhatAnEarlierStrategyDidIsLeftOut) {
  const std::string json = strategy(tip("tip", "saved", R"(,"targeting":{"==":[{"event_count":["campaign_shown"]},0]})"));
  EXPECT_EQ(Played(json, {track(0, "campaign_shown", R"(,"properties":{"campaignId":"tip"})"), track(1, "saved")}).text, "tip SHOWN+");
}

TEST(Replay, SignalsAreMadeAnewFromInteractions) {
  const std::string json = strategy(tip("tip", "rage_click"));
  std::vector<ReplayEvent> clicks;
  for (int i = 0; i < 4; i++) {
    clicks.push_back(track(0, "interaction", R"(,"properties":{"kind":"click","target":"save","role":"button"})"));
  }
  EXPECT_EQ(Played(json, clicks).text, "tip SHOWN+");
  clicks.resize(1);
  clicks.push_back(track(1, "rage_click"));
  EXPECT_EQ(Played(json, clicks).text, "") << "one click is no rage, whatever was recorded";
  EXPECT_EQ(Played(json, {track(1, "rage_click")}).text, "tip SHOWN+") << "without interactions the recorded signal counts";
}

TEST(Replay, AnswersGoToTheSurveyOnTheScreen) {
  const std::string json = strategy(R"({"id":"s","type":"survey","triggers":[{"event":"saved"}],"frequency":{"until":"responded"},
                                       "questions":[{"id":"q","type":"nps","text":{"en":"?"}}]})");
  EXPECT_EQ(Played(json, {track(0, "saved"), at(2, R"(,"type":"answer","campaign":"s","question":"q","answer":9)"), track(3, "saved")}).text,
            "s SHOWN+, s:1, s TRIGGER_PENDING LIMIT_REACHED");
}

TEST(Replay, AnEmptyRecordingIsNothing) { EXPECT_EQ(Played(strategy(tip("tip", "saved")), {}, t0).text, ""); }

TEST(Replay, TheInstallationIsThatOfTheRecordingOrTheUser) {
  EXPECT_EQ(install_id_of(std::vector{track(0, "a"), track(1, "a", R"(,"context":{"installId":"i"})")}), "i");
  EXPECT_EQ(install_id_of(std::vector{track(0, "a")}), "u");
  EXPECT_EQ(install_id_of({}), "");
}

TEST(Replay, AnInstantHasTheOffsetOfItsZone) {
  EXPECT_EQ(instant_at(*parse_zone("+08:00"), 5).utc_offset_s, 8 * 3600);
  EXPECT_EQ(instant_at(*parse_zone("UTC"), 5).utc_offset_s, 0);
}

}  // namespace
}  // namespace docent::core::test
