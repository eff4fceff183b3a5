// Erases what belongs to anonymous ids, inside the caller's transaction: events, subjects, contexts and installs that nothing else refers to; and
// leaves behind the ids alone, so that later arrivals are swallowed. Idempotent by request id. Writer thread only; the caller must let the
// interning forget, and truncate the write-ahead log afterwards: it still holds the erased pages.
#pragma once

#include "store/event_store.h"
#include "store/event_writer.h"

namespace docent::server {

// In the ledger, of no write key: how often rows were deleted whose ids may be given again.
inline constexpr std::string_view generation_counter = "generation";

class Eraser {
 public:
  static core::Result<Eraser> open(Sqlite& database);
  core::Result<uint64_t> erase(EventWriter& writer, const EraseRequest& request);

 private:
  explicit Eraser(Sqlite& database) : database_(&database) {}
  core::Result<uint64_t> erase_id(int64_t key_id, std::string_view anonymous_id);
  core::Result<uint64_t> erase_subject(int64_t subject_id);
  core::Status release_contexts(int64_t subject_id);

  Sqlite* database_;
  int64_t rows_deleted_ = 0;  // subjects and contexts, by the request at work
  Query find_done_, add_done_, add_tombstone_, find_subjects_, release_, delete_bodies_, delete_events_, delete_subject_, delete_contexts_,
      delete_installs_;
};

}  // namespace docent::server
