// kill -9 at any moment: what was acknowledged is found by the next start, once, and nothing that was not written.
//
// The child appends from four threads and notes each acknowledgement in shared memory. In half of the rounds a worker reads, "commits" a position
// with the numbers it has seen to a model of the database (two slots and an index, so that it is atomic), and releases.
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/mman.h>

#include <atomic>
#include <csignal>
#include <map>
#include <random>
#include <thread>

#include "../platform/surroundings.h"
#include "journal/recovery.h"
#include "journal/ring.h"
#include "records.h"

namespace docent::core {
namespace {

constexpr std::size_t producers = 4;
constexpr int rounds = 30;
constexpr uint64_t ring_bytes = 4 * 1024 * 1024;

struct Committed {
  uint64_t position;
  uint64_t seen[producers];  // numbers below are in the database
};

struct Shared {
  std::atomic<uint64_t> acknowledged[producers];
  std::atomic<uint32_t> slot;
  Committed slots[2];
  Uuid epoch;
  char path[512];
  std::atomic<bool> ready;
};

void commit_like_a_database(Shared& shared, const Committed& state) {
  const uint32_t next = 1 - shared.slot.load();
  shared.slots[next] = state;
  shared.slot.store(next);
}

void read_and_commit(Ring& ring, Shared& shared) {
  Committed state{};
  for (;;) {
    std::span<const std::byte> payload;
    for (int i = 0; i < 64; i++) {
      if (ring.next(state.position, payload, false) != Ring::Next::record) break;
      TestRecord r;
      if (!parse(payload, r) || r.number != state.seen[r.producer]) _exit(3);
      state.seen[r.producer]++;
    }
    commit_like_a_database(shared, state);
    ring.release(state.position);
  }
}

[[noreturn]] void record_until_killed(const std::string& dir, Shared& shared, uint64_t seed, bool with_worker) {
  SeededRandom random(seed);
  auto ring = opened(Ring::create_in(dir, ring_bytes, random));
  shared.epoch = ring->epoch();
  std::snprintf(shared.path, sizeof shared.path, "%s", ring->path().c_str());
  std::vector<std::thread> threads;
  for (uint64_t p = 0; p < producers; p++)
    threads.emplace_back([&, p] {
      for (uint64_t n = 0;;) {
        if (append(*ring, {p, n}, static_cast<uint32_t>(min_test_record_bytes + (n * 13 + p) % 200)) != Code::ok) {
          std::this_thread::yield();
          continue;
        }
        shared.acknowledged[p].store(++n, std::memory_order_release);
        if (n == 50) shared.ready = true;
      }
    });
  if (with_worker) read_and_commit(*ring, shared);
  for (auto& t : threads) t.join();
  _exit(4);
}

struct Found {
  uint64_t lost = 0;
  uint64_t false_ones = 0;
  uint64_t records = 0;
  bool hole = false;
};

Found recover(const Shared& shared) {
  Found result;
  const Committed& database = shared.slots[shared.slot.load()];
  auto ring = Ring::open_dead(shared.path, shared.epoch);
  EXPECT_TRUE(ring.ok()) << ring.status().to_string();
  if (!ring.ok()) return result;
  const Replay replay = prepare_replay(**ring, database.position);
  EXPECT_FALSE(replay.reset) << replay.reason;
  std::map<uint64_t, uint64_t> next;
  for (uint64_t p = 0; p < producers; p++) next[p] = database.seen[p];
  std::span<const std::byte> payload;
  uint64_t position = replay.position;
  Ring::Next alive;
  while ((alive = (*ring)->next(position, payload, false)) == Ring::Next::record) {}
  result.hole = alive == Ring::Next::hole;
  position = replay.position;
  while ((*ring)->next(position, payload, true) == Ring::Next::record) {
    TestRecord r;
    result.records++;
    // A producer writes one record at a time, so that its numbers follow one another without a gap.
    if (!parse(payload, r) || r.producer >= producers || r.number != next[r.producer]++) result.false_ones++;
  }
  for (uint64_t p = 0; p < producers; p++)
    if (next[p] < shared.acknowledged[p].load()) result.lost += shared.acknowledged[p].load() - next[p];
  EXPECT_EQ((*ring)->damaged(), 0u);
  EXPECT_TRUE((*ring)->remove().ok());
  return result;
}

TEST(RingKill, LosesAndInventsNothing) {
  const TempDir dir;
  std::mt19937_64 gen(11);
  void* const memory = mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  ASSERT_NE(memory, MAP_FAILED);
  uint64_t records = 0;
  int holes = 0;
  for (int round = 0; round < rounds; round++) {
    auto& shared = *new (memory) Shared{};
    const pid_t child = fork();
    if (child == 0) record_until_killed(dir.path(), shared, gen(), round % 2 == 0);
    while (!shared.ready && waitpid(child, nullptr, WNOHANG) == 0) poll(nullptr, 0, 1);
    poll(nullptr, 0, static_cast<int>(gen() % 8));  // the moment is to be any: nothing is waited for
    kill(child, SIGKILL);
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) << "round " << round << ", status " << status;
    const Found found = recover(shared);
    EXPECT_EQ(found.lost, 0u) << "round " << round;
    EXPECT_EQ(found.false_ones, 0u) << "round " << round;
    records += found.records;
    holes += found.hole;
  }
  munmap(memory, sizeof(Shared));
  EXPECT_GT(records, rounds * 100u);
  EXPECT_GT(holes, 0) << "no kill came between a reservation and its commit, so nothing was proved";
  RecordProperty("rounds_with_holes", holes);
  RecordProperty("records", static_cast<int>(records));
}

}  // namespace
}  // namespace docent::core
