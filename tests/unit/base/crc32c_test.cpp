#include "base/crc32c.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace docent::core {
namespace {

uint32_t rfc_crc(const std::string& s) { return ~crc32c(~0u, s.data(), s.size()); }

TEST(Crc32c, PublishedVectors) {  // RFC 3720, B.4, and the usual check value
  EXPECT_EQ(rfc_crc("123456789"), 0xe3069283u);
  EXPECT_EQ(rfc_crc(std::string(32, '\0')), 0x8a9136aau);
  EXPECT_EQ(rfc_crc(std::string(32, '\xff')), 0x62a8ab43u);
}

TEST(Crc32c, InstructionEqualsTable) {
  std::mt19937 gen(1);
  for (std::size_t size = 0; size < 200; size++) {
    std::string s(size, '\0');
    for (char& c : s) c = static_cast<char>(gen());
    const uint32_t seed = static_cast<uint32_t>(gen());
    EXPECT_EQ(crc32c(seed, s.data(), size), crc32c_portable(seed, s.data(), size)) << size;
  }
}

}  // namespace
}  // namespace docent::core
