#include "strategy/strategy_file.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test_support.h"

namespace docent::server {
namespace {

using test::TempDir;
using test::write_file;

TEST(ParseStrategy, NeedsAnObjectWithAVersion) {
  EXPECT_EQ(parse_strategy(R"({"version":7})")->version, 7);
  for (const char* bad : {"", "{", "[]", "7", "{}", R"({"version":"7"})", R"({"version":0})", R"({"version":-1})", R"({"version":1.5})",
                          "{\"version\":1,\"a\":\"\xff\"}"})
    EXPECT_FALSE(parse_strategy(bad).ok()) << bad;
}

TEST(ParseStrategy, TheTagChangesWithTheText) {
  EXPECT_EQ(parse_strategy(R"({"version":7})")->etag, parse_strategy(R"({"version":7})")->etag);
  EXPECT_NE(parse_strategy(R"({"version":7})")->etag, parse_strategy(R"({"version":7 })")->etag);
}

TEST(ParseStrategy, ARollBackIsPartOfTheTag) {
  EXPECT_EQ(parse_strategy(R"({"version":7})", 9)->rollback_from, 9);
  EXPECT_NE(parse_strategy(R"({"version":7})", 9)->etag, parse_strategy(R"({"version":7})")->etag);
  EXPECT_EQ(parse_strategy(R"({"version":9})", 9)->rollback_from, 0) << "it takes nothing back";
  EXPECT_EQ(parse_strategy(R"({"version":9})", 9)->etag, parse_strategy(R"({"version":9})")->etag);
}

TEST(EtagMatches, ListsWeakTagsAndTheStar) {
  EXPECT_TRUE(etag_matches(R"("a")", R"("a")"));
  EXPECT_TRUE(etag_matches(R"(W/"a")", R"("a")"));
  EXPECT_TRUE(etag_matches(R"("x", W/"a")", R"("a")"));
  EXPECT_TRUE(etag_matches("*", R"("a")"));
  EXPECT_FALSE(etag_matches(R"("b")", R"("a")"));
  EXPECT_FALSE(etag_matches("a", R"("a")"));
  EXPECT_FALSE(etag_matches(R"("a)", R"("a")"));
  EXPECT_FALSE(etag_matches("", R"("a")"));
}

class StrategyFileTest : public testing::Test {
 protected:
  TempDir dir;
  std::string path = dir / "strategy.json";
  std::vector<std::string> warnings;
  StrategyFile file{path, 0, [this](const std::string& warning) { warnings.push_back(warning); }};
};

TEST_F(StrategyFileTest, AMissingOrBadFileIsAnErrorAtTheStart) {
  EXPECT_FALSE(file.load().ok());
  write_file(path, "no json");
  EXPECT_FALSE(file.load().ok());
  EXPECT_EQ(file.current(), nullptr);
}

TEST_F(StrategyFileTest, AChangeIsPublishedAtOnce) {
  write_file(path, R"({"version":1})");
  ASSERT_TRUE(file.load().ok());
  EXPECT_EQ(file.current()->version, 1);
  for (int version = 2; version < 9; version++) {  // same size, within the time stamp's grain
    write_file(path, R"({"version":)" + std::to_string(version) + "}");
    EXPECT_EQ(file.current()->version, version);
  }
  EXPECT_TRUE(warnings.empty());
}

TEST_F(StrategyFileTest, ABadChangeLeavesTheLastGoodOneAndWarnsOnce) {
  write_file(path, R"({"version":1})");
  ASSERT_TRUE(file.load().ok());
  write_file(path, R"({"version":2)");
  for (int i = 0; i < 3; i++) EXPECT_EQ(file.current()->version, 1);
  EXPECT_EQ(warnings.size(), 1u);
  ::unlink(path.c_str());
  for (int i = 0; i < 3; i++) EXPECT_EQ(file.current()->version, 1);
  EXPECT_EQ(warnings.size(), 2u);
  write_file(path, R"({"version":3})");
  EXPECT_EQ(file.current()->version, 3);
}

TEST_F(StrategyFileTest, AVersionThatWentDownIsPublishedWithAWarning) {
  write_file(path, R"({"version":7})");
  ASSERT_TRUE(file.load().ok());
  write_file(path, R"({"version":6})");
  EXPECT_EQ(file.current()->version, 6);
  EXPECT_EQ(file.current()->version, 6);
  ASSERT_EQ(warnings.size(), 1u);
  EXPECT_NE(warnings[0].find("--rollback-from 7"), std::string::npos) << warnings[0];

  StrategyFile back(path, 7, [](const std::string& warning) { ADD_FAILURE() << warning; });
  ASSERT_TRUE(back.load().ok());
  EXPECT_EQ(back.current()->rollback_from, 7);
}

TEST_F(StrategyFileTest, AnUnchangedOldFileIsNotReadAgain) {
  write_file(path, R"({"version":1})");
  const timespec times[2] = {{1'000'000'000, 0}, {1'000'000'000, 0}};
  ASSERT_EQ(::utimensat(AT_FDCWD, path.c_str(), times, 0), 0);
  ASSERT_TRUE(file.load().ok());
  const auto first = file.current();
  EXPECT_EQ(file.current(), first);
}

TEST_F(StrategyFileTest, TooLargeAFileIsRefused) {
  write_file(path, R"({"version":1,"a":")" + std::string(core::limits::max_strategy_bytes, 'x') + "\"}");
  EXPECT_EQ(file.load().code(), core::Code::too_large);
}

TEST(StrategyFileEmpty, NoPathPublishesNothing) {
  StrategyFile file("", 0, [](const std::string&) { FAIL(); });
  EXPECT_TRUE(file.load().ok());
  EXPECT_EQ(file.current(), nullptr);
}

}  // namespace
}  // namespace docent::server
