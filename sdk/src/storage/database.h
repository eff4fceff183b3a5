// One SQLite connection to the data directory's database, with its statements and transactions. Worker thread only (open and close on the opener's).
// Every error carries SQLite's own message; a full disk, an I/O error and corruption have codes of their own (io, corrupt, too_new).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/status.h"

struct sqlite3;
struct sqlite3_stmt;

namespace docent::core {

enum class Durability { normal, full };  // full: the WAL is synced at commit

class Database;

// A prepared statement. bind positions count from 1, columns from 0. reset() is called by the next bind after a step, and by the destructor of Use.
class Statement {
 public:
  Statement() = default;
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&& other) noexcept;
  ~Statement();
  Statement& bind(int index, int64_t value);
  Statement& bind(int index, double value);
  Statement& bind_text(int index, std::string_view text);   // copied
  Statement& bind_blob(int index, std::string_view bytes);  // not copied: must live until the step
  Statement& bind_null(int index);
  // True: a row is there. False: done.
  Result<bool> step();
  Status run();                                             // steps to the end and resets
  int64_t column_int(int index) const;
  double column_double(int index) const;
  std::string_view column_text(int index) const;            // valid until the next step
  std::string_view column_blob(int index) const;
  bool column_is_null(int index) const;
  void reset() noexcept;

 private:
  friend class Database;
  Status failure() const;
  Database* database_ = nullptr;
  sqlite3_stmt* statement_ = nullptr;
  bool stepped_ = false;
};

class Database {
 public:
  // Creates or opens `path` (mode 0600), sets WAL, secure_delete=fast, auto-checkpoint off, page cache bound, and migrates to schema_version().
  // corrupt: damaged beyond opening; too_new: written by a newer version (nothing is changed).
  static Result<std::unique_ptr<Database>> open(const std::string& path);
  // For tools: read-only, no migration; too_new and too_old databases are refused.
  static Result<std::unique_ptr<Database>> open_read_only(const std::string& path);
  static int schema_version() noexcept;
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  Result<Statement> prepare(std::string_view sql);
  Status execute(const char* sql);
  Status begin();
  Status commit(Durability durability);
  void rollback() noexcept;                   // a no-op outside a transaction
  bool in_transaction() const noexcept;
  // Moves the WAL into the database when no transaction is open; truncates it when `truncate`.
  Status checkpoint(bool truncate);
  Status vacuum();
  int64_t last_insert_id() const noexcept;
  int64_t changes() const noexcept;
  // Database, WAL and shared-memory files together.
  uint64_t bytes_on_disk() const;
  const std::string& path() const noexcept { return path_; }

  // Small named values (table meta).
  Result<std::optional<std::string>> get_meta(std::string_view key);
  Status put_meta(std::string_view key, std::string_view value);
  Status erase_meta(std::string_view key);

  // Blobs of the profile and the guidance engine: (identity, kind, key) → bytes (table state).
  Status put_state(std::string_view identity, std::string_view kind, std::string_view key, std::string_view bytes);
  Status erase_state(std::string_view identity, std::string_view kind, std::string_view key);
  Status erase_state(std::string_view identity);                       // all of one identity
  Status load_state(std::string_view identity,
                    const std::function<void(std::string_view kind, std::string_view key, std::string_view bytes)>& row);

  // Journal positions (table journal): everything of ring `epoch` before `position` is in this database.
  Status put_journal(std::span<const uint8_t> epoch, std::string_view path, uint64_t position);
  Status erase_journal(std::span<const uint8_t> epoch);
  struct JournalRow {
    std::string epoch;   // 16 bytes
    std::string path;
    uint64_t position = 0;
  };
  Status load_journals(const std::function<void(const JournalRow&)>& row);

 private:
  friend class Statement;
  explicit Database(std::string path) : path_(std::move(path)) {}
  std::string path_;
  sqlite3* db_ = nullptr;
  struct Cached;
  std::unique_ptr<Cached> cached_;
};

}  // namespace docent::core
