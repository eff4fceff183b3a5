// A compiled SQL statement in use. Statements live in their Database's cache; a Statement borrows one and gives it back, reset, when it goes out of
// scope. Worker thread only. Bind positions count from 1, columns from 0. Errors of compiling and binding are kept and returned by the next step().
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/status.h"

struct sqlite3;
struct sqlite3_stmt;

namespace docent::core {

class Database;

// What a result code of SQLite means, with the connection's message. `what` says what was being done.
Status sqlite_status(sqlite3* db, int result, std::string_view what);

// Owned by a Database. `in_use` lets a statement that is asked for twice at once be compiled a second time.
class StatementCache {
 public:
  struct Entry {
    sqlite3_stmt* statement = nullptr;
    bool in_use = false;
  };
  ~StatementCache() { clear(); }
  Entry& operator[](std::string_view sql);
  void clear() noexcept;  // finalizes; none may be in use

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
  };
  std::unordered_map<std::string, Entry, Hash, std::equal_to<>> entries_;
};

class Statement {
 public:
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&&) = delete;
  Statement(const Statement&) = delete;
  ~Statement();

  Statement& bind(int index, int64_t value);
  Statement& bind(int index, double value);
  Statement& bind_text(int index, std::string_view text);   // not copied: must live until the last step
  Statement& bind_blob(int index, std::string_view bytes);  // not copied: must live until the last step
  Statement& bind_null(int index);
  // True: a row is there. False: done. A statement that is done may be bound and stepped again after reset().
  Result<bool> step();
  Status run();  // steps to the end and resets
  int64_t column_int(int index) const;
  double column_double(int index) const;
  std::string_view column_text(int index) const;  // valid until the next step
  std::string_view column_blob(int index) const;
  bool column_is_null(int index) const;
  void reset() noexcept;

 private:
  friend class Database;
  Statement(Database& database, sqlite3_stmt* statement, StatementCache::Entry* entry, int result);
  Statement& note(int result) noexcept;

  Database* database_;
  sqlite3_stmt* statement_;
  StatementCache::Entry* entry_;  // null: compiled for this use only
  int result_;                    // the first error of compiling or binding
};

}  // namespace docent::core
