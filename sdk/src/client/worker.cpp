#include "client/worker.h"

#include <algorithm>
#include <array>

namespace docent::core {
namespace {

constexpr int64_t never = INT64_MAX;
constexpr uint64_t cap_check_turns = 8;

}  // namespace

Worker::Worker(Runtime& runtime) : rt_(runtime) {}

Status Worker::start(const std::shared_ptr<Runtime>& runtime) {
  return runtime->thread.start([runtime] { runtime->worker->run(); });
}

void Worker::run() {
  while (!stop_.load(std::memory_order_acquire)) {
    if (!step()) wait();
  }
  shut_down();
}

bool Worker::step() {
  rt_.waker.begin_turn();
  bool busy = turn();
  publish_stats();  // before an answer, so that who waited for one finds the figures of that moment
  if (hole_ || rt_.ring->head() == position_) {
    for (auto& command : rt_.commands.take()) command(false), busy = true;
  }
  busy = make_durable_if_due() || busy;
  busy = deliver() || busy;
  keep_within_cap();
  publish_stats();
  serve_flushes();
  if (!busy) checkpoint_if_idle();
  return busy;
}

// Sleeps until the journal, the network or a timer has something. Without a timer and after the linger the worker is parked: the next event signals
// it.
void Worker::wait() {
  const int64_t wake_ms = next_wake_boot_ms();
  const bool linger = rt_.ports.clock->boot_ms() - last_event_boot_ms_ < limits::linger_ms;
  if (!linger) {
    rt_.waker.park();
    if (rt_.ring->head() != position_ || !rt_.commands.empty() || stop_.load()) {
      rt_.waker.unpark();
      return;
    }
  }
  timer_.arm_at_boot_ns(wake_ms == never ? 0 : std::max<int64_t>(1, wake_ms * 1'000'000));
  const std::array<int, 2> fds = {rt_.waker.fd(), timer_.fd()};
  rt_.ports.http->wait(-1, fds, replies_);
  rt_.waker.unpark();
  rt_.waker.drain();
  timer_.drain();
}

int64_t Worker::next_wake_boot_ms() {
  const int64_t now_boot = rt_.ports.clock->boot_ms();
  const int64_t now_wall = rt_.ports.clock->wall_ms();
  int64_t wake = std::min({rt_.uploader->next_wake_ms(), rt_.strategy_fetcher->next_wake_ms(), rt_.erasure_request->next_wake_ms()});
  const auto at_wall = [&](int64_t wall_ms) { wake = std::min(wake, now_boot + std::max<int64_t>(0, wall_ms - now_wall)); };
  if (const auto timer = rt_.engine->next_timer_ms()) at_wall(*timer);
  if (rt_.identity->consent().may_upload() && !rt_.options.endpoint.empty()) {
    const auto oldest = rt_.batcher->oldest_ms();
    if (oldest != INT64_MAX) at_wall(oldest + flush_interval_ms());
  }
  if (undurable_since_boot_ms_ != 0) wake = std::min(wake, undurable_since_boot_ms_ + limits::max_durable_lag_ms / 2);
  if (storage_retry_boot_ms_ > now_boot) wake = std::min(wake, storage_retry_boot_ms_);
  if (checkpoint_due_) wake = std::min(wake, last_commit_boot_ms_ + limits::checkpoint_idle_ms);
  if (hole_) wake = std::min(wake, now_boot + limits::hole_retry_ms);
  if (now_boot - last_event_boot_ms_ < limits::linger_ms) wake = std::min(wake, now_boot + limits::linger_tick_ms);
  for (const auto& f : flushes_) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(f.deadline - std::chrono::steady_clock::now()).count();
    wake = std::min(wake, now_boot + std::max<int64_t>(1, left));
  }
  return wake;
}

int64_t Worker::flush_interval_ms() const { return std::min(rt_.options.flush_interval_ms, rt_.engine->flush_interval_ms().value_or(INT64_MAX)); }

// A commit with full durability follows at most a second after the oldest event that is not yet durable; one sync covers the frames before it.
bool Worker::make_durable_if_due() {
  const int64_t now_boot = rt_.ports.clock->boot_ms();
  const bool wanted = std::any_of(flushes_.begin(), flushes_.end(), [](const Flush& f) { return f.what == Flush::What::durable; });
  if (undurable_since_boot_ms_ == 0 || storage_retry_boot_ms_ > now_boot) return false;
  if (!wanted && now_boot - undurable_since_boot_ms_ < limits::max_durable_lag_ms / 2) return false;
  if (auto s = rt_.database->sync(); s.ok()) undurable_since_boot_ms_ = 0;
  else roll_back(s);
  return true;
}

// At most one seal, then the network.
bool Worker::deliver() {
  bool busy = false;
  const int64_t now_boot = rt_.ports.clock->boot_ms();
  if (storage_retry_boot_ms_ <= now_boot) {
    const int64_t age_ms = rt_.identity->consent().may_upload() ? flush_interval_ms() : INT64_MAX;
    const auto due = rt_.batcher->due(rt_.ports.clock->wall_ms(), age_ms, seal_all_);
    if (due) {
      const auto work = [&]() -> Status {
        DOCENT_TRY(rt_.database->begin());
        DOCENT_TRY(rt_.batcher->seal(*due));
        DOCENT_TRY(rt_.ledger->save());
        return commit(Durability::normal);
      };
      if (auto s = work(); !s.ok()) roll_back(s);
      busy = true;
    } else {
      seal_all_ = false;
    }
  }
  if (!replies_.empty()) {
    rt_.uploader->on_replies(replies_);
    rt_.strategy_fetcher->on_replies(replies_);
    rt_.erasure_request->on_replies(replies_);
    replies_.clear();
    busy = true;
  }
  if (auto s = rt_.uploader->pump(rt_.ring->head() == position_ ? 0 : 1); !s.ok()) rt_.options.log.write(LogLevel::error, "upload: " + s.to_string());
  rt_.strategy_fetcher->set_announced_version(rt_.uploader->announced_strategy_version());
  rt_.strategy_fetcher->pump();
  rt_.erasure_request->pump();
  adopt_strategy();
  if (rt_.ports.http->in_flight() > 0) {
    rt_.ports.http->wait(0, {}, replies_);
    busy = busy || !replies_.empty();
  }
  return busy;
}

