#include "platform/files.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <memory>

namespace docent::core {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int fd) noexcept : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const noexcept { return fd_; }
  explicit operator bool() const noexcept { return fd_ >= 0; }
  // Errors of a file system that writes late are reported by close.
  bool close_now() noexcept { return close(std::exchange(fd_, -1)) == 0; }

 private:
  int fd_;
};

int open_retrying(const char* path, int flags, mode_t mode = 0) noexcept {
  int fd;
  do fd = open(path, flags | O_CLOEXEC, mode);
  while (fd < 0 && errno == EINTR);
  return fd;
}

Status check_path(const std::string& path) {
  if (path.empty()) return {Code::invalid, "a path is empty"};
  if (path.find('\0') != std::string::npos) return {Code::invalid, "a path contains NUL"};
  return {};
}

std::string parent_of(const std::string& path) {
  const std::size_t slash = path.find_last_of('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

bool is_empty_dir(int fd) {
  DIR* dir = fdopendir(dup(fd));
  if (dir == nullptr) return false;
  const std::unique_ptr<DIR, int (*)(DIR*)> closer(dir, closedir);
  while (const dirent* entry = readdir(dir)) {
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") return false;
  }
  return true;
}

// The last part of the path, opened without following a link so that what is checked is what is used.
Status check_private(const std::string& path) {
  const Descriptor dir(open_retrying(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW));
  if (!dir) {
    const int error = errno;
    struct stat info {};
    if (lstat(path.c_str(), &info) == 0 && S_ISLNK(info.st_mode)) return {Code::io, path + " is a symbolic link; give the directory itself"};
    if (error == ENOTDIR) return {Code::io, path + " is a file, a directory is needed"};
    return errno_status("cannot open the directory " + path, error);
  }
  struct stat info {};
  if (fstat(dir.get(), &info) != 0) return errno_status("cannot examine the directory " + path, errno);
  if (info.st_uid != geteuid()) return {Code::io, path + " belongs to another user"};
  if ((info.st_mode & 077) == 0) return {};
  const bool sticky = (info.st_mode & S_ISVTX) != 0;  // a shared place such as /tmp is nobody's to close
  if (!sticky && is_empty_dir(dir.get())) {
    if (fchmod(dir.get(), 0700) != 0) return errno_status("cannot make the directory " + path + " private", errno);
    return {};
  }
  if ((info.st_mode & 022) != 0) return {Code::io, "other users may write to the directory " + path + "; take that right away (chmod go-w)"};
  return {};
}

Status make_dirs(const std::string& path) {
  if (mkdir(path.c_str(), 0700) == 0 || errno == EEXIST) return {};
  const int error = errno;
  const std::string parent = parent_of(path);
  if (error == ENOTDIR) {
    struct stat info {};
    if (stat(parent.c_str(), &info) == 0 && !S_ISDIR(info.st_mode)) return {Code::io, "cannot create " + path + ": " + parent + " is a file"};
    return make_dirs(parent);  // names the part that is a file
  }
  if (error != ENOENT || parent == path || parent == ".") return errno_status("cannot create the directory " + path, error);
  DOCENT_TRY(make_dirs(parent));
  if (mkdir(path.c_str(), 0700) == 0 || errno == EEXIST) return {};
  return errno_status("cannot create the directory " + path, errno);
}

Status write_all(int fd, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t n = write(fd, bytes.data(), bytes.size());
    if (n >= 0) bytes.remove_prefix(static_cast<std::size_t>(n));
    else if (errno != EINTR) return errno_status("cannot write " + path, errno);
  }
  if (fsync(fd) != 0) return errno_status("cannot write " + path, errno);
  return {};
}

}  // namespace

Status make_private_dir(const std::string& path) {
  DOCENT_TRY(check_path(path));
  std::string plain = path;
  while (plain.size() > 1 && plain.back() == '/') plain.pop_back();
  DOCENT_TRY(make_dirs(plain));
  return check_private(plain);
}

