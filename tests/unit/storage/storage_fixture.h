// What the storage tests share: a directory of their own, a database in it, and looks at its files from outside.
#pragma once

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "storage/database.h"
#include "storage/ledger.h"
#include "storage/outbox.h"
#include "support/temp_dir.h"

namespace docent::core::test {

#define ASSERT_OK(expression)                                            \
  do {                                                                   \
    const auto& ok_value = (expression);                                 \
    ASSERT_TRUE(ok_value.ok()) << docent::core::test::text_of(ok_value); \
  } while (0)

inline std::string text_of(const Status& s) { return s.to_string(); }
template <class T>
std::string text_of(const Result<T>& r) {
  return r.status().to_string();
}

class TempDir : public docent::test::TempDir {
 public:
  TempDir() : docent::test::TempDir(memory()) {}
  std::string file(const std::string& name = "docent.db") const { return *this / name; }
};

inline std::string slurp(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline void spit(const std::string& path, const std::string& bytes) { std::ofstream(path, std::ios::binary) << bytes; }

// Runs SQL on a file without the code under test; rows come back as "a|b" lines.
inline std::vector<std::string> raw_sql(const std::string& path, const std::string& sql) {
  sqlite3* db = nullptr;
  EXPECT_EQ(sqlite3_open(path.c_str(), &db), SQLITE_OK);
  std::vector<std::string> rows;
  const auto row = [](void* out, int n, char** values, char**) {
    std::string line;
    for (int i = 0; i < n; i++) line.append(i == 0 ? "" : "|").append(values[i] == nullptr ? "NULL" : values[i]);
    static_cast<std::vector<std::string>*>(out)->push_back(line);
    return 0;
  };
  char* message = nullptr;
  EXPECT_EQ(sqlite3_exec(db, sql.c_str(), row, &rows, &message), SQLITE_OK) << (message == nullptr ? "" : message);
  sqlite3_free(message);
  sqlite3_close(db);
  return rows;
}

class StorageTest : public ::testing::Test {
 protected:
  void SetUp() override { reopen(); }

  void close() {
    ledger.reset();
    outbox.reset();
    database.reset();
  }

  void reopen() {
    close();
    auto opened = Database::open(dir.file());
    ASSERT_OK(opened);
    database = std::move(*opened);
    outbox = std::make_unique<Outbox>(*database);
    ledger = std::make_unique<Ledger>(*database);
    ASSERT_OK(outbox->load());
    ASSERT_OK(ledger->load());
  }

  int64_t number(const char* sql) {
    auto query = database->statement(sql);
    const auto row = query.step();
    EXPECT_TRUE(row.ok()) << text_of(row);
    return row.ok() && *row ? query.column_int(0) : -1;
  }

  TempDir dir;
  std::unique_ptr<Database> database;
  std::unique_ptr<Outbox> outbox;
  std::unique_ptr<Ledger> ledger;
};

}  // namespace docent::core::test
