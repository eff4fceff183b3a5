#include "platform/timer_fd.h"

#include <gtest/gtest.h>
#include <poll.h>

#include "platform/system_clock.h"

namespace docent::core {
namespace {

bool readable(int fd, int timeout_ms) {
  pollfd p{fd, POLLIN, 0};
  return poll(&p, 1, timeout_ms) == 1;
}

TEST(TimerFd, FiresAtItsTime) {
  auto timer = TimerFd::create();
  ASSERT_TRUE(timer.ok());
  const SystemClock clock;
  const int64_t due = clock.boot_ns() + 2'000'000;
  timer->arm_at_boot_ns(due);
  ASSERT_TRUE(readable(timer->fd(), 10'000));
  EXPECT_GE(clock.boot_ns(), due);
  EXPECT_TRUE(timer->drain());
  EXPECT_FALSE(timer->drain()) << "fires once";
  EXPECT_FALSE(readable(timer->fd(), 0));
}

TEST(TimerFd, FiresAtOnceForThePast) {
  TimerFd timer;
  for (const int64_t past : {int64_t{1}, int64_t{-5}, INT64_MIN}) {
    timer.arm_at_boot_ns(past);
    EXPECT_TRUE(readable(timer.fd(), 10'000)) << past;
    EXPECT_TRUE(timer.drain());
  }
}

TEST(TimerFd, CanBeDisarmedAndRearmed) {
  TimerFd timer;
  EXPECT_FALSE(timer.drain());
  timer.arm_at_boot_ns(1);
  timer.disarm();
  EXPECT_FALSE(readable(timer.fd(), 0)) << "what had fired is forgotten";
  timer.arm_at_boot_ns(INT64_MAX);
  EXPECT_FALSE(readable(timer.fd(), 0));
  timer.arm_at_boot_ns(1);
  EXPECT_TRUE(readable(timer.fd(), 10'000));
}

TEST(TimerFd, MovesItsDescriptor) {
  TimerFd timer;
  const int fd = timer.fd();
  TimerFd moved(std::move(timer));
  EXPECT_EQ(moved.fd(), fd);
  EXPECT_EQ(timer.fd(), -1);
  timer.arm_at_boot_ns(1);
  EXPECT_FALSE(timer.drain()) << "no timer, no harm";
  timer = std::move(moved);
  EXPECT_EQ(timer.fd(), fd);
}

}  // namespace
}  // namespace docent::core
