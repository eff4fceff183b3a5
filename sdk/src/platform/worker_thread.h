// One thread of the SDK, named "docent", which takes none of the host's asynchronous signals. Started once. join_until() or detach() must follow
// before destruction; otherwise the destructor waits for the thread. An exception that leaves the body ends the thread, not the process.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "base/status.h"

namespace docent::core {

class WorkerThread {
 public:
  WorkerThread() = default;
  WorkerThread(const WorkerThread&) = delete;
  WorkerThread& operator=(const WorkerThread&) = delete;
  ~WorkerThread();

  Status start(std::function<void()> body);
  // True when the thread has ended; false when `deadline` passed first. True without a thread.
  bool join_until(std::chrono::steady_clock::time_point deadline);
  // The thread ends on its own; what its body captured lives until then.
  void detach();
  // The body was left by an exception.
  bool failed() const;

 private:
  struct State {
    std::mutex mutex;
    std::condition_variable ended_changed;
    bool ended = false;
    bool failed = false;
  };
  std::shared_ptr<State> state_;
  std::thread thread_;
};

}  // namespace docent::core
