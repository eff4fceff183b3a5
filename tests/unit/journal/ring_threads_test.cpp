// Many producers and a concurrent reader over many laps of a small ring: nothing lost, doubled, torn or out of a producer's order.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "journal/ring.h"
#include "model/limits.h"
#include "records.h"

namespace docent::core {
namespace {

TEST(RingThreads, LoseAndDoubleNothing) {
  constexpr uint64_t producers = 4;
  constexpr uint64_t per_producer = 20'000;  // about 40 laps
  SeededRandom random(1);
  const auto ring = opened(Ring::create_in_memory(limits::min_journal_bytes, random));
  std::atomic<uint64_t> refused{0};
  std::vector<std::thread> threads;
  for (uint64_t p = 0; p < producers; p++)
    threads.emplace_back([&, p] {
      for (uint64_t n = 0; n < per_producer; n++) {
        const auto bytes = static_cast<uint32_t>(min_test_record_bytes + (n * 37 + p * 11) % 120);
        while (append(*ring, {p, n}, bytes) != Code::ok) {
          refused++;
          std::this_thread::yield();
        }
      }
    });

  uint64_t next_number[producers] = {};
  uint64_t position = 0;
  uint64_t read = 0;
  uint64_t wrong = 0;
  while (read < producers * per_producer && wrong == 0) {
    std::span<const std::byte> payload;
    switch (ring->next(position, payload, false)) {
      case Ring::Next::record: {
        TestRecord r;
        if (!parse(payload, r) || r.producer >= producers || r.number != next_number[r.producer]++) wrong++;
        if (++read % 64 == 0) ring->release(position);
        break;
      }
      case Ring::Next::empty: ring->release(position); [[fallthrough]];
      case Ring::Next::hole: std::this_thread::yield(); break;
    }
  }
  ring->release(position);
  if (wrong != 0) {  // make room so that the producers end
    while (read < producers * per_producer * 2 && ring->head() != ring->tail()) ring->release(ring->head());
  }
  for (auto& t : threads) t.join();
  EXPECT_EQ(wrong, 0u);
  for (const uint64_t n : next_number) EXPECT_EQ(n, per_producer);
  std::span<const std::byte> payload;
  EXPECT_EQ(ring->next(position, payload, false), Ring::Next::empty);
  EXPECT_EQ(position, ring->head());
  EXPECT_EQ(ring->damaged(), 0u);
}

TEST(RingThreads, CountEveryRefusal) {
  SeededRandom random(1);
  const auto ring = opened(Ring::create_in_memory(limits::min_journal_bytes, random));
  std::atomic<uint64_t> accepted{0};
  std::vector<std::thread> threads;
  for (uint64_t p = 0; p < 4; p++)
    threads.emplace_back([&, p] {
      for (uint64_t n = 0; n < 1'000; n++) {
        const Code code = append(*ring, {p, n}, 100);
        if (code == Code::ok) accepted++;
        else ring->count_refused(code);
      }
    });
  for (auto& t : threads) t.join();
  EXPECT_GT(accepted, 0u);
  EXPECT_EQ(accepted + ring->refused().queue_full, 4'000u);
}

}  // namespace
}  // namespace docent::core
