#include "store/job_queue.h"

#include <gtest/gtest.h>

#include <thread>

namespace docent::server {
namespace {

TEST(JobQueue, RefusesBeyondItsBounds) {
  JobQueue<int> queue(2, 100);
  EXPECT_TRUE(queue.push(1, 60));
  EXPECT_FALSE(queue.push(2, 60));
  EXPECT_TRUE(queue.push(2, 40));
  EXPECT_FALSE(queue.push(3, 0));
  int job = 0;
  EXPECT_TRUE(queue.try_pop(job));
  EXPECT_EQ(job, 1);
  EXPECT_EQ(queue.jobs_and_bytes(), std::make_pair(std::size_t{1}, std::size_t{40}));
}

TEST(JobQueue, AnEmptyQueueTakesAJobOfAnySize) {
  JobQueue<int> queue(2, 100);
  EXPECT_TRUE(queue.push(1, 1000));
  EXPECT_FALSE(queue.push(2, 1));
}

TEST(JobQueue, ClosedItGivesOutWhatItHas) {
  JobQueue<int> queue(10, 100);
  EXPECT_TRUE(queue.push(1, 1));
  queue.close();
  EXPECT_FALSE(queue.push(2, 1));
  EXPECT_FALSE(queue.is_drained());
  EXPECT_TRUE(queue.wait(std::chrono::seconds(10)));
  int job = 0;
  EXPECT_TRUE(queue.try_pop(job));
  EXPECT_FALSE(queue.wait(std::chrono::seconds(10)));
  EXPECT_TRUE(queue.is_drained());
}

TEST(JobQueue, WakesItsReader) {
  JobQueue<int> queue(1'000, 1'000'000);
  int sum = 0;
  std::thread reader([&] {
    while (!queue.is_drained()) {
      if (!queue.wait(std::chrono::seconds(10))) continue;
      int job = 0;
      while (queue.try_pop(job)) sum += job;
    }
  });
  int pushed = 0;
  for (int i = 1; i <= 10'000; i++) {
    while (!queue.push(i, 1)) std::this_thread::yield();
    pushed += i;
  }
  queue.close();
  reader.join();
  EXPECT_EQ(sum, pushed);
}

}  // namespace
}  // namespace docent::server
