// A timer that a poll loop can wait for, on the clock that includes suspend (Clock::boot_ns). One thread at a time.
#pragma once

#include <cstdint>

#include "base/status.h"

namespace docent::core {

class TimerFd {
 public:
  static Result<TimerFd> create();
  TimerFd() noexcept;  // without a timer when the system refuses one (fd() is -1)
  TimerFd(TimerFd&& other) noexcept;
  TimerFd& operator=(TimerFd&& other) noexcept;
  ~TimerFd();

  // fd() becomes readable at `boot_ns`, at once when that is past. Replaces what was armed; 0 disarms.
  void arm_at_boot_ns(int64_t boot_ns) noexcept;
  void disarm() noexcept { arm_at_boot_ns(0); }
  // True when the timer had fired.
  bool drain() noexcept;
  int fd() const noexcept { return fd_; }

 private:
  explicit TimerFd(int fd) noexcept : fd_(fd) {}
  int fd_ = -1;
};

}  // namespace docent::core
