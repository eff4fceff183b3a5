#include "platform/timer_fd.h"

#include <sys/timerfd.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace docent::core {
namespace {

int make_timer() noexcept { return timerfd_create(CLOCK_BOOTTIME, TFD_CLOEXEC | TFD_NONBLOCK); }

}  // namespace

Result<TimerFd> TimerFd::create() {
  const int fd = make_timer();
  if (fd < 0) return errno_status("cannot make a timer", errno);
  return TimerFd(fd);
}

TimerFd::TimerFd() noexcept : fd_(make_timer()) {}
TimerFd::TimerFd(TimerFd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

TimerFd& TimerFd::operator=(TimerFd&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}

TimerFd::~TimerFd() {
  if (fd_ >= 0) close(fd_);
}

void TimerFd::arm_at_boot_ns(int64_t boot_ns) noexcept {
  itimerspec spec{};
  if (boot_ns != 0) {
    const int64_t at = boot_ns < 1 ? 1 : boot_ns;  // an all-zero time would disarm
    spec.it_value.tv_sec = at / 1'000'000'000;
    spec.it_value.tv_nsec = at % 1'000'000'000;
  }
  (void)timerfd_settime(fd_, TFD_TIMER_ABSTIME, &spec, nullptr);
}

bool TimerFd::drain() noexcept {
  uint64_t count = 0;
  ssize_t n;
  do n = read(fd_, &count, sizeof count);
  while (n < 0 && errno == EINTR);
  return n == static_cast<ssize_t>(sizeof count);
}

}  // namespace docent::core
