#include "app/data_dir.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <utility>

#include "base/utf8.h"

namespace docent::server {
namespace {

constexpr std::size_t secret_bytes = 32;
constexpr std::size_t max_secret_file_bytes = 1024;
constexpr std::size_t min_secret_characters = 16;

core::Result<std::string> new_secret() {
  std::array<uint8_t, secret_bytes> bytes{};
  if (::getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) return core::errno_status("cannot get random bytes", errno);
  static constexpr char hex[] = "0123456789abcdef";
  std::string text;
  for (const uint8_t byte : bytes) {
    text.push_back(hex[byte >> 4]);
    text.push_back(hex[byte & 15]);
  }
  return text;
}

core::Status write_all(int fd, std::string_view text, const std::string& path) {
  while (!text.empty()) {
    const ssize_t n = ::write(fd, text.data(), text.size());
    if (n < 0) return core::errno_status("cannot write " + path, errno);
    text.remove_prefix(static_cast<std::size_t>(n));
  }
  if (::fsync(fd) != 0) return core::errno_status("cannot sync " + path, errno);
  return {};
}

// A crash between the two steps leaves a stray temporary file, never half a secret.
core::Status create_secret_file(const std::string& path, std::string_view text) {
  const std::string temporary = path + ".new";
  ::unlink(temporary.c_str());
  const int fd = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) return core::errno_status("cannot create " + temporary, errno);
  const auto status = write_all(fd, std::string(text) + "\n", temporary);
  ::close(fd);
  if (!status.ok()) return status;
  if (::rename(temporary.c_str(), path.c_str()) != 0) return core::errno_status("cannot create " + path, errno);
  return {};
}

core::Result<std::string> read_secret_file(int fd, const std::string& path) {
  std::string text(max_secret_file_bytes, '\0');
  const ssize_t n = ::read(fd, text.data(), text.size());
  if (n < 0) return core::errno_status("cannot read " + path, errno);
  text.resize(static_cast<std::size_t>(n));
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' ')) text.pop_back();
  if (text.size() < min_secret_characters || !core::is_printable_ascii(text))
    return core::Status(core::Code::corrupt, path + " must hold one line of at least " + std::to_string(min_secret_characters) +
                                                 " printable characters: restore it, or delete it and a new one is made");
  return text;
}

}  // namespace

core::Result<DataDir> DataDir::open(const std::string& path) {
  if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) return core::errno_status("cannot make the data directory " + path, errno);
  const std::string lock_path = path + "/lock";
  const int lock = ::open(lock_path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock < 0) return core::errno_status("cannot use the data directory: open " + lock_path, errno);
  if (::flock(lock, LOCK_EX | LOCK_NB) != 0) {
    const int error = errno;
    ::close(lock);
    if (error == EWOULDBLOCK) return core::Status(core::Code::busy, "another docent-server is using the data directory " + path);
    return core::errno_status("cannot lock " + lock_path, error);
  }
  return DataDir(path, lock);
}

DataDir::DataDir(DataDir&& other) noexcept : path_(std::move(other.path_)), lock_(std::exchange(other.lock_, -1)) {}

DataDir::~DataDir() {
  if (lock_ >= 0) ::close(lock_);
}

core::Result<DataDir::Secret> DataDir::secret(std::string_view name) const {
  const std::string path = file(name);
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd >= 0) {
    struct stat info {};
    const bool shared = ::fstat(fd, &info) == 0 && (info.st_mode & 077) != 0;
    auto text = read_secret_file(fd, path);
    ::close(fd);
    if (shared) return core::Status(core::Code::invalid, path + " can be read by others: chmod 600 " + path);
    if (!text.ok()) return text.status();
    return Secret{std::move(*text), false};
  }
  if (errno != ENOENT) return core::errno_status("cannot read " + path, errno);
  auto text = new_secret();
  if (!text.ok()) return text.status();
  DOCENT_TRY(create_secret_file(path, *text));
  return Secret{std::move(*text), true};
}

}  // namespace docent::server
