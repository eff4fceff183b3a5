#include "platform/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "platform/files.h"

namespace docent::core {
namespace {

// Reads every page, so that later stores find it present; on a shared mapping of tmpfs or after posix_fallocate this reserves nothing new.
void touch_pages(std::byte* data, std::size_t bytes) noexcept {
#if defined(MADV_POPULATE_WRITE)
  if (madvise(data, bytes, MADV_POPULATE_WRITE) == 0) return;
#endif
  constexpr std::size_t page = 4096;
  for (std::size_t i = 0; i < bytes; i += page) {
    volatile std::byte* const b = data + i;
    *b = *b;  // written with its own value: the caller is the only owner
  }
}

}  // namespace

Status MappedFile::map(std::size_t bytes) {
  const bool shared = lock_.held();
  void* const memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, shared ? MAP_SHARED : MAP_PRIVATE | MAP_ANONYMOUS, lock_.descriptor(), 0);
  if (memory == MAP_FAILED) return errno_status("cannot map " + (shared ? path_ : std::to_string(bytes) + " bytes"), errno);
  data_ = static_cast<std::byte*>(memory);
  size_ = bytes;
  owner_ = getpid();
#if defined(MADV_DONTFORK)
  (void)madvise(memory, bytes, MADV_DONTFORK);
#endif
  touch_pages(data_, bytes);
  return {};
}

Result<MappedFile> MappedFile::create(const std::string& path, std::size_t bytes) {
  auto lock = FileLock::try_lock(path, FileLock::Open::create_new);
  if (!lock.ok()) return lock.status();
  MappedFile file;
  file.lock_ = std::move(*lock);
  file.path_ = path;
  int error;
  do error = posix_fallocate(file.lock_.descriptor(), 0, static_cast<off_t>(bytes));
  while (error == EINTR);
  Status status = error == 0 ? file.map(bytes) : errno_status("cannot reserve " + std::to_string(bytes) + " bytes for " + path, error);
  if (status.ok()) return file;
  (void)file.remove();
  return status;
}

Result<MappedFile> MappedFile::open(const std::string& path, std::size_t min_bytes, std::size_t max_bytes) {
  auto lock = FileLock::try_lock(path, FileLock::Open::existing);
  if (!lock.ok()) return lock.status();
  MappedFile file;
  file.lock_ = std::move(*lock);
  file.path_ = path;
  struct stat info {};
  if (fstat(file.lock_.descriptor(), &info) != 0) return errno_status("cannot examine " + path, errno);
  if (info.st_uid != geteuid()) return Status(Code::io, path + " belongs to another user");
  const auto bytes = static_cast<uint64_t>(info.st_size);
  if (bytes < min_bytes || bytes > max_bytes) return Status(Code::corrupt, path + " has " + std::to_string(bytes) + " bytes, which no such file has");
  // A file with gaps would fault when the disk is full.
  if (const int error = posix_fallocate(file.lock_.descriptor(), 0, info.st_size); error != 0)
    return errno_status("cannot reserve the space of " + path, error);
  DOCENT_TRY(file.map(static_cast<std::size_t>(bytes)));
  return file;
}

Result<MappedFile> MappedFile::anonymous(std::size_t bytes) {
  MappedFile file;
  DOCENT_TRY(file.map(bytes));
  return file;
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : lock_(std::move(other.lock_)),
      path_(std::move(other.path_)),
      data_(std::exchange(other.data_, nullptr)),
      size_(std::exchange(other.size_, 0)),
      owner_(other.owner_) {
  other.path_.clear();
}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  if (this != &other) {
    unmap();
    lock_ = std::move(other.lock_);
    path_ = std::exchange(other.path_, {});
    data_ = std::exchange(other.data_, nullptr);
    size_ = std::exchange(other.size_, 0);
    owner_ = other.owner_;
  }
  return *this;
}

MappedFile::~MappedFile() { unmap(); }

void MappedFile::unmap() noexcept {
  // A forked child never had the range, and may have put something of its own there.
  if (data_ != nullptr && owner_ == getpid()) munmap(data_, size_);
  data_ = nullptr;
  size_ = 0;
}

Status MappedFile::remove() { return path_.empty() ? Status() : remove_file(path_); }

}  // namespace docent::core
