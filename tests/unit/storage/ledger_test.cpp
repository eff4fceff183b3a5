#include "storage/ledger.h"

#include "storage_fixture.h"

namespace docent::core {
namespace {

class LedgerTest : public test::StorageTest {
 protected:
  Status save() {
    DOCENT_TRY(database->begin());
    DOCENT_TRY(ledger->save());
    return database->commit(Durability::normal);
  }
};

TEST_F(LedgerTest, BalancesAndSurvivesReopening) {
  ledger->accept(100);
  ledger->deliver(40);
  ledger->drop(DropReason::rejected, 3);
  ledger->drop(DropReason::evicted_maybe_delivered, 7);
  ASSERT_OK(save());
  reopen();
  EXPECT_EQ(ledger->accepted(), 100u);
  EXPECT_EQ(ledger->delivered(), 40u);
  EXPECT_EQ(ledger->dropped(), 10u);
  EXPECT_EQ(ledger->dropped(DropReason::rejected), 3u);
  EXPECT_EQ(ledger->pending(), 50u);
}

TEST_F(LedgerTest, EveryReasonHasANameOfItsOwnAndARow) {
  std::set<std::string_view> names;
  for (int i = 0; i < static_cast<int>(DropReason::count_); i++) {
    names.insert(drop_reason_name(static_cast<DropReason>(i)));
    ledger->drop(static_cast<DropReason>(i), static_cast<uint64_t>(i) + 1);
  }
  EXPECT_EQ(names.size(), static_cast<std::size_t>(DropReason::count_));
  EXPECT_EQ(drop_reason_name(DropReason::count_), "unknown");
  ASSERT_OK(save());
  reopen();
  for (int i = 0; i < static_cast<int>(DropReason::count_); i++) EXPECT_EQ(ledger->dropped(static_cast<DropReason>(i)), static_cast<uint64_t>(i) + 1);
}

TEST_F(LedgerTest, ARollbackForgetsWhatWasNotCommitted) {
  ledger->accept(5);
  ASSERT_OK(save());
  ASSERT_OK(database->begin());
  ledger->accept(10);
  ASSERT_OK(ledger->save());
  ledger->deliver(1);
  database->rollback();
  EXPECT_EQ(ledger->accepted(), 5u);
  EXPECT_EQ(ledger->delivered(), 0u);
  ledger->accept(1);
  ASSERT_OK(save());
  reopen();
  EXPECT_EQ(ledger->accepted(), 6u);
}

TEST_F(LedgerTest, WhatACommitDidNotSaveIsSavedByALaterOne) {
  ledger->accept(5);
  ASSERT_OK(database->begin());
  ASSERT_OK(database->commit(Durability::normal));
  EXPECT_EQ(ledger->accepted(), 5u);
  ASSERT_OK(save());
  reopen();
  EXPECT_EQ(ledger->accepted(), 5u);
}

TEST_F(LedgerTest, WritesOnlyRowsThatChanged) {
  ledger->accept(5);
  ledger->deliver(5);
  ASSERT_OK(save());
  ASSERT_OK(database->begin());
  const int64_t before = number("SELECT total_changes()");
  ASSERT_OK(ledger->save());
  EXPECT_EQ(number("SELECT total_changes()"), before);
  ledger->accept(1);
  ASSERT_OK(ledger->save());
  EXPECT_EQ(number("SELECT total_changes()"), before + 1);
  ASSERT_OK(database->commit(Durability::normal));
}

TEST_F(LedgerTest, IsSavedInsideAndLoadedOutsideATransaction) {
  ledger->accept(1);
  EXPECT_EQ(ledger->save().code(), Code::internal);
  ASSERT_OK(database->begin());
  EXPECT_EQ(ledger->load().code(), Code::internal);
  database->rollback();
}

TEST_F(LedgerTest, SpeaksJsonWithTheReasonsThatOccurred) {
  EXPECT_EQ(ledger->to_json(), R"({"accepted":0,"delivered":0,"pending":0,"dropped":{}})");
  ledger->accept(10);
  ledger->deliver(4);
  ledger->drop(DropReason::sampled, 1);
  ledger->drop(DropReason::lost, 2);
  EXPECT_EQ(ledger->to_json(), R"({"accepted":10,"delivered":4,"pending":3,"dropped":{"sampled":1,"lost":2}})");
  EXPECT_EQ(ledger->to_json(5), R"({"accepted":15,"delivered":4,"pending":8,"dropped":{"sampled":1,"lost":2}})");
}

TEST_F(LedgerTest, PendingIsNeverNegative) {
  ledger->deliver(3);
  EXPECT_EQ(ledger->pending(), 0u);
}

TEST_F(LedgerTest, UnknownRowsOfAnotherVersionAreLeftAlone) {
  ASSERT_OK(database->execute("INSERT INTO ledger(name,events) VALUES('of_tomorrow',9)"));
  reopen();
  ledger->accept(1);
  ASSERT_OK(save());
  EXPECT_EQ(number("SELECT events FROM ledger WHERE name='of_tomorrow'"), 9);
}

}  // namespace
}  // namespace docent::core
