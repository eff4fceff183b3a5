#include "storage/statement.h"

#include <sqlite3.h>

#include <system_error>

#include "storage/database.h"

namespace docent::core {
namespace {

Code code_of(int result) noexcept {
  switch (result & 0xff) {
    case SQLITE_OK: return Code::ok;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return Code::busy;
    case SQLITE_NOMEM: return Code::no_memory;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return Code::corrupt;
    case SQLITE_TOOBIG: return Code::too_large;
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_PROTOCOL:
    case SQLITE_NOLFS:
    case SQLITE_AUTH: return Code::io;
    default: return Code::internal;
  }
}

const void* as_pointer(std::string_view text) noexcept { return text.data() != nullptr ? text.data() : ""; }

}  // namespace

Status sqlite_status(sqlite3* db, int result, std::string_view what) {
  const Code code = code_of(result);
  if (code == Code::ok) return {};
  std::string message(what);
  message.append(": ").append(db != nullptr ? sqlite3_errmsg(db) : sqlite3_errstr(result));
  const int error = db != nullptr && code == Code::io ? sqlite3_system_errno(db) : 0;
  if (error != 0) message.append(" (").append(std::generic_category().message(error)).append(")");
  return {code, std::move(message)};
}

StatementCache::Entry& StatementCache::operator[](std::string_view sql) {
  if (const auto found = entries_.find(sql); found != entries_.end()) return found->second;
  return entries_[std::string(sql)];
}

void StatementCache::clear() noexcept {
  for (auto& [sql, entry] : entries_) sqlite3_finalize(entry.statement);
  entries_.clear();
}

Statement::Statement(Database& database, sqlite3_stmt* statement, StatementCache::Entry* entry, int result)
    : database_(&database), statement_(statement), entry_(entry), result_(result) {}

Statement::Statement(Statement&& other) noexcept
    : database_(other.database_), statement_(other.statement_), entry_(other.entry_), result_(other.result_) {
  other.statement_ = nullptr;
  other.entry_ = nullptr;
}

Statement::~Statement() {
  if (statement_ == nullptr) return;
  if (entry_ == nullptr) {
    sqlite3_finalize(statement_);
    return;
  }
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);  // what was bound is not ours to keep
  entry_->in_use = false;
}

Statement& Statement::note(int result) noexcept {
  if (result_ == SQLITE_OK) result_ = result;
  return *this;
}

Statement& Statement::bind(int index, int64_t value) { return note(sqlite3_bind_int64(statement_, index, value)); }
Statement& Statement::bind(int index, double value) { return note(sqlite3_bind_double(statement_, index, value)); }
Statement& Statement::bind_null(int index) { return note(sqlite3_bind_null(statement_, index)); }

Statement& Statement::bind_text(int index, std::string_view text) {
  return note(sqlite3_bind_text64(statement_, index, static_cast<const char*>(as_pointer(text)), text.size(), SQLITE_STATIC, SQLITE_UTF8));
}

Statement& Statement::bind_blob(int index, std::string_view bytes) {
  return note(sqlite3_bind_blob64(statement_, index, as_pointer(bytes), bytes.size(), SQLITE_STATIC));
}

Result<bool> Statement::step() {
  sqlite3* db = database_->db_;
  if (result_ != SQLITE_OK) return sqlite_status(db, result_, "preparing a statement on " + database_->path_);
  // Some errors make SQLite roll back on its own; going on would commit the rest piece by piece.
  if (database_->in_transaction_ && sqlite3_get_autocommit(db) != 0)
    return Status(Code::io, "the transaction on " + database_->path_ + " was rolled back by an earlier error");
  const int result = sqlite3_step(statement_);
  if (result == SQLITE_ROW) return true;
  if (result == SQLITE_DONE) return false;
  Status failure = sqlite_status(db, result, database_->path_);
  if (failure.code() == Code::corrupt) database_->mark_damaged();
  sqlite3_reset(statement_);
  return failure;
}

Status Statement::run() {
  for (;;) {
    const auto row = step();
    if (!row.ok()) return row.status();
    if (!*row) break;
  }
  reset();
  return {};
}

void Statement::reset() noexcept { sqlite3_reset(statement_); }

int64_t Statement::column_int(int index) const { return sqlite3_column_int64(statement_, index); }
double Statement::column_double(int index) const { return sqlite3_column_double(statement_, index); }
bool Statement::column_is_null(int index) const { return sqlite3_column_type(statement_, index) == SQLITE_NULL; }

std::string_view Statement::column_text(int index) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, index));
  return text == nullptr ? std::string_view() : std::string_view(text, static_cast<std::size_t>(sqlite3_column_bytes(statement_, index)));
}

std::string_view Statement::column_blob(int index) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, index));
  return bytes == nullptr ? std::string_view() : std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, index)));
}

}  // namespace docent::core
