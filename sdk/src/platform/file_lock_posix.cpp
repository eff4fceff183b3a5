#include "platform/file_lock.h"

#include <fcntl.h>
#include <pthread.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <utility>

namespace docent::core {
namespace {

// flock belongs to the open file, which a forked child shares: it would keep the lock alive after the parent's death. So the child closes its copies.
// The handler may only make async-signal-safe calls, hence a fixed table. 0: free; else descriptor + 1. A lock beyond the table works, but is
// prolonged by children.
std::array<std::atomic<int>, 256> held_descriptors{};

void close_in_child() noexcept {
  for (auto& entry : held_descriptors) {
    const int descriptor = entry.exchange(0, std::memory_order_relaxed) - 1;
    if (descriptor >= 0) close(descriptor);
  }
}

int remember(int descriptor) noexcept {
  static const bool registered = pthread_atfork(nullptr, nullptr, close_in_child) == 0;
  (void)registered;
  for (std::size_t i = 0; i < held_descriptors.size(); i++) {
    int free = 0;
    if (held_descriptors[i].compare_exchange_strong(free, descriptor + 1, std::memory_order_relaxed)) return static_cast<int>(i);
  }
  return -1;
}

int open_file(const std::string& path, FileLock::Open how) noexcept {
  int flags = O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;
  if (how != FileLock::Open::existing) flags |= O_CREAT;
  if (how == FileLock::Open::create_new) flags |= O_EXCL;
  int descriptor;
  do descriptor = open(path.c_str(), flags, 0600);
  while (descriptor < 0 && errno == EINTR);
  return descriptor;
}

// True when `path` still names the open file: it may have been deleted or replaced between open and lock.
bool same_file(int descriptor, const std::string& path) noexcept {
  struct stat mine {};
  struct stat now {};
  return fstat(descriptor, &mine) == 0 && lstat(path.c_str(), &now) == 0 && mine.st_dev == now.st_dev && mine.st_ino == now.st_ino;
}

}  // namespace

Result<FileLock> FileLock::try_lock(const std::string& path, Open how) {
  constexpr int max_attempts = 100;  // each lost to somebody who deletes or replaces the file
  for (int attempt = 0; attempt < max_attempts; attempt++) {
    const int descriptor = open_file(path, how);
    if (descriptor < 0) {
      if (errno == ENOENT && how == Open::existing) return Status(Code::not_found, path + " does not exist");
      if (errno == ELOOP) return Status(Code::io, path + " is a symbolic link, which is not followed");
      return errno_status("cannot open " + path, errno);
    }
    struct stat info {};
    if (fstat(descriptor, &info) != 0 || !S_ISREG(info.st_mode)) {
      close(descriptor);
      return Status(Code::io, path + " is not a regular file");
    }
    int failed;
    do failed = flock(descriptor, LOCK_EX | LOCK_NB);
    while (failed != 0 && errno == EINTR);
    if (failed != 0) {
      const int error = errno;
      close(descriptor);
      if (error == EWOULDBLOCK) return Status(Code::busy, path + " is owned by another process");
      return errno_status("cannot lock " + path, error);
    }
    if (same_file(descriptor, path)) return FileLock(descriptor, remember(descriptor));
    close(descriptor);
  }
  return Status(Code::busy, path + " is being replaced by another process");
}

FileLock::FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)), slot_(std::exchange(other.slot_, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
  if (this != &other) {
    release();
    descriptor_ = std::exchange(other.descriptor_, -1);
    slot_ = std::exchange(other.slot_, -1);
  }
  return *this;
}

FileLock::~FileLock() { release(); }

void FileLock::release() noexcept {
  if (descriptor_ < 0) return;
  // In a forked child the entry is gone, and the number may already name another file.
  int mine = descriptor_ + 1;
  if (slot_ < 0 || held_descriptors[static_cast<std::size_t>(slot_)].compare_exchange_strong(mine, 0, std::memory_order_relaxed)) close(descriptor_);
  descriptor_ = -1;
  slot_ = -1;
}

}  // namespace docent::core
