// How far one person came through the steps of a funnel. Pure.
//
// An attempt begins with an event of step 1. Each further step must come after the step before it (a later event, though perhaps of the same
// millisecond), and within `within_ms` of step 1, the last millisecond included. A later step 1 begins another attempt; the one before may still go
// on. An excluded event ends all attempts that are not complete. The person counts with the best attempt; of several the one that came there first.
//   ordered    other events may lie between two steps
//   strict     no other event may
//   unordered  the steps in any order, within `within_ms` of the first of them
// After ClickHouse's windowFunnel (default and strict_order modes), and PostHog's definitions of the three orders.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "analytics/histories.h"

namespace docent::server {

inline constexpr std::size_t max_funnel_steps = 12;
// Bits of HistoryEvent::mask: step i is bit i.
inline constexpr uint32_t excluded_bit = uint32_t{1} << 31;
inline constexpr uint32_t other_bit = uint32_t{1} << 30;  // no step; there only for strict order

enum class FunnelOrder : uint8_t { ordered, strict, unordered };

struct FunnelReach {
  std::size_t steps = 0;                          // reached
  std::array<int64_t, max_funnel_steps> at_ms{};  // when, of the steps reached
};

FunnelReach walk_funnel(std::span<const HistoryEvent> events, std::size_t steps, FunnelOrder order, int64_t within_ms);

}  // namespace docent::server
