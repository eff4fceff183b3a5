// A bounded queue from many threads to one. push() never blocks: a full or closed queue refuses, and the caller tells its client to come back.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <utility>

namespace docent::server {

template <class Job>
class JobQueue {
 public:
  JobQueue(std::size_t max_jobs, std::size_t max_bytes) : max_jobs_(max_jobs), max_bytes_(max_bytes) {}

  // One job is always taken when the queue is empty, however large.
  bool push(Job job, std::size_t bytes) {
    {
      const std::lock_guard lock(mutex_);
      if (closed_ || jobs_.size() >= max_jobs_ || (!jobs_.empty() && bytes_ + bytes > max_bytes_)) return false;
      jobs_.emplace_back(std::move(job), bytes);
      bytes_ += bytes;
    }
    ready_.notify_one();
    return true;
  }

  // Waits for a job, until the queue is closed or `timeout` has passed. False: none; then is_drained() tells which.
  template <class Duration>
  bool wait(Duration timeout) {
    std::unique_lock lock(mutex_);
    ready_.wait_for(lock, timeout, [this] { return closed_ || !jobs_.empty(); });
    return !jobs_.empty();
  }
  bool try_pop(Job& job) {
    const std::lock_guard lock(mutex_);
    if (jobs_.empty()) return false;
    job = std::move(jobs_.front().first);
    bytes_ -= jobs_.front().second;
    jobs_.pop_front();
    return true;
  }
  // From now on nothing is taken; what is in the queue can still be popped.
  void close() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    ready_.notify_all();
  }
  bool is_drained() const {
    const std::lock_guard lock(mutex_);
    return closed_ && jobs_.empty();
  }
  std::pair<std::size_t, std::size_t> jobs_and_bytes() const {
    const std::lock_guard lock(mutex_);
    return {jobs_.size(), bytes_};
  }

 private:
  const std::size_t max_jobs_;
  const std::size_t max_bytes_;
  mutable std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<std::pair<Job, std::size_t>> jobs_;
  std::size_t bytes_ = 0;
  bool closed_ = false;
};

}  // namespace docent::server
