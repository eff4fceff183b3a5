#include "rules/murmur3.h"

#include <bit>

namespace docent::core {
namespace {

constexpr uint32_t scramble(uint32_t k) noexcept { return std::rotl(k * 0xcc9e2d51, 15) * 0x1b873593; }

}  // namespace

void Murmur3::append(std::string_view bytes) noexcept {
  for (const char c : bytes) {
    block_ |= uint32_t{static_cast<unsigned char>(c)} << (8 * (length_ & 3));  // blocks are little-endian
    if ((++length_ & 3) != 0) continue;
    hash_ = std::rotl(hash_ ^ scramble(block_), 13) * 5 + 0xe6546b64;
    block_ = 0;
  }
}

uint32_t Murmur3::finish() const noexcept {
  uint32_t h = hash_ ^ scramble(block_) ^ length_;  // an empty tail scrambles to 0
  h = (h ^ (h >> 16)) * 0x85ebca6b;
  h = (h ^ (h >> 13)) * 0xc2b2ae35;
  return h ^ (h >> 16);
}

}  // namespace docent::core
