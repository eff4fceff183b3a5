// The table through the store that fills it: what was committed is there, once, and what was erased is not.
#include "store/table_loader.h"

#include <gtest/gtest.h>

#include <future>
#include <map>
#include <new>
#include <thread>

#include "ingest/batch_parser.h"
#include "store/sqlite_store.h"
#include "test_support.h"

namespace docent::server {
namespace {

using test::TempDir;

struct TableLoaderTest : ::testing::Test {
  void SetUp() override { open(); }
  void open() {
    store.reset();
    auto opened = SqliteStore::open(dir / "events.db", limits);
    ASSERT_TRUE(opened.ok()) << opened.status().to_string();
    store = std::move(*opened);
  }
  void ingest(const std::string& events, const std::string& context = "{}") {
    auto request = parse_batch(R"({"context":)" + context + R"(,"batch":[)" + events + "]}", 1'000'000, {});
    ASSERT_FALSE(request.error);
    request.batch->write_key = "key";
    std::promise<bool> stored;
    ASSERT_TRUE(store->ingest(std::move(request.batch), [&](const auto& outcome) { stored.set_value(outcome.ok()); }));
    ASSERT_TRUE(stored.get_future().get());
  }
  std::string analyse(const EventStore::Analysis& work) {
    std::promise<core::Result<std::string>> promise;
    EXPECT_TRUE(store->analyse(work, [&](auto text) { promise.set_value(std::move(text)); }));
    auto text = promise.get_future().get();
    EXPECT_TRUE(text.ok());
    return text.ok() ? *text : "";
  }
  // "person event release, …" in the order of commits; persons are letters in the order in which they come.
  std::string rows() {
    return analyse([](const EventTable& table) -> core::Result<std::string> {
      std::string out;
      std::map<uint32_t, char> letters;
      table.scan(INT64_MIN, INT64_MAX, [&](const EventTable::Row& row) {
        if (!out.empty()) out += ", ";
        const auto letter = static_cast<char>('A' + letters.size());
        out += letters.try_emplace(table.person_of(row.subject), letter).first->second;
        out += " " + table.what_of(row.kind).name;
        const auto& release = table.texts().text(table.origin_of(row.context).release);
        if (!release.empty()) out += " " + release;
      });
      return out;
    });
  }
  static std::string event(const std::string& id, const std::string& name, const std::string& who) {
    return R"({"type":"track","messageId":")" + id + R"(","event":")" + name + R"(",)" + who + "}";
  }

  core::Status refusal() {
    std::promise<core::Status> promise;
    EXPECT_TRUE(
        store->analyse([](const EventTable&) { return core::Result<std::string>("there"); }, [&](auto text) { promise.set_value(text.status()); }));
    return promise.get_future().get();
  }

