// Stores one batch inside the caller's transaction: rows, ledger counters, the install's own ledger. Writer thread only.
// Exactly-once rests on the unique index over (write key, message id): a row that is there already counts as a duplicate, whichever batch brought it.
#pragma once

#include <optional>

#include "server_limits.h"
#include "store/event_store.h"
#include "store/interning.h"
#include "store/sqlite.h"

namespace docent::server {

class EventWriter {
 public:
  static core::Result<EventWriter> open(Sqlite& database, const Limits& limits);
  core::Result<IngestOutcome> store(const IngestBatch& batch);
  // Adds to a counter of the ledger; 0 is no change.
  core::Status count(int64_t key_id, std::string_view counter, uint64_t n);
  Interning& interning() noexcept { return interning_; }

 private:
  EventWriter(Sqlite& database, Interning interning) : database_(&database), interning_(std::move(interning)) {}
  struct Origin {  // what all events of one batch share
    int64_t key_id = 0;
    std::optional<int64_t> install_id;
    std::optional<int64_t> context_id;
  };
  core::Result<Origin> intern_origin(const IngestBatch& batch);
  core::Status insert(const NewEvent& event, const IngestBatch& batch, const Origin& origin, IngestOutcome& outcome);
  core::Status count_outcome(const IngestBatch& batch, const Origin& origin, const IngestOutcome& outcome);
  core::Status note_install(const IngestBatch& batch, int64_t install_id, const IngestOutcome& outcome);

  Sqlite* database_;
  Interning interning_;
  Query insert_, insert_body_, count_, count_context_, note_install_, note_ledger_;
};

}  // namespace docent::server