Result<std::string> read_file(const std::string& path, std::size_t max_bytes) {
  DOCENT_TRY(check_path(path));
  const Descriptor file(open_retrying(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY));
  if (!file) {
    if (errno == ENOENT) return Status(Code::not_found, path + " does not exist");
    return errno_status("cannot open " + path, errno);
  }
  struct stat info {};
  if (fstat(file.get(), &info) != 0) return errno_status("cannot examine " + path, errno);
  if (S_ISDIR(info.st_mode)) return Status(Code::io, path + " is a directory, a file is needed");
  const auto too_large = [&] { return Status(Code::too_large, path + " has more than " + std::to_string(max_bytes) + " bytes"); };
  if (S_ISREG(info.st_mode) && static_cast<uint64_t>(info.st_size) > max_bytes) return too_large();
  std::string bytes;
  char buffer[16 * 1024];
  for (;;) {
    const ssize_t n = read(file.get(), buffer, sizeof buffer);
    if (n == 0) return bytes;
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return errno_status("cannot read " + path, errno);
    if (bytes.size() + static_cast<std::size_t>(n) > max_bytes) return too_large();
    bytes.append(buffer, static_cast<std::size_t>(n));
  }
}

Status write_file_atomic(const std::string& path, std::string_view bytes) {
  DOCENT_TRY(check_path(path));
  std::string draft = path + ".XXXXXX";
  Descriptor file(mkostemp(draft.data(), O_CLOEXEC));  // mode 0600
  if (!file) return errno_status("cannot create a file beside " + path, errno);
  Status status = write_all(file.get(), bytes, draft);
  if (status.ok() && !file.close_now()) status = errno_status("cannot write " + draft, errno);
  if (status.ok() && rename(draft.c_str(), path.c_str()) != 0) status = errno_status("cannot replace " + path, errno);
  if (!status.ok()) {
    unlink(draft.c_str());
    return status;
  }
  const Descriptor dir(open_retrying(parent_of(path).c_str(), O_RDONLY | O_DIRECTORY));
  if (!dir || fsync(dir.get()) != 0) return errno_status("cannot make the new name of " + path + " durable", errno);
  return {};
}

Status remove_file(const std::string& path) {
  DOCENT_TRY(check_path(path));
  if (unlink(path.c_str()) == 0 || errno == ENOENT) return {};
  return errno_status("cannot delete " + path, errno);
}

Result<uint64_t> file_bytes(const std::string& path) {
  DOCENT_TRY(check_path(path));
  struct stat info {};
  if (stat(path.c_str(), &info) == 0) return static_cast<uint64_t>(info.st_size);
  if (errno == ENOENT) return Status(Code::not_found, path + " does not exist");
  return errno_status("cannot examine " + path, errno);
}

Result<std::vector<std::string>> list_dir(const std::string& path) {
  DOCENT_TRY(check_path(path));
  DIR* dir = opendir(path.c_str());
  if (dir == nullptr) {
    if (errno == ENOENT) return Status(Code::not_found, path + " does not exist");
    return errno_status("cannot list the directory " + path, errno);
  }
  const std::unique_ptr<DIR, int (*)(DIR*)> closer(dir, closedir);
  std::vector<std::string> names;
  errno = 0;
  while (const dirent* entry = readdir(dir)) {
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") names.emplace_back(name);
    errno = 0;
  }
  if (errno != 0) return errno_status("cannot list the directory " + path, errno);
  std::sort(names.begin(), names.end());
  return names;
}

Result<std::string> canonical_path(const std::string& path) {
  DOCENT_TRY(check_path(path));
  const std::unique_ptr<char, void (*)(void*)> resolved(realpath(path.c_str(), nullptr), std::free);
  if (resolved == nullptr) return errno_status("cannot resolve " + path, errno);
  return std::string(resolved.get());
}

std::string name_digest(std::string_view text) {
  constexpr char hex[] = "0123456789abcdef";
  uint64_t hash = 0xcbf29ce484222325u;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  std::string digits;
  for (int shift = 60; shift >= 0; shift -= 4) digits += hex[hash >> shift & 15];
  return digits;
}

}  // namespace docent::core
