#include "platform/file_system.h"

#include <sys/vfs.h>

#include <cerrno>
#include <cstdint>

namespace docent::core {
namespace {

// Values of f_type as statfs(2) lists them; linux/magic.h lacks some.
constexpr uint32_t ext4_magic = 0xef53;  // ext2 and ext3 too
constexpr uint32_t xfs_magic = 0x58465342;
constexpr uint32_t btrfs_magic = 0x9123683e;
constexpr uint32_t tmpfs_magic = 0x01021994;
constexpr uint32_t ramfs_magic = 0x858458f6;
constexpr uint32_t overlayfs_magic = 0x794c7630;  // containers; files written there live on the local disk below

}  // namespace

Result<FileSystemKind> file_system_kind(const std::string& path) {
  struct statfs info {};
  while (statfs(path.c_str(), &info) != 0) {
    if (errno != EINTR) return errno_status("cannot tell the file system of " + path, errno);
  }
  switch (static_cast<uint32_t>(info.f_type)) {
    case tmpfs_magic:
    case ramfs_magic: return FileSystemKind::memory;
    case ext4_magic:
    case xfs_magic:
    case btrfs_magic:
    case overlayfs_magic: return FileSystemKind::disk;
    default: return FileSystemKind::other;
  }
}

}  // namespace docent::core
