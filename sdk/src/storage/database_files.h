// The files of one database: DB, DB-wal and DB-shm, DB.corrupt-TIME after it was set aside, and the mark DB.damaged. Worker thread, or the opener's.
#pragma once

#include <cstdint>
#include <string>

#include "base/status.h"

namespace docent::core {

// Creates `path` empty, or takes away what others may do with it: the file is its owner's only (SQLite gives WAL and shared memory the same mode).
Status prepare_private_file(const std::string& path);
// False when there is something in the file that no SQLite wrote; SQLite itself would take a few such bytes for an empty database.
bool looks_like_database(const std::string& path);
uint64_t database_bytes_on_disk(const std::string& path);
uint64_t database_bytes_beside(const std::string& path);  // without the database itself

bool is_marked_damaged(const std::string& path);
void mark_damaged(const std::string& path);

}  // namespace docent::core
