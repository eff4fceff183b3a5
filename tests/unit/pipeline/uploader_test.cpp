// Every row of the table in docs/wire.md, and what holds across restarts, outages and a refusing disk.
#include "pipeline/uploader.h"

#include <sqlite3.h>

#include "base/rfc3339.h"
#include "delivery_fixture.h"
#include "model/limits.h"

namespace docent::core {
namespace {

using testing::AllOf;
using testing::Each;
using testing::Ge;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Le;
using testing::StartsWith;

class UploaderTest : public Delivery {
 protected:
  void expect_all_delivered() {
    EXPECT_EQ(ledger->delivered(), next_event);
    EXPECT_EQ(backend.arrivals.size(), next_event);
    EXPECT_EQ(outbox->totals().chunks, 0u);
    EXPECT_EQ(uploader->state(), DeliveryState::idle);
    EXPECT_EQ(uploader->next_wake_ms(), INT64_MAX);
    expect_balance();
  }
  // The script answers with `reply` until told otherwise; then chunks of 10 events wait.
  void answer_always(ScriptedReply reply) {
    script = [reply](const Batch&) { return reply; };
  }
  void recover() {
    script = [this](const Batch& batch) { return backend.store(batch); };
  }
};

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
  for (const auto& reply : {scripted_status(200, "{\"success\":true}"), scripted_status(201, "{}"), scripted_status(202, " {\"anything\":[1]} "), scripted_status(204),
                            scripted_status(200, "{\"success\":true,\"accepted\":7,\"duplicates\":3,\"rejected\":[]}")}) {
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
  for (const Case& c : {Case{scripted_status(408), false}, {scripted_status(425), false}, {scripted_status(429), false}, {scripted_status(460), false},
                        {scripted_status(500), true}, {scripted_status(501), true}, {scripted_status(502), true}, {scripted_status(503), true}, {scripted_status(599), true},
                        {scripted_status(302), false}, {scripted_status(407), false}, {scripted_error(HttpError::connect, false), false},
                        {scripted_error(HttpError::resolve, false), false}, {scripted_error(HttpError::tls, false), false},
                        {scripted_error(HttpError::redirect, true), false}, {scripted_error(HttpError::timeout, true), true},
                        {scripted_error(HttpError::timeout, false), false}, {scripted_error(HttpError::reset, true), true},
                        {scripted_error(HttpError::too_large, true), true}, {scripted_error(HttpError::malformed, true), true}}) {
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

TEST_F(UploaderTest, StopsWhenTheWriteKeyIsRefused) {
  for (const int status : {401, 403}) {
    answer_always(scripted_status(status, "{\"success\":false,\"error\":{\"code\":\"unauthorized\",\"message\":\"wrong write key\"}}"));
    add_chunk(10);
    const std::size_t before = times.size();
    run_for(limits::probe_interval_ms - 1'000);
    EXPECT_EQ(times.size(), before + 1);
    EXPECT_EQ(uploader->state(), DeliveryState::unauthorized);
    EXPECT_THAT(uploader->stats().last_error, HasSubstr("wrong write key"));
    EXPECT_TRUE(logged("the write key is refused"));
    EXPECT_EQ(ledger->dropped(), 0u);
    run_for(2'000);
    EXPECT_EQ(times.size(), before + 2);  // every hour
    recover();
    uploader->hurry();
    EXPECT_EQ(uploader->state(), DeliveryState::active);
    run_for(1'000);
    expect_all_delivered();
  }
  answer_always(scripted_status(401));
  add_chunk(10);
  run_for(1'000);
  recover();
  restart();  // and at the next start
  run_for(1'000);
  expect_all_delivered();
}

TEST_F(UploaderTest, PausesOnAWrongEndpointAndDropsNothing) {
  for (const int status : {400, 404, 405, 410, 422}) {
    for (int i = 0; i < 3; i++) add_chunk(10);
    answer_always(scripted_status(status, "not here"));
    const std::size_t before = times.size();
    run_for(60'000);
    EXPECT_EQ(uploader->state(), DeliveryState::wrong_endpoint) << status;
    EXPECT_TRUE(logged("the endpoint seems to be wrong"));
    EXPECT_LE(times.size() - before, 8u);
    const std::size_t paused = times.size();
    run_for(6 * limits::probe_interval_ms);
    EXPECT_LE(times.size() - paused, 12u);  // after a minute, then doubling up to once an hour
    EXPECT_GE(times.size() - paused, 9u);
    EXPECT_GE(times.back() - times[times.size() - 2], limits::probe_interval_ms);
    EXPECT_EQ(ledger->dropped(), 0u);
    recover();
    run_for(limits::probe_interval_ms);  // the next probe finds it well again
    expect_all_delivered();
  }
}

TEST_F(UploaderTest, ASingleChunkOnAWrongEndpointIsNotTakenForGuilty) {
  add_chunk(100);
  answer_always(scripted_status(400));
  run_for(3'600'000);
  EXPECT_EQ(ledger->dropped(), 0u);
  EXPECT_LE(times.size(), limits::max_refusals_in_row + 6);  // and the probes of the first hour
  recover();
  run_for(2 * limits::probe_interval_ms);
  expect_all_delivered();
}

TEST_F(UploaderTest, AnOutageOfRefusalsLosesNothing) {
  for (const int status : {400, 413, 422}) {
    for (int i = 0; i < 5; i++) add_chunk(i == 0 ? 1 : 7);
    answer_always(scripted_status(status));
    run_for(4'000);
    recover();
    uploader->hurry();
    run_for(60'000);
    EXPECT_EQ(ledger->dropped(), 0u);
    expect_all_delivered();
  }
}

TEST_F(UploaderTest, FindsOneBadEventInAFullChunkWithinTheBound) {
  SeededRandom chance(7);
  for (const int status : {400, 413, 422}) {
    for (int round = 0; round < 6; round++) {
      const uint64_t first = add_chunk(2'500);
      const std::string bad = event_id(round == 0 ? first : round == 1 ? first + 2'499 : first + chance.below(2'500));
      script = [&](const Batch& batch) {
        return std::find(batch.ids.begin(), batch.ids.end(), bad) != batch.ids.end() ? scripted_status(status) : backend.store(batch);
      };
      times.clear();
      const uint64_t rejected = ledger->dropped(DropReason::rejected);
      const int64_t begun = clock.boot_ms();
      while (outbox->totals().chunks > 0 && clock.boot_ms() - begun < 60'000) run_for(100);
      EXPECT_EQ(outbox->totals().chunks, 0u);
      EXPECT_EQ(ledger->dropped(DropReason::rejected), rejected + 1);
      EXPECT_EQ(backend.arrivals.count(bad), 0u);
      EXPECT_LE(times.size(), 2u * 12u + 1u);  // 2·⌈log₂ 2500⌉ + 1
      expect_balance();
    }
  }
  EXPECT_EQ(backend.arrivals.size(), next_event - 18);
  EXPECT_TRUE(logged("the backend refuses 1 of 2500 events"));
}

TEST_F(UploaderTest, KeepsRejectedEventsForInspectionBounded) {
  for (int i = 0; i < 3; i++) add_chunk(50);
  script = [&](const Batch& batch) { return backend.store(batch, [](const std::string& id) { return id.back() != '0'; }); };
  run_for(1'000);
  EXPECT_EQ(ledger->delivered(), 15u);
  EXPECT_EQ(ledger->dropped(DropReason::rejected), 135u);
  expect_balance();
  std::vector<std::string> rows;
  ASSERT_TRUE(database->load_state("", [&](std::string_view kind, std::string_view, std::string_view bytes) {
    if (kind == "rejected") rows.emplace_back(bytes);
  }).ok());
  ASSERT_EQ(rows.size(), limits::max_quarantine_count);
  const auto row = parse_json(rows.back());
  ASSERT_TRUE(row.ok());
  EXPECT_EQ((*row)["code"].as_string(), "bad_field");
  EXPECT_THAT(std::string((*row)["event"].as_string()), HasSubstr("\"messageId\":\"0190f1c2"));
}

TEST_F(UploaderTest, DividesAndDeliversTheRestOfSeveralBadEvents) {
  const uint64_t first = add_chunk(500);
  const std::set<std::string> bad = {event_id(first + 3), event_id(first + 4), event_id(first + 250), event_id(first + 499)};
  script = [&](const Batch& batch) {
    for (const auto& id : batch.ids)
      if (bad.count(id)) return scripted_status(422, "{\"error\":{\"message\":\"what is this\"}}");
    return backend.store(batch);
  };
  run_for(60'000);
  EXPECT_EQ(ledger->delivered(), 496u);
  EXPECT_EQ(ledger->dropped(DropReason::rejected), 4u);
  EXPECT_EQ(backend.arrivals.size(), 496u);
  EXPECT_LE(times.size(), limits::max_bisect_requests + limits::max_bad_leaves);
  expect_balance();
}

TEST_F(UploaderTest, TheBudgetEndsAHopelessChunk) {
  const uint64_t first = add_chunk(2'000);
  script = [&](const Batch& batch) {
    for (const auto& id : batch.ids)
      if ((std::stoull(id.substr(24)) - first) % 50 == 49) return scripted_status(400);
    return backend.store(batch);
  };
  run_for(600'000);
  EXPECT_EQ(outbox->totals().chunks, 0u);
  EXPECT_GT(ledger->delivered(), 0u);
  EXPECT_GE(ledger->dropped(DropReason::rejected), 40u);
  EXPECT_LE(times.size(), 2 * limits::max_bisect_requests);  // parts that were refused are sent once more before they are given up
  EXPECT_EQ(backend.arrivals.size(), ledger->delivered());
  expect_balance();
}

TEST_F(UploaderTest, AServerWithASmallLimitGetsSmallerBatches) {
  for (int i = 0; i < 4; i++) add_chunk(1'000, Priority::normal, 300);
  script = [&](const Batch& batch) { return batch.bytes > 150'000 ? scripted_status(413) : backend.store(batch); };
  run_for(3'600'000);
  EXPECT_EQ(ledger->dropped(), 0u);
  expect_all_delivered();
}

TEST_F(UploaderTest, ALonelyRefusedEventWaitsForASuccessElsewhere) {
  const uint64_t bad = add_chunk(1);
  script = [&](const Batch& batch) { return batch.ids[0] == event_id(bad) ? scripted_status(400) : backend.store(batch); };
  run_for(20'000);
  EXPECT_EQ(ledger->dropped(), 0u);
  EXPECT_LE(times.size(), 12u);
  EXPECT_EQ(uploader->state(), DeliveryState::backoff);
  add_chunk(5);
  run_for(limits::retry_cap_ms);
  EXPECT_EQ(ledger->delivered(), 5u);
  EXPECT_EQ(ledger->dropped(DropReason::rejected), 1u);
  expect_balance();
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

TEST_F(UploaderTest, ADamagedChunkIsGivenUpAsInvalid) {
  add_chunk(10);
  ASSERT_TRUE(database->execute("UPDATE body SET bytes=zeroblob(20)").ok());
  add_chunk(5);
  script = [&](const Batch& batch) { return batch.damaged ? scripted_status(400) : backend.store(batch); };
  run_for(1'000);
  EXPECT_EQ(ledger->dropped(DropReason::invalid), 10u);
  EXPECT_EQ(ledger->delivered(), 5u);
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

// Random networks and servers, restarts included: whatever happens, events arrive once, and the books balance.
class RandomWeather : public UploaderTest, public testing::WithParamInterface<uint64_t> {};

TEST_P(RandomWeather, EveryEventArrivesOnceOrIsRejectedByName) {
  SeededRandom chance(GetParam());
  std::set<std::string> poison;
  bool fair = false;
  int mode = 0;
  script = [&](const Batch& batch) -> ScriptedReply {
    if (!fair && chance.below(12) == 0) mode = static_cast<int>(chance.below(9));
    const bool bad = std::any_of(batch.ids.begin(), batch.ids.end(), [&](const std::string& id) { return poison.count(id) > 0; });
    const auto well = [&]() { return bad ? scripted_status(chance.below(2) ? 400 : 422) : backend.store(batch); };
    ScriptedReply reply = [&]() -> ScriptedReply {
      switch (fair ? 0 : mode) {
        case 1: return scripted_status(503, "", {{"retry-after", std::to_string(chance.below(5))}});
        case 2: return scripted_error(HttpError::connect, false);
        case 3: {  // stored, and the answer lost
          if (!bad) (void)backend.store(batch);
          return scripted_error(HttpError::reset, true);
        }
        case 4: return scripted_status(200, "<html>");
        case 5: return scripted_status(429);
        case 6: {
          ScriptedReply silent = well();
          silent.never = true;
          return silent;
        }
        default: return well();
      }
    }();
    reply.delay_ms = static_cast<int64_t>(1 + chance.below(200));
    return reply;
  };
  for (int round = 0; round < 30; round++) {
    const auto events = static_cast<uint32_t>(1 + chance.below(40));
    const uint64_t first = add_chunk(events, chance.below(5) == 0 ? Priority::critical : Priority::normal);
    if (chance.below(5) == 0) poison.insert(event_id(first + chance.below(events)));
    run_for(static_cast<int64_t>(chance.below(20'000)));
    if (chance.below(8) == 0) restart(static_cast<int64_t>(chance.below(5'000)));
    expect_balance();
  }
  fair = true;
  for (int hour = 0; hour < 4 && outbox->totals().chunks > 0; hour++) {
    run_for(limits::probe_interval_ms);
    if (outbox->totals().chunks > 0) add_chunk(1);  // a lonely refused event needs company to be convicted
  }
  EXPECT_EQ(outbox->totals().chunks, 0u);
  EXPECT_EQ(ledger->delivered() + ledger->dropped(DropReason::rejected), next_event);
  EXPECT_EQ(ledger->dropped(), poison.size());
  EXPECT_EQ(backend.arrivals.size(), next_event - poison.size());
  for (const auto& id : poison) EXPECT_EQ(backend.arrivals.count(id), 0u);
  expect_balance();
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomWeather, testing::Range<uint64_t>(0, 40));

}  // namespace
}  // namespace docent::core
