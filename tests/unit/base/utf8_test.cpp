#include "base/utf8.h"

#include <gtest/gtest.h>

#include <string>

namespace docent::core {
namespace {

using namespace std::string_literals;

TEST(Utf8, AcceptsWellFormed) {
  for (const auto& good :
       {""s, "plain ascii, longer than eight"s, "\0"s, "ä"s, "文字样式"s, "\xed\x9f\xbf"s, "\xee\x80\x80"s, "\xf4\x8f\xbf\xbf"s, "12345678é"s})
    EXPECT_TRUE(is_utf8(good)) << good;
}

TEST(Utf8, RefusesIllFormed) {  // Unicode 15, table 3-7
  for (const auto& bad : {"\x80"s, "\xc0\x80"s, "\xc1\xbf"s, "\xe0\x9f\xbf"s, "\xed\xa0\x80"s, "\xf0\x8f\xbf\xbf"s, "\xf4\x90\x80\x80"s,
                          "\xf5\x80\x80\x80"s, "\xff"s, "abcdefgh\xc3"s, "\xe6\x96"s, "\xf0\x9f\x98"s, "\xc3\x28"s, "1234567\xe6\x96\x28z"s})
    EXPECT_FALSE(is_utf8(bad));
}

TEST(Utf8, PrefixKeepsCodePointsWhole) {
  EXPECT_EQ(utf8_prefix("abc", 5), "abc");
  EXPECT_EQ(utf8_prefix("文字", 4), "文");
  EXPECT_EQ(utf8_prefix("文字", 2), "");
}

TEST(Utf8, PrintableAscii) {
  EXPECT_TRUE(is_printable_ascii("a b~"));
  EXPECT_FALSE(is_printable_ascii("a\n"));
  EXPECT_FALSE(is_printable_ascii("ä"));
}

TEST(Utf8, BytesTogetherMissesNoByte) {
  for (std::size_t size = 0; size <= 40; size++) {
    const std::string plain(size, 'a');
    EXPECT_EQ(bytes_together(plain) & 0x8080808080808080, 0u) << size;
    for (std::size_t at = 0; at < size; at++) {
      std::string odd = plain;
      odd[at] = '\x80';
      EXPECT_NE(bytes_together(odd) & 0x8080808080808080, 0u) << size << " " << at;
    }
  }
}

}  // namespace
}  // namespace docent::core
