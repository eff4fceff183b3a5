// What can go wrong with the file and the disk below it: each with a code, a message, and an object that goes on working.
#include <gmock/gmock.h>

#include <cstring>
#include <filesystem>

#include "fault_vfs.h"
#include "model/limits.h"
#include "storage_fixture.h"

namespace docent::core {
namespace {

using test::FaultVfs;
using test::raw_sql;
using test::slurp;
using test::spit;
using test::StorageTest;
using test::TempDir;
using ::testing::HasSubstr;
namespace fs = std::filesystem;

Code open_code(const std::string& path) {
  const auto opened = Database::open(path);
  if (!opened.ok()) {
    EXPECT_THAT(opened.status().message(), HasSubstr(path));
  }
  return opened.status().code();
}

// --- durability ---

struct DurabilityTest : ::testing::Test {
  FaultVfs vfs;
  TempDir dir;
  std::unique_ptr<Database> database;
  void SetUp() override {
    auto opened = Database::open(dir.file());
    ASSERT_OK(opened);
    database = std::move(*opened);
    ASSERT_OK(put("warm-up", Durability::full));
    vfs.wal_syncs = 0;
  }
  Status put(const std::string& value, Durability durability) {
    DOCENT_TRY(database->begin());
    DOCENT_TRY(database->put_meta("k", value));
    return database->commit(durability);
  }
};

TEST_F(DurabilityTest, OnlyAFullCommitSyncsTheWal) {
  for (int i = 0; i < 10; i++) ASSERT_OK(put(std::to_string(i), Durability::normal));
  EXPECT_EQ(vfs.wal_syncs, 0);
  EXPECT_FALSE(database->durable());
  ASSERT_OK(put("last", Durability::full));
  EXPECT_EQ(vfs.wal_syncs, 1);
  EXPECT_TRUE(database->durable());
}

TEST_F(DurabilityTest, SyncMakesEarlierCommitsDurableOnce) {
  ASSERT_OK(put("a", Durability::normal));
  ASSERT_OK(database->sync());
  ASSERT_OK(database->sync());
  EXPECT_EQ(vfs.wal_syncs, 1);
  EXPECT_TRUE(database->durable());
}

TEST_F(DurabilityTest, ACommitWhoseSyncFailsIsACommitThatIsNotDurable) {
  vfs.fail_sync = SQLITE_IOERR_FSYNC;
  ASSERT_OK(put("a", Durability::full));
  EXPECT_FALSE(database->durable());
  EXPECT_EQ(**database->get_meta("k"), "a");
  EXPECT_EQ(database->sync().code(), Code::io);
  vfs.fail_sync = SQLITE_OK;
  // What the system failed to write once is written again, through a checkpoint.
  ASSERT_OK(database->sync());
  EXPECT_TRUE(database->durable());
  EXPECT_EQ(fs::file_size(dir.file() + "-wal"), 0u);
}

TEST_F(DurabilityTest, AFileThatWasDeletedIsNoticedByTheNextSync) {
  ASSERT_OK(put("a", Durability::normal));
  fs::remove(dir.file());
  const Status synced = database->sync();
  EXPECT_EQ(synced.code(), Code::io);
  EXPECT_THAT(synced.message(), HasSubstr("deleted or replaced"));
  EXPECT_FALSE(database->durable());
  ASSERT_OK(put("b", Durability::full));
  EXPECT_FALSE(database->durable());
}

TEST_F(DurabilityTest, AFailedWriteRollsBackAndTheNextTransactionWorks) {
  for (int before = 0; before < 12; before++) {
    vfs.fail_write = SQLITE_FULL;
    vfs.writes_before_failure = before;
    const Status failed = put(std::string(20'000, 'x'), Durability::normal);
    vfs.fail_write = SQLITE_OK;
    if (!failed.ok()) {
      EXPECT_EQ(failed.code(), Code::io);
      EXPECT_THAT(failed.message(), HasSubstr("full"));
    }
    database->rollback();
    EXPECT_FALSE(database->in_transaction());
    ASSERT_OK(put("v" + std::to_string(before), Durability::normal));
    EXPECT_EQ(**database->get_meta("k"), "v" + std::to_string(before));
  }
}

TEST_F(DurabilityTest, AnInputOutputErrorNamesTheFile) {
  vfs.fail_write = SQLITE_IOERR_WRITE;
  const Status failed = put(std::string(20'000, 'x'), Durability::normal);
  EXPECT_EQ(failed.code(), Code::io);
  EXPECT_THAT(failed.message(), HasSubstr(dir.file()));
  vfs.fail_write = SQLITE_OK;
  ASSERT_OK(put("again", Durability::full));
}

// --- a full database ---

class FullTest : public StorageTest {};

TEST_F(FullTest, AfterAnAutomaticRollbackNothingOfTheTransactionIsWritten) {
  ASSERT_OK(database->execute(("PRAGMA max_page_count=" + std::to_string(number("PRAGMA page_count") + 8)).c_str()));
  ASSERT_OK(database->begin());
  ASSERT_OK(database->put_meta("first", "1"));
  const Status full = database->put_meta("big", std::string(100'000, 'x'));
  EXPECT_EQ(full.code(), Code::io);
  EXPECT_THAT(full.message(), HasSubstr("full"));
  const Status committed = database->commit(Durability::normal);
  if (committed.ok()) {
    EXPECT_EQ(**database->get_meta("first"), "1");  // only the statement was undone
  } else {
    EXPECT_EQ(*database->get_meta("first"), std::nullopt);
  }
  EXPECT_FALSE(database->in_transaction());
  ASSERT_OK(database->begin());
  ASSERT_OK(database->put_meta("small", "1"));
  ASSERT_OK(database->commit(Durability::normal));
}

TEST_F(FullTest, StatementsOfATransactionThatSqliteEndedAreRefused) {
  ASSERT_OK(database->begin());
  ASSERT_OK(database->put_meta("first", "1"));
  ASSERT_OK(database->execute("ROLLBACK"));  // what SQLite does by itself on some errors
  EXPECT_EQ(database->put_meta("second", "2").code(), Code::io);
  EXPECT_FALSE(database->commit(Durability::normal).ok());
  EXPECT_FALSE(database->in_transaction());
  EXPECT_EQ(*database->get_meta("second"), std::nullopt);
}

TEST_F(FullTest, SqlThatDoesNotCompileIsReportedByItsStep) {
  auto query = database->statement("SELECT 1 FROM nowhere");
  EXPECT_EQ(query.bind(1, int64_t{1}).step().status().code(), Code::internal);
  EXPECT_THAT(query.run().message(), HasSubstr("nowhere"));
}

// --- opening ---

TEST(DatabaseOpenTest, RefusesWhatIsNoFileInADirectory) {
  TempDir dir;
  EXPECT_EQ(open_code(dir.path()), Code::io);
  EXPECT_EQ(open_code(dir.file("none/docent.db")), Code::io);
  spit(dir.file("file"), "x");
  EXPECT_EQ(open_code(dir.file("file/docent.db")), Code::io);
}

TEST(DatabaseOpenTest, RefusesAReadOnlyFile) {
  FaultVfs vfs;
  TempDir dir;
  raw_sql(dir.file(), slurp(DOCENT_SOURCE_DIR "/tests/unit/storage/fixtures/schema_v1.sql"));
  vfs.read_only = true;
  EXPECT_EQ(open_code(dir.file()), Code::io);
}

TEST(DatabaseOpenTest, ReportsGarbageAsCorrupt) {
  TempDir dir;
  for (const std::size_t bytes : {1u, 20u, 512u, 4096u, 10'000u}) {
    spit(dir.file(), std::string(bytes, 'g'));
    EXPECT_EQ(open_code(dir.file()), Code::corrupt) << bytes;
    EXPECT_TRUE(slurp(dir.file()) == std::string(bytes, 'g'));
  }
}

TEST(DatabaseOpenTest, ADamagedPageAnywhereIsCorruptOrHarmless) {
  TempDir dir;
  {
    auto database = Database::open(dir.file());
    ASSERT_OK(database);
    for (int i = 0; i < 50; i++) ASSERT_OK((*database)->put_state("who", "history", std::to_string(i), std::string(200, 'x')));
  }
  const std::string whole = slurp(dir.file());
  ASSERT_EQ(whole.size() % 4096, 0u);
  int corrupt = 0;
  for (std::size_t page = 0; page < whole.size() / 4096; page++) {
    std::string damaged = whole;
    std::memset(damaged.data() + page * 4096, 0xa5, 4096);
    spit(dir.file(), damaged);
    const auto opened = Database::open(dir.file());
    if (opened.ok()) continue;  // a pointer map, which only the file's shortening reads
    EXPECT_EQ(opened.status().code(), Code::corrupt) << page << ": " << opened.status().message();
    corrupt++;
    fs::remove(dir.file() + ".damaged");
  }
  EXPECT_GE(corrupt, 11);  // the schema and ten tables
}

TEST(DatabaseOpenTest, ATruncatedFileIsCorrupt) {
  TempDir dir;
  {
    auto database = Database::open(dir.file());
    ASSERT_OK(database);
    ASSERT_OK((*database)->put_meta("k", std::string(50'000, 'x')));
  }
  fs::resize_file(dir.file(), 4096 * 3);
  EXPECT_EQ(open_code(dir.file()), Code::corrupt);
}

TEST(DatabaseOpenTest, ChunksWithoutBodiesAreCorrupt) {
  TempDir dir;
  ASSERT_OK(Database::open(dir.file()));
  raw_sql(dir.file(), "INSERT INTO chunk VALUES(7,1,1,3,10,0,0,0,0,9)");
  EXPECT_EQ(open_code(dir.file()), Code::corrupt);
}

TEST(DatabaseOpenTest, ANewerDatabaseIsRefusedUnchanged) {
  TempDir dir;
  ASSERT_OK(Database::open(dir.file()));
  raw_sql(dir.file(), "PRAGMA user_version=" + std::to_string(Database::schema_version() + 1));
  const std::string before = slurp(dir.file());
  const auto opened = Database::open(dir.file());
  EXPECT_EQ(opened.status().code(), Code::too_new);
  EXPECT_THAT(opened.status().message(), HasSubstr("update the application"));
  EXPECT_EQ(Database::open_read_only(dir.file()).status().code(), Code::too_new);
  EXPECT_TRUE(slurp(dir.file()) == before);
}

TEST(DatabaseOpenTest, ANewerDatabaseWithAPendingWalKeepsIt) {
  TempDir dir;
  ASSERT_OK(Database::open(dir.file()));
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(dir.file().c_str(), &other), SQLITE_OK);
  sqlite3_db_config(other, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  ASSERT_EQ(sqlite3_exec(other, "PRAGMA user_version=99", nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(other);
  const std::string wal = slurp(dir.file() + "-wal");
  ASSERT_FALSE(wal.empty());
  const std::string before = slurp(dir.file());
  EXPECT_EQ(Database::open(dir.file()).status().code(), Code::too_new);
  EXPECT_TRUE(slurp(dir.file()) == before);
  EXPECT_TRUE(slurp(dir.file() + "-wal") == wal);
}

TEST(DatabaseOpenTest, TheDatabaseOfAnotherProgramIsRefusedUnchanged) {
  TempDir dir;
  raw_sql(dir.file(), "CREATE TABLE customers(name)");
  const std::string before = slurp(dir.file());
  EXPECT_EQ(open_code(dir.file()), Code::invalid);
  EXPECT_TRUE(slurp(dir.file()) == before);
}

// --- setting aside ---

TEST(DatabaseQuarantineTest, ADamagedDatabaseIsSetAsideAndANewOneBegun) {
  TempDir dir;
  spit(dir.file(), std::string(5'000, 'g'));
  spit(dir.file() + "-wal", "w");
  ASSERT_OK(Database::quarantine(dir.file(), 1'000));
  EXPECT_EQ(slurp(dir.file() + ".corrupt-1000").size(), 5'000u);
  EXPECT_EQ(slurp(dir.file() + ".corrupt-1000-wal"), "w");
  ASSERT_OK(Database::open(dir.file()));
  spit(dir.file(), std::string(6'000, 'g'));
  ASSERT_OK(Database::quarantine(dir.file(), 2'000));
  EXPECT_FALSE(fs::exists(dir.file() + ".corrupt-1000"));  // only the newest is kept
  EXPECT_TRUE(fs::exists(dir.file() + ".corrupt-2000"));
  ASSERT_OK(Database::remove_quarantined(dir.file()));
  EXPECT_FALSE(fs::exists(dir.file() + ".corrupt-2000"));
}

TEST(DatabaseQuarantineTest, ALargeOneIsNotKept) {
  TempDir dir;
  spit(dir.file(), std::string(limits::max_quarantined_bytes + 1, 'g'));
  ASSERT_OK(Database::quarantine(dir.file(), 1));
  EXPECT_TRUE(fs::is_empty(dir.path()));
}

TEST(DatabaseQuarantineTest, DamageThatIsMetLaterIsReportedByTheNextOpen) {
  TempDir dir;
  auto database = Database::open(dir.file());
  ASSERT_OK(database);
  ASSERT_OK((*database)->put_meta("k", std::string(100'000, 'x')));  // on overflow pages, which opening does not read
  ASSERT_OK((*database)->checkpoint(true));
  database->reset();
  std::string bytes = slurp(dir.file());
  const std::size_t found = bytes.rfind(std::string(4'000, 'x'));
  ASSERT_NE(found, std::string::npos);
  std::memset(bytes.data() + found / 4096 * 4096 - 4096 * 10, 0xa5, 4096 * 5);
  spit(dir.file(), bytes);

  database = Database::open(dir.file());
  ASSERT_OK(database);
  EXPECT_EQ((*database)->get_meta("k").status().code(), Code::corrupt);
  ASSERT_OK((*database)->put_meta("other", "still works"));
  database->reset();
  EXPECT_EQ(open_code(dir.file()), Code::corrupt);
  ASSERT_OK(Database::quarantine(dir.file(), 1));
  ASSERT_OK(Database::open(dir.file()));
}

}  // namespace
}  // namespace docent::core
