// Brings an EventTable up to date with the database, from a connection of its own: what was committed since the last time, in one snapshot. An
// erasure begins the table anew. One thread.
#pragma once

#include "server_limits.h"
#include "store/event_table.h"
#include "store/sqlite.h"

namespace docent::server {

class TableLoader {
 public:
  static core::Result<TableLoader> open(Sqlite database, const Limits& limits);
  // On failure the table has what was read so far, and the next call goes on from there. too_large: more than the limits allow.
  core::Status refresh(EventTable& table);

 private:
  TableLoader(Sqlite database, const Limits& limits) : limits_(limits), database_(std::move(database)) {}
  core::Status begin_anew_after_erasure(EventTable& table);
  core::Status load(EventTable& table);

  Limits limits_;
  Sqlite database_;
  Query generation_, kinds_, subjects_, contexts_, events_;
  int64_t generation_seen_ = 0;
  int64_t last_kind_ = 0, last_subject_ = 0, last_context_ = 0, last_event_ = 0;
};

}  // namespace docent::server
