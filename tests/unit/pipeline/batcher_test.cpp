#include "pipeline/batcher.h"

#include <gmock/gmock.h>
#include <libdeflate.h>

#include <algorithm>
#include <filesystem>
#include <numeric>

#include "base/random.h"
#include "model/limits.h"
#include "storage/chunk_text.h"
#include "support/temp_dir.h"

namespace docent::core {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class BatcherTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto opened = Database::open(dir / "docent.db");
    ASSERT_TRUE(opened.ok()) << opened.status().to_string();
    database = std::move(*opened);
    outbox = std::make_unique<Outbox>(*database);
    ASSERT_TRUE(outbox->load().ok());
    batcher = std::make_unique<Batcher>(*outbox);
    ASSERT_TRUE(batcher->set_context(R"({"app":1})").ok());
  }
  void TearDown() override {
    batcher.reset();
    outbox.reset();
    database.reset();
  }

  template <class Work>
  void commit(Work work) {
    ASSERT_TRUE(database->begin().ok());
    const Status done = work();
    ASSERT_TRUE(done.ok()) << done.to_string();
    ASSERT_TRUE(database->commit(Durability::normal).ok());
  }
  void add(uint32_t events, std::size_t event_bytes, Priority priority = Priority::normal, int64_t oldest_ms = 1'000) {
    commit([&] { return batcher->add(priority, make_events(events, event_bytes), events, oldest_ms); });
  }
  void seal(const SegmentInfo& segment) {
    commit([&] { return batcher->seal(segment); });
  }

  // Events are numbered, so that each can be found again.
  std::string make_events(uint32_t events, std::size_t event_bytes) {
    std::string json;
    for (uint32_t i = 0; i < events; i++) {
      std::string event = "{\"n\":" + std::to_string(made_++) + ",\"x\":\"";
      event.append(event_bytes > event.size() + 2 ? event_bytes - event.size() - 2 : 0, 'x').append("\"}");
      json.append(json.empty() ? "" : ",").append(event);
    }
    return json;
  }

  // Numbers of all events in chunks, in sending order, checking every chunk's header on the way.
  std::vector<int> delivered_numbers() {
    std::vector<int> numbers;
    std::vector<int64_t> seen;
    while (const auto chunk = outbox->next_chunk(seen)) {
      seen.push_back(chunk->id);
      const auto body = outbox->chunk_body(chunk->id);
      EXPECT_TRUE(body.ok());
      std::string text;
      const Status inflated = inflate_chunk(*body, chunk->raw_bytes, chunk->crc, text);
      EXPECT_TRUE(inflated.ok()) << inflated.to_string();
      EXPECT_TRUE(text.ends_with("}]}"));
      EXPECT_LE(text.size(), limits::max_chunk_bytes);
      EXPECT_LE(chunk->events, limits::max_chunk_events);
      uint32_t events = 0;
      std::string_view rest = text;
      for (auto e = next_event(rest); !e.empty(); e = next_event(rest), events++) numbers.push_back(std::stoi(std::string(e.substr(5))));
      EXPECT_EQ(events, chunk->events);
      EXPECT_EQ(rest, chunk_end);
    }
    return numbers;
  }

  void seal_everything() {
    while (const auto segment = batcher->due(0, INT64_MAX, true)) seal(*segment);
  }

  docent::test::TempDir dir{docent::test::TempDir::memory()};
  std::unique_ptr<Database> database;
  std::unique_ptr<Outbox> outbox;
  std::unique_ptr<Batcher> batcher;
  int made_ = 0;
};

