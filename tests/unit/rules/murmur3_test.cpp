// Against published vectors of MurmurHash3_x86_32.
#include "rules/murmur3.h"

#include <gtest/gtest.h>

namespace docent::core {
namespace {

struct Vector {
  std::string_view text;
  uint32_t seed;
  uint32_t hash;
};

TEST(Murmur3, PublishedVectors) {
  using namespace std::string_view_literals;
  for (const Vector& v : {
           Vector{"", 0, 0},
           {"", 1, 0x514e28b7},
           {"", 0xffffffff, 0x81f16f39},
           {"\xff\xff\xff\xff", 0, 0x76293b50},
           {"\x21\x43\x65\x87", 0, 0xf55b516b},
           {"\x21\x43\x65\x87", 0x5082edee, 0x2362f9de},
           {"\x21\x43\x65", 0, 0x7e4a8634},
           {"\x21\x43", 0, 0xa0f7b07a},
           {"\x21", 0, 0x72661cf4},
           {"\0\0\0\0"sv, 0, 0x2362f9de},
           {"\0\0\0"sv, 0, 0x85f0b427},
           {"\0\0"sv, 0, 0x30f4c306},
           {"\0"sv, 0, 0x514e28b7},
           {"hello", 0, 0x248bfa47},
           {"hello, world", 0, 0x149bbb7f},
           {"Hello, world!", 0x9747b28c, 0x24884cba},
           {"aaaa", 0x9747b28c, 0x5a97808a},
           {"aaa", 0x9747b28c, 0x283e0130},
           {"aa", 0x9747b28c, 0x5d211726},
           {"a", 0x9747b28c, 0x7fa09ea6},
           {"abcd", 0x9747b28c, 0xf0478627},
           {"abc", 0x9747b28c, 0xc84a62dd},
           {"ab", 0x9747b28c, 0x74875592},
           {"ππππππππ", 0x9747b28c, 0xd58063c1},
           {"The quick brown fox jumps over the lazy dog", 0, 0x2e4ff723},
           {"The quick brown fox jumps over the lazy dog", 0x9747b28c, 0x2fa826cd},
       })
    EXPECT_EQ(murmur3_x86_32(v.text, v.seed), v.hash) << v.text << " with seed " << v.seed;
}

TEST(Murmur3, PiecesGiveTheHashOfTheWhole) {
  const std::string_view text = "The quick brown fox jumps over the lazy dog";
  for (std::size_t a = 0; a <= text.size(); a++) {
    for (std::size_t b = a; b <= text.size(); b += 3) {
      Murmur3 hash(7);
      hash.append(text.substr(0, a));
      hash.append(text.substr(a, b - a));
      hash.append(text.substr(b));
      ASSERT_EQ(hash.finish(), murmur3_x86_32(text, 7)) << a << ' ' << b;
    }
  }
}

}  // namespace
}  // namespace docent::core
