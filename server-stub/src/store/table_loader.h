// Brings an EventTable up to date with the database, from a connection of its own: what was committed since the last time, in one snapshot. An
// erasure begins the table anew. One thread.
#pragma once

#include "store/event_table.h"
#include "store/sqlite.h"

namespace docent::server {

class TableLoader {
 public:
  static constexpr std::size_t max_events = 50'000'000;  // 1 GB
  static constexpr std::size_t max_persons = 10'000'000;
  static constexpr std::size_t max_origin_bytes = 128;  // of a release, a platform, a locale; a longer one is none
  static constexpr std::size_t max_texts = 20'000;      // of them all; what comes later is none
  static core::Result<TableLoader> open(Sqlite database);
  // On failure the table has what was read so far, and the next call goes on from there. too_large: more than the limits below.
  core::Status refresh(EventTable& table);

 private:
  explicit TableLoader(Sqlite database) : database_(std::move(database)) {}
  core::Status begin_anew_after_erasure(EventTable& table);
  core::Status check_size(const EventTable& table) const;
  core::Status load(EventTable& table);

  Sqlite database_;
  Query generation_, kinds_, subjects_, contexts_, events_;
  int64_t generation_seen_ = 0;
  int64_t last_kind_ = 0, last_subject_ = 0, last_context_ = 0, last_event_ = 0;
};

}  // namespace docent::server
