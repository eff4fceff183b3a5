#include "app/data_dir.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "test_support.h"

namespace docent::server {
namespace {

using test::TempDir;

mode_t mode_of(const std::string& path) {
  struct stat info {};
  return ::stat(path.c_str(), &info) == 0 ? info.st_mode & 0777 : 0;
}

TEST(DataDir, IsMadePrivate) {
  TempDir parent;
  const auto dir = DataDir::open(parent / "new");
  ASSERT_TRUE(dir.ok()) << dir.status().message();
  EXPECT_EQ(mode_of(parent / "new"), 0700u);
}

TEST(DataDir, BelongsToOneAtATime) {
  TempDir parent;
  {
    const auto first = DataDir::open(parent.path());
    ASSERT_TRUE(first.ok());
    const auto second = DataDir::open(parent.path());
    ASSERT_FALSE(second.ok());
    EXPECT_EQ(second.status().code(), core::Code::busy);
  }
  EXPECT_TRUE(DataDir::open(parent.path()).ok());
}

TEST(DataDir, NamesWhatIsWrong) {
  TempDir parent;
  test::write_file(parent / "file", "");
  EXPECT_NE(DataDir::open(parent / "file").status().message().find("file"), std::string::npos);
  EXPECT_FALSE(DataDir::open(parent / "no/such/parent").ok());
}

TEST(DataDir, ASecretIsMadeOnceAndKept) {
  TempDir parent;
  const auto dir = DataDir::open(parent.path());
  const auto first = dir->secret("admin-token");
  ASSERT_TRUE(first.ok());
  EXPECT_TRUE(first->is_new);
  EXPECT_EQ(first->text.size(), 64u);
  EXPECT_EQ(mode_of(parent / "admin-token"), 0600u);
  const auto again = dir->secret("admin-token");
  ASSERT_TRUE(again.ok());
  EXPECT_FALSE(again->is_new);
  EXPECT_EQ(again->text, first->text);
  EXPECT_NE(dir->secret("write-key")->text, first->text);
}

TEST(DataDir, ASecretThatIsNoneIsAnError) {
  TempDir parent;
  const auto dir = DataDir::open(parent.path());
  for (const std::string bad : {"", "short\n", "line one is long enough\nline two\n"}) {
    test::write_file(parent / "admin-token", bad);
    ::chmod((parent / "admin-token").c_str(), 0600);
    EXPECT_EQ(dir->secret("admin-token").status().code(), core::Code::corrupt) << bad;
  }
  test::write_file(parent / "admin-token", "a-token-of-the-operators-own\n");
  EXPECT_EQ(dir->secret("admin-token")->text, "a-token-of-the-operators-own");
  ::chmod((parent / "admin-token").c_str(), 0640);
  EXPECT_EQ(dir->secret("admin-token").status().code(), core::Code::invalid);
}

}  // namespace
}  // namespace docent::server
