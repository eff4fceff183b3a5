// What kind of file system a path lies on. Mapped memory and locks can be trusted on an allow-list only: elsewhere a store may fail later or a lock
// may mean nothing. Any thread.
#pragma once

#include <string>

#include "base/status.h"

namespace docent::core {

enum class FileSystemKind {
  memory,  // tmpfs, ramfs: survives the process, not the machine
  disk,    // a local disk known to be sound for shared mappings and locks
  other,   // network, FUSE, or unknown: not for the journal
};

// Of an existing file or directory.
Result<FileSystemKind> file_system_kind(const std::string& path);

}  // namespace docent::core
