#include "platform/event_fd.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace docent::core {

Result<EventFd> EventFd::create() {
  const int fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (fd < 0) return errno_status("cannot make an event descriptor", errno);
  return EventFd(fd);
}

EventFd::EventFd(EventFd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

EventFd& EventFd::operator=(EventFd&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}

EventFd::~EventFd() {
  if (fd_ >= 0) close(fd_);
}

void EventFd::signal() noexcept {
  const int saved = errno;  // the host's errno is not ours to change
  const uint64_t one = 1;
  while (write(fd_, &one, sizeof one) < 0 && errno == EINTR) {}
  errno = saved;
}

bool EventFd::drain() noexcept {
  uint64_t count = 0;
  ssize_t n;
  do n = read(fd_, &count, sizeof count);
  while (n < 0 && errno == EINTR);
  return n == static_cast<ssize_t>(sizeof count);
}

}  // namespace docent::core
