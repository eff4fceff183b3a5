#include "platform/event_fd.h"

#include <gtest/gtest.h>
#include <poll.h>

namespace docent::core {
namespace {

bool readable(int fd) {
  pollfd p{fd, POLLIN, 0};
  return poll(&p, 1, 0) == 1;
}

TEST(EventFd, IsReadableFromSignalToDrain) {
  auto event = EventFd::create();
  ASSERT_TRUE(event.ok());
  EXPECT_FALSE(readable(event->fd()));
  EXPECT_FALSE(event->drain());
  event->signal();
  event->signal();
  EXPECT_TRUE(readable(event->fd()));
  EXPECT_TRUE(event->drain());
  EXPECT_FALSE(event->drain()) << "two signals count once";
  EXPECT_FALSE(readable(event->fd()));
}

TEST(EventFd, MovesItsDescriptor) {
  auto event = EventFd::create();
  ASSERT_TRUE(event.ok());
  EventFd moved(std::move(*event));
  EXPECT_EQ(event->fd(), -1);
  moved.signal();
  EventFd assigned;
  assigned = std::move(moved);
  EXPECT_TRUE(assigned.drain());
}

TEST(EventFd, WithoutADescriptorDoesNothing) {
  EventFd none;
  errno = 7;
  none.signal();
  EXPECT_EQ(errno, 7) << "the host's errno stays";
  EXPECT_FALSE(none.drain());
}

}  // namespace
}  // namespace docent::core
