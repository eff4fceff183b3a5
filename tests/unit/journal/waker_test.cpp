#include "journal/waker.h"

#include <gtest/gtest.h>
#include <poll.h>

#include <atomic>
#include <thread>

#include "journal/ring.h"
#include "model/limits.h"
#include "records.h"

namespace docent::core {
namespace {

bool readable(const Waker& waker, int timeout_ms) {
  pollfd p{waker.fd(), POLLIN, 0};
  return poll(&p, 1, timeout_ms) == 1;
}

TEST(Waker, CostsNothingWhileTheWorkerIsAwake) {
  Waker waker;
  ASSERT_TRUE(waker.status().ok());
  waker.after_commit(false);
  EXPECT_FALSE(readable(waker, 0));
}

TEST(Waker, WakesAParkedWorker) {
  Waker waker;
  waker.park();
  waker.after_commit(false);
  EXPECT_TRUE(readable(waker, 0));
  EXPECT_TRUE(waker.drain());
  waker.unpark();
  waker.begin_turn();
  waker.after_commit(false);
  EXPECT_FALSE(readable(waker, 0));
}

TEST(Waker, SignalsOnceUntilTheWorkerHasLooked) {
  Waker waker;
  waker.after_commit(true);
  EXPECT_TRUE(waker.drain());
  waker.after_commit(true);
  waker.signal();
  EXPECT_FALSE(readable(waker, 0)) << "the worker was told and has not looked yet";
  waker.begin_turn();
  waker.signal();
  EXPECT_TRUE(readable(waker, 0));
}

// Each producer waits for its event to be read before it records the next, so that the worker parks all the time; a missed wake would stop everything
// until the poll gives up.
TEST(Waker, NeverMissesAnEventWhileParking) {
  constexpr uint64_t producers = 3;
  constexpr uint64_t per_producer = 4'000;
  constexpr int patience_ms = 20'000;
  SeededRandom random(1);
  const auto ring = opened(Ring::create_in_memory(limits::min_journal_bytes, random));
  Waker waker;
  std::atomic<uint64_t> read_of[producers] = {};
  std::atomic<bool> missed{false};
  std::thread worker([&] {
    uint64_t position = 0;
    uint64_t read = 0;
    while (read < producers * per_producer) {
      waker.begin_turn();
      std::span<const std::byte> payload;
      Ring::Next found;
      while ((found = ring->next(position, payload, false)) == Ring::Next::record) {
        TestRecord r;
        if (!parse(payload, r)) missed = true;
        ring->release(position);
        read++;
        read_of[r.producer].store(r.number + 1);
      }
      waker.park();
      if (found == Ring::Next::hole || ring->head() != position || read == producers * per_producer) {
        waker.unpark();
        continue;
      }
      if (!readable(waker, patience_ms)) {
        missed = true;
        break;
      }
      waker.unpark();
      waker.drain();
    }
  });
  std::vector<std::thread> threads;
  for (uint64_t p = 0; p < producers; p++)
    threads.emplace_back([&, p] {
      for (uint64_t n = 0; n < per_producer && !missed; n++) {
        if (append(*ring, {p, n}, min_test_record_bytes) != Code::ok) missed = true;
        waker.after_commit(n % 16 == 0);
        for (int spin = 0; read_of[p].load() != n + 1 && !missed; spin++)
          if (spin % 64 == 63) std::this_thread::yield();
      }
    });
  for (auto& t : threads) t.join();
  worker.join();
  EXPECT_FALSE(missed);
  for (const auto& n : read_of) EXPECT_EQ(n, per_producer);
}

}  // namespace
}  // namespace docent::core
