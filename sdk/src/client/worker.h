// The worker: the one thread of a client. Each turn replays what the journal holds, commits everything that follows from it in one transaction, hands
// presentations to the host, and moves uploads on; then it waits for the journal, the network or the next timer, and parks when nothing happens.
//
//   startup    journals of dead processes, first commit                 startup.cpp
//   turn()     journal → processor → one commit → tail, mailbox          turn.cpp
//   deliver()  seal at most one segment → uploader, strategy, erasure     worker.cpp
//   commands   questions of host threads, after the replay                questions.cpp
//
// Everything but start(), request_stop(), stats() and everything_delivered() runs on the worker's thread.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "client/command_queue.h"
#include "client/runtime.h"
#include "platform/timer_fd.h"

namespace docent::core {

class Worker {
 public:
  using Deadline = std::chrono::steady_clock::time_point;
  using FlushAnswer = std::shared_ptr<Answer<Result<bool>>>;

  explicit Worker(Runtime& runtime);
  // Starts the thread, which keeps its own reference to the runtime.
  static Status start(const std::shared_ptr<Runtime>& runtime);

  // --- any thread ---
  void request_stop(Deadline deadline);
  StatsSnapshot stats();
  bool everything_delivered() const { return everything_delivered_.load(); }

  // --- before the thread starts ---
  // Replays and deletes the journals of dead processes. Afterwards disabled() says whether this run goes on (startup.cpp).
  Status replay_dead_rings();
  // The first commit of a run: session, host's consent, the new ring.
  Status begin_run();
  bool disabled() const { return disabled_; }

  // --- questions, on the worker's thread ---
  void flush(bool delivered, Deadline deadline, FlushAnswer answer);
  std::string ledger_json();
  Result<RecommendationList> recommend(const std::string& slot);
  Result<std::string> explain(const std::string& campaign);
  Result<std::string> recorded_json();
  void erase(bool everywhere, Deadline deadline, FlushAnswer answer);
  Status set_strategy(const std::string& json, uint32_t rollback_from = 0);
  Status preview(const std::string& campaign, const std::string& variant);
  Status lower_frequency(const std::string& type, uint64_t limit, int64_t window_ms);

  // One round of the loop without waiting, true when there was something to do; and when the next one is due without anything from outside, on the
  // boot clock. Public for tests on virtual time.
  bool step();
  int64_t next_wake_boot_ms();
  // The loop until request_stop(), and then what close() promises. What the thread does; of use without one when the stop was already requested.
  void run();

 private:
  struct Flush {
    enum class What { durable, delivered, erased } what;
    Deadline deadline;
    FlushAnswer answer;
  };

  void wait();
  void shut_down();

  Status replay_dead(Ring& ring, std::optional<uint64_t> stored_position);
  Status forget_ring(const Uuid& epoch);

  // turn.cpp
  bool turn();
  Status replay(Ring& ring, uint64_t& position, bool dead, uint32_t& records);
  Status apply_guarded(Ring& ring, uint64_t position, std::span<const std::byte> payload);
  void count_damaged(const Ring& ring);
  Status hand_to_batcher();
  Status commit(Durability durability);
  void roll_back(const Status& why);
  Status after_commit();
  Status erase_storage();
  void hand_over_presentations();
  Durability durability_now() const;

  // worker.cpp
  bool deliver();
  bool make_durable_if_due();
  void keep_within_cap();
  void checkpoint_if_idle();
  void serve_flushes();
  void discard_ring();
  void fail_flushes(const Status& why);
  void publish_stats();
  void adopt_strategy();
  int64_t flush_interval_ms() const;
  bool waiting_for_delivery() const;

  Runtime& rt_;
  TimerFd timer_;
  uint64_t position_ = 0;  // in the ring: next record to read
  int64_t last_event_boot_ms_ = 0;
  int64_t undurable_since_boot_ms_ = 0;  // 0: everything committed is durable
  int64_t storage_retry_boot_ms_ = 0;    // 0: storage works
  int64_t last_commit_boot_ms_ = 0;
  bool checkpoint_due_ = false;
  bool hole_ = false;
  bool seal_all_ = false;
  uint64_t turns_since_cap_check_ = 0;
  uint64_t disk_bytes_ = 0;
  uint64_t suspect_position_ = 0;  // the record that a dead process was working on …
  uint32_t suspect_crashes_ = 0;   // … and how often it died there; 0: none
  uint64_t damaged_seen_ = 0;
  bool disabled_ = false;
  bool storage_erased_at_start_ = false;
  std::vector<Flush> flushes_;
  std::vector<HttpReply> replies_;

  std::atomic<bool> stop_{false};
  std::atomic<Deadline::rep> stop_deadline_{0};
  std::atomic<bool> everything_delivered_{false};
};

}  // namespace docent::core
