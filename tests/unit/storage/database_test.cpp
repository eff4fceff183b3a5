#include "storage/database.h"

#include <gmock/gmock.h>

#include <filesystem>

#include "model/limits.h"
#include "storage_fixture.h"

namespace docent::core {
namespace {

using test::raw_sql;
using test::slurp;
using test::spit;
using test::StorageTest;
using test::TempDir;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
namespace fs = std::filesystem;

class DatabaseTest : public StorageTest {};

fs::perms mode_of(const std::string& path) { return fs::status(path).permissions(); }
constexpr fs::perms private_mode = fs::perms::owner_read | fs::perms::owner_write;

TEST_F(DatabaseTest, KeepsWhatWasCommittedAcrossReopening) {
  ASSERT_OK(database->begin());
  ASSERT_OK(database->put_meta("a", std::string_view("x\0y", 3)));
  ASSERT_OK(database->commit(Durability::normal));
  reopen();
  const auto a = database->get_meta("a");
  ASSERT_OK(a);
  EXPECT_EQ(*a, std::string("x\0y", 3));
}

TEST_F(DatabaseTest, MakesAllItsFilesPrivate) {
  ASSERT_OK(database->put_meta("a", "1"));
  for (const char* suffix : {"", "-wal", "-shm"}) EXPECT_EQ(mode_of(dir.file() + suffix), private_mode) << suffix;
}

TEST_F(DatabaseTest, TakesAwayWhatOthersMayDoWithAnExistingFile) {
  close();
  fs::permissions(dir.file(), fs::perms::group_read | fs::perms::others_read, fs::perm_options::add);
  ASSERT_OK(Database::open(dir.file()));
  EXPECT_EQ(mode_of(dir.file()), private_mode);
}

TEST_F(DatabaseTest, IsConfiguredAsTheDesignSays) {
  EXPECT_EQ(number("PRAGMA secure_delete"), 2);  // fast
  EXPECT_EQ(number("PRAGMA wal_autocheckpoint"), 0);
  EXPECT_EQ(number("PRAGMA synchronous"), 1);  // NORMAL
  EXPECT_EQ(number("PRAGMA auto_vacuum"), 2);  // incremental
  EXPECT_EQ(number("PRAGMA temp_store"), 2);   // memory
  EXPECT_EQ(number("PRAGMA cache_size"), -static_cast<int64_t>(limits::storage_cache_bytes / 1024));
  EXPECT_EQ(number("PRAGMA page_size"), static_cast<int64_t>(limits::database_page_bytes));
  EXPECT_EQ(number("PRAGMA user_version"), Database::schema_version());
  auto mode = database->statement("PRAGMA journal_mode");
  ASSERT_OK(mode.step());
  EXPECT_EQ(mode.column_text(0), "wal");
}

TEST_F(DatabaseTest, AnEmptyFileIsAFreshDatabase) {
  spit(dir.file("empty.db"), "");
  ASSERT_OK(Database::open(dir.file("empty.db")));
}

TEST_F(DatabaseTest, RollbackUndoesAndIsHarmlessOutsideATransaction) {
  ASSERT_OK(database->begin());
  ASSERT_OK(database->put_meta("a", "1"));
  EXPECT_TRUE(database->in_transaction());
  database->rollback();
  database->rollback();
  EXPECT_FALSE(database->in_transaction());
  EXPECT_EQ(*database->get_meta("a"), std::nullopt);
}

TEST_F(DatabaseTest, TransactionsDoNotNestAndMustBeOpenToCommit) {
  EXPECT_EQ(database->commit(Durability::normal).code(), Code::internal);
  ASSERT_OK(database->begin());
  EXPECT_EQ(database->begin().code(), Code::internal);
  EXPECT_EQ(database->checkpoint(true).code(), Code::internal);
  EXPECT_EQ(database->vacuum().code(), Code::internal);
  EXPECT_EQ(database->shrink().code(), Code::internal);
  EXPECT_EQ(database->sync().code(), Code::internal);
  ASSERT_OK(database->commit(Durability::normal));
}

struct CountingListener : TransactionListener {
  int commits = 0;
  int rollbacks = 0;
  void on_commit() noexcept override { commits++; }
  void on_rollback() noexcept override { rollbacks++; }
};

TEST_F(DatabaseTest, TellsListenersOncePerTransaction) {
  CountingListener listener;
  database->add_listener(&listener);
  ASSERT_OK(database->begin());
  ASSERT_OK(database->commit(Durability::normal));
  ASSERT_OK(database->begin());
  database->rollback();
  database->rollback();
  database->remove_listener(&listener);
  ASSERT_OK(database->begin());
  ASSERT_OK(database->commit(Durability::normal));
  EXPECT_EQ(listener.commits, 1);
  EXPECT_EQ(listener.rollbacks, 1);
}

TEST_F(DatabaseTest, MetaIsPutReplacedAndErased) {
  ASSERT_OK(database->put_meta("k", "1"));
  ASSERT_OK(database->put_meta("k", "22"));
  EXPECT_EQ(**database->get_meta("k"), "22");
  ASSERT_OK(database->erase_meta("k"));
  ASSERT_OK(database->erase_meta("k"));
  EXPECT_EQ(*database->get_meta("k"), std::nullopt);
  ASSERT_OK(database->put_meta("k", ""));
  EXPECT_EQ(**database->get_meta("k"), "");
}

TEST_F(DatabaseTest, StateIsKeptPerIdentity) {
  ASSERT_OK(database->put_state("a", "history", "x", "1"));
  ASSERT_OK(database->put_state("a", "history", "x", "2"));
  ASSERT_OK(database->put_state("a", "campaign", "y", std::string_view("\0", 1)));
  ASSERT_OK(database->put_state("b", "history", "x", "3"));
  std::vector<std::string> rows;
  const auto row = [&](std::string_view kind, std::string_view key, std::string_view bytes) {
    rows.push_back(std::string(kind) + "/" + std::string(key) + "/" + std::to_string(bytes.size()));
  };
  ASSERT_OK(database->load_state("a", row));
  EXPECT_THAT(rows, ElementsAre("campaign/y/1", "history/x/1"));
  ASSERT_OK(database->erase_state("a", "history", "x"));
  rows.clear();
  ASSERT_OK(database->load_state("a", row));
  EXPECT_THAT(rows, ElementsAre("campaign/y/1"));
  ASSERT_OK(database->erase_state("a"));
  rows.clear();
  ASSERT_OK(database->load_state("a", row));
  ASSERT_OK(database->load_state("b", row));
  EXPECT_THAT(rows, ElementsAre("history/x/1"));
}

TEST_F(DatabaseTest, StateMayBeChangedWhileItIsBeingLoaded) {
  ASSERT_OK(database->put_state("a", "k", "1", "x"));
  ASSERT_OK(database->put_state("b", "k", "2", "y"));
  std::string nested;
  ASSERT_OK(database->load_state("a", [&](std::string_view, std::string_view, std::string_view) {
    EXPECT_TRUE(database->load_state("b", [&](std::string_view, std::string_view key, std::string_view) { nested = key; }).ok());
    EXPECT_TRUE(database->put_state("c", "k", "3", "z").ok());
  }));
  EXPECT_EQ(nested, "2");
}

TEST_F(DatabaseTest, JournalPositionsAreReplacedByEpoch) {
  const std::vector<uint8_t> one(16, 0);
  const std::vector<uint8_t> two(16, 0xff);
  ASSERT_OK(database->put_journal(one, "/run/a", 5));
  ASSERT_OK(database->put_journal(two, "/run/b", UINT64_MAX));
  ASSERT_OK(database->put_journal(one, "/run/a", 9));
  std::vector<std::string> rows;
  const auto row = [&](const Database::JournalRow& r) { rows.push_back(std::to_string(r.epoch.size()) + r.path + " " + std::to_string(r.position)); };
  ASSERT_OK(database->load_journals(row));
  EXPECT_THAT(rows, ElementsAre("16/run/a 9", "16/run/b 18446744073709551615"));
  ASSERT_OK(database->erase_journal(one));
  rows.clear();
  ASSERT_OK(database->load_journals(row));
  EXPECT_THAT(rows, ElementsAre("16/run/b 18446744073709551615"));
}

TEST_F(DatabaseTest, ReadOnlySeesALiveDatabaseAndCannotChangeIt) {
  ASSERT_OK(database->put_meta("k", "v"));
  auto reader = Database::open_read_only(dir.file());
  ASSERT_OK(reader);
  EXPECT_EQ(**(*reader)->get_meta("k"), "v");
  EXPECT_EQ((*reader)->put_meta("k", "w").code(), Code::io);
  EXPECT_EQ(**database->get_meta("k"), "v");
}

TEST_F(DatabaseTest, ReadOnlyRefusesWhatIsNotThereOrOlder) {
  EXPECT_EQ(Database::open_read_only(dir.file("none.db")).status().code(), Code::not_found);
  EXPECT_FALSE(fs::exists(dir.file("none.db")));
  spit(dir.file("empty.db"), "");
  EXPECT_EQ(Database::open_read_only(dir.file("empty.db")).status().code(), Code::unavailable);
}

TEST_F(DatabaseTest, ATruncatingCheckpointWaitsForNoReaderForEver) {
  ASSERT_OK(database->put_meta("k", "v"));
  auto reader = Database::open_read_only(dir.file());
  ASSERT_OK(reader);
  auto reading = (*reader)->statement("SELECT * FROM meta");
  ASSERT_OK(reading.step());
  ASSERT_OK(database->put_meta("k", "w"));
  EXPECT_EQ(database->checkpoint(true).code(), Code::busy);
  EXPECT_TRUE(database->checkpoint(false).ok());
  EXPECT_GT(fs::file_size(dir.file() + "-wal"), 0u);
  reading.reset();
  ASSERT_OK(database->checkpoint(true));
  EXPECT_EQ(fs::file_size(dir.file() + "-wal"), 0u);
}

TEST_F(DatabaseTest, KnowsItsBytes) {
  EXPECT_EQ(database->wal_bytes() == 0, fs::file_size(dir.file() + "-wal") == 0);
  ASSERT_OK(database->put_meta("big", std::string(100'000, 'x')));
  EXPECT_GE(database->wal_bytes(), 100'000u);
  EXPECT_EQ(database->bytes_on_disk(), fs::file_size(dir.file()) + fs::file_size(dir.file() + "-wal") + fs::file_size(dir.file() + "-shm"));
  EXPECT_EQ(database->bytes_beside(), fs::file_size(dir.file() + "-wal") + fs::file_size(dir.file() + "-shm"));
  ASSERT_OK(database->checkpoint(true));
  EXPECT_EQ(database->wal_bytes(), 0u);
  EXPECT_EQ(*database->file_bytes(), fs::file_size(dir.file()));
}

TEST_F(DatabaseTest, ShrinkGivesFreePagesBack) {
  for (int i = 0; i < 40; i++) ASSERT_OK(database->put_meta("big" + std::to_string(i), std::string(100'000, 'x')));
  for (int i = 0; i < 39; i++) ASSERT_OK(database->erase_meta("big" + std::to_string(i)));
  ASSERT_OK(database->checkpoint(true));
  const auto before = fs::file_size(dir.file());
  EXPECT_GT(*database->free_bytes(), 3'500'000u);
  ASSERT_OK(database->shrink(1'000'000));
  EXPECT_NEAR(static_cast<double>(before - fs::file_size(dir.file())), 1e6, 10'000);
  ASSERT_OK(database->shrink());
  EXPECT_EQ(*database->free_bytes(), 0u);
  EXPECT_LT(fs::file_size(dir.file()), 300'000u);
  EXPECT_EQ((*database->get_meta("big39"))->size(), 100'000u);
}

TEST_F(DatabaseTest, TheLibraryNoteNamesTheVersionOrIsEmpty) {
  const std::string note = Database::library_note();
  if (sqlite3_libversion_number() < 3'044'006) {
    EXPECT_THAT(note, HasSubstr(sqlite3_libversion()));
  }
  if (sqlite3_libversion_number() >= 3'051'003) {
    EXPECT_EQ(note, "");
  }
}

}  // namespace
}  // namespace docent::core
