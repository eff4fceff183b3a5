#include "guidance/campaign_state.h"

#include <gtest/gtest.h>

namespace docent::core {
namespace {

constexpr int64_t t0 = 1'795'424'400'000;
constexpr int64_t day = 86'400'000;

CampaignState full() {
  CampaignState s;
  s.record(Milestone::shown, {t0, 0});
  s.record(Milestone::would_have_shown, {t0 + 1, 0});
  s.progress_of(7).occurrences.add({t0, 0});
  s.progress_of(9).occurrences.add({t0, 0});
  s.attempt.phase = Attempt::Phase::delayed;
  s.attempt.emergency = true;
  s.attempt.started_ms = t0;
  s.attempt.due_ms = t0 + 2000;
  s.attempt.retry_ms = INT64_MAX;
  s.attempt.why = "because";
  s.type = "tip";
  s.invalidated = "DISMISSED";
  s.invalidated_ms = t0 + 3;
  s.snoozed_until_ms = t0 + day;
  s.hold_until_ms = t0 + 5;
  s.hold_reason = "anchor_missing";
  s.cancelled_ms = t0 + 6;
  LivePresentation p;
  p.id = *parse_uuid("0190f1c2-7c1e-7aaa-8bbb-123456789abc");
  p.variant = "a";
  p.why = "w";
  p.offered_ms = t0;
  p.outcomes = 6;
  p.emergency = true;
  s.presentations.push_back(p);
  return s;
}

TEST(CampaignState, ReadingMakesNothing) {
  CampaignState s;
  const Series& shown = s.milestone(Milestone::shown);
  EXPECT_TRUE(shown.empty());
  EXPECT_TRUE(s.milestone(Milestone::dismissed).empty());
  EXPECT_TRUE(shown.empty()) << "still there after another one was read";
  EXPECT_TRUE(s.milestones.empty());
}

TEST(CampaignState, MilestoneNamesRoundTrip) {
  for (std::size_t i = 0; i < milestone_count; i++) {
    const auto m = static_cast<Milestone>(i);
    EXPECT_EQ(parse_milestone(milestone_name(m)), m);
  }
  EXPECT_FALSE(parse_milestone("nonsense").has_value());
}

TEST(CampaignState, RoundTrips) {
  const CampaignState s = full();
  std::string bytes;
  s.encode(bytes);
  CampaignState copy;
  ASSERT_TRUE(copy.decode(bytes));
  std::string again;
  copy.encode(again);
  EXPECT_EQ(bytes, again);
  EXPECT_EQ(copy.attempt.due_ms, t0 + 2000);
  EXPECT_TRUE(copy.attempt.emergency);
  EXPECT_EQ(copy.presentations.at(0).id, s.presentations[0].id);
  EXPECT_TRUE(copy.presentations.at(0).emergency);
  EXPECT_EQ(copy.triggers.size(), 2u);
  EXPECT_EQ(copy.hold_reason, "anchor_missing");
}

TEST(CampaignState, DamageGivesAFreshState) {
  std::string bytes;
  full().encode(bytes);
  for (std::size_t i = 0; i < bytes.size(); i++) {
    CampaignState cut;
    EXPECT_FALSE(cut.decode(std::string_view(bytes).substr(0, i))) << i;
    EXPECT_TRUE(cut.presentations.empty());
    std::string damaged = bytes;
    damaged[i] = static_cast<char>(damaged[i] ^ 0x41);
    CampaignState other;
    if (!other.decode(damaged)) {
      EXPECT_TRUE(other.milestone(Milestone::shown).empty());
    }
  }
  EXPECT_FALSE(CampaignState().decode(bytes + "x"));
}

TEST(CampaignState, LiveIsTheLatestThatIsOpen) {
  CampaignState s = full();
  ASSERT_NE(s.live(), nullptr);
  EXPECT_TRUE(s.live()->offered_only());
  s.live()->shown_ms = t0;
  EXPECT_FALSE(s.live()->offered_only());
  EXPECT_EQ(s.find(s.presentations[0].id), &s.presentations[0]);
  EXPECT_EQ(s.find(Uuid{}), nullptr);
  s.presentations[0].closed = true;
  EXPECT_EQ(s.live(), nullptr);
}

TEST(CampaignState, ProgressIsKeptByDefinitionAndBounded) {
  CampaignState s;
  s.progress_of(1).occurrences.add({t0, 0});
  EXPECT_EQ(s.progress_of(1).occurrences.total(), 1u);
  for (uint64_t key = 2; key < 100; key++) s.progress_of(key);
  EXPECT_EQ(s.triggers.size(), limits::max_campaign_triggers);
}

TEST(CampaignState, ACorrectedClockKeepsDelaysAndSnoozesAsLongAsTheyWere) {
  CampaignState s = full();
  s.record(Milestone::snoozed, {t0, 0});
  s.snoozed_until_ms = t0 + 2 * day;
  const int64_t now = t0 - 1000 * day;
  s.clamp_future(now);
  EXPECT_EQ(s.snoozed_until_ms, now + 2 * day);
  EXPECT_EQ(s.attempt.due_ms, now + 2000);
  EXPECT_EQ(s.attempt.started_ms, now);
  EXPECT_EQ(s.milestone(Milestone::shown).last_ms(), now);
  EXPECT_TRUE(s.dirty);
}

TEST(CampaignState, MergeUnites) {
  CampaignState mine;
  mine.record(Milestone::shown, {t0, 0});
  mine.merge(full());
  EXPECT_EQ(mine.milestone(Milestone::shown).total(), 2u);
  EXPECT_EQ(mine.invalidated, "DISMISSED");
  EXPECT_EQ(mine.snoozed_until_ms, t0 + day);
  EXPECT_NE(mine.find(full().presentations[0].id), nullptr);
  for (int i = 0; i < 20; i++) mine.merge(full());
  std::string bytes;
  mine.encode(bytes);
  EXPECT_TRUE(CampaignState().decode(bytes)) << "still within its limits";
}

}  // namespace
}  // namespace docent::core
