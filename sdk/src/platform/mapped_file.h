// Memory of fixed size that is shared with a file and owned by one process at a time, or with nothing (anonymous). Every page is there from the
// start, so that a later store neither fails for want of space nor faults. A forked child does not have the memory at all. Movable;
// thread-compatible.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "base/status.h"
#include "platform/file_lock.h"

namespace docent::core {

class MappedFile {
 public:
  // A new file (mode 0600), zeroed. io: it exists, or there is no space.
  static Result<MappedFile> create(const std::string& path, std::size_t bytes);
  // An existing file, as large as it is. not_found; busy when a living process owns it; corrupt when its size is not within the bounds.
  static Result<MappedFile> open(const std::string& path, std::size_t min_bytes, std::size_t max_bytes);
  // Zeroed memory of this process.
  static Result<MappedFile> anonymous(std::size_t bytes);

  MappedFile() noexcept = default;
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  ~MappedFile();

  std::byte* data() const noexcept { return data_; }
  std::size_t size() const noexcept { return size_; }
  const std::string& path() const noexcept { return path_; }  // "" for anonymous memory
  // Deletes the file; the memory stays until destruction.
  Status remove();

 private:
  Status map(std::size_t bytes);
  void unmap() noexcept;

  FileLock lock_;
  std::string path_;
  std::byte* data_ = nullptr;
  std::size_t size_ = 0;
  int64_t owner_ = 0;  // process that mapped it
};

}  // namespace docent::core
