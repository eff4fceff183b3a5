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

// A document of this version with one tip, one feature, and what else is given.
std::string document(int version, const std::string& members, const std::string& campaigns) {
  return R"({"schemaVersion":1,"product":"p","version":)" + std::to_string(version) +
         R"(,"locales":{"default":"en"},"catalogue":{"events":{"e":{}}},"features":[{"id":"export"}])" +
         R"(,"policies":{"service":{"refreshInterval":"PT10M"})" + members + R"(},"campaigns":[)" + campaigns + "]}";
}

TEST_F(WorkerTest, AnIdleClientObeysWithinOneRefreshInterval) {
  const std::string tip = R"({"id":"tip","type":"tip","triggers":[{"event":"e"}],"content":{"text":{"en":"Tip"}}})";
  const std::string banner =
      R"({"id":"incident","type":"banner","policy":"emergency","armedOnly":true,"dismissible":false,"content":{"text":{"en":"Export is off"}}})";
  std::string served = document(1, "", tip + "," + banner);
  options_.endpoint = "http://127.0.0.1:1";
  answer_ = [&](const HttpRequest& r) {
    return r.url.ends_with("/v1/strategy") ? scripted_status(200, served) : scripted_status(200, "{\"success\":true}");
  };
  open();
  settle();
  track("e");
  settle();
  const auto shown = runtime_->mailbox.poll();
  ASSERT_TRUE(shown.has_value());
  ASSERT_EQ(shown->campaign, "tip");
  RecordInput outcome;
  outcome.kind = RecordKind::outcome;
  outcome.id = shown->id;
  outcome.detail = static_cast<uint8_t>(Outcome::shown);
  ASSERT_EQ(runtime_->recorder->control(outcome, false), Code::ok);
  idle_for_ms(30 * 60'000);
  EXPECT_FALSE(runtime_->mailbox.poll().has_value());

  served = document(2, R"(,"emergency":[{"id":"plan","scope":"backend","armWhen":{"metric":"m","op":">","value":1},"armed":true,
    "standDownAfter":"PT1H","killSwitch":["export"],"shows":"incident"}])",
                    banner);
  idle_for_ms(10 * 60'000);
  EXPECT_FALSE(runtime_->switches.enabled("export"));
  const auto withdrawn = runtime_->mailbox.poll();
  ASSERT_TRUE(withdrawn.has_value());
  EXPECT_EQ(withdrawn->change, Change::withdraw);
  EXPECT_EQ(withdrawn->id, shown->id) << "it was pulled";
  const auto incident = runtime_->mailbox.poll();
  ASSERT_TRUE(incident.has_value());
  EXPECT_EQ(incident->campaign, "incident");

  served = document(3, "", banner);
  idle_for_ms(10 * 60'000);
  EXPECT_TRUE(runtime_->switches.enabled("export"));
  const auto over = runtime_->mailbox.poll();
  ASSERT_TRUE(over.has_value());
  EXPECT_EQ(over->change, Change::withdraw);
}

TEST_F(WorkerTest, ALowerVersionIsTakenWhenTheBackendRollsBack) {
  std::string served = document(7, "", "");
  std::vector<std::pair<std::string, std::string>> headers;
  options_.endpoint = "http://127.0.0.1:1";
  answer_ = [&](const HttpRequest& r) { return r.url.ends_with("/v1/strategy") ? scripted_status(200, served, headers) : scripted_status(503); };
  open();
  idle_for_ms(1'000);
  EXPECT_EQ(runtime_->engine->strategy_version(), 7u);
  served = document(5, "", "");
  idle_for_ms(20 * 60'000);
  EXPECT_EQ(runtime_->engine->strategy_version(), 7u) << "perhaps a cache that lags behind";
  headers = {{"docent-rollback-from", "6"}};
  idle_for_ms(20 * 60'000);
  EXPECT_EQ(runtime_->engine->strategy_version(), 7u) << "7 was published after that";
  headers = {{"docent-rollback-from", "7"}};
  idle_for_ms(20 * 60'000);
  EXPECT_EQ(runtime_->engine->strategy_version(), 5u);
  die();
  options_.strategy_json = document(7, "", "");  // the host still brings along what was taken back
  answer_ = [](const HttpRequest&) { return scripted_status(503); };
  open();
  EXPECT_EQ(runtime_->engine->strategy_version(), 5u);
  die();
  options_.strategy_json = document(8, "", "");
  open();
  EXPECT_EQ(runtime_->engine->strategy_version(), 8u) << "a newer application";
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
