// The database's layout, version 2, and how a connection is made ready for it.
//
// An event is a row in `events`, its facts, and one of the same id in `bodies`, its raw JSON. What repeats is interned: write key, kind (type and
// name), subject (anonymous id and user), batch-level context. `events.id` rises in the order of commits. A message id that is a canonical UUID is
// stored as its 16 bytes, which halves the index that finds duplicates; time-ordered ids (UUIDv7) keep that index's writes at its end. Three indexes
// an event: message id, kind, subject.
#pragma once

#include "base/status.h"
#include "store/sqlite.h"

namespace docent::server {

inline constexpr int schema_version = 2;

// The writer's connection: creates or checks the layout. too_new: the file was written by a newer version, nothing was changed.
core::Status prepare_writer(Sqlite& database);
core::Status prepare_reader(Sqlite& database);

}  // namespace docent::server
