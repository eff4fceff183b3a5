// A look at a ring file from outside, for tools: nothing is changed or locked, so that a running client may own it.
#pragma once

#include <cstdint>
#include <string>

#include "base/status.h"

namespace docent::core {

struct RingInfo {
  uint64_t capacity = 0;
  uint64_t head = 0;
  uint64_t tail = 0;
};

// not_found, io, or corrupt when it is no ring.
Result<RingInfo> read_ring_info(const std::string& path);

}  // namespace docent::core
