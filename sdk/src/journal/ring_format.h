// The bytes of a journal ring, little-endian: one header page, then `capacity` bytes, a power of two.
//
//   header   identity (fixed for the life of the ring, with a checksum), then on cache lines of their own what changes: head, tail, counters, mark.
//   record   u32 size (with header and padding), u32 payload size, u64 commit word, payload, zeroes up to a multiple of 16.
//   commit word   low half: a stamp of seed and position; high half: CRC-32C of the two sizes and the payload, begun with another stamp of seed and
//            position. So a record of an earlier lap, a torn one and one of another ring cannot pass. Never 0. Stored last, with release order.
//   skip     a record never wraps: one with payload size skip_mark and no payload fills the end of a lap.
// The first 52 bytes keep their meaning in every format version.
#pragma once

#include <array>
#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "base/crc32c.h"

namespace docent::core {

static_assert(std::endian::native == std::endian::little, "the ring is little-endian");

constexpr uint64_t ring_header_bytes = 4096;
constexpr uint32_t ring_format_version = 1;
constexpr std::array<char, 8> ring_magic = {'D', 'O', 'C', 'R', 'I', 'N', 'G', '1'};
constexpr uint32_t record_header_bytes = 16;
constexpr uint32_t record_alignment = 16;
constexpr uint32_t skip_mark = 0xffffffff;

struct RingIdentity {
  std::array<char, 8> magic;
  uint32_t format_version;
  uint32_t header_bytes;
  uint64_t capacity;
  std::array<uint8_t, 16> epoch;
  uint64_t seed;
};
static_assert(sizeof(RingIdentity) == 48);

struct RingHeader {
  RingIdentity identity;
  uint32_t identity_crc;                         // CRC-32C of identity, begun with all ones
  alignas(64) std::atomic<uint64_t> head;        // next position to reserve
  alignas(64) std::atomic<uint64_t> tail;        // everything before it is in the database
  alignas(64) std::atomic<uint64_t> queue_full;  // refused calls
  std::atomic<uint64_t> invalid;
  std::atomic<uint64_t> no_consent;
  alignas(64) std::atomic<uint64_t> marked_position;  // what the worker is at
  std::atomic<uint32_t> marked_attempts;
  std::atomic<uint32_t> crashed_starts;
};
static_assert(sizeof(RingHeader) <= ring_header_bytes && std::atomic<uint64_t>::is_always_lock_free);
static_assert(offsetof(RingHeader, identity_crc) == 48 && offsetof(RingHeader, head) == 64 && offsetof(RingHeader, marked_position) == 256);

inline uint32_t identity_crc(const RingIdentity& identity) noexcept { return crc32c(~0u, &identity, sizeof identity); }

// Distinct for each position of a ring, and unpredictable without its seed (the finaliser of SplitMix64 is a bijection).
inline uint64_t position_stamp(uint64_t seed, uint64_t position) noexcept {
  uint64_t z = seed ^ position;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}
inline uint32_t stamp_half(uint64_t stamp) noexcept { return static_cast<uint32_t>(stamp) | 1; }  // so that no commit word is 0

// `record` begins with the two sizes; `payload_bytes` is 0 for a skip.
inline uint64_t commit_word(uint64_t stamp, const std::byte* record, uint32_t payload_bytes) noexcept {
  const uint32_t crc = crc32c(crc32c(static_cast<uint32_t>(stamp >> 32), record, 8), record + record_header_bytes, payload_bytes);
  return uint64_t{crc} << 32 | stamp_half(stamp);
}

inline std::atomic_ref<uint64_t> commit_word_of(std::byte* record) noexcept { return std::atomic_ref(*reinterpret_cast<uint64_t*>(record + 8)); }

constexpr uint32_t record_bytes(uint32_t payload_bytes) noexcept {
  return (record_header_bytes + payload_bytes + record_alignment - 1) & ~(record_alignment - 1);
}

}  // namespace docent::core
