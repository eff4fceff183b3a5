#include "base/uuid.h"

#include <gtest/gtest.h>

#include <mutex>
#include <set>
#include <thread>
#include <vector>

namespace docent::core {
namespace {

TEST(Uuid, FormatsAndParses) {
  const auto id = parse_uuid("0190F1C2-7c1e-7aaa-8bbb-123456789abc");
  ASSERT_TRUE(id);
  EXPECT_EQ(to_string(*id), "0190f1c2-7c1e-7aaa-8bbb-123456789abc");
  for (const char* bad : {"", "0190f1c2-7c1e-7aaa-8bbb-123456789ab", "0190f1c27c1e-7aaa-8bbb-123456789abcd", "g190f1c2-7c1e-7aaa-8bbb-123456789abc"})
    EXPECT_FALSE(parse_uuid(bad)) << bad;
}

TEST(Uuid, Version7CarriesTheTimeAndSortsByIt) {
  SeededRandom random(1);
  seed_uuid_v7(random);
  const Uuid a = new_uuid_v7(1'795'422'000'123'000'000);
  const Uuid b = new_uuid_v7(1'795'422'000'123'500'000);
  const Uuid c = new_uuid_v7(1'795'422'000'124'000'000);
  EXPECT_LT(a, b);
  EXPECT_LT(b, c);
  EXPECT_EQ(a.bytes[6] >> 4, 7);
  EXPECT_EQ(a.bytes[8] >> 6, 2);
  uint64_t ms = 0;
  for (int i = 0; i < 6; i++) ms = ms << 8 | a.bytes[i];
  EXPECT_EQ(ms, 1'795'422'000'123u);
}

TEST(Uuid, Version7IsUniqueAcrossThreads) {
  SeededRandom random(2);
  seed_uuid_v7(random);
  std::mutex mutex;
  std::set<Uuid> all;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; t++)
    threads.emplace_back([&] {
      std::vector<Uuid> own;
      for (int i = 0; i < 20'000; i++) own.push_back(new_uuid_v7(1));
      const std::lock_guard lock(mutex);
      all.insert(own.begin(), own.end());
    });
  for (auto& t : threads) t.join();
  EXPECT_EQ(all.size(), 80'000u);
}

TEST(Uuid, Version4) {
  SeededRandom random(3);
  const Uuid id = new_uuid_v4(random);
  EXPECT_EQ(id.bytes[6] >> 4, 4);
  EXPECT_EQ(id.bytes[8] >> 6, 2);
  EXPECT_NE(id, new_uuid_v4(random));
}

TEST(Random, BelowStaysBelowAndReachesAll) {
  SeededRandom random(4);
  std::set<uint64_t> seen;
  for (int i = 0; i < 1000; i++) {
    const auto v = random.below(7);
    ASSERT_LT(v, 7u);
    seen.insert(v);
  }
  EXPECT_EQ(seen.size(), 7u);
  EXPECT_EQ(random.below(0), 0u);
}

}  // namespace
}  // namespace docent::core
