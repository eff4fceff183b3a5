#include "client/worker.h"

#include "rig.h"

namespace docent::core::test {
namespace {

class WorkerTest : public ClientRig {};

TEST_F(WorkerTest, AnEventIsCommittedThenDurableWithinASecond) {
  open();
  track("x");
  settle();
  EXPECT_EQ(runtime_->ledger->accepted(), 1u);
  EXPECT_FALSE(runtime_->database->durable()) << "a fresh event is not worth a sync of its own";
  clock_->advance_ms(600);
  settle();
  EXPECT_TRUE(runtime_->database->durable());
}

TEST_F(WorkerTest, UploadsAfterTheFlushIntervalAndNotBefore) {
  options_.endpoint = "http://127.0.0.1:1";
  open();
  track("x");
  settle();
  EXPECT_EQ(batches_, 0);
  clock_->advance_ms(options_.flush_interval_ms - 1000);
  settle();
  EXPECT_EQ(batches_, 0);
  clock_->advance_ms(1500);
  settle();
  EXPECT_EQ(batches_, 1);
  clock_->advance_ms(limits::ack_group_ms + 1);
  settle();
  EXPECT_EQ(ledger()["delivered"].as_int(), 1);
  EXPECT_EQ(ledger()["pending"].as_int(), 0);
}

TEST_F(WorkerTest, WithoutConsentNothingIsSentHoweverLong) {
  options_.endpoint = "http://127.0.0.1:1";
  options_.consent.reset();
  open();
  track("x");
  for (int hour = 0; hour < 48; hour++) {
    clock_->advance_ms(3'600'000);
    settle();
  }
  EXPECT_EQ(batches_, 0);
  ASSERT_EQ(runtime_->recorder->decide_consent(Consent::from_bits(1)), Code::ok);
  settle();
  EXPECT_EQ(batches_, 1) << "the grant releases what was held";
}

TEST_F(WorkerTest, DeadJournalIsReplayedOnceWithTheSameIds) {
  open();
  track("one");
  settle();
  track("two");
  die();
  open();
  settle();
  EXPECT_EQ(ledger()["accepted"].as_int(), 2);
  die();
  open();
  EXPECT_EQ(ledger()["accepted"].as_int(), 2) << "the replayed journal is gone";
}

TEST_F(WorkerTest, ARecordThatKeepsCrashingIsQuarantinedAndTheRestGoesOn) {
  open();
  track("good");
  track("poison");
  track("also_good");
  // The process died twice while the second record was at work: what the header says then.
  uint64_t poison = 0;
  std::span<const std::byte> payload;
  ASSERT_EQ(runtime_->ring->next(poison, payload, false), Ring::Next::record);
  for (uint32_t i = 0; i < limits::crashes_before_quarantine; i++) runtime_->ring->begin_attempt(poison);
  die();
  open();
  settle();
  EXPECT_EQ(ledger()["accepted"].as_int(), 3);
  EXPECT_EQ(ledger()["dropped"]["quarantined"].as_int(), 1);
  EXPECT_EQ(ledger()["pending"].as_int(), 2);
}

TEST_F(WorkerTest, AfterThreeCrashedStartsTheRunIsOffAndLosesNothing) {
  open();
  track("x");
  runtime_->ring->set_crashed_starts(limits::crashes_before_disable);
  die();
  open();
  RecordInput input;
  input.name = "y";
  EXPECT_EQ(runtime_->recorder->event(input), Code::disabled);
  die();
  open();
  EXPECT_EQ(ledger()["accepted"].as_int(), 1) << "the next start tries again";
}

TEST_F(WorkerTest, AFetchedStrategyIsAdoptedAndABadOneIsNot) {
  const char* good = R"({"schemaVersion":1,"product":"p","version":4,"locales":{"default":"en","required":["en"]},
    "catalogue":{"events":{},"attributes":{},"anchors":[]},"features":[],"segments":[],"policies":{"state":"ENABLED"},"campaigns":[]})";
  std::string served = good;
  options_.endpoint = "http://127.0.0.1:1";
  answer_ = [&](const HttpRequest& r) {
    return r.url.ends_with("/v1/strategy") ? scripted_status(200, served, {{"etag", "\"4\""}}) : scripted_status(503);
  };
  open();
  settle();
  EXPECT_EQ(runtime_->engine->strategy_version(), 4u);
  served = R"({"schemaVersion":1,"version":5})";
  for (int i = 0; i < 10; i++) {
    clock_->advance_ms(limits::default_refresh_interval_ms);
    settle();
  }
  EXPECT_EQ(runtime_->engine->strategy_version(), 4u);
  die();
  answer_ = [](const HttpRequest&) { return scripted_status(503); };
  open();
  EXPECT_EQ(runtime_->engine->strategy_version(), 4u) << "the last good one is kept on disk";
}

TEST_F(WorkerTest, TheCapHoldsAndEvictionIsCounted) {
  options_.max_disk_bytes = limits::min_disk_bytes;
  open();
  for (int i = 0; i < 40'000; i++) {
    RecordInput input;
    const std::string text = std::to_string(i * 2654435761u) + std::string(300, static_cast<char>('a' + i % 26)) + std::to_string(i * 40503u);
    PropertyView p;
    p.key = "k";
    p.type = PropertyType::string;
    p.text = text;
    input.name = "filler";
    input.properties = std::span(&p, 1);
    while (runtime_->recorder->event(input) == Code::queue_full) settle();
    if (i % 500 == 0) {
      clock_->advance_ms(10);
      settle();
      EXPECT_LE(runtime_->database->bytes_on_disk() + runtime_->ring->capacity(), options_.max_disk_bytes + limits::max_chunk_bytes) << i;
    }
  }
  settle();
  const Value l = ledger();
  EXPECT_EQ(l["accepted"].as_int(), 40'000);
  EXPECT_GT(l["dropped"]["evicted"].as_int(), 0);
  EXPECT_EQ(l["accepted"].as_int(), l["pending"].as_int() + l["dropped"]["evicted"].as_int());
}

TEST_F(WorkerTest, CriticalEventsGoFirst) {
  options_.endpoint = "http://127.0.0.1:1";
  std::vector<std::size_t> sizes;
  answer_ = [&](const HttpRequest& r) {
    if (r.url.ends_with("/v1/batch")) sizes.push_back(r.body.size());
    return scripted_status(200, "{\"success\":true}");
  };
  open();
  for (int i = 0; i < 200; i++) track("ordinary");
  track("important", true);
  settle();
  clock_->advance_ms(options_.flush_interval_ms + 1000);
  settle();
  ASSERT_EQ(sizes.size(), 2u);
  EXPECT_LT(sizes[0], sizes[1]) << "the small chunk with the critical event was sent first";
}

}  // namespace
}  // namespace docent::core::test
