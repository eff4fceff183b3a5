#include "storage/database_files.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <string_view>

#include "model/limits.h"
#include "platform/files.h"
#include "storage/database.h"

namespace docent::core {
namespace {

namespace fs = std::filesystem;

constexpr fs::perms private_mode = fs::perms::owner_read | fs::perms::owner_write;
constexpr const char* damaged_suffix = ".damaged";
constexpr const char* corrupt_infix = ".corrupt-";

Status failure(const std::string& what, const std::error_code& error) { return {Code::io, what + ": " + error.message()}; }

uint64_t bytes_of(const std::string& path) {
  const auto bytes = file_bytes(path);
  return bytes.ok() ? *bytes : 0;
}

}  // namespace

Status prepare_private_file(const std::string& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (fs::is_directory(status)) return {Code::io, path + ": is a directory, a database file is needed"};
  if (status.type() == fs::file_type::not_found) return write_file_atomic(path, "");
  if (error) return failure("opening " + path, error);
  if ((status.permissions() & ~private_mode & fs::perms::all) == fs::perms::none) return {};
  fs::permissions(path, private_mode, error);
  return error ? failure("making " + path + " private", error) : Status();
}

bool looks_like_database(const std::string& path) {
  constexpr std::string_view magic("SQLite format 3\0", 16);
  std::array<char, magic.size()> head{};
  std::ifstream in(path, std::ios::binary);
  in.read(head.data(), head.size());
  const auto found = static_cast<std::size_t>(in.gcount());
  return !in.bad() && (found == 0 || std::string_view(head.data(), found) == magic);
}

uint64_t database_bytes_beside(const std::string& path) { return bytes_of(path + "-wal") + bytes_of(path + "-shm"); }
uint64_t database_bytes_on_disk(const std::string& path) { return bytes_of(path) + database_bytes_beside(path); }

bool is_marked_damaged(const std::string& path) { return file_bytes(path + damaged_suffix).ok(); }

void mark_damaged(const std::string& path) { (void)write_file_atomic(path + damaged_suffix, ""); }

Status Database::quarantine(const std::string& path, int64_t now_ms) {
  DOCENT_TRY(remove_quarantined(path));
  const std::string aside = path + corrupt_infix + std::to_string(now_ms);
  std::error_code error;
  fs::rename(path, aside, error);
  if (error) return failure("setting " + path + " aside", error);
  fs::rename(path + "-wal", aside + "-wal", error);
  if (error && error != std::errc::no_such_file_or_directory) return failure("setting the WAL of " + path + " aside", error);
  DOCENT_TRY(remove_file(path + "-shm"));
  if (bytes_of(aside) + bytes_of(aside + "-wal") > limits::max_quarantined_bytes) DOCENT_TRY(remove_quarantined(path));
  return remove_file(path + damaged_suffix);
}

Status Database::remove_quarantined(const std::string& path) {
  const fs::path file(path);
  const std::string dir = file.has_parent_path() ? file.parent_path().string() : ".";
  const std::string prefix = file.filename().string() + corrupt_infix;
  const auto names = list_dir(dir);
  if (!names.ok()) return names.status();
  for (const std::string& name : *names)
    if (name.starts_with(prefix)) DOCENT_TRY(remove_file((fs::path(dir) / name).string()));
  return {};
}

}  // namespace docent::core
