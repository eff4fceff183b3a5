// A database of every earlier layout opens, keeps what it has, and goes on.
#include "store/schema.h"

#include <gtest/gtest.h>

#include <future>

#include "store/sqlite_store.h"
#include "test_support.h"

namespace docent::server {
namespace {

using test::TempDir;

const std::string fixtures = std::string(DOCENT_SOURCE_DIR) + "/tests/server/fixtures/";

TEST(Schema, EveryEarlierLayoutIsBroughtUpToDate) {
  for (int layout = 1; layout < schema_version; layout++) {
    TempDir dir;
    const std::string path = dir / "events.db";
    {
      auto database = Sqlite::open(path, Sqlite::Role::writer);
      ASSERT_TRUE(database.ok());
      ASSERT_TRUE(database->execute(test::read_file(fixtures + "layout_v" + std::to_string(layout) + ".sql").c_str()).ok());
    }
    for (int round = 0; round < 2; round++) {
      auto store = SqliteStore::open(path, {});
      ASSERT_TRUE(store.ok()) << store.status().to_string();
      std::promise<ScanPage> all;
      ASSERT_TRUE((*store)->scan({}, [&](auto page) { all.set_value(page.ok() ? *page : ScanPage()); }));
      const auto events = all.get_future().get().events;
      ASSERT_EQ(events.size(), 3u);
      EXPECT_EQ(events[0].seq, 1);
      EXPECT_EQ(events[0].body, R"({"type":"track","event":"opened","messageId":"m1","anonymousId":"device"})");
      EXPECT_EQ(events[0].at_ms, 500);
      EXPECT_EQ(*events[0].context, R"({"app":{"version":"4.2.0"}})");
      EXPECT_EQ(events[1].message_id, "0190f1c2-7c1e-7aaa-8bbb-123456789abc");
      EXPECT_EQ(events[2].seq, 5);
      std::promise<core::Result<std::string>> facts;
      ASSERT_TRUE((*store)->analyse(
          [](const EventTable& table) -> core::Result<std::string> {
            return std::to_string(table.rows()) + (table.person_of(1) == table.person_of(2) ? " of one" : " of two");
          },
          [&](auto text) { facts.set_value(std::move(text)); }));
      EXPECT_EQ(*facts.get_future().get(), "3 of one");
    }
  }
}

TEST(Schema, WhatCannotBeBroughtUpToDateStaysAsItIs) {
  TempDir dir;
  const std::string path = dir / "events.db";
  auto database = Sqlite::open(path, Sqlite::Role::writer);
  ASSERT_TRUE(database.ok());
  ASSERT_TRUE(database->execute("CREATE TABLE other(x); PRAGMA user_version=1").ok());  // says that it has layout 1, and has no events
  const auto status = prepare_writer(*database);
  EXPECT_FALSE(status.ok());
  EXPECT_FALSE(database->in_transaction());
  auto version = database->prepare("PRAGMA user_version");
  ASSERT_TRUE(version.ok());
  ASSERT_TRUE(version->step().ok());
  EXPECT_EQ(version->column_int(0), 1);
}

}  // namespace
}  // namespace docent::server
