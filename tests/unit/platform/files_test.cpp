#include "platform/files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "surroundings.h"

namespace docent::core {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

unsigned mode_of(const std::string& path) {
  struct stat info {};
  return lstat(path.c_str(), &info) == 0 ? info.st_mode & 07777 : 0;
}

void put(const std::string& path, const std::string& text) { std::ofstream(path) << text; }

TEST(MakePrivateDir, CreatesWhatIsMissingForThisUserOnly) {
  const TempDir dir;
  ASSERT_TRUE(make_private_dir(dir / "a/b/c/").ok());
  for (const char* part : {"a", "a/b", "a/b/c"}) EXPECT_EQ(mode_of(dir / part), 0700u) << part;
  EXPECT_TRUE(make_private_dir(dir / "a/b/c").ok()) << "again";
}

TEST(MakePrivateDir, ClosesAnEmptyDirectoryAndLeavesAFullOneReadable) {
  const TempDir dir;
  std::filesystem::create_directory(dir / "empty");
  ASSERT_EQ(chmod((dir / "empty").c_str(), 0777), 0);
  ASSERT_TRUE(make_private_dir(dir / "empty").ok());
  EXPECT_EQ(mode_of(dir / "empty"), 0700u);

  std::filesystem::create_directory(dir / "full");
  put(dir / "full/file", "x");
  ASSERT_EQ(chmod((dir / "full").c_str(), 0755), 0);
  ASSERT_TRUE(make_private_dir(dir / "full").ok());
  EXPECT_EQ(mode_of(dir / "full"), 0755u);
}

TEST(MakePrivateDir, RefusesWhereOthersMayWrite) {
  const TempDir dir;
  std::filesystem::create_directory(dir / "open");
  put(dir / "open/file", "x");
  ASSERT_EQ(chmod((dir / "open").c_str(), 0775), 0);
  const Status s = make_private_dir(dir / "open");
  EXPECT_EQ(s.code(), Code::io);
  EXPECT_THAT(s.message(), HasSubstr("other users may write to the directory " + dir / "open"));

  std::filesystem::create_directory(dir / "shared");
  ASSERT_EQ(chmod((dir / "shared").c_str(), 01777), 0);
  EXPECT_FALSE(make_private_dir(dir / "shared").ok());
  EXPECT_EQ(mode_of(dir / "shared"), 01777u) << "a place like /tmp stays as it is";
}

TEST(MakePrivateDir, RefusesASymbolicLink) {
  const TempDir dir;
  std::filesystem::create_directory(dir / "real");
  std::filesystem::create_directory_symlink(dir / "real", dir / "link");
  std::filesystem::create_symlink(dir / "nowhere", dir / "dangling");
  EXPECT_EQ(make_private_dir(dir / "link").message(), dir / "link" + " is a symbolic link; give the directory itself");
  EXPECT_EQ(make_private_dir(dir / "dangling").message(), dir / "dangling" + " is a symbolic link; give the directory itself");
  EXPECT_TRUE(make_private_dir(dir / "link/below").ok()) << "a link on the way is the user's business";
}

TEST(MakePrivateDir, RefusesAnotherUsersDirectory) {
  const TempDir dir;
  std::string foreign = "/usr";
  if (geteuid() == 0) {
    foreign = dir / "foreign";
    std::filesystem::create_directory(foreign);
    ASSERT_EQ(chown(foreign.c_str(), 12345, 12345), 0);
  }
  EXPECT_EQ(make_private_dir(foreign).message(), foreign + " belongs to another user");
}

TEST(MakePrivateDir, NamesThePartThatIsAFile) {
  const TempDir dir;
  put(dir / "file", "x");
  EXPECT_EQ(make_private_dir(dir / "file").message(), dir / "file" + " is a file, a directory is needed");
  EXPECT_EQ(make_private_dir(dir / "file/a").message(), "cannot create " + dir / "file/a" + ": " + dir / "file" + " is a file");
  EXPECT_EQ(make_private_dir(dir / "file/a/b").message(), "cannot create " + dir / "file/a" + ": " + dir / "file" + " is a file");
}

TEST(MakePrivateDir, SaysWhyTheSystemRefuses) {
  const Status s = make_private_dir("/proc/docent/data");
  EXPECT_EQ(s.code(), Code::io);
  EXPECT_THAT(s.message(), HasSubstr("cannot create the directory /proc/docent"));
}

TEST(Files, RefuseAPathThatIsNone) {
  EXPECT_EQ(make_private_dir("").code(), Code::invalid);
  EXPECT_EQ(make_private_dir(std::string("a\0b", 3)).code(), Code::invalid);
  EXPECT_EQ(read_file("", 1).status().code(), Code::invalid);
  EXPECT_EQ(write_file_atomic("", "x").code(), Code::invalid);
  EXPECT_EQ(remove_file("").code(), Code::invalid);
  EXPECT_EQ(file_bytes("").status().code(), Code::invalid);
  EXPECT_EQ(list_dir("").status().code(), Code::invalid);
  EXPECT_EQ(canonical_path("").status().code(), Code::invalid);
}

TEST(ReadFile, ReadsUpToItsBound) {
  const TempDir dir;
  const std::string text(100'000, 'x');
  put(dir / "file", text);
  EXPECT_EQ(*read_file(dir / "file", text.size()), text);
  const auto beyond = read_file(dir / "file", text.size() - 1);
  EXPECT_EQ(beyond.status().code(), Code::too_large);
  EXPECT_EQ(beyond.status().message(), dir / "file" + " has more than 99999 bytes");
  EXPECT_EQ(read_file("/dev/zero", 1000).status().code(), Code::too_large) << "a file without a size is bounded too";
  EXPECT_EQ(*read_file("/dev/null", 0), "");
}

TEST(ReadFile, SaysWhatIsWrong) {
  const TempDir dir;
  EXPECT_EQ(read_file(dir / "none", 10).status().code(), Code::not_found);
  EXPECT_EQ(read_file(dir.path(), 10).status().message(), dir.path() + " is a directory, a file is needed");
  put(dir / "file", "x");
  EXPECT_EQ(read_file(dir / "file/x", 10).status().message(), "cannot open " + dir / "file/x" + ": Not a directory");
}

TEST(WriteFileAtomic, ReplacesPrivately) {
  const TempDir dir;
  put(dir / "file", "a longer text from before");
  ASSERT_TRUE(write_file_atomic(dir / "file", "new").ok());
  EXPECT_EQ(*read_file(dir / "file", 100), "new");
  EXPECT_EQ(mode_of(dir / "file"), 0600u);
  ASSERT_TRUE(write_file_atomic(dir / "file", "").ok());
  EXPECT_EQ(*read_file(dir / "file", 100), "");
  EXPECT_THAT(*list_dir(dir.path()), ElementsAre("file")) << "no draft is left";
}

TEST(WriteFileAtomic, LeavesTheOldFileWhenItFails) {
  const TempDir dir;
  EXPECT_EQ(write_file_atomic(dir / "none/file", "x").code(), Code::io);
  std::filesystem::create_directories(dir / "taken/below");
  EXPECT_THAT(write_file_atomic(dir / "taken", "x").message(), HasSubstr("cannot replace " + dir / "taken"));
  EXPECT_THAT(*list_dir(dir.path()), ElementsAre("taken"));
}

TEST(Files, AreMeasuredListedAndRemoved) {
  const TempDir dir;
  put(dir / "b", "12345");
  put(dir / "a", "");
  EXPECT_EQ(*file_bytes(dir / "b"), 5u);
  EXPECT_THAT(*list_dir(dir.path()), ElementsAre("a", "b"));
  EXPECT_TRUE(remove_file(dir / "a").ok());
  EXPECT_TRUE(remove_file(dir / "a").ok()) << "gone already";
  EXPECT_EQ(file_bytes(dir / "a").status().code(), Code::not_found);
  EXPECT_EQ(file_bytes(dir / "b/x").status().code(), Code::io);
  EXPECT_EQ(remove_file(dir.path()).code(), Code::io);
  EXPECT_EQ(list_dir(dir / "none").status().code(), Code::not_found);
  EXPECT_EQ(list_dir(dir / "b").status().message(), "cannot list the directory " + dir / "b" + ": Not a directory");
}

TEST(Files, ResolveLinks) {
  const TempDir dir;
  std::filesystem::create_directory(dir / "real");
  std::filesystem::create_directory_symlink(dir / "real", dir / "link");
  EXPECT_EQ(*canonical_path(dir / "link/../link/."), dir / "real");
  EXPECT_EQ(canonical_path(dir / "none").status().code(), Code::io);
}

TEST(Files, DigestNamesForPaths) {
  EXPECT_EQ(name_digest(""), "cbf29ce484222325") << "the published FNV-1a vectors";
  EXPECT_EQ(name_digest("a"), "af63dc4c8601ec8c");
  EXPECT_EQ(name_digest("foobar"), "85944171f73967e8");
}

}  // namespace
}  // namespace docent::core
