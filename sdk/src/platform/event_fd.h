// A wake-up that a poll loop can wait for. signal() may be called on any thread and in a signal handler: one non-blocking system call. Signals before
// a drain() count once. fd() is readable while a signal is pending.
#pragma once

#include "base/status.h"

namespace docent::core {

class EventFd {
 public:
  static Result<EventFd> create();
  EventFd() noexcept = default;  // never readable; signals go nowhere
  EventFd(EventFd&& other) noexcept;
  EventFd& operator=(EventFd&& other) noexcept;
  ~EventFd();

  void signal() noexcept;
  // True when there was a signal.
  bool drain() noexcept;
  int fd() const noexcept { return fd_; }

 private:
  explicit EventFd(int fd) noexcept : fd_(fd) {}
  int fd_ = -1;
};

}  // namespace docent::core
