#include "store/write_thread.h"

#include <chrono>

#include "store/schema.h"

namespace docent::server {
namespace {

constexpr std::chrono::milliseconds idle_turn{200};  // how often a due truncation is tried again while nothing is written

int64_t steady_ns() noexcept {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace

WriteThread::WriteThread(Sqlite database, const Limits& limits)
    : limits_(limits), database_(std::move(database)), queue_(limits.max_queue_jobs, limits.max_queue_bytes) {}

core::Result<std::unique_ptr<WriteThread>> WriteThread::start(Sqlite database, const Limits& limits) {
  std::unique_ptr<WriteThread> it(new WriteThread(std::move(database), limits));
  DOCENT_TRY(prepare_writer(it->database_));
  auto writer = EventWriter::open(it->database_, limits);
  if (!writer.ok()) return writer.status();
  auto eraser = Eraser::open(it->database_);
  if (!eraser.ok()) return eraser.status();
  it->writer_.emplace(std::move(*writer));
  it->eraser_.emplace(std::move(*eraser));
  // What a crash left in the log; also proves at once that the file can be written.
  if (auto moved = it->database_.checkpoint(true); !moved.ok()) return moved.status();
  it->thread_ = std::thread([raw = it.get()] { raw->run(); });
  return it;
}

WriteThread::~WriteThread() { stop(); }

void WriteThread::stop() {
  queue_.close();
  if (thread_.joinable()) thread_.join();
}

bool WriteThread::push(std::unique_ptr<IngestBatch> batch, EventStore::Done<IngestOutcome> done) {
  const std::size_t bytes = batch->bytes();
  return queue_.push(IngestJob{std::move(batch), std::move(done)}, bytes);
}

bool WriteThread::push(EraseRequest request, EventStore::Done<uint64_t> done) {
  return queue_.push(EraseJob{std::move(request), std::move(done)}, limits_.max_erase_ids * 64);
}

void WriteThread::run() {
  while (!queue_.is_drained()) {
    if (queue_.wait(idle_turn)) {
      take_group();
      commit_group();
    }
    tidy();
  }
  (void)database_.checkpoint(true);
}

void WriteThread::take_group() {
  std::size_t events = 0;
  Job job;
  while (events < limits_.max_group_events && queue_.try_pop(job)) {
    if (const auto* ingest = std::get_if<IngestJob>(&job)) events += ingest->batch->events.size() + 1;
    group_.push_back(std::move(job));
  }
}

void WriteThread::commit_group() {
  const int64_t started_ns = steady_ns();
  const auto status = transact(group_);
  note(status, started_ns);
  if (status.ok() || group_.size() == 1) {
    for (auto& job : group_) finish(job, status);
  } else {
    for (auto& job : group_) {
      const int64_t again_ns = steady_ns();
      const auto alone = transact({&job, 1});
      note(alone, again_ns);
      finish(job, alone);
    }
  }
  group_.clear();
}

core::Status WriteThread::transact(std::span<Job> jobs) {
  core::Status status = database_.execute("BEGIN IMMEDIATE");
  for (std::size_t i = 0; status.ok() && i < jobs.size(); i++) status = apply(jobs[i]);
  if (status.ok()) status = database_.execute("COMMIT");
  if (!status.ok()) {
    if (database_.in_transaction()) (void)database_.execute("ROLLBACK");
    writer_->interning().forget();
  }
  return status;
}

core::Status WriteThread::apply(Job& job) {
  if (auto* ingest = std::get_if<IngestJob>(&job)) {
    ingest->outcome = writer_->store(*ingest->batch);
    return ingest->outcome.ok() ? core::Status() : ingest->outcome.status();
  }
  auto& erase = std::get<EraseJob>(job);
  erase.outcome = eraser_->erase(*writer_, erase.request);
  writer_->interning().forget();
  return erase.outcome.ok() ? core::Status() : erase.outcome.status();
}

void WriteThread::finish(Job& job, const core::Status& status) {
  if (auto* ingest = std::get_if<IngestJob>(&job)) {
    if (status.ok()) {
      counters_.accepted += ingest->outcome->accepted;
      counters_.duplicates += ingest->outcome->duplicates;
      counters_.rejected += ingest->batch->rejected_count();
      counters_.erased += ingest->outcome->swallowed;
    }
    ingest->done(status.ok() ? std::move(ingest->outcome) : core::Result<IngestOutcome>(status));
    return;
  }
  auto& erase = std::get<EraseJob>(job);
  if (status.ok()) {
    counters_.erased += *erase.outcome;
    truncate_due_ = true;
  }
  erase.done(status.ok() ? std::move(erase.outcome) : core::Result<uint64_t>(status));
}

void WriteThread::note(const core::Status& status, int64_t started_ns) {
  counters_.commit_ns += static_cast<uint64_t>(steady_ns() - started_ns);
  (status.ok() ? counters_.commits : counters_.failures)++;
  const std::lock_guard lock(error_mutex_);
  if (!status.ok()) last_error_ = status.to_string();
  else if (!last_error_.empty()) last_error_.clear();
}

void WriteThread::tidy() {
  if (truncate_due_) {
    auto emptied = database_.checkpoint(true);
    if (emptied.ok() && *emptied) truncate_due_ = false;
  } else if (database_.wal_pages() >= limits_.max_wal_pages) {
    (void)database_.checkpoint(false);
  }
}

void WriteThread::add_stats(StoreStats& stats) const {
  stats.commits = counters_.commits;
  stats.failures = counters_.failures;
  stats.accepted = counters_.accepted;
  stats.duplicates = counters_.duplicates;
  stats.rejected = counters_.rejected;
  stats.erased = counters_.erased;
  stats.commit_ns = counters_.commit_ns;
  const auto [jobs, bytes] = queue_.jobs_and_bytes();
  stats.queued_jobs = jobs;
  stats.queued_bytes = bytes;
  const std::lock_guard lock(error_mutex_);
  stats.last_error = last_error_;
}

}  // namespace docent::server
