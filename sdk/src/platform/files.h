// Files and directories of the SDK: everything it makes is private to the user (0700, 0600), and every error names the path and the reason.
// Paths are UTF-8 without NUL. Any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"
#include "platform/file_lock.h"

namespace docent::core {

// Creates `path` and what is missing above it (0700), or accepts a directory of this user in which nobody else may write; an empty one is made
// private. io: a part of the path is a file, a symbolic link stands in its place, somebody else owns it or may write to it, or the system refuses.
Status make_private_dir(const std::string& path);

// The whole file. not_found; too_large when it has more than `max_bytes`; io.
Result<std::string> read_file(const std::string& path, std::size_t max_bytes);
// Readers see the old or the new content, also after power loss. Mode 0600.
Status write_file_atomic(const std::string& path, std::string_view bytes);
// A file that is not there is fine.
Status remove_file(const std::string& path);
Result<uint64_t> file_bytes(const std::string& path);
// Names, without "." and "..", sorted; not_found when there is no such directory.
Result<std::vector<std::string>> list_dir(const std::string& path);
// Without symbolic links, "." and "..". `path` must exist.
Result<std::string> canonical_path(const std::string& path);
// 16 hexadecimal digits that stand for `text` in a path. Stable from version to version (FNV-1a).
std::string name_digest(std::string_view text);

}  // namespace docent::core
