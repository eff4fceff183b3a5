#include "client/client.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <mutex>
#include <thread>

#include "base/uuid.h"
#include "client/worker.h"

namespace docent::core {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// Every client ever opened: stale handles must be recognised, so shells are kept, and found again at exit.
struct Registry {
  std::mutex mutex;
  std::vector<std::unique_ptr<Client>> clients;
};
Registry& registry() {
  static auto* const instance = new Registry;  // never destroyed: handles outlive static destruction
  return *instance;
}

// Threads in the order of their first call, from 1.
[[gnu::hot]] std::size_t turn_of_this_thread() noexcept {
  static std::atomic<std::size_t> next{0};
  [[gnu::tls_model("initial-exec")]] thread_local constinit std::size_t turn = 0;  // 0: this thread has none yet
  if (turn == 0) turn = next.fetch_add(1, std::memory_order_relaxed) + 1;
  return turn;
}

}  // namespace

// The count is raised before the pointer is read and close() clears the pointer before it reads the counts, all sequentially consistent: a call
// either sees no runtime or is seen by close().
Client::Use::Use(const Client& client) noexcept : client_(client), shard_(turn_of_this_thread() % shard_count), runtime_(nullptr) {
  if (client.fork_guard_.forked()) return;
  client.shards_[shard_].calls.fetch_add(1, std::memory_order_seq_cst);
  runtime_ = client.runtime_.load(std::memory_order_seq_cst);
  if (runtime_ == nullptr) client.shards_[shard_].calls.fetch_sub(1, std::memory_order_release);
}

Client::Use::~Use() {
  if (runtime_ != nullptr) client_.shards_[shard_].calls.fetch_sub(1, std::memory_order_release);
}

bool Client::calls_in_progress() const noexcept {
  return std::any_of(std::begin(shards_), std::end(shards_), [](const Shard& s) { return s.calls.load(std::memory_order_seq_cst) != 0; });
}

Result<Client*> Client::open(ClientOptions options) {
  DOCENT_TRY(check_write_key(options.write_key));
  DOCENT_TRY(check_endpoint(options.endpoint, options.allow_insecure));
  auto ports = system_ports(options);
  if (!ports.ok()) return ports.status();
  seed_uuid_v7(*ports->random);
  auto runtime = wire(std::move(options), std::move(*ports));
  if (!runtime.ok()) return runtime.status();
  std::unique_ptr<Client> client(new Client);
  client->owned_ = std::move(*runtime);
  DOCENT_TRY(Worker::start(client->owned_));
  client->runtime_.store(client->owned_.get(), std::memory_order_seq_cst);
  Client* const handle = client.get();
  Registry& all = registry();
  const std::lock_guard lock(all.mutex);
  if (all.clients.empty()) std::atexit(close_all_at_exit);
  all.clients.push_back(std::move(client));
  return handle;
}

Status Client::close(int64_t timeout_ms) {
  if (fork_guard_.forked()) return {Code::closed, "the client belongs to the parent process"};
  const auto deadline = steady_clock::now() + milliseconds(timeout_ms);
  if (runtime_.exchange(nullptr, std::memory_order_seq_cst) == nullptr) return {Code::closed, "the client is closed"};
  // Calls that wait for the worker are released as it stops; the others take microseconds.
  owned_->worker->request_stop(deadline);
  bool calls_ended = false;
  while (!(calls_ended = !calls_in_progress()) && steady_clock::now() < deadline) std::this_thread::yield();
  const bool ended = owned_->thread.join_until(deadline + milliseconds(limits::close_grace_ms));
  const bool delivered = ended && owned_->worker->everything_delivered();
  if (ended && !calls_ended) calls_ended = !calls_in_progress();
  if (!ended) owned_->thread.detach();  // the thread holds its own reference, ends on its own and releases everything then
  if (!calls_ended) {
    static auto* const kept = new std::vector<std::shared_ptr<Runtime>>;  // a call still uses it: kept for the life of the process
    const std::lock_guard lock(registry().mutex);
    kept->push_back(std::move(owned_));
  }
  owned_.reset();
  if (!ended || !calls_ended) return {Code::timeout, "the worker had not ended by the deadline; what was accepted stays for the next start"};
  return delivered ? Status() : Status(Code::timeout, "not everything was delivered by the deadline; it stays for the next start");
}

void close_all_at_exit() noexcept {
  try {
    std::vector<Client*> open;
    {
      const std::lock_guard lock(registry().mutex);
      for (const auto& c : registry().clients) open.push_back(c.get());
    }
    for (Client* c : open) (void)c->close(limits::exit_close_ms);
  } catch (...) {  // the process ends anyway; the journal keeps what was accepted
  }
}

Code Client::record(RecordInput& input) noexcept {
  const Use use(*this);
  return use ? use->recorder->event(input) : Code::closed;
}

Code Client::record_feedback(RecordInput& input) noexcept {
  const Use use(*this);
  if (!use) return Code::closed;
  Code code = use->recorder->event(input);
  for (int64_t waited_ms = 0; code == Code::queue_full && waited_ms < limits::feedback_wait_ms; waited_ms++) {
    std::this_thread::sleep_for(milliseconds(1));  // bounded; the worker was woken by the refusal
    code = use->recorder->event(input);
  }
  return code;
}

Code Client::control(RecordInput& input, bool urgent) noexcept {
  const Use use(*this);
  return use ? use->recorder->control(input, urgent) : Code::closed;
}

Code Client::set_consent(Consent consent) noexcept {
  const Use use(*this);
  return use ? use->recorder->decide_consent(consent) : Code::closed;
}

std::optional<Consent> Client::consent() const noexcept {
  const Use use(*this);
  return use ? std::optional(use->recorder->consent()) : std::nullopt;
}

Code Client::stopwatch_start(std::string_view name) {
  const Use use(*this);
  return use ? use->stopwatches.start(name, use->ports.clock->boot_ns()) : Code::closed;
}

Result<double> Client::stopwatch_stop(std::string_view name) {
  const Use use(*this);
  if (!use) return Status(Code::closed, "the client is closed");
  const auto elapsed_ns = use->stopwatches.stop(name, use->ports.clock->boot_ns());
  if (!elapsed_ns) return Status(Code::not_found, "no such timer is running");
  return static_cast<double>(*elapsed_ns) / 1e6;
}

std::optional<Presentation> Client::poll() {
  const Use use(*this);
  return use ? use->mailbox.poll() : std::nullopt;
}

Code Client::set_wakeup(Mailbox::Wakeup fn, void* user_data) {
  const Use use(*this);
  if (!use) return Code::closed;
  if (!use->mailbox.set_wakeup(fn, user_data)) return Code::ok;
  Mailbox* const mailbox = &use->mailbox;
  use->commands.post([mailbox](bool stopped) {
    if (!stopped) mailbox->ring_if_waiting();
  });
  use->waker.signal();
  return Code::ok;
}

bool Client::feature_enabled(std::string_view feature) const noexcept {
  const Use use(*this);
  return !use || use->switches.enabled(feature);
}

Result<StatsSnapshot> Client::stats() {
  const Use use(*this);
  if (!use) return Status(Code::closed, "the client is closed");
  return use->worker->stats();
}

}  // namespace docent::core
