#include "client/command_queue.h"

#include <gtest/gtest.h>

#include <thread>

namespace docent::core {
namespace {

TEST(CommandQueue, RunsInOrderAndOnce) {
  CommandQueue queue;
  std::string ran;
  queue.post([&](bool) { ran += 'a'; });
  queue.post([&](bool) { ran += 'b'; });
  for (auto& command : queue.take()) command(false);
  EXPECT_TRUE(queue.empty());
  EXPECT_EQ(ran, "ab");
}

TEST(CommandQueue, StopReleasesTheWaitingAndRefusesTheLate) {
  CommandQueue queue;
  bool stopped = false;
  queue.post([&](bool s) { stopped = s; });
  queue.stop();
  EXPECT_TRUE(stopped);
  EXPECT_FALSE(queue.post([](bool) { FAIL(); }));
}

TEST(Answer, TheFirstOneCountsAndADeadlineEndsTheWait) {
  Answer<int> answer;
  EXPECT_FALSE(answer.wait_until(std::chrono::steady_clock::now()));
  std::thread worker([&] {
    answer.set(1);
    answer.set(2);
  });
  EXPECT_EQ(answer.wait_until(std::chrono::steady_clock::now() + std::chrono::seconds(10)), 1);
  worker.join();
  EXPECT_EQ(answer.wait_until(std::chrono::steady_clock::now()), 1);
}

}  // namespace
}  // namespace docent::core
