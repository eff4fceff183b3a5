#include "pipeline/acknowledgements.h"

#include "delivery_fixture.h"
#include "model/limits.h"

namespace docent::core {
namespace {

class AcknowledgementsTest : public Delivery {
 protected:
  AcknowledgementsTest() : acknowledgements(*database, *outbox, *ledger, clock) { EXPECT_TRUE(acknowledgements.load().ok()); }
  Acknowledgements acknowledgements;
};

TEST_F(AcknowledgementsTest, AreDueByNumberByTimeOrAtOnceForFailures) {
  EXPECT_EQ(acknowledgements.due_ms(), INT64_MAX);
  acknowledgements.finished({1, 1, {}, false});
  EXPECT_EQ(acknowledgements.due_ms(), clock.boot_ms() + limits::ack_group_ms);
  for (uint32_t i = 1; i < limits::ack_group_count; i++) acknowledgements.finished({1 + i, 1, {}, false});
  EXPECT_EQ(acknowledgements.due_ms(), 0);
  ASSERT_TRUE(acknowledgements.commit().ok());
  EXPECT_TRUE(acknowledgements.empty());
  acknowledgements.attempt_failed(1, true);
  EXPECT_EQ(acknowledgements.due_ms(), 0);
}

TEST_F(AcknowledgementsTest, ChunksThatAreGoneCountNowhere) {
  acknowledgements.finished({4711, 10, {}, false});
  acknowledgements.attempt_failed(4711, true);
  ASSERT_TRUE(acknowledgements.commit().ok());
  EXPECT_EQ(ledger->delivered(), 0u);
}

TEST_F(AcknowledgementsTest, MovesChunksAndLedgerTogether) {
  add_chunk(10);
  add_chunk(2);
  add_chunk(3);
  const auto ids = [&] {
    std::vector<int64_t> all;
    while (const auto chunk = outbox->next_chunk(all)) all.push_back(chunk->id);
    return all;
  }();
  acknowledgements.finished({ids[0], 10, {{"bad_field", "no", "{}"}}, false});
  acknowledgements.finished({ids[1], 2, {{"bad_field", "no", "{}"}, {"bad_field", "no", "{}"}}, false});
  acknowledgements.finished({ids[2], 3, {}, true});
  ASSERT_TRUE(acknowledgements.commit().ok());
  EXPECT_EQ(ledger->delivered(), 9u);
  EXPECT_EQ(ledger->dropped(DropReason::rejected), 3u);
  EXPECT_EQ(ledger->dropped(DropReason::invalid), 3u);
  EXPECT_EQ(outbox->totals().chunks, 0u);
  expect_balance();
  std::vector<std::string> recorded;
  ASSERT_TRUE(outbox->recorded(100, 0, recorded).ok());
  EXPECT_EQ(recorded.size(), 10u);  // of the first; what was refused as a whole was not sent
}

TEST_F(AcknowledgementsTest, NothingIsForgottenWhenTheCommitFails) {
  add_chunk(10);
  acknowledgements.finished({outbox->next_chunk({})->id, 10, {{"c", "m", "{}"}}, false});
  acknowledgements.remember_retry("{\"failures\":1}");
  ASSERT_TRUE(database->begin().ok());
  EXPECT_FALSE(acknowledgements.commit().ok());  // not inside a transaction
  EXPECT_TRUE(database->in_transaction());       // which is not ours to end
  database->rollback();
  EXPECT_FALSE(acknowledgements.empty());
  EXPECT_EQ(outbox->totals().chunks, 1u);
  ASSERT_TRUE(acknowledgements.commit().ok());
  EXPECT_EQ(ledger->delivered(), 9u);
  EXPECT_EQ(**database->get_meta(Acknowledgements::retry_key), "{\"failures\":1}");
  acknowledgements.remember_retry("");
  ASSERT_TRUE(acknowledgements.commit().ok());
  EXPECT_FALSE(database->get_meta(Acknowledgements::retry_key)->has_value());
  acknowledgements.remember_retry("");
  EXPECT_TRUE(acknowledgements.empty());  // nothing new
}

}  // namespace
}  // namespace docent::core
