// Records for tests of the ring: each names its producer and its number, and fills the rest with bytes that follow from both.
#pragma once

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <span>

#include "journal/ring.h"

namespace docent::core {

struct TestRecord {
  uint64_t producer = 0;
  uint64_t number = 0;
};

// The ring itself; the test fails and ends with the reason when there is none.
inline std::unique_ptr<Ring> opened(Result<std::unique_ptr<Ring>> ring) {
  if (!ring.ok()) {
    ADD_FAILURE() << ring.status().to_string();
    std::abort();
  }
  return std::move(*ring);
}

constexpr uint32_t min_test_record_bytes = sizeof(TestRecord);

inline std::byte filler(const TestRecord& r, std::size_t i) { return static_cast<std::byte>(r.producer * 31 + r.number * 7 + i); }

inline Code append(Ring& ring, const TestRecord& r, uint32_t bytes) {
  Ring::Reservation slot;
  if (const Code code = ring.reserve(bytes, slot); code != Code::ok) return code;
  std::memcpy(slot.payload, &r, sizeof r);
  for (std::size_t i = sizeof r; i < bytes; i++) slot.payload[i] = filler(r, i);
  ring.commit(slot);
  return Code::ok;
}

// False when the payload is not what append() wrote.
inline bool parse(std::span<const std::byte> payload, TestRecord& r) {
  if (payload.size() < sizeof r) return false;
  std::memcpy(&r, payload.data(), sizeof r);
  for (std::size_t i = sizeof r; i < payload.size(); i++)
    if (payload[i] != filler(r, i)) return false;
  return true;
}

}  // namespace docent::core
