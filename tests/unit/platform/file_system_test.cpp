#include "platform/file_system.h"

#include <gtest/gtest.h>

#include "surroundings.h"

namespace docent::core {
namespace {

TEST(FileSystem, KnowsMemoryAndWhatItDoesNotTrust) {
  const auto shm = file_system_kind("/dev/shm");
  ASSERT_TRUE(shm.ok()) << shm.status().to_string();
  EXPECT_EQ(*shm, FileSystemKind::memory);
  EXPECT_EQ(*file_system_kind("/proc/self"), FileSystemKind::other);
}

TEST(FileSystem, TrustsTheLocalDisk) {
  const TempDir dir;
  EXPECT_NE(*file_system_kind(dir.path()), FileSystemKind::other);
}

TEST(FileSystem, SaysWhatIsMissing) {
  const TempDir dir;
  const auto kind = file_system_kind(dir / "none");
  EXPECT_EQ(kind.status().code(), Code::io);
  EXPECT_EQ(kind.status().message(), "cannot tell the file system of " + dir / "none" + ": No such file or directory");
}

}  // namespace
}  // namespace docent::core
