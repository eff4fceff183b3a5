#include "storage/disk_cap.h"

#include <gmock/gmock.h>

#include <filesystem>

#include "base/random.h"
#include "model/limits.h"
#include "outbox_fixture.h"

namespace docent::core {
namespace {

class DiskCapTest : public test::OutboxFixture {
 protected:
  std::string noise(std::size_t bytes) {
    std::string text(bytes, '\0');
    random.fill(std::as_writable_bytes(std::span(text)));
    return text;
  }
  // Accepts and stores `events`, as a turn does.
  void turn(Priority priority, uint32_t events, std::size_t bytes, bool as_row) {
    commit([&] {
      if (as_row) add_row(priority, std::string(bytes, 'r'), events);
      else add_chunk(priority, events, noise(bytes));
      ledger->accept(events);
      ASSERT_OK(ledger->save());
    });
  }
  bool hold(uint64_t cap, const std::vector<int64_t>& busy = {}) {
    DiskCap limit(*database, *outbox, *ledger);
    const auto held = limit.hold(cap, busy);
    EXPECT_TRUE(held.ok()) << test::text_of(held);
    return held.ok() && *held;
  }
  uint64_t pending() const { return outbox->totals().segment_events + outbox->totals().chunk_events; }
  SeededRandom random{7};
};

TEST_F(DiskCapTest, NothingIsTouchedWhileThereIsRoom) {
  turn(Priority::normal, 5, 100'000, false);
  EXPECT_TRUE(hold(limits::default_disk_bytes));
  EXPECT_GT(database->wal_bytes(), 0u);
  EXPECT_EQ(pending(), 5u);
}

// The promise: the bytes on disk never pass the cap by more than one commit adds, whatever comes, and the ledger balances.
TEST_F(DiskCapTest, HoldsTheCapWithinOneChunkUnderAnyLoad) {
  ASSERT_OK(database->execute("PRAGMA synchronous=OFF"));
  for (const uint64_t cap : {uint64_t{1'000'000}, uint64_t{5'000'000}}) {
    uint64_t most = 0;
    for (int i = 0; i < 600; i++) {
      const auto priority = random.below(10) == 0 ? Priority::critical : Priority::normal;
      const bool as_row = random.below(2) == 0;
      turn(priority, static_cast<uint32_t>(1 + random.below(100)), random.below(as_row ? 60'000 : 100'000) + 1, as_row);
      most = std::max(most, database->bytes_on_disk());
      EXPECT_TRUE(hold(cap));
      EXPECT_LE(database->bytes_on_disk(), cap);
      if (random.below(50) == 0) ASSERT_OK(database->checkpoint(false));
    }
    EXPECT_LE(most, cap + limits::max_chunk_bytes);
    EXPECT_GT(most, cap / 2);
    EXPECT_EQ(ledger->pending(), pending());
    EXPECT_GT(ledger->dropped(DropReason::evicted), 0u);
  }
}

TEST_F(DiskCapTest, CriticalEventsOutliveNormalOnes) {
  turn(Priority::critical, 1, 50'000, false);
  for (int i = 0; i < 60; i++) {
    turn(Priority::normal, 10, 50'000, false);
    hold(1'500'000);
  }
  EXPECT_EQ(outbox->next_chunk({})->priority, Priority::critical);
  EXPECT_LT(pending(), 300u);
}

TEST_F(DiskCapTest, ChunksInFlightCountAsMaybeDelivered) {
  turn(Priority::normal, 7, 400'000, false);
  const int64_t first = next_id();
  for (int i = 0; i < 6; i++) turn(Priority::normal, 1, 200'000, false);
  hold(1'000'000, {first});
  EXPECT_EQ(ledger->dropped(DropReason::evicted_maybe_delivered), 7u);
}

TEST_F(DiskCapTest, ALowerCapShortensTheFile) {
  for (int i = 0; i < 60; i++) turn(Priority::normal, 1, 100'000, false);
  ASSERT_OK(database->checkpoint(true));
  EXPECT_GT(database->bytes_on_disk(), 6'000'000u);
  EXPECT_TRUE(hold(2'000'000));
  EXPECT_LE(database->bytes_on_disk(), 2'000'000u);
  EXPECT_GT(outbox->totals().chunks, 10u);
}

TEST_F(DiskCapTest, WhatCannotBeEvictedIsReported) {
  ASSERT_OK(database->put_meta("strategy", noise(1'500'000)));
  turn(Priority::normal, 1, 100, true);
  EXPECT_FALSE(hold(1'000'000));
  EXPECT_EQ(pending(), 0u);
  EXPECT_EQ((*database->get_meta("strategy"))->size(), 1'500'000u);
}

}  // namespace
}  // namespace docent::core
