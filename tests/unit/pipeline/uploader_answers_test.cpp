// What a backend refuses: wrong keys, wrong endpoints, bad events among good ones, sizes; and when it is not to be believed.
#include "pipeline/uploader.h"

#include "base/rfc3339.h"
#include "delivery_fixture.h"
#include "model/limits.h"

namespace docent::core {
namespace {

using testing::HasSubstr;

using UploaderRefusalTest = Delivery;

TEST_F(UploaderRefusalTest, StopsWhenTheWriteKeyIsRefused) {
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

TEST_F(UploaderRefusalTest, PausesOnAWrongEndpointAndDropsNothing) {
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

TEST_F(UploaderRefusalTest, ASingleChunkOnAWrongEndpointIsNotTakenForGuilty) {
  add_chunk(100);
  answer_always(scripted_status(400));
  run_for(3'600'000);
  EXPECT_EQ(ledger->dropped(), 0u);
  EXPECT_LE(times.size(), limits::max_refusals_in_row + 6);  // and the probes of the first hour
  recover();
  run_for(2 * limits::probe_interval_ms);
  expect_all_delivered();
}

TEST_F(UploaderRefusalTest, AnOutageOfRefusalsLosesNothing) {
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

TEST_F(UploaderRefusalTest, FindsOneBadEventInAFullChunkWithinTheBound) {
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

TEST_F(UploaderRefusalTest, KeepsRejectedEventsForInspectionBounded) {
  for (int i = 0; i < 3; i++) add_chunk(50);
  script = [&](const Batch& batch) { return backend.store(batch, [](const std::string& id) { return id.back() != '0'; }); };
  run_for(1'000);
  EXPECT_EQ(ledger->delivered(), 15u);
  EXPECT_EQ(ledger->dropped(DropReason::rejected), 135u);
  expect_balance();
  std::vector<std::string> rows;
  ASSERT_TRUE(database
                  ->load_state("",
                               [&](std::string_view kind, std::string_view, std::string_view bytes) {
                                 if (kind == "rejected") rows.emplace_back(bytes);
                               })
                  .ok());
  ASSERT_EQ(rows.size(), limits::max_quarantine_count);
  const auto row = parse_json(rows.back());
  ASSERT_TRUE(row.ok());
  EXPECT_EQ((*row)["code"].as_string(), "bad_field");
  EXPECT_THAT(std::string((*row)["event"].as_string()), HasSubstr("\"messageId\":\"0190f1c2"));
}

TEST_F(UploaderRefusalTest, DividesAndDeliversTheRestOfSeveralBadEvents) {
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

TEST_F(UploaderRefusalTest, TheBudgetEndsAHopelessChunk) {
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

TEST_F(UploaderRefusalTest, AServerWithASmallLimitGetsSmallerBatches) {
  for (int i = 0; i < 4; i++) add_chunk(1'000, Priority::normal, 300);
  script = [&](const Batch& batch) { return batch.bytes > 150'000 ? scripted_status(413) : backend.store(batch); };
  run_for(3'600'000);
  EXPECT_EQ(ledger->dropped(), 0u);
  expect_all_delivered();
}

TEST_F(UploaderRefusalTest, ALonelyRefusedEventWaitsForASuccessElsewhere) {
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

TEST_F(UploaderRefusalTest, ADamagedChunkIsGivenUpAsInvalid) {
  add_chunk(10);
  ASSERT_TRUE(database->execute("UPDATE body SET bytes=zeroblob(20)").ok());
  add_chunk(5);
  script = [&](const Batch& batch) { return batch.damaged ? scripted_status(400) : backend.store(batch); };
  run_for(1'000);
  EXPECT_EQ(ledger->dropped(DropReason::invalid), 10u);
  EXPECT_EQ(ledger->delivered(), 5u);
  expect_balance();
}

}  // namespace
}  // namespace docent::core
