// The port through which time enters. Everything that needs the time takes a Clock, so that the SDK runs on virtual time in tests.
// Implementations are thread safe. SystemClock lives in platform/; ManualClock is the simulated one.
#pragma once

#include <atomic>
#include <cstdint>

namespace docent::core {

// A moment as guidance sees it: wall-clock milliseconds since 1970-01-01T00:00:00Z and the local offset from UTC that held then.
struct Instant {
  int64_t wall_ms = 0;
  int32_t utc_offset_s = 0;
  int64_t local_ms() const noexcept { return wall_ms + int64_t{utc_offset_s} * 1000; }
};

class Clock {
 public:
  virtual ~Clock() = default;
  // Nanoseconds since 1970-01-01T00:00:00Z; may jump.
  virtual int64_t wall_ns() const noexcept = 0;
  // Nanoseconds that never jump and include suspend (CLOCK_BOOTTIME).
  virtual int64_t boot_ns() const noexcept = 0;
  // Seconds east of UTC in the local time zone at `wall_ms`.
  virtual int32_t utc_offset_s(int64_t wall_ms) const noexcept = 0;

  int64_t wall_ms() const noexcept { return wall_ns() / 1'000'000; }
  int64_t boot_ms() const noexcept { return boot_ns() / 1'000'000; }
  Instant now() const noexcept {
    const int64_t ms = wall_ms();
    return {ms, utc_offset_s(ms)};
  }
};

// Stands still until told otherwise.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(int64_t wall_ms = 1'795'422'000'000, int32_t offset_s = 0) : wall_ns_(wall_ms * 1'000'000), offset_s_(offset_s) {}
  int64_t wall_ns() const noexcept override { return wall_ns_.load(); }
  int64_t boot_ns() const noexcept override { return boot_ns_.load(); }
  int32_t utc_offset_s(int64_t) const noexcept override { return offset_s_.load(); }
  void advance_ms(int64_t ms) noexcept {
    wall_ns_ += ms * 1'000'000;
    boot_ns_ += ms * 1'000'000;
  }
  // The user or NTP sets the wall clock; elapsed time is not affected.
  void jump_wall_ms(int64_t ms) noexcept { wall_ns_ += ms * 1'000'000; }
  void set_offset_s(int32_t s) noexcept { offset_s_ = s; }

 private:
  std::atomic<int64_t> wall_ns_;
  std::atomic<int64_t> boot_ns_{1'000'000'000};
  std::atomic<int32_t> offset_s_;
};

}  // namespace docent::core