TEST_F(BatcherTest, AFewEventsGoToTheOpenSegment) {
  add(3, 100);
  EXPECT_EQ(outbox->totals().chunks, 0u);
  EXPECT_EQ(outbox->totals().segment_events, 3u);
  EXPECT_EQ(batcher->oldest_ms(), 1'000);
  add(1, 100, Priority::critical, 500);
  EXPECT_EQ(batcher->oldest_ms(), 500);
}

TEST_F(BatcherTest, ATurnWithoutEventsChangesNothing) {
  commit([&] { return batcher->add(Priority::normal, "", 0, 0); });
  EXPECT_EQ(outbox->totals(), OutboxTotals{});
  EXPECT_EQ(batcher->oldest_ms(), INT64_MAX);
}

TEST_F(BatcherTest, AFullBatchSkipsTheSegment) {
  add(1'200, 300);
  EXPECT_EQ(outbox->totals().segment_events, 0u);
  EXPECT_EQ(outbox->totals().chunks, 1u);
  const auto chunk = outbox->next_chunk({});
  EXPECT_EQ(chunk->events, 1'200u);
  EXPECT_EQ(chunk->oldest_ms, 1'000);
  EXPECT_EQ(*outbox->context_json(chunk->context_id), R"({"app":1})");
  EXPECT_THAT(delivered_numbers(), SizeIs(1'200));
}

TEST_F(BatcherTest, WhatIsTooMuchForOneChunkStaysForTheNext) {
  add(2'000, 300);                         // 602,000 bytes
  EXPECT_EQ(outbox->totals().chunks, 1u);  // never more than one a turn
  EXPECT_EQ(outbox->totals().chunk_events + outbox->totals().segment_events, 2'000u);
  EXPECT_GT(outbox->totals().chunk_events, 1'490u);
  seal_everything();
  EXPECT_THAT(delivered_numbers(), SizeIs(2'000));
}

TEST_F(BatcherTest, SmallEventsAreLimitedByTheirNumber) {
  add(2'600, 20);
  EXPECT_EQ(outbox->totals().chunk_events, limits::max_chunk_events);
  EXPECT_EQ(outbox->totals().segment_events, 100u);
}

TEST_F(BatcherTest, AHugeTurnMakesOneChunkAndRowsThatFit) {
  add(6'000, 300);
  EXPECT_EQ(outbox->totals().chunks, 1u);
  seal_everything();
  std::vector<int> expected(6'000);
  std::iota(expected.begin(), expected.end(), 0);
  EXPECT_EQ(delivered_numbers(), expected);
}

TEST_F(BatcherTest, AnEventAloneMayBeAsLargeAsAnEventMayBe) {
  add(1, limits::max_event_bytes);
  seal_everything();
  EXPECT_THAT(delivered_numbers(), ElementsAre(0));
}

// --- when a segment is sealed ---

TEST_F(BatcherTest, AYoungSegmentIsNotDue) {
  add(3, 100);
  EXPECT_EQ(batcher->due(1'000, 30'000, false), std::nullopt);
  EXPECT_EQ(batcher->due(30'999, 30'000, false), std::nullopt);
}

TEST_F(BatcherTest, AnOldSegmentIsDueUnlessNothingMayBeUploaded) {
  add(3, 100);
  EXPECT_TRUE(batcher->due(31'000, 30'000, false));
  EXPECT_EQ(batcher->due(INT64_MAX, INT64_MAX, false), std::nullopt);
}

TEST_F(BatcherTest, ASegmentFromTheFutureIsDue) {
  add(3, 100, Priority::normal, 5'000'000);
  EXPECT_TRUE(batcher->due(1'000, 30'000, false));
  EXPECT_EQ(batcher->due(1'000, INT64_MAX, false), std::nullopt);
}

TEST_F(BatcherTest, AFullSegmentIsDueByBytesAndByCount) {
  for (int i = 0; i < 15; i++) add(100, 299);
  EXPECT_EQ(batcher->due(1'000, INT64_MAX, false), std::nullopt);
  add(10, 299);
  const auto by_bytes = batcher->due(1'000, INT64_MAX, false);
  ASSERT_TRUE(by_bytes);
  seal(*by_bytes);
  EXPECT_EQ(batcher->due(1'000, INT64_MAX, false), std::nullopt);
  seal_everything();
  for (int i = 0; i < 25; i++) add(100, 20);
  EXPECT_TRUE(batcher->due(1'000, INT64_MAX, false));
}

TEST_F(BatcherTest, ASegmentOfAnotherContextIsDueAtOnce) {
  add(3, 100);
  ASSERT_TRUE(batcher->set_context(R"({"app":2})").ok());
  EXPECT_EQ(batcher->due(1'000, INT64_MAX, false), std::nullopt);  // nothing came under the new one yet
  add(2, 100);
  const auto due = batcher->due(1'000, INT64_MAX, false);
  ASSERT_TRUE(due);
  EXPECT_EQ(due->events, 3u);
  seal(*due);
  EXPECT_EQ(*outbox->context_json(outbox->next_chunk({})->context_id), R"({"app":1})");
  EXPECT_EQ(batcher->due(1'000, INT64_MAX, false), std::nullopt);
}

TEST_F(BatcherTest, CriticalSegmentsGoFirst) {
  add(3, 100, Priority::normal, 1'000);
  add(1, 100, Priority::critical, 2'000);
  EXPECT_EQ(batcher->due(0, 0, true)->priority, Priority::critical);
}

TEST_F(BatcherTest, SealingWhatIsGoneDoesNothing) {
  commit([&] { return batcher->seal({Priority::normal, 1, 5, 100, 0}); });
  EXPECT_EQ(outbox->totals(), OutboxTotals{});
}

// --- failures ---

TEST_F(BatcherTest, ARollbackLosesNoEvent) {
  add(10, 100);
  const OutboxTotals before = outbox->totals();
  ASSERT_TRUE(database->begin().ok());
  ASSERT_TRUE(batcher->add(Priority::normal, make_events(2'000, 300), 2'000, 0).ok());
  ASSERT_TRUE(batcher->seal(*batcher->due(0, 0, true)).ok());
  database->rollback();
  batcher->discard();
  EXPECT_EQ(outbox->totals(), before);
  made_ = 10;
  add(5, 100);
  seal_everything();
  EXPECT_THAT(delivered_numbers(), ElementsAre(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14));
}

TEST_F(BatcherTest, AContextThatWasRolledBackIsStoredWithTheNextEvents) {
  ASSERT_TRUE(database->begin().ok());
  ASSERT_TRUE(batcher->add(Priority::normal, "{}", 1, 0).ok());
  database->rollback();
  add(1, 100);
  seal_everything();
  EXPECT_EQ(*outbox->context_json(outbox->next_chunk({})->context_id), R"({"app":1})");
}

TEST_F(BatcherTest, AContextThatWasErasedIsStoredWithTheNextEvents) {
  add(1, 100);
  commit([&] { return outbox->erase_all().status(); });
  EXPECT_EQ(batcher->due(0, 0, true), std::nullopt);
  add(1, 100);
  seal_everything();
  EXPECT_EQ(*outbox->context_json(outbox->next_chunk({})->context_id), R"({"app":1})");
}

TEST_F(BatcherTest, WithoutMemoryForTheCompressorEventsWaitInTheSegment) {
  static bool allocation_fails = true;
  libdeflate_set_memory_allocator([](std::size_t n) { return allocation_fails ? nullptr : std::malloc(n); }, std::free);
  allocation_fails = true;
  add(1'200, 300);
  EXPECT_EQ(outbox->totals().chunks, 0u);
  EXPECT_EQ(outbox->totals().segment_events, 1'200u);
  ASSERT_TRUE(database->begin().ok());
  EXPECT_EQ(batcher->seal(*batcher->due(0, 0, true)).code(), Code::no_memory);
  database->rollback();
  EXPECT_EQ(outbox->totals().segment_events, 1'200u);
  allocation_fails = false;
  seal_everything();
  EXPECT_THAT(delivered_numbers(), SizeIs(1'200));
}

TEST_F(BatcherTest, RefusesAContextThatLeavesNoRoom) {
  EXPECT_EQ(batcher->set_context(std::string(limits::max_context_bytes + 1, 'x')).code(), Code::too_large);
  add(1, 100);
  EXPECT_EQ(*outbox->context_json(outbox->segments().at(0).context_id), R"({"app":1})");
}

TEST_F(BatcherTest, TextThatIsNoListOfEventsStillMakesProgress) {
  commit([&] { return batcher->add(Priority::normal, std::string(600'000, '?'), 3, 0); });
  EXPECT_EQ(outbox->totals().chunk_events + outbox->totals().segment_events, 3u);
}

// Whatever turns bring, every event ends in exactly one chunk, in order within its priority.
TEST_F(BatcherTest, EveryEventEndsInExactlyOneChunk) {
  SeededRandom random(4);
  uint32_t total = 0;
  for (int turn = 0; turn < 60; turn++) {
    const auto events = static_cast<uint32_t>(1 + random.below(random.below(4) == 0 ? 2'000 : 200));
    add(events, 20 + random.below(400));
    total += events;
    if (const auto due = batcher->due(1'000, INT64_MAX, random.below(10) == 0)) seal(*due);
  }
  seal_everything();
  std::vector<int> numbers = delivered_numbers();
  EXPECT_EQ(numbers.size(), total);
  std::sort(numbers.begin(), numbers.end());
  EXPECT_EQ(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

}  // namespace
}  // namespace docent::core
