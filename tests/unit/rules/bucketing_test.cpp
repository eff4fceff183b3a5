#include "rules/bucketing.h"

#include <gtest/gtest.h>

#include <cmath>

#include "rules/murmur3.h"

namespace docent::core {
namespace {

// Keys and variants that flagd's test bed publishes for its v2 bucketing: four cards of weight 25, keys "shared-seed" + name.
TEST(Bucketing, AgreesWithFlagd) {
  const std::vector<std::string> suits = {"clubs", "diamonds", "hearts", "spades"};
  const std::vector<uint32_t> weights(4, 25);
  const auto suit = [&](const std::string& key) { return suits[pick_variant(murmur3_x86_32(key), weights)]; };
  EXPECT_EQ(suit("shared-seedseven"), "hearts");
  EXPECT_EQ(suit("shared-seedeight"), "diamonds");
  EXPECT_EQ(suit("shared-seednine"), "clubs");
  EXPECT_EQ(suit("shared-seedtwo"), "spades");
  EXPECT_EQ(suit("fractional-flagjack"), "hearts");
  EXPECT_EQ(suit("fractional-flagqueen"), "spades");
  EXPECT_EQ(suit("fractional-flagten"), "clubs");
  EXPECT_EQ(suit("fractional-flagnine"), "diamonds");
  EXPECT_EQ(suit("fractional-flag3"), "clubs");
}

// Keys whose hashes lie at the edges of the range, from the same test bed.
TEST(Bucketing, HashesAtTheEdges) {
  const std::vector<uint32_t> halves = {50, 50};
  for (const char* lower : {"ejOoVL", "bY9fO-", "SI7p-"}) EXPECT_EQ(pick_variant(murmur3_x86_32(lower), halves), 0u) << lower;
  for (const char* upper : {"6LvT0", "ceQdGm"}) EXPECT_EQ(pick_variant(murmur3_x86_32(upper), halves), 1u) << upper;
  EXPECT_EQ(bucket_of(0, 100), 0u);
  EXPECT_EQ(bucket_of(UINT32_MAX, 100), 99u);
  EXPECT_EQ(bucket_of(0x7fffffff, 2), 0u);
  EXPECT_EQ(bucket_of(0x80000000, 2), 1u);
  EXPECT_EQ(bucket_of(UINT32_MAX, max_total_weight), max_total_weight - 1);
}

TEST(Bucketing, WeightsOfZeroAreNeverPicked) {
  const std::vector<uint32_t> weights = {0, 1, 0};
  for (const uint32_t hash : {0u, 1u, 0x80000000u, UINT32_MAX}) EXPECT_EQ(pick_variant(hash, weights), 1u);
}

TEST(Bucketing, RefusesWeightsThatSumToNothingOrTooMuch) {
  EXPECT_EQ(pick_variant(1, {}), no_bucket);
  EXPECT_EQ(pick_variant(1, std::vector<uint32_t>{0, 0}), no_bucket);
  EXPECT_EQ(pick_variant(1, std::vector<uint32_t>{2'147'483'647, 1}), no_bucket);
  EXPECT_EQ(pick_variant(1, std::vector<uint32_t>{2'147'483'646, 1}), 0u);
}

TEST(Bucketing, ExperimentHashIsThatOfSeedColonAttribute) {
  EXPECT_EQ(experiment_hash("tip.format", "0198c2f0-0000-7000-8000-000000000001"), murmur3_x86_32("tip.format:0198c2f0-0000-7000-8000-000000000001"));
  EXPECT_EQ(experiment_hash("", ""), murmur3_x86_32(":"));
  EXPECT_NE(experiment_hash("a", "bc"), experiment_hash("ab", "c"));
}

TEST(Bucketing, SharesFollowTheWeights) {
  const std::vector<uint32_t> weights = {10, 45, 45};
  std::vector<int> counts(3);
  constexpr int n = 20'000;
  for (int i = 0; i < n; i++) counts[pick_variant(experiment_hash("tip.format", "install-" + std::to_string(i)), weights)]++;
  EXPECT_NEAR(counts[0], n * 0.10, n * 0.01);
  EXPECT_NEAR(counts[1], n * 0.45, n * 0.015);
  EXPECT_NEAR(counts[2], n * 0.45, n * 0.015);
}

TEST(Bucketing, Holdout) {
  int in = 0;
  for (int i = 0; i < 20'000; i++) {
    const std::string id = "install-" + std::to_string(i);
    const bool five = in_holdout("2026H2", id, 5);
    in += five;
    EXPECT_FALSE(in_holdout("2026H2", id, 0));
    EXPECT_TRUE(in_holdout("2026H2", id, 100));
    EXPECT_EQ(five, bucket_of(experiment_hash("2026H2", id), 100) < 5) << "whole percentages are flagd's buckets of 100";
    EXPECT_TRUE(!five || in_holdout("2026H2", id, 5.5)) << "a larger holdout keeps its members";
  }
  EXPECT_NEAR(in, 1'000, 150);
  EXPECT_FALSE(in_holdout("s", "i", -1));
  EXPECT_FALSE(in_holdout("s", "i", std::nan("")));
}

}  // namespace
}  // namespace docent::core
