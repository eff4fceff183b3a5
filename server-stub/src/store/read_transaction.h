// All that is read while it lives comes from one snapshot. The thread of its connection.
#pragma once

#include "store/sqlite.h"

namespace docent::server {

class ReadTransaction {
 public:
  explicit ReadTransaction(Sqlite& database) : database_(database) {}
  ~ReadTransaction() {
    if (database_.in_transaction()) (void)database_.execute("COMMIT");
  }
  ReadTransaction(const ReadTransaction&) = delete;
  ReadTransaction& operator=(const ReadTransaction&) = delete;
  core::Status begin() { return database_.execute("BEGIN"); }

 private:
  Sqlite& database_;
};

}  // namespace docent::server
