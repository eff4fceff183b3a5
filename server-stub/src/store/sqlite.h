// One SQLite connection and its prepared statements, for the store alone. A connection and its statements belong to one thread at a time.
// Every failure is a Status with SQLite's own message; corruption and a newer file have codes of their own.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/status.h"

struct sqlite3;
struct sqlite3_stmt;

namespace docent::server {

// A prepared statement. Parameters count from 1, columns from 0. Bound text and blobs are not copied: they must live until the step.
class Query {
 public:
  Query() = default;
  Query(Query&& other) noexcept;
  Query& operator=(Query&& other) noexcept;
  ~Query();

  void bind_int(int index, int64_t value) noexcept;
  void bind_text(int index, std::string_view text) noexcept;
  void bind_blob(int index, std::string_view bytes) noexcept;
  void bind_null(int index) noexcept;
  // True: a row is there. False: done, and the statement can be bound again.
  core::Result<bool> step();
  // Steps to the end; for statements whose rows don't matter.
  core::Status run();
  void reset() noexcept;

  int64_t column_int(int index) const noexcept;
  bool column_is_null(int index) const noexcept;
  bool column_is_blob(int index) const noexcept;
  std::string_view column_bytes(int index) const noexcept;  // text or blob; valid until the next step

 private:
  friend class Sqlite;
  explicit Query(sqlite3_stmt* statement) noexcept : statement_(statement) {}
  sqlite3_stmt* statement_ = nullptr;
};

class Sqlite {
 public:
  enum class Role {
    writer,  // the one connection that writes and checkpoints
    reader,  // never writes, never checkpoints
  };
  static core::Result<Sqlite> open(const std::string& path, Role role);
  Sqlite(Sqlite&&) noexcept = default;
  Sqlite& operator=(Sqlite&&) noexcept = default;

  core::Result<Query> prepare(std::string_view sql);
  core::Status execute(const char* sql);
  // Rows that the last INSERT, UPDATE or DELETE changed.
  int64_t changes() const noexcept;
  int64_t last_insert_id() const noexcept;
  bool in_transaction() const noexcept;
  // Moves the write-ahead log into the database; with `truncate` it also empties the file. Busy readers are not an error: returns false.
  core::Result<bool> checkpoint(bool truncate);
  // Pages in the write-ahead log after the last commit.
  int wal_pages() const noexcept;

 private:
  Sqlite() = default;
  struct Close {
    void operator()(sqlite3* db) const noexcept;
  };
  std::unique_ptr<sqlite3, Close> db_;
  std::unique_ptr<int> wal_pages_ = std::make_unique<int>(0);  // stable address for the hook
};

}  // namespace docent::server
