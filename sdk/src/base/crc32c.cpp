#include "base/crc32c.h"

#include <array>
#include <cstring>

#if defined(__x86_64__)
#  include <nmmintrin.h>
#endif

namespace docent::core {
namespace {

constexpr std::array<std::array<uint32_t, 256>, 8> make_tables() {
  std::array<std::array<uint32_t, 256>, 8> t{};
  for (uint32_t i = 0; i < 256; i++) {
    uint32_t c = i;
    for (int k = 0; k < 8; k++) c = (c & 1) != 0 ? 0x82f63b78 ^ (c >> 1) : c >> 1;
    t[0][i] = c;
  }
  for (uint32_t i = 0; i < 256; i++)
    for (std::size_t k = 1; k < 8; k++) t[k][i] = (t[k - 1][i] >> 8) ^ t[0][t[k - 1][i] & 255];
  return t;
}
constexpr auto tables = make_tables();

#if defined(__x86_64__)
__attribute__((target("sse4.2"), hot)) uint32_t crc32c_sse42(uint32_t seed, const void* data, std::size_t size) noexcept {
  const auto* p = static_cast<const unsigned char*>(data);
  uint64_t c = seed;
  const auto step = [&](std::size_t offset) __attribute__((target("sse4.2"), always_inline)) {
    uint64_t v;
    std::memcpy(&v, p + offset, 8);
    c = _mm_crc32_u64(c, v);
  };
  for (; size >= 32; size -= 32, p += 32) step(0), step(8), step(16), step(24);
  for (; size >= 8; size -= 8, p += 8) step(0);
  auto c32 = static_cast<uint32_t>(c);
  for (; size != 0; size--) c32 = _mm_crc32_u8(c32, *p++);
  return c32;
}
const bool has_sse42 = __builtin_cpu_supports("sse4.2") != 0;
#endif

}  // namespace

uint32_t crc32c_portable(uint32_t seed, const void* data, std::size_t size) noexcept {
  const auto* p = static_cast<const unsigned char*>(data);
  uint32_t c = seed;
  for (; size >= 8; size -= 8, p += 8) {
    uint32_t low;
    uint32_t high;
    std::memcpy(&low, p, 4);
    std::memcpy(&high, p + 4, 4);
    low ^= c;
    c = tables[7][low & 255] ^ tables[6][(low >> 8) & 255] ^ tables[5][(low >> 16) & 255] ^ tables[4][low >> 24] ^ tables[3][high & 255] ^
        tables[2][(high >> 8) & 255] ^ tables[1][(high >> 16) & 255] ^ tables[0][high >> 24];
  }
  for (; size != 0; size--) c = tables[0][(c ^ *p++) & 255] ^ (c >> 8);
  return c;
}

uint32_t crc32c(uint32_t seed, const void* data, std::size_t size) noexcept {
#if defined(__x86_64__)
  if (has_sse42) return crc32c_sse42(seed, data, size);
#endif
  return crc32c_portable(seed, data, size);
}

}  // namespace docent::core
