// Properties that hold in any weather: the books balance at every moment, and in the end every event has arrived once or was rejected by name.
#include "pipeline/uploader.h"

#include "base/rfc3339.h"
#include "delivery_fixture.h"
#include "model/limits.h"

namespace docent::core {
namespace {

// Random networks and servers, restarts included: whatever happens, events arrive once, and the books balance.
class RandomWeather : public Delivery, public testing::WithParamInterface<uint64_t> {};

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
