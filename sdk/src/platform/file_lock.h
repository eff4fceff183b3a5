// Exclusive ownership of a file by this process, held by the kernel: it ends with the process, however that ends, and never rests on a process id.
// Movable; release by destruction. A forked child neither holds nor prolongs the lock. Thread-compatible.
#pragma once

#include <string>

#include "base/status.h"

namespace docent::core {

class FileLock {
 public:
  enum class Open {
    existing,  // not_found when there is none
    create_if_missing,
    create_new,  // io when there is one
  };

  FileLock() noexcept = default;
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&& other) noexcept;
  ~FileLock();

  // busy: another process, or another FileLock of this one, owns the file.
  static Result<FileLock> try_lock(const std::string& path, Open how = Open::create_if_missing);

  bool held() const noexcept { return descriptor_ >= 0; }
  // The open file, for reading, writing and mapping; owned by the lock.
  int descriptor() const noexcept { return descriptor_; }
  void release() noexcept;

 private:
  FileLock(int descriptor, int slot) noexcept : descriptor_(descriptor), slot_(slot) {}
  int descriptor_ = -1;
  int slot_ = -1;  // in the list of descriptors that a forked child closes
};

}  // namespace docent::core
