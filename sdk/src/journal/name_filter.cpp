#include "journal/name_filter.h"

#include <cstring>

namespace docent::core {
namespace {

constexpr uint64_t index_mask = NameFilter::bit_count - 1;
constexpr int index_bits = 12;
static_assert(NameFilter::bit_count == std::size_t{1} << index_bits);

uint64_t mix(uint64_t h) noexcept {
  h *= 0x9e3779b97f4a7c15u;
  return h ^ (h >> 29);
}

// Eight bytes a step; the last step overlaps. Names differ in length, so the size is part of the hash.
[[gnu::hot]] uint64_t hash_of(std::string_view name) noexcept {
  uint64_t h = 0x243f6a8885a308d3u ^ name.size();
  const char* p = name.data();
  std::size_t left = name.size();
  uint64_t word = 0;
  if (left < 8) {
    if (left != 0) std::memcpy(&word, p, left);
    return mix(mix(h ^ word));
  }
  for (; left > 8; left -= 8, p += 8) {
    std::memcpy(&word, p, 8);
    h = mix(h ^ word);
  }
  std::memcpy(&word, p + left - 8, 8);
  return mix(mix(h ^ word));
}

}  // namespace

void NameFilter::clear() noexcept {
  for (auto& word : words_) word.store(0, std::memory_order_relaxed);
}

void NameFilter::add(std::string_view name) noexcept {
  uint64_t h = hash_of(name);
  for (int i = 0; i < 3; i++, h >>= index_bits) {
    const uint64_t bit = h & index_mask;
    words_[bit / 64].fetch_or(uint64_t{1} << (bit % 64), std::memory_order_relaxed);
  }
}

bool NameFilter::may_contain(std::string_view name) const noexcept {
  uint64_t h = hash_of(name);
  for (int i = 0; i < 3; i++, h >>= index_bits) {
    const uint64_t bit = h & index_mask;
    if ((words_[bit / 64].load(std::memory_order_relaxed) >> (bit % 64) & 1) == 0) return false;
  }
  return true;
}

}  // namespace docent::core
