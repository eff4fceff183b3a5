// MurmurHash3_x86_32 (the algorithm is Austin Appleby's and in the public domain): what flagd and most feature flag systems bucket with. Not for
// security. Pure.
#pragma once

#include <cstdint>
#include <string_view>

namespace docent::core {

// The hash of the pieces appended, as if they were one string.
class Murmur3 {
 public:
  explicit Murmur3(uint32_t seed = 0) noexcept : hash_(seed) {}
  void append(std::string_view bytes) noexcept;
  uint32_t finish() const noexcept;

 private:
  uint32_t hash_;
  uint32_t block_ = 0;   // the 0 to 3 bytes that are no full block yet
  uint32_t length_ = 0;  // modulo 2^32, as in the algorithm
};

inline uint32_t murmur3_x86_32(std::string_view bytes, uint32_t seed = 0) noexcept {
  Murmur3 hash(seed);
  hash.append(bytes);
  return hash.finish();
}

}  // namespace docent::core
