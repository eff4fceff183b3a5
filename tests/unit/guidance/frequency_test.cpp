#include "guidance/frequency.h"

#include <gtest/gtest.h>

#include <map>

namespace docent::core {
namespace {

constexpr int64_t t0 = 1'795'424'400'000;
constexpr int64_t hour = 3'600'000, day = 24 * hour;
constexpr auto tip = CampaignType::tip, survey = CampaignType::survey, checklist = CampaignType::checklist;

Policies policies() {
  Policies p;
  p.caps = {{"day", {}, 3, day}, {"survey", {survey}, 1, 30 * day}};
  p.cooldown_ms = hour;
  p.exempt[static_cast<std::size_t>(checklist)] = true;
  return p;
}

Instant at(int64_t ms) { return {t0 + ms, 0}; }

TEST(Frequency, ACapCountsAllTypesThatAreNotExempt) {
  const Policies p = policies();
  DisplayLog log;
  log.add(tip, at(0));
  log.add(checklist, at(1));
  log.add(survey, at(2));
  EXPECT_FALSE(log.capped(p.caps, p, tip, {}, at(3)).has_value());
  log.add(tip, at(3));
  const auto block = log.capped(p.caps, p, tip, {}, at(4));
  ASSERT_TRUE(block.has_value());
  EXPECT_EQ(block->cap->id, "day");
  EXPECT_EQ(block->until_ms, t0 + day) << "when the first of the three leaves the window";
  EXPECT_TRUE(log.capped(p.caps, p, tip, {}, at(day - 1)).has_value());
  EXPECT_FALSE(log.capped(p.caps, p, tip, {}, at(day)).has_value()) << "half open";
  EXPECT_FALSE(log.capped(p.caps, p, checklist, {}, at(4)).has_value()) << "exempt";
}

TEST(Frequency, ACapOfATypeCountsThatType) {
  const Policies p = policies();
  DisplayLog log;
  log.add(survey, at(0));
  EXPECT_FALSE(log.capped(p.caps, p, tip, {}, at(2 * day)).has_value());
  EXPECT_EQ(log.capped(p.caps, p, survey, {}, at(2 * day))->cap->id, "survey");
  EXPECT_EQ(log.capped(p.caps, p, survey, {}, at(2 * day))->until_ms, t0 + 30 * day);
}

TEST(Frequency, WhatIsOnItsWayUsesUpACap) {
  const Policies p = policies();
  DisplayLog log;
  log.add(tip, at(0));
  InFlight coming{};
  coming[static_cast<std::size_t>(survey)] = 2;
  ASSERT_TRUE(log.capped(p.caps, p, tip, coming, at(1)).has_value());
  EXPECT_EQ(log.capped(p.caps, p, tip, coming, at(1))->until_ms, INT64_MAX) << "known when their outcomes are";
  EXPECT_TRUE(log.cooling_down(p, tip, coming, at(day)).has_value());
}

TEST(Frequency, ACapOfZeroNeverHasRoom) {
  Policies p;
  p.caps = {{"none", {}, 0, day}};
  const auto block = DisplayLog().capped(p.caps, p, tip, {}, at(0));
  ASSERT_TRUE(block.has_value());
  EXPECT_EQ(block->until_ms, INT64_MAX);
}

TEST(Frequency, CooldownSinceAnyThatCounts) {
  const Policies p = policies();
  DisplayLog log;
  EXPECT_FALSE(log.cooling_down(p, tip, {}, at(0)).has_value());
  log.add(checklist, at(0));
  EXPECT_FALSE(log.cooling_down(p, tip, {}, at(1)).has_value()) << "exempt types don't count";
  log.add(survey, at(0));
  EXPECT_EQ(log.cooling_down(p, tip, {}, at(1))->until_ms, t0 + hour);
  EXPECT_FALSE(log.cooling_down(p, checklist, {}, at(1)).has_value());
  EXPECT_FALSE(log.cooling_down(p, tip, {}, at(hour)).has_value());
}

TEST(Frequency, RowsPerType) {
  std::map<std::string, std::string> rows;
  int writes = 0;
  const auto sink = [&](std::string_view kind, std::string_view key, std::string_view bytes) {
    EXPECT_EQ(kind, DisplayLog::kind);
    writes++;
    if (bytes.empty()) rows.erase(std::string(key));
    else rows[std::string(key)] = bytes;
  };
  DisplayLog log;
  log.add(tip, at(0));
  log.save_dirty(sink);
  log.save_dirty(sink);
  EXPECT_EQ(writes, 1);
  DisplayLog copy;
  EXPECT_TRUE(copy.restore("tip", rows["tip"]));
  EXPECT_EQ(copy.of(tip).total(), 1u);
  EXPECT_FALSE(copy.restore("popup", rows["tip"]));
  EXPECT_FALSE(copy.merge("tip", "damage"));
  EXPECT_TRUE(copy.merge("tip", rows["tip"]));
  EXPECT_EQ(copy.of(tip).total(), 2u);
  copy.clear(true);
  copy.save_dirty(sink);
  EXPECT_TRUE(rows.empty());
  log.mark_all_dirty();
  log.save_dirty(sink);
  EXPECT_EQ(rows.size(), 1u);
}

TEST(Frequency, ACorrectedClockEndsWhatItWouldHaveBlocked) {
  const Policies p = policies();
  DisplayLog log;
  log.add(tip, at(1000 * day));
  log.clamp_future(t0);
  EXPECT_EQ(log.cooling_down(p, tip, {}, at(1))->until_ms, t0 + hour);
}

}  // namespace
}  // namespace docent::core
