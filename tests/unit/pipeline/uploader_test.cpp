// What is sent, and when: envelope, order, grouping, outages, restarts, permission, a refusing disk. Refusals have a file of their own.
#include "pipeline/uploader.h"

#include <sqlite3.h>

#include "base/rfc3339.h"
#include "delivery_fixture.h"
#include "model/limits.h"

namespace docent::core {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

using UploaderTest = Delivery;

TEST_F(UploaderTest, SendsOneGzipMemberWithEnvelopeAndAuthorisation) {
  add_chunk(3);
  run_for(1'000);
  ASSERT_EQ(backend.batches.size(), 1u);
  const Value& envelope = backend.batches[0].envelope;
  EXPECT_EQ(backend.batches[0].ids, (std::vector<std::string>{event_id(0), event_id(1), event_id(2)}));
  EXPECT_EQ(parse_rfc3339(envelope["sentAt"].as_string()), ManualClock().wall_ms());
  EXPECT_EQ(envelope["context"]["app"]["name"].as_string(), "notes");
  EXPECT_EQ(envelope["ledger"]["accepted"].as_int(), 3);
  EXPECT_EQ(envelope["ledger"]["pending"].as_int(), 3);
  EXPECT_EQ(last_request.method, "POST");
  EXPECT_EQ(last_request.url, "https://docent.example.com/v1/batch");
  const std::map<std::string, std::string> headers(last_request.headers.begin(), last_request.headers.end());
  EXPECT_EQ(headers.at("Authorization"), "Basic a2V5Og==");
  EXPECT_EQ(headers.at("Content-Encoding"), "gzip");
  EXPECT_EQ(headers.at("Content-Type"), "application/json");
  EXPECT_EQ(headers.at("User-Agent"), "docent/1.2.3");
  EXPECT_EQ(uploader->announced_strategy_version(), 7u);
  EXPECT_EQ(uploader->stats().requests, 1u);
  EXPECT_GT(uploader->stats().bytes_sent, 0u);
  expect_all_delivered();
}

TEST_F(UploaderTest, SendsCriticalFirstAndFourAtOnce) {
  for (int i = 0; i < 8; i++) add_chunk(1);
  const uint64_t urgent = add_chunk(1, Priority::critical);
  ASSERT_TRUE(uploader->pump(0).ok());
  EXPECT_EQ(http->in_flight(), limits::max_requests_in_flight);
  EXPECT_EQ(backend.batches.at(0).ids.at(0), event_id(urgent));
  EXPECT_EQ(backend.batches.at(1).ids.at(0), event_id(0));
  EXPECT_EQ(uploader->busy_chunks().size(), 4u);
  EXPECT_EQ(uploader->state(), DeliveryState::active);
  run_for(1'000);
  expect_all_delivered();
}

TEST_F(UploaderTest, AcknowledgementsAreGrouped) {
  for (int i = 0; i < 40; i++) add_chunk(1);
  std::vector<HttpReply> replies;
  std::size_t most = 0;
  int commits = 0;
  uint64_t before = ledger->delivered();
  for (int i = 0; i < 200 && outbox->totals().chunks > 0; i++) {
    ASSERT_TRUE(uploader->pump(0).ok());
    if (ledger->delivered() != before) commits++, before = ledger->delivered();
    http->wait(1, {}, replies);
    uploader->on_replies(replies);
    most = std::max(most, uploader->busy_chunks().size());
  }
  EXPECT_LE(commits, 5);
  EXPECT_LE(most, limits::ack_group_count + 2 * limits::max_requests_in_flight);
  EXPECT_FALSE(uploader->acknowledging());
  expect_all_delivered();
}

TEST_F(UploaderTest, AcknowledgementsDoNotWaitLongerThanTheirGroupTime) {
  add_chunk(1);
  add_chunk(1);
  int n = 0;
  script = [&](const Batch& batch) {
    auto reply = backend.store(batch);
    reply.delay_ms = n++ == 0 ? 1 : 5'000;  // the second keeps the line busy
    return reply;
  };
  run_for(1 + limits::ack_group_ms + 1);
  EXPECT_EQ(ledger->delivered(), 1u);
  EXPECT_EQ(http->in_flight(), 1u);
}

TEST_F(UploaderTest, EverySuccessFormCounts) {
  for (const auto& reply : {scripted_status(200, "{\"success\":true}"), scripted_status(201, "{}"), scripted_status(202, " {\"anything\":[1]} "),
                            scripted_status(204), scripted_status(200, "{\"success\":true,\"accepted\":7,\"duplicates\":3,\"rejected\":[]}")}) {
    answer_always(reply);
    add_chunk(10);
    run_for(500);
    EXPECT_EQ(ledger->delivered(), next_event) << reply.reply.body;
  }
  EXPECT_EQ(uploader->stats().requests, 5u);
}

TEST_F(UploaderTest, UnclearSuccessesAreTriedAgainAndMarked) {
  for (const auto& reply :
       {scripted_status(200, "<html><body>Please log in</body></html>"), scripted_status(200), scripted_status(200, "{\"success\":tr"),
        scripted_status(200, "{\"success\":false}"), scripted_status(200, "\"ok\""), scripted_status(200, "[]"), scripted_status(206, "{}"),
        scripted_status(200, "{\"success\":true,\"accepted\":9,\"duplicates\":0}"), scripted_status(203, "{}")}) {
    answer_always(reply);
    add_chunk(10);
    run_for(50);
    const auto chunk = outbox->next_chunk({});
    ASSERT_TRUE(chunk.has_value()) << reply.reply.body;
    EXPECT_TRUE(chunk->maybe_delivered);
    EXPECT_EQ(chunk->attempts, 1u);
    EXPECT_EQ(uploader->state(), DeliveryState::backoff);
    recover();
    run_for(2'000);
    expect_all_delivered();
  }
}

TEST_F(UploaderTest, RetriedStatusesAndNetworkErrorsKeepTheChunk) {
  struct Case {
    ScriptedReply reply;
    bool maybe;
  };
  for (const Case& c : {Case{scripted_status(408), false},
                        {scripted_status(425), false},
                        {scripted_status(429), false},
                        {scripted_status(460), false},
                        {scripted_status(500), true},
                        {scripted_status(501), true},
                        {scripted_status(502), true},
                        {scripted_status(503), true},
                        {scripted_status(599), true},
                        {scripted_status(302), false},
                        {scripted_status(407), false},
                        {scripted_error(HttpError::connect, false), false},
                        {scripted_error(HttpError::resolve, false), false},
                        {scripted_error(HttpError::tls, false), false},
                        {scripted_error(HttpError::redirect, true), false},
                        {scripted_error(HttpError::timeout, true), true},
                        {scripted_error(HttpError::timeout, false), false},
                        {scripted_error(HttpError::reset, true), true},
                        {scripted_error(HttpError::too_large, true), true},
                        {scripted_error(HttpError::malformed, true), true}}) {
    answer_always(c.reply);
    add_chunk(10);
    run_for(50);
    const auto chunk = outbox->next_chunk({});
    ASSERT_TRUE(chunk.has_value()) << c.reply.reply.status;
    EXPECT_EQ(chunk->maybe_delivered, c.maybe) << c.reply.reply.status << ' ' << static_cast<int>(c.reply.reply.error);
    EXPECT_EQ(uploader->state(), DeliveryState::backoff);
    EXPECT_FALSE(uploader->stats().last_error.empty());
    recover();
    run_for(2'000);
    expect_all_delivered();
  }
}

TEST_F(UploaderTest, BacksOffWithOneProbeAtATime) {
  for (int i = 0; i < 10; i++) add_chunk(10);
  answer_always(scripted_status(503));
  run_for(60'000);
  EXPECT_LE(times.size(), 20u);
  EXPECT_GE(times.size(), 6u);
  EXPECT_EQ(ledger->delivered(), 0u);
  expect_balance();
  std::set<int64_t> moments(times.begin() + limits::max_requests_in_flight, times.end());
  EXPECT_EQ(moments.size(), times.size() - limits::max_requests_in_flight);  // never two at once after the first failure
  recover();
  run_for(limits::retry_cap_ms);
  expect_all_delivered();
}

TEST_F(UploaderTest, NeverBeforeRetryAfterInSecondsOrAsDate) {
  for (const std::string form : {"30", "date"}) {
    times.clear();
    const std::string value = form == "30" ? form : "Mon, 23 Nov 2026 09:00:30 GMT";
    answer_always(scripted_status(429, "{}", {{"retry-after", value}, {"date", "Mon, 23 Nov 2026 09:00:00 GMT"}}));
    add_chunk(10);
    run_for(29'000);
    EXPECT_EQ(times.size(), 1u);
    uploader->hurry();  // a flush of the host does not override what the server asked for
    run_for(500);
    EXPECT_EQ(times.size(), 1u);
    recover();
    run_for(3'000);
    EXPECT_EQ(times.size(), 2u);
    expect_all_delivered();
  }
}

TEST_F(UploaderTest, HurryForgetsTheBackOffOnce) {
  answer_always(scripted_error(HttpError::connect, false));
  add_chunk(10);
  run_for(200'000);
  const std::size_t before = times.size();
  ASSERT_GT(uploader->next_wake_ms(), clock.boot_ms());
  uploader->hurry();
  run_for(10);
  EXPECT_EQ(times.size(), before + 1);
}

TEST_F(UploaderTest, BackOffSurvivesARestartAndAWrongClockDoesNotProlongIt) {
  answer_always(scripted_status(503, "", {{"retry-after", "600"}}));
  add_chunk(10);
  run_for(100);
  EXPECT_EQ(times.size(), 1u);
  recover();
  restart(1'000);
  EXPECT_EQ(uploader->state(), DeliveryState::backoff);
  run_for(500'000);
  EXPECT_EQ(times.size(), 1u);
  run_for(101'000);
  EXPECT_EQ(times.size(), 2u);
  expect_all_delivered();

  answer_always(scripted_status(503));
  add_chunk(10);
  run_for(100);
  close();
  clock.jump_wall_ms(int64_t{-365} * 86'400'000);  // the clock was a year ahead
  recover();
  open();
  run_for(limits::retry_base_ms + 100);
  expect_all_delivered();
}

TEST_F(UploaderTest, ResumesAtFullWidthAfterAnOutage) {
  for (int i = 0; i < 12; i++) add_chunk(1);
  answer_always(scripted_error(HttpError::connect, false));
  run_for(5'000);
  recover();
  std::size_t most = 0;
  script = [&](const Batch& batch) {
    most = std::max(most, http->in_flight() + 1);
    return backend.store(batch);
  };
  run_for(20'000);
  EXPECT_EQ(most, limits::max_requests_in_flight);
  expect_all_delivered();
}

TEST_F(UploaderTest, AChunkThatAlwaysFailsHoldsNoOtherUp) {
  const uint64_t poison = add_chunk(1);
  for (int i = 0; i < 20; i++) add_chunk(3);
  script = [&](const Batch& batch) { return batch.ids[0] == event_id(poison) ? scripted_status(500) : backend.store(batch); };
  run_for(120'000);
  EXPECT_EQ(ledger->delivered(), 60u);
  const std::size_t before = times.size();
  run_for(600'000);
  EXPECT_LE(times.size() - before, 12u);
  recover();
  run_for(600'000);
  expect_all_delivered();
}

TEST_F(UploaderTest, NothingLeavesWithoutPermissionAndWithdrawalAborts) {
  add_chunk(10);
  uploader->set_permitted(false);
  run_for(60'000);
  EXPECT_THAT(times, IsEmpty());
  EXPECT_EQ(uploader->state(), DeliveryState::held);
  EXPECT_EQ(uploader->next_wake_ms(), INT64_MAX);
  uploader->set_permitted(true);
  ASSERT_TRUE(uploader->pump(0).ok());
  EXPECT_EQ(http->in_flight(), 1u);
  uploader->set_permitted(false);
  EXPECT_EQ(http->in_flight(), 0u);
  ASSERT_TRUE(uploader->flush_acknowledgements().ok());
  EXPECT_TRUE(outbox->next_chunk({})->maybe_delivered);
  run_for(60'000);
  EXPECT_EQ(times.size(), 1u);
}

TEST_F(UploaderTest, WithoutAnEndpointItIsOff) {
  close();
  config.endpoint.clear();
  open();
  add_chunk(1);
  run_for(60'000);
  EXPECT_THAT(times, IsEmpty());
  EXPECT_EQ(uploader->state(), DeliveryState::off);
  EXPECT_EQ(uploader->next_wake_ms(), INT64_MAX);
}

TEST_F(UploaderTest, AnEvictedChunkIsNotCountedTwice) {
  add_chunk(10);
  ASSERT_TRUE(uploader->pump(0).ok());
  ASSERT_TRUE(database->begin().ok());
  const auto evicted = outbox->evict(1'000'000, uploader->busy_chunks());
  ASSERT_TRUE(evicted.ok());
  EXPECT_EQ(evicted->maybe_delivered, 10u);
  ledger->drop(DropReason::evicted_maybe_delivered, evicted->maybe_delivered);
  ASSERT_TRUE(ledger->save().ok());
  ASSERT_TRUE(database->commit(Durability::normal).ok());
  run_for(1'000);
  EXPECT_EQ(backend.arrivals.size(), 10u);
  EXPECT_EQ(ledger->delivered(), 0u);
  expect_balance();
}

TEST_F(UploaderTest, ARefusingDiskLosesNothingAndIsAskedAgain) {
  for (int i = 0; i < 3; i++) add_chunk(10);
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open((folder / "docent.db").c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
  run_for(3'000);
  EXPECT_EQ(uploader->state(), DeliveryState::storage_failed);
  EXPECT_TRUE(uploader->acknowledging());
  EXPECT_EQ(ledger->delivered(), 0u);
  EXPECT_EQ(backend.arrivals.size(), 30u);
  EXPECT_EQ(times.size(), 3u);  // what could not be acknowledged is not sent again
  EXPECT_TRUE(logged("delivery waits for the storage"));
  sqlite3_exec(other, "ROLLBACK", nullptr, nullptr, nullptr);
  sqlite3_close(other);
  run_for(limits::storage_retry_ms + 100);
  expect_all_delivered();
  EXPECT_EQ(backend.duplicates, 0u);
}

TEST_F(UploaderTest, ForeignRepliesAreLeftToOthers) {
  add_chunk(1);
  ASSERT_TRUE(uploader->pump(0).ok());
  std::vector<HttpReply> replies(1);
  replies[0].id = 4711;
  uploader->on_replies(replies);
  EXPECT_EQ(replies.size(), 1u);
}

}  // namespace
}  // namespace docent::core