void Worker::adopt_strategy() {
  auto fetched = rt_.strategy_fetcher->take();
  if (!fetched) return;
  if (auto s = set_strategy(fetched->json, fetched->rollback_from); !s.ok())
    rt_.options.log.write(LogLevel::warning, "the fetched strategy was refused, the last good one stays: " + s.to_string());
}

// The cap counts the ring too; checked every few turns, so that it holds within one chunk.
void Worker::keep_within_cap() {
  if (++turns_since_cap_check_ < cap_check_turns && !checkpoint_due_) return;
  turns_since_cap_check_ = 0;
  if (storage_retry_boot_ms_ > rt_.ports.clock->boot_ms()) return;
  if (rt_.database->wal_bytes() > limits::max_wal_bytes / 2) (void)rt_.database->checkpoint(false);  // hold() reports what stays wrong
  const uint64_t ring_bytes = rt_.ring->capacity();
  const uint64_t cap = rt_.options.max_disk_bytes > ring_bytes ? rt_.options.max_disk_bytes - ring_bytes : 0;
  const auto held = rt_.disk_cap->hold(cap, rt_.uploader->busy_chunks());
  if (!held.ok()) return roll_back(held.status());
  if (!*held) rt_.options.log.write(LogLevel::warning, "the cap on disk bytes is too small for what cannot be evicted");
  disk_bytes_ = rt_.database->bytes_on_disk();
}

void Worker::checkpoint_if_idle() {
  if (!checkpoint_due_ || undurable_since_boot_ms_ != 0 || rt_.ports.clock->boot_ms() - last_commit_boot_ms_ < limits::checkpoint_idle_ms) return;
  checkpoint_due_ = false;
  if (auto s = rt_.database->checkpoint(false); !s.ok()) rt_.options.log.write(LogLevel::warning, "checkpoint: " + s.to_string());
}

void Worker::request_stop(Deadline deadline) {
  stop_deadline_.store(deadline.time_since_epoch().count());
  stop_.store(true, std::memory_order_release);
  rt_.waker.signal();
}

// What close() promised: everything accepted is durable, as much as possible is delivered, then the thread ends.
void Worker::shut_down() {
  // The last tenth, at most farewell_ms, is for the database.
  const Deadline end{Deadline::duration(stop_deadline_.load())};
  const auto left_at_start = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
  const Deadline deadline = end - std::clamp(left_at_start / 10, std::chrono::milliseconds(0), std::chrono::milliseconds(limits::farewell_ms));
  const auto in_time = [&] { return std::chrono::steady_clock::now() < deadline; };
  rt_.commands.stop();
  while (turn() && in_time()) {}
  if (storage_retry_boot_ms_ == 0) {
    const auto farewell = [&]() -> Status {
      DOCENT_TRY(rt_.database->begin());
      DOCENT_TRY(rt_.processor->end_run(rt_.ports.clock->now()));
      DOCENT_TRY(hand_to_batcher());
      DOCENT_TRY(rt_.processor->finish());
      return commit(Durability::full);
    };
    if (auto s = farewell(); !s.ok()) roll_back(s);
    else rt_.processor->clear_turn();
  }
  seal_all_ = rt_.identity->consent().may_upload() && !rt_.options.endpoint.empty();
  rt_.uploader->hurry();
  while (in_time() && storage_retry_boot_ms_ == 0) {
    if (deliver()) continue;
    if (!waiting_for_delivery()) break;
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now()).count();
    const int64_t until_pump = rt_.uploader->next_wake_ms() == never ? left : rt_.uploader->next_wake_ms() - rt_.ports.clock->boot_ms();
    rt_.ports.http->wait(std::clamp<int64_t>(std::min<int64_t>(left, until_pump), 1, 1000), {}, replies_);
  }
  rt_.uploader->abort_all();
  if (auto s = rt_.uploader->flush_acknowledgements(); !s.ok()) rt_.options.log.write(LogLevel::error, "acknowledgements: " + s.to_string());
  everything_delivered_ = !waiting_for_delivery();
  fail_flushes({Code::closed, "the client was closed meanwhile"});
  if (auto s = rt_.database->checkpoint(true); !s.ok()) rt_.options.log.write(LogLevel::warning, "checkpoint: " + s.to_string());
  rt_.ring->set_crashed_starts(0);
  if (rt_.ring->head() == position_) discard_ring();
  publish_stats();
}

// Everything was replayed: the ring and its row are not needed any more.
void Worker::discard_ring() {
  Status s = rt_.ring->remove();  // before its row, as in replay_dead_rings()
  if (s.ok()) s = forget_ring(rt_.ring->epoch());
  if (!s.ok()) rt_.options.log.write(LogLevel::warning, "removing the journal: " + s.to_string());
}

// Events that could still be delivered in this run. What may not be uploaded does not count.
bool Worker::waiting_for_delivery() const {
  if (rt_.options.endpoint.empty() || !rt_.identity->consent().may_upload()) return false;
  const OutboxTotals& t = rt_.outbox->totals();
  return t.segment_events + t.chunk_events > 0 || rt_.uploader->acknowledging();
}

}  // namespace docent::core
