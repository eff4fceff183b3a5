#include "storage/schema.h"

#include <gmock/gmock.h>

#include "storage_fixture.h"

namespace docent::core {
namespace {

using test::raw_sql;
using test::slurp;
using test::TempDir;
using ::testing::ElementsAre;

std::string fixture(int version) { return slurp(DOCENT_SOURCE_DIR "/tests/unit/storage/fixtures/schema_v" + std::to_string(version) + ".sql"); }

// The database as the SQL that makes it: what the fixtures hold.
std::string schema_of(const std::string& path) {
  std::string sql = "PRAGMA auto_vacuum=" + raw_sql(path, "PRAGMA auto_vacuum").at(0) +
                    ";\nPRAGMA application_id=" + raw_sql(path, "PRAGMA application_id").at(0) +
                    ";\nPRAGMA user_version=" + raw_sql(path, "PRAGMA user_version").at(0) + ";\n";
  for (const auto& statement : raw_sql(path, "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"))
    sql.append(statement).append(";\n");
  return sql;
}

TEST(SchemaTest, EveryReleasedVersionHasAFixture) {
  for (int version = 1; version <= Database::schema_version(); version++) EXPECT_NE(fixture(version), "") << version;
}

TEST(SchemaTest, AFreshDatabaseEqualsTheNewestFixture) {
  TempDir dir;
  ASSERT_OK(Database::open(dir.file()));
  EXPECT_EQ(schema_of(dir.file()), fixture(Database::schema_version()));
}

// Each old database, with a row in every table, becomes the newest one and keeps its rows.
TEST(SchemaTest, EveryOldDatabaseIsMigrated) {
  for (int version = 1; version <= Database::schema_version(); version++) {
    TempDir dir;
    raw_sql(dir.file(), fixture(version));
    raw_sql(dir.file(), slurp(DOCENT_SOURCE_DIR "/tests/unit/storage/fixtures/rows_v" + std::to_string(version) + ".sql"));
    {
      auto database = Database::open(dir.file());
      ASSERT_OK(database);
      EXPECT_EQ(**(*database)->get_meta("install"), "i-1");
      Outbox outbox(**database);
      Ledger ledger(**database);
      ASSERT_OK(outbox.load());
      ASSERT_OK(ledger.load());
      EXPECT_EQ(outbox.totals(), (OutboxTotals{2, 5, 3, 4, 1, 6}));
      EXPECT_EQ(outbox.next_chunk({})->id, 2);
      EXPECT_EQ(*outbox.context_json(1), "{}");
      EXPECT_EQ(ledger.accepted(), 12u);
      EXPECT_EQ(ledger.dropped(DropReason::rejected), 1u);
      std::vector<std::string> rows;
      ASSERT_OK((*database)->load_state("me", [&](std::string_view, std::string_view key, std::string_view) { rows.emplace_back(key); }));
      ASSERT_OK((*database)->load_journals([&](const Database::JournalRow& row) { rows.push_back(row.path); }));
      EXPECT_THAT(rows, ElementsAre("undo", "/run/ring"));
    }
    EXPECT_EQ(raw_sql(dir.file(), "PRAGMA user_version").at(0), std::to_string(Database::schema_version()));
    EXPECT_EQ(raw_sql(dir.file(), "PRAGMA integrity_check").at(0), "ok");
  }
}

}  // namespace
}  // namespace docent::core
