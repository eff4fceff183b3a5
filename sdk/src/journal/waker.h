// Wakes the worker with as few system calls as possible: producers pay one only when the worker is parked, or when an event should be acted on at
// once, and then only the first of them until the worker has looked.
//
//   worker, before it sleeps:  park(), look at the ring's head once more, sleep on fd() only when it has not moved, then unpark() and drain()
//   worker, each turn:         begin_turn(), then read the ring
//   producer:                  reserve (moves the head), write, commit, after_commit()
// The head, the parked flag and the worker's second look are sequentially consistent: either the producer sees the flag or the worker sees the head.
// Producers' calls on any thread; the others on the worker.
#pragma once

#include <atomic>

#include "base/status.h"
#include "platform/event_fd.h"

namespace docent::core {

class Waker {
 public:
  Waker() noexcept;
  // io when the system had no descriptor left: the worker must then poll.
  Status status() const;

  // --- any thread ---
  // `urgent`: the worker should act now, whether it is parked or lingers.
  void after_commit(bool urgent) noexcept {
    if (urgent || parked_.load(std::memory_order_seq_cst)) signal();
  }
  void signal() noexcept {
    if (!signalled_.exchange(true, std::memory_order_seq_cst)) event_.signal();
  }

  // --- the worker ---
  // Signals so far are answered by what is read from now on; the next one counts again.
  void begin_turn() noexcept { signalled_.exchange(false, std::memory_order_seq_cst); }
  void park() noexcept { parked_.store(true, std::memory_order_seq_cst); }
  void unpark() noexcept { parked_.store(false, std::memory_order_seq_cst); }
  // True when there was a signal since the last drain.
  bool drain() noexcept { return event_.drain(); }
  int fd() const noexcept { return event_.fd(); }

 private:
  alignas(64) std::atomic<bool> parked_{false};
  std::atomic<bool> signalled_{false};
  EventFd event_;
};

}  // namespace docent::core
