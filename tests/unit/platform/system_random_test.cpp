#include "platform/system_random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>

#include "surroundings.h"

namespace docent::core {
namespace {

TEST(SystemRandom, FillsEveryByte) {
  SystemRandom random;
  std::vector<std::byte> bytes(1'000'000);  // more than one call of the system gives
  random.fill(bytes);
  std::array<int, 256> counts{};
  for (const std::byte b : bytes) counts[static_cast<std::size_t>(b)]++;
  EXPECT_GT(*std::min_element(counts.begin(), counts.end()), 3'000);
  EXPECT_LT(*std::max_element(counts.begin(), counts.end()), 5'000);
  random.fill({});
}

TEST(SystemRandom, NeverRepeatsAlsoInAChild) {
  SystemRandom random;
  std::set<uint64_t> seen;
  for (int i = 0; i < 1'000; i++) EXPECT_TRUE(seen.insert(random.next()).second);
  int channel[2];
  ASSERT_EQ(pipe(channel), 0);
  EXPECT_EQ(in_child([&] {
              const uint64_t childs = random.next();
              return write(channel[1], &childs, sizeof childs) == sizeof childs ? 0 : 1;
            }),
            0);
  uint64_t childs = 0;
  ASSERT_EQ(read(channel[0], &childs, sizeof childs), static_cast<ssize_t>(sizeof childs));
  EXPECT_NE(childs, random.next());
  close(channel[0]);
  close(channel[1]);
}

}  // namespace
}  // namespace docent::core
