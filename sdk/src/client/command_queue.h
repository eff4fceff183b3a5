// Questions from host threads to the worker: a host thread posts a closure and may wait for it with a deadline; the worker runs all posted closures
// after it has replayed everything that was committed before. Closures own what they touch, so that a host that gave up waiting leaves nothing
// dangling. Any thread posts; the worker takes. After stop() nothing is taken any more and every waiter is released.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "base/status.h"

namespace docent::core {

// A slot for one answer, shared by the asker and the worker. The first set() wins.
template <class T>
class Answer {
 public:
  void set(T value) {
    const std::lock_guard lock(mutex_);
    if (value_) return;
    value_ = std::move(value);
    ready_.notify_all();
  }
  // The answer, or an empty optional when the deadline passed.
  std::optional<T> wait_until(std::chrono::steady_clock::time_point deadline) {
    std::unique_lock lock(mutex_);
    ready_.wait_until(lock, deadline, [&] { return value_.has_value(); });
    return value_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable ready_;
  std::optional<T> value_;
};

class CommandQueue {
 public:
  // Runs on the worker; `stopped` is true when the worker ends without having served it.
  using Command = std::function<void(bool stopped)>;

  // False when the worker has ended; the command is not run then.
  bool post(Command command) {
    const std::lock_guard lock(mutex_);
    if (stopped_) return false;
    waiting_.push_back(std::move(command));
    return true;
  }
  std::vector<Command> take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(waiting_, {});
  }
  bool empty() {
    const std::lock_guard lock(mutex_);
    return waiting_.empty();
  }
  void stop() {
    std::vector<Command> rest;
    {
      const std::lock_guard lock(mutex_);
      stopped_ = true;
      rest = std::exchange(waiting_, {});
    }
    for (auto& command : rest) command(true);
  }

 private:
  std::mutex mutex_;
  std::vector<Command> waiting_;
  bool stopped_ = false;
};

}  // namespace docent::core
