#include "ingest/inflate.h"

#include <gtest/gtest.h>

#include "test_support.h"

namespace docent::server {
namespace {

TEST(Inflate, OneMemberAndSeveral) {
  const std::string text(10'000, 'x');
  std::string out;
  EXPECT_EQ(inflate_gzip(test::gzip(text), 1 << 20, out), InflateResult::ok);
  EXPECT_EQ(out, text);
  EXPECT_EQ(inflate_gzip(test::gzip("{\"a\":") + test::gzip(text) + test::gzip("}"), 1 << 20, out), InflateResult::ok);
  EXPECT_EQ(out, "{\"a\":" + text + "}");
  EXPECT_EQ(inflate_gzip(test::gzip(""), 1 << 20, out), InflateResult::ok);
  EXPECT_EQ(out, "");
}

TEST(Inflate, TheBoundIsExact) {
  const std::string text(100'000, 'x');
  std::string out;
  EXPECT_EQ(inflate_gzip(test::gzip(text), text.size(), out), InflateResult::ok);
  EXPECT_EQ(inflate_gzip(test::gzip(text), text.size() - 1, out), InflateResult::too_large);
  EXPECT_LE(out.size(), text.size());
}

TEST(Inflate, ABombOfManyMembersIsStopped) {
  std::string bomb;
  for (int i = 0; i < 50; i++) bomb += test::gzip(std::string(100'000, 'x'));
  std::string out;
  EXPECT_EQ(inflate_gzip(bomb, 1'000'000, out), InflateResult::too_large);
  EXPECT_LE(out.size(), 1'000'000u);
}

TEST(Inflate, EveryTruncationIsSeen) {
  const std::string whole = test::gzip(R"({"batch":[1,2,3,4,5,6,7,8,9]})");
  std::string out;
  for (std::size_t size = 0; size < whole.size(); size++)
    EXPECT_EQ(inflate_gzip(whole.substr(0, size), 1 << 20, out), InflateResult::malformed) << size;
}

TEST(Inflate, EveryDamagedByteOfTheDataIsSeen) {
  const std::string whole = test::gzip("an honest text that is long enough to be compressed, compressed, compressed");
  std::string out;
  constexpr std::size_t header_bytes = 10;  // time stamp and system don't matter
  for (std::size_t i = header_bytes; i < whole.size(); i++) {
    std::string damaged = whole;
    damaged[i] = static_cast<char>(damaged[i] ^ 0x10);
    EXPECT_NE(inflate_gzip(damaged, 1 << 20, out), InflateResult::ok) << i;
  }
}

TEST(Inflate, AWrongSizeInTheTrailerHarmsNobody) {
  std::string lie = test::gzip(std::string(1000, 'x'));
  lie.replace(lie.size() - 4, 4, "\xff\xff\xff\x7f");
  std::string out;
  EXPECT_EQ(inflate_gzip(lie, 1 << 20, out), InflateResult::malformed);
  EXPECT_LE(out.size(), std::size_t{1} << 20);
}

TEST(Inflate, OtherBytesAreRefused) {
  std::string out;
  EXPECT_EQ(inflate_gzip("", 1 << 20, out), InflateResult::malformed);
  EXPECT_EQ(inflate_gzip("{\"batch\":[]} and some more", 1 << 20, out), InflateResult::malformed);
  EXPECT_EQ(inflate_gzip(test::gzip("{}") + "tail", 1 << 20, out), InflateResult::malformed);
}

}  // namespace
}  // namespace docent::server