  TempDir dir;
  Limits limits;
  std::unique_ptr<SqliteStore> store;
};

TEST_F(TableLoaderTest, TakesWhatWasCommittedSinceTheLastTime) {
  EXPECT_EQ(rows(), "");
  ingest(event("1", "opened", R"("anonymousId":"d")"), R"({"app":{"version":"1.0"},"os":{"name":"Linux"},"locale":"de"})");
  EXPECT_EQ(rows(), "A opened 1.0");
  ingest(event("2", "saved", R"("anonymousId":"d","userId":"ada")") + "," + event("1", "opened", R"("anonymousId":"d")"), R"({"app":{"version":2}})");
  EXPECT_EQ(rows(), "A opened 1.0, A saved");  // a version that is no string is none
  EXPECT_EQ(rows(), "A opened 1.0, A saved");
  open();
  EXPECT_EQ(rows(), "A opened 1.0, A saved");
}

TEST_F(TableLoaderTest, WhatWasErasedIsGone) {
  ingest(event("1", "a", R"("anonymousId":"gone")") + "," + event("2", "b", R"("anonymousId":"stays")"));
  EXPECT_EQ(rows(), "A a, B b");
  std::promise<uint64_t> erased;
  ASSERT_TRUE(store->erase({"key", "r", {"gone"}, 5}, [&](const auto& count) { erased.set_value(count.ok() ? *count : 99); }));
  EXPECT_EQ(erased.get_future().get(), 1u);
  EXPECT_EQ(rows(), "A b");
  ingest(event("3", "c", R"("anonymousId":"new")"));
  EXPECT_EQ(rows(), "A b, B c");
}

TEST_F(TableLoaderTest, OnlyAnErasureOfSomethingBeginsAnew) {
  const auto generation = [&] {
    auto database = Sqlite::open(dir / "events.db", Sqlite::Role::reader);
    auto query = database->prepare("SELECT coalesce(sum(n), 0) FROM ledger WHERE counter = 'generation'");
    EXPECT_TRUE(query->step().ok());
    return query->column_int(0);
  };
  const auto erase = [&](const char* request, const char* id) {
    std::promise<bool> erased;
    EXPECT_TRUE(store->erase({"key", request, {id}, 5}, [&](const auto& count) { erased.set_value(count.ok()); }));
    EXPECT_TRUE(erased.get_future().get());
  };
  ingest(event("1", "a", R"("anonymousId":"gone")"));
  erase("r1", "unknown");
  EXPECT_EQ(generation(), 0);
  erase("r2", "gone");
  EXPECT_EQ(generation(), 1);
  erase("r2", "gone");
  erase("r3", "gone");
  EXPECT_EQ(generation(), 1);
}

TEST_F(TableLoaderTest, MoreThanReportsTakeIsSaid) {
  limits.max_report_events = 3;
  limits.max_report_persons = 2;
  open();
  ingest(event("1", "a", R"("anonymousId":"x")") + "," + event("2", "a", R"("anonymousId":"y")") + "," + event("3", "a", R"("anonymousId":"x")"));
  EXPECT_TRUE(refusal().ok());  // as many as they take
  EXPECT_TRUE(refusal().ok());
  ingest(event("4", "a", R"("anonymousId":"x")"));
  for (int round = 0; round < 2; round++)
    EXPECT_EQ(refusal().to_string(), "DOCENT_TOO_LARGE: there are more than 3 events, the most that reports take");
  limits.max_report_events = 100;
  open();
  ingest(event("5", "a", R"("anonymousId":"z")"));
  for (int round = 0; round < 2; round++)
    EXPECT_EQ(refusal().to_string(), "DOCENT_TOO_LARGE: there are more than 2 persons, the most that reports take");
}

TEST_F(TableLoaderTest, NamesAndOriginsHaveAnEnd) {
  limits.max_report_names = 2;
  limits.max_origin_bytes = 3;
  limits.max_origins = 2;
  open();
  const std::string who = R"("anonymousId":"x")";
  ingest(event("1", "a", who), R"({"app":{"version":"1.0"}})");
  ingest(event("2", "b", who), R"({"app":{"version":"1.00"}})");  // too long
  ingest(event("3", "c", who), R"({"app":{"version":"2.0"}})");
  ingest(event("4", "d", who), R"({"app":{"version":"3.0"}})");
  ingest(event("5", "a", who), R"({"app":{"version":"1.0"}})");
  EXPECT_EQ(rows(), "A a 1.0, A b, A (more names) 2.0, A (more names), A a 1.0");
}

TEST_F(TableLoaderTest, WithoutMemoryThereIsAnAnswer) {
  std::promise<core::Result<std::string>> promise;
  ASSERT_TRUE(store->analyse([](const EventTable&) -> core::Result<std::string> { throw std::bad_alloc(); },
                             [&](auto text) { promise.set_value(std::move(text)); }));
  EXPECT_EQ(promise.get_future().get().status().code(), core::Code::no_memory);
  EXPECT_EQ(rows(), "");
}

TEST_F(TableLoaderTest, WhatIsQueuedWhenItStopsIsRefused) {
  limits.max_analyses = SIZE_MAX;  // that it refuses one says that it is stopping
  open();
  std::promise<void> began, go_on;
  std::promise<core::Status> first, second;
  ASSERT_TRUE(store->analyse(
      [&](const EventTable&) {
        began.set_value();
        go_on.get_future().wait();
        return core::Result<std::string>("done");
      },
      [&](auto text) { first.set_value(text.status()); }));
  ASSERT_TRUE(
      store->analyse([](const EventTable&) { return core::Result<std::string>("never"); }, [&](auto text) { second.set_value(text.status()); }));
  began.get_future().wait();
  std::thread stopping([&] { store->stop(); });
  while (store->analyse([](const EventTable&) { return core::Result<std::string>("never"); }, [](auto) {})) std::this_thread::yield();
  go_on.set_value();
  stopping.join();
  EXPECT_TRUE(first.get_future().get().ok());
  EXPECT_EQ(second.get_future().get().code(), core::Code::closed);
}

TEST_F(TableLoaderTest, AnErrorOfTheWorkIsTheAnswer) {
  std::promise<core::Result<std::string>> promise;
  ASSERT_TRUE(store->analyse([](const EventTable&) -> core::Result<std::string> { return core::Status(core::Code::invalid, "no such step"); },
                             [&](auto text) { promise.set_value(std::move(text)); }));
  EXPECT_EQ(promise.get_future().get().status().message(), "no such step");
}

}  // namespace
}  // namespace docent::server
