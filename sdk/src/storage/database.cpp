#include "storage/database.h"

#include <sqlite3.h>

#include <algorithm>

#include "model/limits.h"
#include "platform/files.h"
#include "storage/database_files.h"
#include "storage/schema.h"

namespace docent::core {
namespace {

constexpr int oldest_usable_sqlite = 3'026'000;  // upsert, secure_delete=fast, defensive mode

Status check_library() {
  if (sqlite3_libversion_number() < oldest_usable_sqlite)
    return {Code::unavailable, std::string("SQLite 3.26 or newer is needed, found ") + sqlite3_libversion()};
  if (sqlite3_threadsafe() == 0) return {Code::unavailable, "this SQLite was built for programs with one thread only"};
  return {};
}

}  // namespace

Database::Database(std::string path) : path_(std::move(path)), statements_(std::make_unique<StatementCache>()) {}

Database::~Database() {
  rollback();
  statements_->clear();
  sqlite3_close_v2(db_);
}

int Database::schema_version() noexcept { return static_cast<int>(schema_steps().size()); }

std::string Database::library_note() {
  const int version = sqlite3_libversion_number();
  const bool fixed = version >= 3'051'003 || (version >= 3'050'007 && version < 3'051'000) || (version >= 3'044'006 && version < 3'045'000);
  if (fixed) return {};
  return std::string("SQLite ") + sqlite3_libversion() +
         " can damage a WAL that several connections reset at once (fixed in 3.51.3, 3.50.7 and 3.44.6): the data directory's lock keeps it to one";
}

Result<std::unique_ptr<Database>> Database::open(const std::string& path) {
  DOCENT_TRY(check_library());
  DOCENT_TRY(prepare_private_file(path));
  if (is_marked_damaged(path)) return Status(Code::corrupt, path + ": damage was found when it was last used");
  if (!looks_like_database(path)) return Status(Code::corrupt, path + ": is not a database");
  std::unique_ptr<Database> database(new Database(path));
  DOCENT_TRY(database->connect(SQLITE_OPEN_READWRITE));
  const auto version = database->read_version();
  if (!version.ok()) return version.status();
  DOCENT_TRY(database->configure(*version == 0));
  DOCENT_TRY(database->migrate(*version));
  DOCENT_TRY(database->look_at_tables());
  return database;
}

Result<std::unique_ptr<Database>> Database::open_read_only(const std::string& path) {
  DOCENT_TRY(check_library());
  if (const auto bytes = docent::core::file_bytes(path); !bytes.ok()) return bytes.status();
  std::unique_ptr<Database> database(new Database(path));
  database->read_only_ = true;
  DOCENT_TRY(database->connect(SQLITE_OPEN_READONLY));
  const auto version = database->read_version();
  if (!version.ok()) return version.status();
  if (*version < schema_version())
    return Status(Code::unavailable, path + ": has the schema of an older version (" + std::to_string(*version) + "); open it once with a client");
  return database;
}

Status Database::connect(int flags) {
  const int result = sqlite3_open_v2(path_.c_str(), &db_, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE, nullptr);
  if (result != SQLITE_OK) return sqlite_status(db_, result, "opening " + path_);
  sqlite3_extended_result_codes(db_, 1);
  sqlite3_busy_timeout(db_, limits::storage_busy_ms);
  sqlite3_db_config(db_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  // Until it is known whose database this is, closing must not change it either.
  sqlite3_db_config(db_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  const std::string cache = "PRAGMA cache_size=-" + std::to_string(limits::storage_cache_bytes / 1024);
  DOCENT_TRY(execute(cache.c_str()));
  return execute("PRAGMA mmap_size=0; PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON");
}

// The schema's version; 0 when the file is new and empty.
Result<int> Database::read_version() {
  const auto application = read_number("PRAGMA application_id");
  if (!application.ok()) return application.status();
  const auto version = read_number("PRAGMA user_version");
  if (!version.ok()) return version.status();
  const auto tables = read_number("SELECT count(*) FROM sqlite_master");
  if (!tables.ok()) return tables.status();
  if (*application == 0 && *version == 0 && *tables == 0) return 0;
  if (*application != database_application_id) return Status(Code::invalid, path_ + ": is the database of another program");
  if (*version > schema_version())
    return Status(Code::too_new, path_ + ": was written by a newer version of Docent (schema " + std::to_string(*version) + ", this one knows " +
                                     std::to_string(schema_version()) + "); update the application or choose another data directory");
  if (*version < 1) return Status(Code::corrupt, path_ + ": has no schema version");
  return static_cast<int>(*version);
}

Status Database::configure(bool fresh) {
  if (fresh) {  // what can only be chosen before the first table
    const std::string page = "PRAGMA auto_vacuum=INCREMENTAL; PRAGMA page_size=" + std::to_string(limits::database_page_bytes);
    DOCENT_TRY(execute(page.c_str()));
  }
  {
    auto mode = statement("PRAGMA journal_mode=WAL");
    const auto row = mode.step();
    if (!row.ok()) return row.status();
    if (!*row || mode.column_text(0) != "wal") return {Code::io, path_ + ": the file system does not support SQLite's WAL"};
  }
  const std::string limit = "PRAGMA journal_size_limit=" + std::to_string(limits::max_wal_bytes);
  DOCENT_TRY(execute(limit.c_str()));
  DOCENT_TRY(execute("PRAGMA synchronous=NORMAL; PRAGMA secure_delete=FAST; PRAGMA wal_autocheckpoint=0"));
  sqlite3_wal_hook(db_, &Database::on_wal_write, this);
  sqlite3_db_config(db_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
  return {};
}

Status Database::migrate(int from_version) {
  const auto steps = schema_steps();
  for (int version = from_version; version < schema_version(); version++) {
    DOCENT_TRY(begin());
    DOCENT_TRY(execute(steps[static_cast<std::size_t>(version)]));
    const std::string stamp =
        "PRAGMA application_id=" + std::to_string(database_application_id) + "; PRAGMA user_version=" + std::to_string(version + 1);
    DOCENT_TRY(execute(stamp.c_str()));
    DOCENT_TRY(commit(Durability::full));
  }
  return {};
}

// Walks every table once without its large values: what is damaged is found here rather than in the middle of a turn.
Status Database::look_at_tables() {
  for (const char* sql : {"SELECT count(*) FROM meta", "SELECT count(*) FROM state", "SELECT count(*) FROM journal", "SELECT sum(events) FROM ledger",
                          "SELECT count(*) FROM context", "SELECT sum(events) FROM segment", "SELECT sum(events) FROM chunk",
                          "SELECT sum(stored_bytes) FROM sent", "SELECT count(*) FROM body", "PRAGMA freelist_count"}) {
    const auto number = read_number(sql);
    if (!number.ok()) return number.status();
  }
  const auto missing = read_number("SELECT count(*) FROM chunk WHERE id NOT IN (SELECT id FROM body)");
  if (!missing.ok()) return missing.status();
  return *missing == 0 ? Status() : Status(Code::corrupt, path_ + ": " + std::to_string(*missing) + " chunks have lost their bodies");
}

Result<int64_t> Database::read_number(std::string_view sql) {
  auto query = statement(sql);
  const auto row = query.step();
  if (!row.ok()) return row.status();
  return *row ? query.column_int(0) : int64_t{0};
}

Statement Database::statement(std::string_view sql) {
  StatementCache::Entry& entry = (*statements_)[sql];
  const bool shared = !entry.in_use;
  if (shared && entry.statement != nullptr) {
    entry.in_use = true;
    return {*this, entry.statement, &entry, SQLITE_OK};
  }
  sqlite3_stmt* compiled = nullptr;
  const unsigned flags = shared ? SQLITE_PREPARE_PERSISTENT : 0;
  const int result = sqlite3_prepare_v3(db_, sql.data(), static_cast<int>(sql.size()), flags, &compiled, nullptr);
  if (result != SQLITE_OK || !shared) return {*this, compiled, nullptr, result};
  entry.statement = compiled;
  entry.in_use = true;
  return {*this, compiled, &entry, SQLITE_OK};
}

Status Database::execute(const char* sql) {
  const int result = sqlite3_exec(db_, sql, nullptr, nullptr, nullptr);
  if (result == SQLITE_OK) return {};
  Status failure = sqlite_status(db_, result, path_);
  if (failure.code() == Code::corrupt) mark_damaged();
  return failure;
}

Status Database::begin() {
  if (in_transaction_) return {Code::internal, "a transaction on " + path_ + " is open already"};
  DOCENT_TRY(statement("BEGIN IMMEDIATE").run());
  in_transaction_ = true;
  return {};
}

Status Database::commit(Durability durability) {
  if (!in_transaction_) return {Code::internal, "no transaction on " + path_ + " is open"};
  if (Status committed = statement("COMMIT").run(); !committed.ok()) {
    rollback();
    return committed;
  }
  end_transaction(true);
  if (durability == Durability::full) (void)sync();  // durable() tells
  return {};
}

void Database::rollback() noexcept {
  if (!in_transaction_) return;
  if (sqlite3_get_autocommit(db_) == 0) sqlite3_exec(db_, "ROLLBACK", nullptr, nullptr, nullptr);
  end_transaction(false);
}

void Database::end_transaction(bool committed) noexcept {
  in_transaction_ = false;
  for (TransactionListener* listener : listeners_) committed ? listener->on_commit() : listener->on_rollback();
}

// PRAGMA synchronous=FULL would do the same inside COMMIT, but it can't be switched inside a transaction, and whether a sync is due is known only at
// its end.
Status Database::sync() {
  if (in_transaction_) return {Code::internal, "a transaction on " + path_ + " is open"};
  if (durable_) return {};
  int moved = 0;
  sqlite3_file_control(db_, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
  if (moved != 0) return {Code::io, path_ + ": was deleted or replaced while it was in use; what is written now will be gone"};
  if (sync_failed_) {  // the system may have forgotten what it failed to write: only writing it again helps
    DOCENT_TRY(checkpoint(true));
    sync_failed_ = false;
    return {};
  }
  sqlite3_file* wal = nullptr;
  int result = sqlite3_file_control(db_, "main", SQLITE_FCNTL_JOURNAL_POINTER, &wal);
  if (result == SQLITE_OK && wal != nullptr && wal->pMethods != nullptr) result = wal->pMethods->xSync(wal, SQLITE_SYNC_NORMAL);
  if (result != SQLITE_OK) {
    sync_failed_ = true;
    return sqlite_status(nullptr, result, "syncing the WAL of " + path_);
  }
  durable_ = true;
  return {};
}

Status Database::checkpoint(bool truncate) {
  if (in_transaction_) return {Code::internal, "a transaction on " + path_ + " is open"};
  int pages = 0;
  int moved = 0;
  const int mode = truncate ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE;
  const int result = sqlite3_wal_checkpoint_v2(db_, nullptr, mode, &pages, &moved);
  if (result != SQLITE_OK) return sqlite_status(db_, result, "checkpointing " + path_);
  if (pages >= 0 && pages == moved) {
    wal_bytes_ = 0;
    durable_ = true;
  }
  return {};
}

Status Database::vacuum() {
  if (in_transaction_) return {Code::internal, "a transaction on " + path_ + " is open"};
  DOCENT_TRY(checkpoint(true));  // makes room before the rewrite
  return execute("VACUUM");
}

Status Database::shrink(uint64_t bytes) {
  if (in_transaction_) return {Code::internal, "a transaction on " + path_ + " is open"};
  constexpr uint64_t step_bytes = limits::max_wal_bytes / 4;  // a page that is cut off may move another one through the WAL
  for (uint64_t before = UINT64_MAX;;) {
    const auto free = free_bytes();
    if (!free.ok()) return free.status();
    const uint64_t step = std::min({bytes, *free, step_bytes});
    if (step == 0 || *free >= before) return checkpoint(true);
    before = *free;
    const uint64_t pages = (step + limits::database_page_bytes - 1) / limits::database_page_bytes;
    const std::string sql = "PRAGMA incremental_vacuum(" + std::to_string(pages) + ")";
    DOCENT_TRY(execute(sql.c_str()));
    DOCENT_TRY(checkpoint(true));
    bytes -= step;
  }
}

int Database::on_wal_write(void* self, sqlite3*, const char*, int pages) {
  auto* database = static_cast<Database*>(self);
  database->wal_bytes_ = static_cast<uint64_t>(pages) * (limits::database_page_bytes + 24);  // 24: the header of a frame
  database->durable_ = false;
  return SQLITE_OK;
}

void Database::mark_damaged() {
  if (!read_only_) docent::core::mark_damaged(path_);
}

uint64_t Database::bytes_on_disk() const { return database_bytes_on_disk(path_); }
uint64_t Database::bytes_beside() const { return database_bytes_beside(path_); }

Result<uint64_t> Database::file_bytes() {
  const auto pages = read_number("PRAGMA page_count");
  if (!pages.ok()) return pages.status();
  return static_cast<uint64_t>(*pages) * limits::database_page_bytes;
}

Result<uint64_t> Database::free_bytes() {
  const auto pages = read_number("PRAGMA freelist_count");
  if (!pages.ok()) return pages.status();
  return static_cast<uint64_t>(*pages) * limits::database_page_bytes;
}

int64_t Database::last_insert_id() const noexcept { return sqlite3_last_insert_rowid(db_); }
int64_t Database::changes() const noexcept { return sqlite3_changes64(db_); }

}  // namespace docent::core
