// The operating system's clocks. wall_ns() and boot_ns() make no system call where the kernel maps them into the process (Linux ≥ 5.3 on x86-64
// and arm64). Thread safe.
//
// Offsets of the local zone are remembered per quarter of an hour (every zone of today changes on such a boundary), because the C library takes a
// lock to answer. A change of TZ or of the system's zone is noticed within `zone_check_ns`.
#pragma once

#include <atomic>

#include "base/clock.h"

namespace docent::core {

class SystemClock final : public Clock {
 public:
  static constexpr int64_t default_zone_check_ns = 10'000'000'000;

  explicit SystemClock(int64_t zone_check_ns = default_zone_check_ns) noexcept;
  [[gnu::hot]] int64_t wall_ns() const noexcept override;
  int64_t boot_ns() const noexcept override;
  int32_t utc_offset_s(int64_t wall_ms) const noexcept override;

 private:
  const int64_t zone_check_ns_;
  mutable std::atomic<int64_t> zone_checked_ns_;
  mutable std::atomic<int64_t> remembered_{-1};  // quarter since 1970 × 2^20 + offset + 2^19; -1: nothing
};

}  // namespace docent::core
