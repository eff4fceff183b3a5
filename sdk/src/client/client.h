// One client as the host sees it: the calls of the public API in C++ terms. Any thread. The work is done by the recorder (host threads) and the
// worker (one thread); this class guards the way to them: after close(), in a forked child and while closing, every call says `closed`.
//
// Lifetime: the shell of a client is never freed, so that a stale handle gets an answer instead of a crash; what it owns (Runtime) is released by
// close(), or, when the deadline passes, kept by the worker until it ends. Calls in progress are counted on sharded counters, which close() waits
// for.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"
#include "client/options.h"
#include "client/runtime.h"

namespace docent::core {

class Client {
 public:
  // Opens the data directory, replays, starts the worker. The pointer stays valid for the life of the process.
  static Result<Client*> open(ClientOptions options);
  // ok, or timeout when events stay for the next start. Returns by the deadline.
  Status close(int64_t timeout_ms);

  // Hot path. `input` is completed and appended.
  [[gnu::hot]] Code record(RecordInput& input) noexcept;
  Code record_feedback(RecordInput& input) noexcept;  // waits limits::feedback_wait_ms for room
  Code control(RecordInput& input, bool urgent) noexcept;
  Code set_consent(Consent consent) noexcept;
  std::optional<Consent> consent() const noexcept;  // empty: closed

  Code stopwatch_start(std::string_view name);
  Result<double> stopwatch_stop(std::string_view name);  // milliseconds

  std::optional<Presentation> poll();
  Code set_wakeup(Mailbox::Wakeup fn, void* user_data);
  bool feature_enabled(std::string_view feature) const noexcept;
  Result<StatsSnapshot> stats();

  Status flush(bool delivered, int64_t timeout_ms);
  Result<std::string> ledger_json(int64_t timeout_ms);
  Result<RecommendationList> recommend(std::string slot, int64_t timeout_ms);
  Result<std::string> explain(std::string campaign, int64_t timeout_ms);
  Result<std::string> recorded_json(int64_t timeout_ms);
  Status erase(bool everywhere, int64_t timeout_ms);
  Status set_strategy(std::string json, int64_t timeout_ms);
  Status preview(std::string campaign, std::string variant, int64_t timeout_ms);
  Status lower_frequency(std::string type, uint64_t limit, int64_t window_ms, int64_t timeout_ms);

 private:
  // Keeps the runtime alive for one call; false when there is none to use.
  class Use {
   public:
    [[gnu::hot]] explicit Use(const Client& client) noexcept;
    [[gnu::hot]] ~Use();
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;
    explicit operator bool() const noexcept { return runtime_ != nullptr; }
    Runtime* operator->() const noexcept { return runtime_; }

   private:
    const Client& client_;
    std::size_t shard_;
    Runtime* runtime_;
  };
  struct alignas(64) Shard {
    mutable std::atomic<int32_t> calls{0};
  };
  static constexpr std::size_t shard_count = 16;

  Client() = default;
  bool calls_in_progress() const noexcept;
  template <class T, class Question>
  Result<T> ask(int64_t timeout_ms, Question question);
  template <class Question>
  Status ask_status(int64_t timeout_ms, Question question);

  Shard shards_[shard_count];
  std::atomic<Runtime*> runtime_{nullptr};  // what Use hands out
  std::shared_ptr<Runtime> owned_;          // set while open; touched by open() and close() only
  ForkGuard fork_guard_;
};

// Stops every open client, within limits::exit_close_ms each; registered with atexit at the first open.
void close_all_at_exit() noexcept;

}  // namespace docent::core
