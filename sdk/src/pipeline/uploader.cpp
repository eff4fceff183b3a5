#include "pipeline/uploader.h"

#include <algorithm>
#include <utility>

#include "model/limits.h"
#include "pipeline/batch_request.h"
#include "pipeline/uploader_impl.h"
#include "storage/chunk_text.h"

namespace docent::core {
namespace {

bool contains(const std::vector<int64_t>& ids, int64_t id) { return std::find(ids.begin(), ids.end(), id) != ids.end(); }

}  // namespace

Uploader::Impl::Impl(UploaderConfig c, Database& d, Outbox& o, Ledger& le, HttpClient& h, Clock& cl, Random& random, Log lo)
    : config(std::move(c)), database(d), outbox(o), ledger(le), http(h), clock(cl), log(lo), retry(cl, random), acknowledgements(d, o, le, cl) {}

Uploader::Uploader(UploaderConfig config, Database& database, Outbox& outbox, Ledger& ledger, HttpClient& http, Clock& clock, Random& random, Log log)
    : impl_(std::make_unique<Impl>(std::move(config), database, outbox, ledger, http, clock, random, log)) {}

Uploader::~Uploader() {
  for (const auto& t : impl_->transfers) impl_->http.cancel(t.request);
}

Status Uploader::load() {
  const auto state = impl_->acknowledgements.load();
  if (!state.ok()) return state.status();
  impl_->retry.load(*state);
  return {};
}

void Uploader::set_permitted(bool permitted) {
  if (impl_->permitted && !permitted) abort_all();
  impl_->permitted = permitted;
}

void Uploader::on_replies(std::vector<HttpReply>& replies) {
  std::erase_if(replies, [&](const HttpReply& reply) {
    const auto at = std::find_if(impl_->transfers.begin(), impl_->transfers.end(), [&](const auto& t) { return t.request == reply.id; });
    if (at == impl_->transfers.end()) return false;
    const Impl::Transfer transfer = *at;
    impl_->transfers.erase(at);
    impl_->on_reply(transfer, reply);
    return true;
  });
}

// What is in flight works for us while the acknowledgements are written, so requests come first; unless the disk refuses, then it is asked first.
Status Uploader::pump(uint64_t journal_events) {
  Impl& me = *impl_;
  me.journal_events = journal_events;
  if (me.storage_retry_ms > me.clock.boot_ms()) return {};
  if (me.storage_retry_ms != 0) DOCENT_TRY(me.commit());
  while (me.start_next()) {}
  Status status;
  if (me.transfers.empty() || me.acknowledgements.due_ms() <= me.clock.boot_ms()) status = me.commit();
  if (status.ok()) me.prepare();
  return status;
}

Status Uploader::flush_acknowledgements() { return impl_->commit(); }
bool Uploader::acknowledging() const { return impl_->acknowledgements.finished_count() > 0; }

void Uploader::hurry() {
  impl_->retry.hurry();
  impl_->pause_until_ms = 0;
}

void Uploader::abort_all() {
  for (const auto& t : impl_->transfers) {
    impl_->http.cancel(t.request);
    impl_->acknowledgements.attempt_failed(t.chunk.id, true);
  }
  impl_->transfers.clear();
  impl_->trial.reset();
  impl_->prepared_id = 0;
}

int64_t Uploader::next_wake_ms() const {
  const Impl& me = *impl_;
  const int64_t now = me.clock.boot_ms();
  int64_t wake = INT64_MAX;
  if (!me.acknowledgements.empty()) wake = std::max(me.storage_retry_ms, me.acknowledgements.due_ms());
  if (!me.may_send() || me.transfers.size() >= me.window()) return wake;
  int64_t next = INT64_MAX;
  if (me.candidate()) {
    next = now;
  } else {
    if (me.trial) next = me.trial->bisection.next_ms();
    for (const auto& f : me.failing)
      if (f.until_ms > now && me.outbox.find_chunk(f.chunk_id)) next = std::min(next, f.until_ms);
  }
  if (next == INT64_MAX) return wake;
  return std::min(wake, std::max(next, me.blocked_until_ms()));
}

DeliveryState Uploader::state() const {
  const Impl& me = *impl_;
  const int64_t now = me.clock.boot_ms();
  if (me.config.endpoint.empty()) return DeliveryState::off;
  if (!me.permitted) return DeliveryState::held;
  if (me.storage_retry_ms != 0) return DeliveryState::storage_failed;
  if (me.pause != Impl::Pause::none && me.transfers.empty() && now < me.pause_until_ms)
    return me.pause == Impl::Pause::unauthorized ? DeliveryState::unauthorized : DeliveryState::wrong_endpoint;
  if (me.retry.failures() > 0 || me.retry.waiting()) return DeliveryState::backoff;
  const bool active = !me.transfers.empty() || !me.acknowledgements.empty() || me.candidate().has_value();
  return active ? DeliveryState::active : DeliveryState::idle;
}

const UploaderStats& Uploader::stats() const { return impl_->stats; }
std::vector<int64_t> Uploader::busy_chunks() const { return impl_->busy_chunks(); }
uint32_t Uploader::announced_strategy_version() const { return impl_->announced_version; }

// --- what to send, and when ---

// During an outage, a pause or a trial one request at a time asks how things are.
uint32_t Uploader::Impl::window() const { return retry.failures() > 0 || pause != Pause::none || trial ? 1 : limits::max_requests_in_flight; }

int64_t Uploader::Impl::blocked_until_ms() const {
  return std::max({retry.not_before_ms(), pause == Pause::none ? 0 : pause_until_ms, storage_retry_ms});
}

std::vector<int64_t> Uploader::Impl::busy_chunks() const {
  std::vector<int64_t> ids;
  for (const auto& t : transfers) ids.push_back(t.chunk.id);
  acknowledgements.append_ids(ids);
  if (trial && trial->bisection.any_accepted() && !contains(ids, trial->chunk.id)) ids.push_back(trial->chunk.id);  // partly delivered
  return ids;
}

std::optional<Uploader::Impl::Candidate> Uploader::Impl::candidate() const {
  std::vector<int64_t> busy = busy_chunks();
  for (const auto& f : failing)
    if (f.until_ms > clock.boot_ms()) busy.push_back(f.chunk_id);
  if (trial) return trial_candidate(std::move(busy));
  // Chunks that were refused, or failed repeatedly, let others go first.
  std::vector<int64_t> later = busy;
  later.insert(later.end(), refused_chunks.begin(), refused_chunks.end());
  for (const auto& f : failing)
    if (goes_later(f)) later.push_back(f.chunk_id);
  auto chunk = outbox.next_chunk(later);
  if (!chunk && later.size() > busy.size()) chunk = outbox.next_chunk(busy);
  if (!chunk) return std::nullopt;
  return Candidate{*chunk, std::nullopt};
}

// The next part of the chunk on trial. Another chunk goes first when nothing speaks for the endpoint (a second opinion), or when the parts that are
// left wait for a success elsewhere to prove their guilt.
std::optional<Uploader::Impl::Candidate> Uploader::Impl::trial_candidate(std::vector<int64_t> busy) const {
  const Bisection& bisection = trial->bisection;
  const auto part = bisection.next(successes, clock.boot_ms(), false);
  const bool doubtful = !bisection.any_accepted() && bisection.refusals_in_row() >= limits::free_refusals && !others_refused(trial->chunk.id);
  if (!part || doubtful || pause != Pause::none) {
    busy.push_back(trial->chunk.id);
    busy.insert(busy.end(), refused_chunks.begin(), refused_chunks.end());
    if (const auto other = outbox.next_chunk(busy)) return Candidate{*other, std::nullopt};
  }
  if (part) return Candidate{trial->chunk, part};
  if (bisection.any_accepted()) return std::nullopt;
  const auto last = bisection.next(successes, clock.boot_ms(), true);
  if (!last) return std::nullopt;
  return Candidate{trial->chunk, last};
}

bool Uploader::Impl::start_next() {
  if (!may_send() || transfers.size() >= window() || clock.boot_ms() < blocked_until_ms()) return false;
  if (trial && !outbox.find_chunk(trial->chunk.id)) trial.reset();  // evicted
  const auto next = candidate();
  return next && send(*next);
}

bool Uploader::Impl::send(const Candidate& next) {
  std::string body;
  uint32_t crc = next.chunk.crc;
  uint32_t raw_bytes = next.chunk.raw_bytes;
  Status status = load_context(next.chunk.context_id);
  if (status.ok()) status = load_body(next, body, crc, raw_bytes);
  if (status.code() == Code::corrupt || status.code() == Code::not_found) {
    log.write(LogLevel::error, "a chunk of " + std::to_string(next.chunk.events) + " events cannot be read and is given up: " + status.to_string());
    acknowledgements.finished({next.chunk.id, next.chunk.events, {}, true});
    trial.reset();
    return true;
  }
  if (!status.ok()) {
    storage_failed(status);
    return false;
  }
  const std::string prefix = batch_prefix(clock.wall_ms(), context, ledger.to_json(journal_events));
  HttpRequest request = batch_request(config, prefix, body, crc, raw_bytes);
  stats.requests++;
  stats.bytes_sent += request.body.size();
  const bool opinion = trial && !next.part;
  const uint64_t id = http.start(std::move(request));
  transfers.push_back({id, next.chunk, next.part, failure_epoch, opinion});
  return true;
}

Status Uploader::Impl::load_body(const Candidate& next, std::string& body, uint32_t& crc, uint32_t& raw_bytes) {
  if (next.part) {
    const std::string text = part_text(trial->events, next.part->first, next.part->count);
    crc = gzip_crc32(text);
    raw_bytes = static_cast<uint32_t>(text.size());
    return compressor.compress(text, body);
  }
  if (std::exchange(prepared_id, 0) == next.chunk.id) {
    body = std::move(prepared_body);
    return {};
  }
  auto stored = outbox.chunk_body(next.chunk.id);
  if (!stored.ok()) return stored.status();
  body = std::move(*stored);
  return {};
}

Status Uploader::Impl::load_context(int64_t id) {
  if (id == context_id) return {};
  auto json = outbox.context_json(id);
  if (!json.ok() && json.status().code() != Code::not_found) return json.status();
  context = json.ok() ? std::move(*json) : std::string();
  context_id = id;
  return {};
}

// Reads the next chunk while others are in flight, so that the network does not wait for the disk.
void Uploader::Impl::prepare() {
  if (transfers.empty() || !may_send() || trial || window() == 1) return;
  const auto next = candidate();
  if (!next || next->chunk.id == prepared_id) return;
  auto body = outbox.chunk_body(next->chunk.id);
  if (!body.ok()) return;  // send() meets the same error and deals with it
  prepared_id = next->chunk.id;
  prepared_body = std::move(*body);
}

void Uploader::Impl::storage_failed(const Status& why) {
  if (storage_retry_ms == 0) log.write(LogLevel::error, "delivery waits for the storage: " + why.to_string());
  storage_retry_ms = clock.boot_ms() + limits::storage_retry_ms;
}

Status Uploader::Impl::commit() {
  const Status status = acknowledgements.commit();
  if (status.ok()) storage_retry_ms = 0;
  else storage_failed(status);
  return status;
}

}  // namespace docent::core
