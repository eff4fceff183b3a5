#include "store/keyed_hash.h"

#include <gtest/gtest.h>

#include <string>

namespace docent::server {
namespace {

// The vectors of the reference implementation (Aumasson and Bernstein): key 00 01 … 0f, texts 00, 00 01, and so on.
TEST(KeyedHash, IsSipHash24) {
  const HashKey key{0x0706050403020100, 0x0f0e0d0c0b0a0908};
  std::string text;
  EXPECT_EQ(keyed_hash(key, text), 0x726fdb47dd0e0e31u);
  text = std::string("\0", 1);
  EXPECT_EQ(keyed_hash(key, text), 0x74f839c593dc67fdu);
  for (char c = 1; c < 15; c++) text += c;
  EXPECT_EQ(keyed_hash(key, text), 0xa129ca6149be45e5u);  // 15 bytes: the example of the paper
}

TEST(KeyedHash, EachKeyIsAnother) {
  const HashKey a = random_hash_key(), b = random_hash_key();
  EXPECT_NE(keyed_hash(a, "x"), keyed_hash(b, "x"));
  EXPECT_EQ(keyed_hash(a, "x"), keyed_hash(a, "x"));
}

}  // namespace
}  // namespace docent::server
