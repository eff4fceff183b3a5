#include "guidance/strategy.h"

#include <gtest/gtest.h>

#include "base/rfc3339.h"
#include "support/time_zones.h"

namespace docent::core {
namespace {

Instant on(const char* text) { return {parse_moment(text)->ms, 0}; }

TEST(Strategy, CampaignTypesHaveNames) {
  for (int i = 0; i < 6; i++) {
    const auto type = static_cast<CampaignType>(i);
    EXPECT_EQ(parse_campaign_type(campaign_type_name(type)), type);
  }
  EXPECT_FALSE(parse_campaign_type("popup").has_value());
  EXPECT_TRUE(stays_aside(CampaignType::checklist));
  EXPECT_FALSE(stays_aside(CampaignType::tour));
}

TEST(Strategy, TheStageIsTheLatestThatHasBegunAndNotEnded) {
  Strategy s;
  s.lifecycle = {{"export", Stage::launch, *parse_moment("2026-10-01"), std::nullopt},
                 {"export", Stage::stable, *parse_moment("2026-12-01"), std::nullopt},
                 {"print", Stage::sunset, *parse_moment("2026-06-01"), *parse_moment("2027-01-31")}};
  EXPECT_EQ(s.stage_of("export", on("2026-09-30T23:59:59")), Stage::none);
  EXPECT_EQ(s.stage_of("export", on("2026-10-01")), Stage::launch);
  EXPECT_EQ(s.stage_of("export", on("2026-12-01")), Stage::stable);
  EXPECT_EQ(s.stage_of("print", on("2026-12-01")), Stage::sunset);
  EXPECT_EQ(s.stage_of("print", on("2027-02-01")), Stage::none);
  EXPECT_EQ(s.stage_of("other", on("2026-12-01")), Stage::none);
  EXPECT_EQ(stage_name(Stage::launch), "launch");
}

TEST(Strategy, LocalDaysOfAStageAreTheDevices) {
  Strategy s;
  s.device_zone = *parse_zone("local", test::known_zones("Europe/Berlin"));
  s.lifecycle = {{"export", Stage::launch, *parse_moment("2026-10-25T02:30:00"), std::nullopt}};
  EXPECT_EQ(s.stage_of("export", {*parse_rfc3339("2026-10-25T02:29:59+02:00"), 7200}), Stage::none);
  EXPECT_EQ(s.stage_of("export", {*parse_rfc3339("2026-10-25T02:30:00+02:00"), 7200}), Stage::launch);
  EXPECT_EQ(s.stage_of("export", {*parse_rfc3339("2026-10-25T02:10:00+01:00"), 3600}), Stage::launch) << "not taken back when the clock is";
}

TEST(Strategy, FindsById) {
  Strategy s;
  s.campaigns.emplace_back().id = "a";
  s.features.emplace_back().id = "f";
  EXPECT_EQ(s.campaign("a"), &s.campaigns[0]);
  EXPECT_EQ(s.campaign("b"), nullptr);
  EXPECT_EQ(s.feature("f"), &s.features[0]);
  EXPECT_EQ(s.feature("a"), nullptr);
}

}  // namespace
}  // namespace docent::core
