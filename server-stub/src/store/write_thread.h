// The writer thread of SqliteStore: group commit, checkpoints, and the truncation of the log after an erasure. Owns the writing connection.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "server_limits.h"
#include "store/eraser.h"
#include "store/event_writer.h"
#include "store/job_queue.h"

namespace docent::server {

class WriteThread {
 public:
  static core::Result<std::unique_ptr<WriteThread>> start(Sqlite database, const Limits& limits);
  ~WriteThread();

  bool push(std::unique_ptr<IngestBatch> batch, EventStore::Done<IngestOutcome> done);
  bool push(EraseRequest request, EventStore::Done<uint64_t> done);
  // Finishes what is queued, empties the log, ends the thread. Idempotent.
  void stop();
  void add_stats(StoreStats& stats) const;

 private:
  struct IngestJob {
    std::unique_ptr<IngestBatch> batch;
    EventStore::Done<IngestOutcome> done;
    core::Result<IngestOutcome> outcome = IngestOutcome{};
  };
  struct EraseJob {
    EraseRequest request;
    EventStore::Done<uint64_t> done;
    core::Result<uint64_t> outcome = uint64_t{0};
  };
  using Job = std::variant<IngestJob, EraseJob>;

  WriteThread(Sqlite database, const Limits& limits);
  void run();
  void take_group();
  void commit_group();
  core::Status transact(std::span<Job> jobs);
  core::Status apply(Job& job);
  void finish(Job& job, const core::Status& status);
  void note(const core::Status& status, int64_t started_ns);
  void tidy();

  const Limits limits_;
  Sqlite database_;
  std::optional<EventWriter> writer_;
  std::optional<Eraser> eraser_;
  JobQueue<Job> queue_;
  std::vector<Job> group_;
  bool truncate_due_ = false;  // the log still holds erased events

  struct Counters {
    std::atomic<uint64_t> commits{0}, failures{0}, accepted{0}, duplicates{0}, rejected{0}, erased{0}, commit_ns{0};
  };
  Counters counters_;
  mutable std::mutex error_mutex_;
  std::string last_error_;
  std::thread thread_;
};

}  // namespace docent::server
