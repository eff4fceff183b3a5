#include "platform/mapped_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <cstring>
#include <filesystem>
#include <fstream>

#include "platform/files.h"
#include "surroundings.h"

namespace docent::core {
namespace {

using ::testing::HasSubstr;

constexpr std::size_t size = 64 * 1024;

TEST(MappedFile, SharesItsBytesWithAPrivateFile) {
  const TempDir dir;
  auto file = MappedFile::create(dir / "map", size);
  ASSERT_TRUE(file.ok()) << file.status().to_string();
  EXPECT_EQ(file->size(), size);
  EXPECT_EQ(file->path(), dir / "map");
  EXPECT_EQ(file->data()[size - 1], std::byte{0});
  std::memcpy(file->data() + 100, "hello", 5);
  EXPECT_EQ(read_file(dir / "map", size)->substr(100, 5), "hello");
  struct stat info {};
  ASSERT_EQ(stat((dir / "map").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600u);
  EXPECT_GE(static_cast<std::size_t>(info.st_blocks) * 512, size) << "the space is reserved";
}

TEST(MappedFile, IsFoundAgainAfterItsOwner) {
  const TempDir dir;
  {
    auto file = MappedFile::create(dir / "map", size);
    ASSERT_TRUE(file.ok());
    std::memcpy(file->data(), "kept", 4);
    EXPECT_EQ(MappedFile::open(dir / "map", size, size).status().code(), Code::busy);
  }
  auto file = MappedFile::open(dir / "map", 1, 2 * size);
  ASSERT_TRUE(file.ok()) << file.status().to_string();
  EXPECT_EQ(file->size(), size);
  EXPECT_EQ(std::memcmp(file->data(), "kept", 4), 0);
  EXPECT_TRUE(file->remove().ok());
  EXPECT_EQ(MappedFile::open(dir / "map", 1, size).status().code(), Code::not_found);
  file->data()[0] = std::byte{1};  // the memory stays
}

TEST(MappedFile, SaysWhyItCannotBeMade) {
  const TempDir dir;
  ASSERT_TRUE(write_file_atomic(dir / "taken", "x").ok());
  EXPECT_EQ(MappedFile::create(dir / "taken", size).status().code(), Code::io);
  EXPECT_EQ(MappedFile::create(dir / "none/map", size).status().code(), Code::io);
  const auto huge = MappedFile::create(dir / "huge", std::size_t{1} << 62);
  EXPECT_EQ(huge.status().code(), Code::io);
  EXPECT_THAT(huge.status().message(), HasSubstr("cannot reserve"));
  EXPECT_EQ(file_bytes(dir / "huge").status().code(), Code::not_found) << "nothing is left behind";
  EXPECT_FALSE(MappedFile::anonymous(std::size_t{1} << 62).ok());
}

TEST(MappedFile, ChecksWhatItOpens) {
  const TempDir dir;
  ASSERT_TRUE(write_file_atomic(dir / "file", std::string(100, 'x')).ok());
  EXPECT_EQ(MappedFile::open(dir / "file", 101, 200).status().code(), Code::corrupt);
  EXPECT_EQ(MappedFile::open(dir / "file", 1, 99).status().message(), dir / "file" + " has 100 bytes, which no such file has");
  std::filesystem::create_symlink(dir / "file", dir / "link");
  EXPECT_EQ(MappedFile::open(dir / "link", 1, 200).status().code(), Code::io);
  std::string foreign = "/etc/passwd";
  if (geteuid() == 0) {
    foreign = dir / "foreign";
    ASSERT_TRUE(write_file_atomic(foreign, "x").ok());
    ASSERT_EQ(chown(foreign.c_str(), 12345, 12345), 0);
  }
  EXPECT_EQ(MappedFile::open(foreign, 1, 200'000).status().code(), Code::io);
}

TEST(MappedFile, FillsTheGapsOfASparseFile) {
  const TempDir dir;
  {
    std::ofstream sparse(dir / "sparse");
    sparse.seekp(size - 1);
    sparse.put('x');
  }
  auto file = MappedFile::open(dir / "sparse", size, size);
  ASSERT_TRUE(file.ok()) << file.status().to_string();
  struct stat info {};
  ASSERT_EQ(stat((dir / "sparse").c_str(), &info), 0);
  EXPECT_GE(static_cast<std::size_t>(info.st_blocks) * 512, size);
  EXPECT_EQ(file->data()[size - 1], std::byte{'x'});
}

TEST(MappedFile, CanBeOfNoFile) {
  auto memory = MappedFile::anonymous(size);
  ASSERT_TRUE(memory.ok());
  EXPECT_EQ(memory->path(), "");
  EXPECT_EQ(memory->data()[size - 1], std::byte{0});
  memory->data()[0] = std::byte{7};
  MappedFile moved(std::move(*memory));
  EXPECT_EQ(memory->data(), nullptr);
  EXPECT_EQ(moved.data()[0], std::byte{7});
  MappedFile assigned;
  assigned = std::move(moved);
  EXPECT_EQ(assigned.data()[0], std::byte{7});
  EXPECT_TRUE(assigned.remove().ok());
}

// A child of the host must neither see the journal nor take away, by its clean-up, what it has put in the same place since.
TEST(MappedFile, IsAbsentInAForkedChild) {
  const TempDir dir;
  auto file = MappedFile::create(dir / "map", size);
  ASSERT_TRUE(file.ok());
  EXPECT_EQ(in_child([&] {
              unsigned char present = 0;
              if (mincore(file->data(), 4096, &present) == 0) return 1;
              void* const own = mmap(file->data(), size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
              if (own == MAP_FAILED) return 2;
              *file = MappedFile();
              return mincore(own, 4096, &present) == 0 ? 0 : 3;
            }),
            0);
  EXPECT_EQ(MappedFile::open(dir / "map", 1, size).status().code(), Code::busy);
}

}  // namespace
}  // namespace docent::core
