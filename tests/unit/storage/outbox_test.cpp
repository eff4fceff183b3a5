#include "storage/outbox.h"

#include <gmock/gmock.h>

#include "model/limits.h"
#include "outbox_fixture.h"

namespace docent::core {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class OutboxTest : public test::OutboxFixture {
 protected:
  std::string taken;
  uint32_t taken_events = 0;
  int64_t taken_oldest = 0;
  void take(Priority priority = Priority::normal, int64_t context = 1) {
    ASSERT_OK(outbox->take_segment(priority, context, taken, taken_events, taken_oldest));
  }
};

// --- contexts ---

TEST_F(OutboxTest, AContextHasOneIdAndIsFoundAgain) {
  int64_t a = 0;
  commit([&] {
    a = *outbox->context_id(R"({"app":1})");
    EXPECT_EQ(*outbox->context_id(R"({"app":1})"), a);
    EXPECT_NE(*outbox->context_id(R"({"app":2})"), a);
    EXPECT_EQ(*outbox->context_id(R"({"app":1})"), a);
    add_row(Priority::normal, "{}", 1, 0, a);
  });
  reopen();
  EXPECT_EQ(*outbox->context_json(a), R"({"app":1})");
  commit([&] { EXPECT_EQ(*outbox->context_id(R"({"app":1})"), a); });
  EXPECT_EQ(outbox->context_json(77).status().code(), Code::not_found);
}

TEST_F(OutboxTest, AContextThatWasRolledBackIsStoredAgain) {
  ASSERT_OK(database->begin());
  ASSERT_OK(outbox->context_id("{}"));
  database->rollback();
  int64_t id = 0;
  commit([&] { id = *outbox->context_id("{}"); });
  EXPECT_EQ(*outbox->context_json(id), "{}");
}

TEST_F(OutboxTest, ContextsWithoutEventsAreDroppedByLoad) {
  commit([&] { ASSERT_OK(outbox->context_id("{}")); });
  reopen();
  EXPECT_EQ(number("SELECT count(*) FROM context"), 0);
}

// --- the open segment ---

TEST_F(OutboxTest, RowsOfASegmentComeBackJoinedInOrder) {
  commit([&] {
    add_row(Priority::normal, "{1}", 1, 300);
    add_row(Priority::normal, "{2},{3}", 2, 100);
    add_row(Priority::critical, "{c}", 1, 50);
    add_row(Priority::normal, "{x}", 1, 200, 2);
  });
  EXPECT_THAT(outbox->segments(), ElementsAre(SegmentInfo{Priority::critical, 1, 1, 3, 50}, SegmentInfo{Priority::normal, 1, 3, 10, 100},
                                              SegmentInfo{Priority::normal, 2, 1, 3, 200}));
  EXPECT_EQ(outbox->totals().segment_events, 5u);
  EXPECT_EQ(outbox->totals().segment_bytes, 16u);
  reopen();
  commit([&] { take(); });
  EXPECT_EQ(taken, "{1},{2},{3}");
  EXPECT_EQ(taken_events, 3u);
  EXPECT_EQ(taken_oldest, 100);
  EXPECT_EQ(outbox->segments().size(), 2u);
  EXPECT_EQ(outbox->totals().segment_events, 2u);
}

TEST_F(OutboxTest, TakingFromNothingGivesNothing) {
  commit([&] { take(); });
  EXPECT_EQ(taken, "");
  EXPECT_EQ(taken_events, 0u);
}

TEST_F(OutboxTest, TakesNoMoreThanAChunkAndKeepsTheRest) {
  const std::string row = "{" + std::string(199'998, 'x') + "}";
  commit([&] {
    for (int i = 0; i < 3; i++) add_row(Priority::normal, row, 1, 100 + i);
  });
  commit([&] { take(); });
  EXPECT_EQ(taken.size(), 2 * row.size() + 1);
  EXPECT_THAT(outbox->segments(), ElementsAre(SegmentInfo{Priority::normal, 1, 1, row.size(), 102}));
  commit([&] { take(); });
  EXPECT_EQ(taken, row);
  EXPECT_THAT(outbox->segments(), IsEmpty());
}

TEST_F(OutboxTest, TakesNoMoreEventsThanAChunkMayHaveButAtLeastOneRow) {
  commit([&] {
    add_row(Priority::normal, "{a}", limits::max_chunk_events + 5);
    add_row(Priority::normal, "{b}", limits::max_chunk_events);
    add_row(Priority::normal, "{c}", 1);
    take();
    EXPECT_EQ(taken, "{a}");
    take();
    EXPECT_EQ(taken, "{b}");
    take();
    EXPECT_EQ(taken, "{c}");
  });
}

// --- chunks ---

TEST_F(OutboxTest, ChunksAreSentByPriorityThenAge) {
  int64_t n1 = 0, n2 = 0, c1 = 0;
  commit([&] {
    n1 = add_chunk(Priority::normal, 5, "body-1");
    n2 = add_chunk(Priority::normal, 6, "body-2");
    c1 = add_chunk(Priority::critical, 1, "body-3");
  });
  EXPECT_EQ(next_id(), c1);
  EXPECT_EQ(next_id({c1}), n1);
  EXPECT_EQ(next_id({n1, c1}), n2);
  EXPECT_EQ(next_id({n1, c1, n2}), 0);
  EXPECT_EQ(*outbox->chunk_body(n2), "body-2");
  EXPECT_EQ(outbox->find_chunk(n2)->events, 6u);
  EXPECT_EQ(outbox->find_chunk(99), std::nullopt);
}

TEST_F(OutboxTest, AChunkComesBackAsItWasStored) {
  Chunk c{0, Priority::critical, 3, 2'500, 450'000, 0xfedcba98, 1'795'422'000'123, 4, true, 0};
  commit([&] { c.id = *outbox->insert_chunk(c, std::string(70'000, 'b')); });
  c.stored_bytes = 70'000;
  EXPECT_EQ(outbox->find_chunk(c.id), c);
  reopen();
  EXPECT_EQ(outbox->find_chunk(c.id), c);
  EXPECT_EQ(outbox->chunk_body(c.id)->size(), 70'000u);
}

TEST_F(OutboxTest, AttemptsAndDoubtAreRemembered) {
  int64_t id = 0;
  commit([&] { id = add_chunk(Priority::normal, 5, "b"); });
  commit([&] { ASSERT_OK(outbox->mark_attempt(id, true)); });
  commit([&] { ASSERT_OK(outbox->mark_attempt(id, false)); });
  reopen();
  EXPECT_EQ(outbox->find_chunk(id)->attempts, 2u);
  EXPECT_TRUE(outbox->find_chunk(id)->maybe_delivered);
}

TEST_F(OutboxTest, WhatIsGoneIsNotFoundAndNothingChanges) {
  int64_t id = 0;
  commit([&] { id = add_chunk(Priority::normal, 5, "b"); });
  commit([&] { ASSERT_OK(outbox->remove(id)); });
  commit([&] {
    EXPECT_EQ(outbox->remove(id).code(), Code::not_found);
    EXPECT_EQ(outbox->acknowledge(id, 1).code(), Code::not_found);
    EXPECT_EQ(outbox->mark_attempt(id, true).code(), Code::not_found);
  });
  EXPECT_EQ(outbox->chunk_body(id).status().code(), Code::not_found);
  EXPECT_EQ(outbox->totals(), OutboxTotals{});
  EXPECT_EQ(number("SELECT count(*) FROM body"), 0);
}

TEST_F(OutboxTest, IdsAreNotUsedTwiceWhileOpen) {
  int64_t first = 0, second = 0;
  commit([&] { first = add_chunk(Priority::normal, 1, "b"); });
  commit([&] { ASSERT_OK(outbox->remove(first)); });
  commit([&] { second = add_chunk(Priority::normal, 1, "b"); });
  EXPECT_GT(second, first);
  ASSERT_OK(database->begin());
  const int64_t third = add_chunk(Priority::normal, 1, "b");
  database->rollback();
  commit([&] { EXPECT_GT(add_chunk(Priority::normal, 1, "b"), third); });
}

TEST_F(OutboxTest, ChangesNeedATransactionAndLoadingNone) {
  EXPECT_EQ(outbox->append({Priority::normal, 1, 1, 0, "{}"}).code(), Code::internal);
  EXPECT_EQ(outbox->insert_chunk({}, "b").status().code(), Code::internal);
  EXPECT_EQ(outbox->evict(1, {}).status().code(), Code::internal);
  EXPECT_EQ(outbox->erase_all().status().code(), Code::internal);
  EXPECT_EQ(outbox->context_id("{}").status().code(), Code::internal);
  ASSERT_OK(database->begin());
  EXPECT_EQ(outbox->load().code(), Code::internal);
  database->rollback();
}

// --- sent ones ---

TEST_F(OutboxTest, ADeliveredChunkIsKeptForTheRecord) {
  int64_t id = 0;
  commit([&] { id = add_chunk(Priority::normal, 5, "body"); });
  commit([&] { ASSERT_OK(outbox->acknowledge(id, 1'000)); });
  EXPECT_EQ(next_id(), 0);
  EXPECT_EQ(outbox->totals(), (OutboxTotals{0, 0, 0, 0, 0, 4}));
  reopen();
  EXPECT_EQ(outbox->totals().sent_bytes, 4u);
  EXPECT_EQ(number("SELECT count(*) FROM body"), 1);
  commit([&] { EXPECT_GT(add_chunk(Priority::normal, 1, "b"), id); });
}

TEST_F(OutboxTest, SentOnesAreBoundedByBytes) {
  const std::string body(limits::max_sent_bytes / 4 + 1, 'b');
  for (int i = 0; i < 6; i++) {
    int64_t id = 0;
    commit([&] { id = add_chunk(Priority::normal, 1, body); });
    commit([&] { ASSERT_OK(outbox->acknowledge(id, 1'000)); });
  }
  EXPECT_LE(outbox->totals().sent_bytes, limits::max_sent_bytes);
  EXPECT_EQ(number("SELECT group_concat(id) FROM (SELECT id FROM sent ORDER BY id)"), 4);  // 4,5,6: the newest
  EXPECT_EQ(number("SELECT count(*) FROM body"), 3);
}

TEST_F(OutboxTest, SentOnesAreBoundedByAge) {
  int64_t a = 0, b = 0;
  commit([&] {
    a = add_chunk(Priority::normal, 1, "aa");
    b = add_chunk(Priority::normal, 1, "bb");
  });
  commit([&] { ASSERT_OK(outbox->acknowledge(a, 1'000)); });
  commit([&] { ASSERT_OK(outbox->acknowledge(b, 1'000 + limits::max_sent_age_ms)); });
  EXPECT_EQ(outbox->totals().sent_bytes, 4u);
  commit([&] { a = add_chunk(Priority::normal, 1, "cc"); });
  commit([&] { ASSERT_OK(outbox->acknowledge(a, 1'001 + limits::max_sent_age_ms)); });
  EXPECT_EQ(outbox->totals().sent_bytes, 4u);
  EXPECT_EQ(number("SELECT min(id) FROM sent"), b);
}

// --- eviction ---

TEST_F(OutboxTest, EvictsSentThenNormalThenCriticalOldestFirst) {
  int64_t sent = 0, n1 = 0, n2 = 0, c1 = 0;
  commit([&] {
    sent = add_chunk(Priority::critical, 1, std::string(100, 's'));
    n1 = add_chunk(Priority::normal, 10, std::string(100, '1'));
    n2 = add_chunk(Priority::normal, 20, std::string(100, '2'), true);
    c1 = add_chunk(Priority::critical, 40, std::string(100, 'c'));
    add_row(Priority::normal, std::string(100, 'r'), 80);
    add_row(Priority::critical, std::string(100, 'k'), 160);
    ASSERT_OK(outbox->acknowledge(sent, 1));
  });
  struct Step {
    uint64_t events, maybe;
  };
  // One hundred bytes at a time.
  for (const Step want : {Step{0, 0}, Step{10, 10}, Step{20, 20}, Step{80, 0}, Step{40, 0}, Step{160, 0}, Step{0, 0}}) {
    commit([&] {
      const auto evicted = outbox->evict(100, {n1});
      ASSERT_OK(evicted);
      EXPECT_EQ(evicted->events, want.events);
      EXPECT_EQ(evicted->maybe_delivered, want.maybe);
      EXPECT_EQ(evicted->bytes, outbox->totals() == OutboxTotals{} && want.events == 0 ? 0u : 100u);
    });
  }
  EXPECT_EQ(outbox->totals(), OutboxTotals{});
  EXPECT_EQ(number("SELECT (SELECT count(*) FROM body) + (SELECT count(*) FROM segment) + (SELECT count(*) FROM chunk)"), 0);
}

TEST_F(OutboxTest, EvictsAsMuchAsAskedForInOneGo) {
  commit([&] {
    for (int i = 0; i < 10; i++) add_chunk(Priority::normal, 1, std::string(100, 'x'));
  });
  commit([&] {
    const auto evicted = outbox->evict(250, {});
    ASSERT_OK(evicted);
    EXPECT_EQ(evicted->events, 3u);
    EXPECT_EQ(evicted->bytes, 300u);
  });
  EXPECT_EQ(outbox->totals().chunks, 7u);
}

TEST_F(OutboxTest, ErasesEverythingAndTellsWhatWasPending) {
  int64_t busy = 0, sent = 0;
  commit([&] {
    ASSERT_OK(outbox->context_id(R"({"who":"me"})"));
    sent = add_chunk(Priority::normal, 100, "sent");
    ASSERT_OK(outbox->acknowledge(sent, 1));
    add_chunk(Priority::normal, 1, "a");
    add_chunk(Priority::normal, 2, "b", true);
    busy = add_chunk(Priority::critical, 4, "c");
    add_row(Priority::normal, "{}", 8);
  });
  commit([&] {
    const auto erased = outbox->erase_all({busy});
    ASSERT_OK(erased);
    EXPECT_EQ(erased->events, 15u);
    EXPECT_EQ(erased->maybe_delivered, 6u);
  });
  EXPECT_EQ(outbox->totals(), OutboxTotals{});
  EXPECT_THAT(outbox->segments(), IsEmpty());
  EXPECT_EQ(next_id(), 0);
  for (const char* table : {"segment", "chunk", "sent", "body", "context"})
    EXPECT_EQ(number(("SELECT count(*) FROM " + std::string(table)).c_str()), 0);
  commit([&] {
    const auto context = outbox->context_id(R"({"who":"me"})");
    ASSERT_OK(context);
    EXPECT_EQ(*outbox->context_json(*context), R"({"who":"me"})");
  });
}

TEST_F(OutboxTest, ARolledBackErasureRestoresEverything) {
  int64_t id = 0;
  commit([&] {
    id = add_chunk(Priority::normal, 3, "abc");
    add_row(Priority::critical, "{}", 2, 7);
  });
  const OutboxTotals before = outbox->totals();
  ASSERT_OK(database->begin());
  ASSERT_OK(outbox->erase_all());
  add_chunk(Priority::critical, 9, "new");
  database->rollback();
  EXPECT_EQ(outbox->totals(), before);
  EXPECT_EQ(next_id(), id);
  EXPECT_THAT(outbox->segments(), ElementsAre(SegmentInfo{Priority::critical, 1, 2, 2, 7}));
  EXPECT_EQ(*outbox->chunk_body(id), "abc");
}

}  // namespace
}  // namespace docent::core
