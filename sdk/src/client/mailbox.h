// Presentations on their way from the worker to the host, and the host's wake-up. The worker posts after the commit that decided them; the host polls
// on its own thread. The wake-up runs on the worker without a lock that the host could need, and replacing it waits until a running one has returned.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "guidance/engine.h"

namespace docent::core {

class Mailbox {
 public:
  using Wakeup = void (*)(void* user_data);

  // Worker. An update takes the place of what waits under its id; a withdrawal takes that out, and is handed over only when the host has it already.
  // Beyond limits::max_pending_presentations the newest are handed back: the host does not poll.
  std::vector<Presentation> post(std::vector<Presentation> presentations);
  // Any thread; never waits for the worker.
  std::optional<Presentation> poll();
  // True when something waits that the new function has not been told of: let the worker call ring_if_waiting().
  bool set_wakeup(Wakeup fn, void* user_data);
  // Worker.
  void ring_if_waiting();

 private:
  void wake();

  std::mutex mutex_;
  std::condition_variable idle_;
  std::deque<Presentation> waiting_;
  Wakeup fn_ = nullptr;
  void* user_data_ = nullptr;
  bool running_ = false;
  std::thread::id runner_;
};

}  // namespace docent::core
