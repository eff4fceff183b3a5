#include "base/random.h"

#include <algorithm>
#include <cstring>

namespace docent::core {

uint64_t splitmix64(uint64_t& state) noexcept {
  uint64_t z = (state += 0x9e3779b97f4a7c15);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

uint64_t Random::next() noexcept {
  uint64_t value = 0;
  fill(std::as_writable_bytes(std::span(&value, 1)));
  return value;
}

__extension__ using Wide = unsigned __int128;

uint64_t Random::below(uint64_t bound) noexcept {
  if (bound == 0) return 0;
  const uint64_t threshold = (0 - bound) % bound;
  for (;;) {
    const auto product = static_cast<Wide>(next()) * bound;
    if (static_cast<uint64_t>(product) >= threshold) return static_cast<uint64_t>(product >> 64);
  }
}

void SeededRandom::fill(std::span<std::byte> bytes) noexcept {
  const std::lock_guard lock(mutex_);
  while (!bytes.empty()) {
    const uint64_t value = splitmix64(state_);
    const auto n = std::min(bytes.size(), sizeof value);
    std::memcpy(bytes.data(), &value, n);
    bytes = bytes.subspan(n);
  }
}

}  // namespace docent::core
