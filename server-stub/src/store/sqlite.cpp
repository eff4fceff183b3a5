#include "store/sqlite.h"

#include <sqlite3.h>

#include <utility>

namespace docent::server {
namespace {

constexpr int lock_wait_ms = 5'000;  // only a foreign tool that has the file open can make us wait
constexpr int checkpoint_wait_ms = 20;

core::Status failure(sqlite3* db, std::string_view what) {
  const int code = sqlite3_errcode(db);
  const bool corrupt = code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
  return {corrupt ? core::Code::corrupt : code == SQLITE_BUSY ? core::Code::busy : core::Code::io, std::string(what) + ": " + sqlite3_errmsg(db)};
}

int note_wal_pages(void* target, sqlite3*, const char*, int pages) {
  *static_cast<int*>(target) = pages;
  return SQLITE_OK;
}

// SQLite takes a null pointer for NULL, but an empty text is meant.
const char* data_of(std::string_view text) noexcept { return text.data() ? text.data() : ""; }

}  // namespace

Query::Query(Query&& other) noexcept : statement_(std::exchange(other.statement_, nullptr)) {}

Query& Query::operator=(Query&& other) noexcept {
  std::swap(statement_, other.statement_);
  return *this;
}

Query::~Query() { sqlite3_finalize(statement_); }

void Query::bind_int(int index, int64_t value) noexcept { sqlite3_bind_int64(statement_, index, value); }

void Query::bind_text(int index, std::string_view text) noexcept {
  sqlite3_bind_text(statement_, index, data_of(text), static_cast<int>(text.size()), SQLITE_STATIC);
}

void Query::bind_blob(int index, std::string_view bytes) noexcept {
  sqlite3_bind_blob(statement_, index, data_of(bytes), static_cast<int>(bytes.size()), SQLITE_STATIC);
}

void Query::bind_null(int index) noexcept { sqlite3_bind_null(statement_, index); }

core::Result<bool> Query::step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) {
    sqlite3_reset(statement_);
    return false;
  }
  auto status = failure(sqlite3_db_handle(statement_), "the database refused");
  sqlite3_reset(statement_);
  return status;
}

core::Status Query::run() {
  for (;;) {
    auto row = step();
    if (!row.ok()) return row.status();
    if (!*row) return {};
  }
}

void Query::reset() noexcept { sqlite3_reset(statement_); }

int64_t Query::column_int(int index) const noexcept { return sqlite3_column_int64(statement_, index); }

bool Query::column_is_null(int index) const noexcept { return sqlite3_column_type(statement_, index) == SQLITE_NULL; }

bool Query::column_is_blob(int index) const noexcept { return sqlite3_column_type(statement_, index) == SQLITE_BLOB; }

std::string_view Query::column_bytes(int index) const noexcept {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, index));
  return bytes ? std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, index))) : std::string_view();
}

void Sqlite::Close::operator()(sqlite3* db) const noexcept { sqlite3_close_v2(db); }

core::Result<Sqlite> Sqlite::open(const std::string& path, Role role) {
  sqlite3* raw = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (role == Role::writer ? SQLITE_OPEN_CREATE : 0);
  const int code = sqlite3_open_v2(path.c_str(), &raw, flags, nullptr);
  Sqlite connection;
  connection.db_.reset(raw);
  if (code != SQLITE_OK) return failure(raw, "cannot open " + path);
  sqlite3_extended_result_codes(raw, 0);
  sqlite3_busy_timeout(raw, lock_wait_ms);
  // A reader that checkpoints beside the writer could meet SQLite's WAL-reset defect (before 3.51.3): only the writer ever does.
  sqlite3_db_config(raw, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  sqlite3_wal_autocheckpoint(raw, 0);
  if (role == Role::reader) {
    DOCENT_TRY(connection.execute("PRAGMA query_only=ON"));
  } else {
    sqlite3_wal_hook(raw, note_wal_pages, connection.wal_pages_.get());
  }
  return connection;
}

core::Result<Query> Sqlite::prepare(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v3(db_.get(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK)
    return failure(db_.get(), "cannot prepare a statement");
  return Query(statement);
}

core::Status Sqlite::execute(const char* sql) {
  if (sqlite3_exec(db_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) return failure(db_.get(), "the database refused");
  return {};
}

int64_t Sqlite::changes() const noexcept { return sqlite3_changes64(db_.get()); }

int64_t Sqlite::last_insert_id() const noexcept { return sqlite3_last_insert_rowid(db_.get()); }

bool Sqlite::in_transaction() const noexcept { return sqlite3_get_autocommit(db_.get()) == 0; }

core::Result<bool> Sqlite::checkpoint(bool truncate) {
  int log = 0;
  int moved = 0;
  const int mode = truncate ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE;
  // Readers are given a moment, not a say: the writer has more to do.
  sqlite3_busy_timeout(db_.get(), checkpoint_wait_ms);
  const int code = sqlite3_wal_checkpoint_v2(db_.get(), nullptr, mode, &log, &moved);
  sqlite3_busy_timeout(db_.get(), lock_wait_ms);
  if (code == SQLITE_BUSY || code == SQLITE_LOCKED) return false;
  if (code != SQLITE_OK) return failure(db_.get(), "cannot checkpoint");
  if (log == moved) *wal_pages_ = 0;
  return log == moved;
}

int Sqlite::wal_pages() const noexcept { return *wal_pages_; }

}  // namespace docent::server
