#include "store/sqlite_store.h"

#include <gtest/gtest.h>

#include <future>
#include <set>
#include <thread>

#include "ingest/batch_parser.h"
#include "store/sqlite.h"
#include "test_support.h"

namespace docent::server {
namespace {

using test::batch;
using test::event;
using test::TempDir;

std::unique_ptr<IngestBatch> parsed(const std::string& body, const std::string& key = "key", int64_t received_ms = 1'000) {
  auto request = parse_batch(body, received_ms, {});
  EXPECT_FALSE(request.error);
  request.batch->write_key = key;
  return std::move(request.batch);
}

class SqliteStoreTest : public testing::Test {
 protected:
  SqliteStoreTest() { open(); }

  void open() {
    store.reset();
    auto opened = SqliteStore::open(path, limits);
    ASSERT_TRUE(opened.ok()) << opened.status().message();
    store = std::move(*opened);
  }
  IngestOutcome ingest(std::unique_ptr<IngestBatch> what) {
    std::promise<core::Result<IngestOutcome>> promise;
    EXPECT_TRUE(store->ingest(std::move(what), [&](auto outcome) { promise.set_value(std::move(outcome)); }));
    auto outcome = promise.get_future().get();
    EXPECT_TRUE(outcome.ok()) << outcome.status().message();
    return outcome.ok() ? *outcome : IngestOutcome{};
  }
  uint64_t erase(const std::string& request_id, std::vector<std::string> ids, const std::string& key = "key") {
    std::promise<core::Result<uint64_t>> promise;
    EXPECT_TRUE(store->erase({key, request_id, std::move(ids), 2'000}, [&](auto erased) { promise.set_value(std::move(erased)); }));
    auto erased = promise.get_future().get();
    EXPECT_TRUE(erased.ok()) << erased.status().message();
    return erased.ok() ? *erased : 0;
  }
  std::vector<StoredEvent> events(EventQuery query) {
    std::promise<core::Result<std::vector<StoredEvent>>> promise;
    EXPECT_TRUE(store->events(std::move(query), [&](auto found) { promise.set_value(std::move(found)); }));
    auto found = promise.get_future().get();
    EXPECT_TRUE(found.ok()) << found.status().message();
    return found.ok() ? *found : std::vector<StoredEvent>();
  }
  ScanPage scan(ScanQuery query) {
    std::promise<core::Result<ScanPage>> promise;
    EXPECT_TRUE(store->scan(query, [&](auto page) { promise.set_value(std::move(page)); }));
    auto page = promise.get_future().get();
    EXPECT_TRUE(page.ok());
    return page.ok() ? *page : ScanPage();
  }
  LedgerReport ledger() {
    std::promise<core::Result<LedgerReport>> promise;
    EXPECT_TRUE(store->ledger(100, [&](auto report) { promise.set_value(std::move(report)); }));
    auto report = promise.get_future().get();
    EXPECT_TRUE(report.ok());
    return report.ok() ? *report : LedgerReport();
  }
  std::vector<std::string> ids(const std::vector<StoredEvent>& found) {
    std::vector<std::string> out;
    for (const auto& one : found) out.push_back(one.message_id);
    return out;
  }

  TempDir dir;
  std::string path = dir / "events.db";
  Limits limits;
  std::unique_ptr<SqliteStore> store;
};

using Ids = std::vector<std::string>;

TEST_F(SqliteStoreTest, EachMessageIdOncePerWriteKey) {
  const std::string uuid = "0190f1c2-7c1e-7aaa-8bbb-123456789abc";
  auto outcome = ingest(parsed(batch({event("m1"), event("m1"), event(uuid), event(uuid)})));
  EXPECT_EQ(outcome.accepted, 2u);
  EXPECT_EQ(outcome.duplicates, 2u);
  outcome = ingest(parsed(batch({event("m1"), event("m2"), event(uuid)})));
  EXPECT_EQ(outcome.accepted, 1u);
  EXPECT_EQ(outcome.duplicates, 2u);
  EXPECT_EQ(ingest(parsed(batch({event("m1"), event(uuid)}), "other")).accepted, 2u);
  open();
  EXPECT_EQ(ingest(parsed(batch({event("m1"), event(uuid)}))).duplicates, 2u);
  EXPECT_EQ(ids(scan({}).events), (Ids{"m1", uuid, "m2", "m1", uuid}));
}

TEST_F(SqliteStoreTest, AnUpperCaseUuidIsAnotherId) {
  EXPECT_EQ(ingest(parsed(batch({event("0190f1c2-7c1e-7aaa-8bbb-123456789abc"), event("0190F1C2-7c1e-7aaa-8bbb-123456789abc")}))).accepted, 2u);
}

TEST_F(SqliteStoreTest, KeepsWhatTheEventSaid) {
  ingest(parsed(batch({R"({"type":"screen","name":"editor","messageId":"m","userId":"u","anonymousId":"a","timestamp":"1970-01-01T00:00:00.100Z"})"},
                      R"(,"sentAt":"1970-01-01T00:00:00.400Z","context":{"os":1})")));
  const auto found = events({});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].type, EventType::screen);
  EXPECT_EQ(found[0].name, "editor");
  EXPECT_EQ(found[0].write_key, "key");
  EXPECT_EQ(found[0].user_id, "u");
  EXPECT_EQ(found[0].anonymous_id, "a");
  EXPECT_EQ(found[0].received_ms, 1'000);
  EXPECT_EQ(found[0].sent_ms, 400);
  EXPECT_EQ(found[0].at_ms, 700);
  ASSERT_TRUE(found[0].context);
  EXPECT_EQ(*found[0].context, R"({"os":1})");
}

TEST_F(SqliteStoreTest, FindsByEventAndUser) {
  ingest(parsed(batch({event("m1", "a", "x"), event("m2", "b", "x"), event("m3", "a", "y"),
                       R"({"type":"track","event":"a","messageId":"m4","anonymousId":"z","userId":"x"})"})));
  EXPECT_EQ(ids(events({.name = "a"})), (Ids{"m4", "m3", "m1"}));
  EXPECT_EQ(ids(events({.user = "x"})), (Ids{"m4", "m2", "m1"}));
  EXPECT_EQ(ids(events({.name = "a", .user = "x"})), (Ids{"m4", "m1"}));
  EXPECT_EQ(ids(events({.name = "c"})), Ids{});
  EXPECT_EQ(ids(events({.user = ""})), Ids{});
  EXPECT_EQ(ids(events({.limit = 2})), (Ids{"m4", "m3"}));
  EXPECT_EQ(ids(events({.before_seq = events({.limit = 2}).back().seq, .limit = 2})), (Ids{"m2", "m1"}));
}

TEST_F(SqliteStoreTest, ScansInPages) {
  std::vector<std::string> many;
  for (int i = 0; i < 50; i++) many.push_back(event("m" + std::to_string(i)));
  ingest(parsed(batch(many)));
  ScanQuery query{.after = 0, .upto = std::nullopt, .page_bytes = 300};
  Ids seen;
  int pages = 0;
  for (;; pages++) {
    const auto page = scan(query);
    if (page.events.empty()) break;
    if (pages == 0) ingest(parsed(batch({event("late")})));
    for (const auto& one : page.events) seen.push_back(one.message_id);
    query.after = page.events.back().seq;
    query.upto = page.upto;
  }
  EXPECT_GT(pages, 5);
  ASSERT_EQ(seen.size(), 50u);  // the late one came after the scan began
  EXPECT_EQ(std::set<std::string>(seen.begin(), seen.end()).size(), 50u);
}

TEST_F(SqliteStoreTest, TheLedgerBalancesAcrossRestarts) {
  ingest(parsed(batch({event("m1"), event("m2"), event("m1"), "1", R"({"type":"x"})"}, R"(,"context":{"installId":"i1"},"ledger":{"accepted":5})")));
  ingest(parsed(batch({event("m1"), event("m3", "e", "gone")})));
  erase("r1", {"gone"});
  for (int round = 0; round < 2; round++) {
    const auto report = ledger();
    EXPECT_EQ(report.received, 7u);
    EXPECT_EQ(report.accepted, 3u);
    EXPECT_EQ(report.duplicate, 2u);
    EXPECT_EQ(report.erased, 1u);
    EXPECT_EQ(report.rejected, (std::vector<std::pair<std::string, uint64_t>>{{"not_an_object", 1}, {"unknown_type", 1}}));
    EXPECT_EQ(scan({}).events.size(), report.accepted - report.erased);
    ASSERT_EQ(report.installs.size(), 1u);
    EXPECT_EQ(report.installs[0].install_id, "i1");
    EXPECT_EQ(report.installs[0].client_ledger, R"({"accepted":5})");
    EXPECT_EQ(report.installs[0].accepted, 2u);
    EXPECT_EQ(report.installs[0].duplicate, 1u);
    EXPECT_EQ(report.installs[0].rejected, 2u);
    open();
  }
}

TEST_F(SqliteStoreTest, AnOlderLedgerDoesNotReplaceANewerOne) {
  const auto stamped = [](int accepted, const char* sent_at) {
    return parsed(batch({}, R"(,"context":{"installId":"i"},"ledger":{"accepted":)" + std::to_string(accepted) + R"(},"sentAt":")" + sent_at + "\""));
  };
  ingest(stamped(2, "2026-11-23T08:00:02Z"));
  ingest(stamped(1, "2026-11-23T08:00:01Z"));
  EXPECT_EQ(ledger().installs[0].client_ledger, R"({"accepted":2})");
}

TEST_F(SqliteStoreTest, ErasureRemovesAllThatBelongsToAnId) {
  ingest(
      parsed(batch({event("m1", "e", "gone"), event("m2", "e", "stays"), R"({"type":"identify","messageId":"m3","anonymousId":"gone","userId":"u"})"},
                   R"(,"context":{"installId":"shared"})")));
  ingest(parsed(batch({event("m4", "e", "gone")}, R"(,"context":{"installId":"only","secret":"marker-context"})")));
  ingest(parsed(batch({event("m5", "e", "gone")}), "other"));
  EXPECT_EQ(erase("r1", {"gone", "never-seen"}), 3u);
  EXPECT_EQ(erase("r1", {"gone"}), 3u);  // the same request again
  EXPECT_EQ(erase("r2", {"gone"}), 0u);
  EXPECT_EQ(ids(scan({}).events), (Ids{"m2", "m5"}));
  EXPECT_TRUE(events({.user = "u"}).empty());
  const auto report = ledger();
  ASSERT_EQ(report.installs.size(), 1u);
  EXPECT_EQ(report.installs[0].install_id, "shared");
}

TEST_F(SqliteStoreTest, LaterArrivalsOfAnErasedIdAreSwallowed) {
  ingest(parsed(batch({event("m1", "e", "gone")})));
  erase("r1", {"gone"});
  for (int round = 0; round < 2; round++) {
    const auto outcome = ingest(parsed(batch({event("m1", "e", "gone"), event("n" + std::to_string(round), "e", "stays")})));
    EXPECT_EQ(outcome.accepted, 2u);
    EXPECT_EQ(outcome.swallowed, 1u);
    open();
  }
  EXPECT_EQ(ids(scan({}).events), (Ids{"n0", "n1"}));
  EXPECT_EQ(ingest(parsed(batch({event("m1", "e", "gone")}), "other")).swallowed, 0u);
}

TEST_F(SqliteStoreTest, NothingOfTheErasedIsLeftInTheFiles) {
  const std::string marker = "marker-5d1f0c7e";
  std::vector<std::string> many;
  for (int i = 0; i < 500; i++)
    many.push_back(R"({"type":"track","event":"e","messageId":"m)" + std::to_string(i) + R"(","anonymousId":"gone","userId":"user-)" + marker +
                   R"(","properties":{"a":")" + marker + R"("}})");
  ingest(parsed(batch(many, R"(,"context":{"installId":"i","note":")" + marker + R"("})")));
  ingest(parsed(batch({event("stays")})));
  EXPECT_EQ(erase("r", {"gone"}), 500u);
  store->stop();
  for (const char* suffix : {"", "-wal"}) EXPECT_EQ(test::read_file(path + suffix).find(marker), std::string::npos) << suffix;
  open();
  EXPECT_EQ(ids(scan({}).events), Ids{"stays"});
}

TEST_F(SqliteStoreTest, ConcurrentWritersStoreEachEventOnce) {
  constexpr int threads = 4;
  constexpr int batches = 25;
  std::atomic<uint64_t> accepted{0};
  std::atomic<uint64_t> duplicates{0};
  std::atomic<int> pending{threads * batches};
  std::vector<std::thread> writers;
  for (int t = 0; t < threads; t++)
    writers.emplace_back([&, t] {
      for (int b = 0; b < batches; b++) {
        std::vector<std::string> some;
        for (int i = 0; i < 20; i++) some.push_back(event("m" + std::to_string((t % 2) * 10'000 + b * 20 + i)));  // each id comes from two threads
        EXPECT_TRUE(store->ingest(parsed(batch(some)), [&](core::Result<IngestOutcome> outcome) {
          accepted += outcome->accepted;
          duplicates += outcome->duplicates;
          pending--;
          pending.notify_all();
        }));
      }
    });
  for (auto& writer : writers) writer.join();
  for (int left = pending; left > 0; left = pending) pending.wait(left);
  EXPECT_EQ(accepted, 1'000u);
  EXPECT_EQ(duplicates, 1'000u);
  EXPECT_EQ(scan({.page_bytes = SIZE_MAX}).events.size(), 1'000u);
  EXPECT_LE(store->stats().commits, 100u);
}

TEST_F(SqliteStoreTest, StopFinishesWhatIsQueuedAndTakesNothingMore) {
  std::atomic<int> done{0};
  for (int i = 0; i < 50; i++)
    EXPECT_TRUE(store->ingest(parsed(batch({event("m" + std::to_string(i))})), [&](auto outcome) { done += outcome.ok(); }));
  store->stop();
  EXPECT_EQ(done, 50);
  EXPECT_FALSE(store->ingest(parsed(batch({event("late")})), [](auto) { FAIL(); }));
  EXPECT_FALSE(store->events({}, [](auto) { FAIL(); }));
  open();
  EXPECT_EQ(scan({}).events.size(), 50u);
}

TEST_F(SqliteStoreTest, AFullQueueRefuses) {
  store.reset();
  limits.max_queue_jobs = 1;
  open();
  // The writer is kept from committing by somebody else's transaction, so the queue fills.
  auto other = Sqlite::open(path, Sqlite::Role::writer);
  ASSERT_TRUE(other->execute("BEGIN IMMEDIATE").ok());
  std::atomic<int> done{0};
  int taken = 0;
  while (store->ingest(parsed(batch({event("m" + std::to_string(taken))})), [&](auto outcome) { done += outcome.ok(); })) {
    ASSERT_LT(++taken, 1'000'000);
  }
  ASSERT_TRUE(other->execute("ROLLBACK").ok());
  store->stop();
  EXPECT_EQ(done, taken);
}

TEST_F(SqliteStoreTest, ALogThatGrowsIsMovedIntoTheDatabase) {
  store.reset();
  limits.max_wal_pages = 16;
  open();
  for (int i = 0; i < 200; i++) ingest(parsed(batch({event("m" + std::to_string(i), "e", std::string(200, 'a'))})));
  EXPECT_LT(test::read_file(path + "-wal").size(), 4u * 16 * 4096);
  EXPECT_EQ(scan({.page_bytes = SIZE_MAX}).events.size(), 200u);
}

TEST(SqliteStoreOpen, ANewerDatabaseIsLeftAlone) {
  TempDir dir;
  const std::string path = dir / "events.db";
  {
    auto database = Sqlite::open(path, Sqlite::Role::writer);
    ASSERT_TRUE(database->execute("PRAGMA user_version=99").ok());
  }
  const std::string before = test::read_file(path);
  const auto opened = SqliteStore::open(path, {});
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.status().code(), core::Code::too_new);
  EXPECT_EQ(test::read_file(path), before);
}

TEST(SqliteStoreOpen, WhatIsNoDatabaseIsAClearError) {
  TempDir dir;
  test::write_file(dir / "events.db", std::string(8'192, 'x'));
  const auto opened = SqliteStore::open(dir / "events.db", {});
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.status().code(), core::Code::corrupt);
  EXPECT_FALSE(SqliteStore::open(dir / "no/such/folder", {}).ok());
}

TEST_F(SqliteStoreTest, AFailingTransactionIsReportedAndHarmsNoLaterOne) {
  auto other = Sqlite::open(path, Sqlite::Role::writer);
  ASSERT_TRUE(
      other->execute("CREATE TRIGGER refuse BEFORE INSERT ON bodies WHEN NEW.body LIKE '%poison%' BEGIN SELECT RAISE(FAIL, 'poison'); END").ok());
  std::promise<core::Result<IngestOutcome>> promise;
  store->ingest(parsed(batch({event("m1"), event("m2", "poison")})), [&](auto outcome) { promise.set_value(std::move(outcome)); });
  const auto outcome = promise.get_future().get();
  ASSERT_FALSE(outcome.ok());
  EXPECT_NE(outcome.status().message().find("poison"), std::string::npos);
  EXPECT_NE(store->stats().last_error, "");
  EXPECT_EQ(ingest(parsed(batch({event("m1")}))).accepted, 1u);
  EXPECT_EQ(store->stats().last_error, "");
  EXPECT_EQ(ledger().received, 1u);
}

}  // namespace
}  // namespace docent::server
