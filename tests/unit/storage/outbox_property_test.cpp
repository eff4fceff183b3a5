// After any sequence of operations, commits, rollbacks and restarts, what the outbox has in memory is what the database says.
#include <gmock/gmock.h>

#include "base/random.h"
#include "outbox_fixture.h"

namespace docent::core {
namespace {

class OutboxPropertyTest : public test::OutboxFixture {
 protected:
  void expect_memory_equals_database() {
    const OutboxTotals& t = outbox->totals();
    EXPECT_EQ(t.segment_events, sum("SELECT sum(events) FROM segment"));
    EXPECT_EQ(t.segment_bytes, sum("SELECT sum(length(CAST(json AS BLOB))) FROM segment"));
    EXPECT_EQ(t.chunk_events, sum("SELECT sum(events) FROM chunk"));
    EXPECT_EQ(t.chunk_bytes, sum("SELECT sum(length(body.bytes)) FROM chunk JOIN body USING(id)"));
    EXPECT_EQ(t.chunks, sum("SELECT count(*) FROM chunk"));
    EXPECT_EQ(t.sent_bytes, sum("SELECT sum(length(body.bytes)) FROM sent JOIN body USING(id)"));
    EXPECT_EQ(sum("SELECT count(*) FROM body"), sum("SELECT (SELECT count(*) FROM chunk) + (SELECT count(*) FROM sent)"));
    uint64_t segments = 0;
    for (const SegmentInfo& s : outbox->segments()) {
      const std::string where =
          " FROM segment WHERE priority=" + std::to_string(static_cast<int>(s.priority)) + " AND context=" + std::to_string(s.context_id);
      EXPECT_EQ(s.events, sum("SELECT sum(events)" + where));
      EXPECT_EQ(s.bytes, sum("SELECT sum(length(json))" + where));
      EXPECT_EQ(static_cast<uint64_t>(s.oldest_ms), sum("SELECT min(oldest_ms)" + where));
      segments++;
    }
    EXPECT_EQ(segments, sum("SELECT count(*) FROM (SELECT DISTINCT priority,context FROM segment)"));
    expect_the_same_chunks();
  }

  void expect_the_same_chunks() {
    std::vector<int64_t> seen;
    auto rows = database->statement("SELECT id,attempts,maybe_delivered FROM chunk ORDER BY priority,id");
    while (*rows.step()) {
      const auto chunk = outbox->next_chunk(seen);
      ASSERT_TRUE(chunk);
      EXPECT_EQ(chunk->id, rows.column_int(0));
      EXPECT_EQ(chunk->attempts, rows.column_int(1));
      EXPECT_EQ(chunk->maybe_delivered, rows.column_int(2) != 0);
      seen.push_back(chunk->id);
    }
    EXPECT_EQ(outbox->next_chunk(seen), std::nullopt);
  }

  uint64_t sum(const std::string& sql) { return static_cast<uint64_t>(number(sql.c_str())); }

  void random_operation(SeededRandom& random) {
    const auto priority = random.below(4) == 0 ? Priority::critical : Priority::normal;
    const auto context = static_cast<int64_t>(random.below(3)) + 1;
    const auto chunk = outbox->next_chunk({});
    const int64_t id = chunk ? chunk->id : 1;
    std::string json;
    uint32_t events = 0;
    int64_t oldest = 0;
    switch (random.below(10)) {
      case 0:
      case 1:
      case 2:
        add_row(priority, std::string(1 + random.below(3'000), 'r'), static_cast<uint32_t>(1 + random.below(50)),
                static_cast<int64_t>(1 + random.below(9'999)), context);
        break;
      case 3:
      case 4:
        add_chunk(priority, static_cast<uint32_t>(1 + random.below(100)), std::string(1 + random.below(20'000), 'c'), random.below(2) == 0, context);
        break;
      case 5: ASSERT_OK(outbox->take_segment(priority, context, json, events, oldest)); break;
      case 6: (void)outbox->mark_attempt(id, random.below(2) == 0); break;
      case 7: (void)outbox->acknowledge(id, static_cast<int64_t>(random.below(1'000))); break;
      case 8: (void)outbox->remove(id); break;
      default:
        if (random.below(20) == 0) ASSERT_OK(outbox->erase_all());
        ASSERT_OK(outbox->evict(random.below(30'000), {}));
    }
  }
};

TEST_F(OutboxPropertyTest, MemoryFollowsTheDatabase) {
  SeededRandom random(20'260'101);
  ASSERT_OK(database->execute("PRAGMA synchronous=OFF"));
  for (int round = 0; round < 400 && !HasFailure(); round++) {
    const OutboxTotals before = outbox->totals();
    ASSERT_OK(database->begin());
    for (uint64_t n = random.below(12); n > 0; n--) random_operation(random);
    if (random.below(3) == 0) {
      database->rollback();
      EXPECT_EQ(outbox->totals(), before);
    } else {
      ASSERT_OK(database->commit(Durability::normal));
    }
    expect_memory_equals_database();
    if (random.below(40) == 0) {
      const OutboxTotals kept = outbox->totals();
      reopen();
      EXPECT_EQ(outbox->totals(), kept);
      expect_memory_equals_database();
    }
  }
}

}  // namespace
}  // namespace docent::core
