#include "pipeline/acknowledgements.h"

#include <utility>

#include "model/limits.h"
#include "pipeline/transaction.h"

namespace docent::core {
namespace {

// A chunk that was evicted or erased meanwhile has been counted already.
Status ignore_gone(Status status) { return status.code() == Code::not_found ? Status() : status; }

}  // namespace

Acknowledgements::Acknowledgements(Database& database, Outbox& outbox, Ledger& ledger, Clock& clock)
    : database_(database), outbox_(outbox), ledger_(ledger), clock_(clock), rejected_(database) {}

Result<std::string> Acknowledgements::load() {
  DOCENT_TRY(rejected_.load());
  auto state = database_.get_meta(retry_key);
  if (!state.ok()) return state.status();
  stored_retry_state_ = state->value_or("");
  return stored_retry_state_;
}

void Acknowledgements::finished(Acknowledgement acknowledgement) {
  if (finished_.empty()) first_ms_ = clock_.boot_ms();
  finished_.push_back(std::move(acknowledgement));
}

void Acknowledgements::attempt_failed(int64_t chunk_id, bool maybe_delivered) { failed_.push_back({chunk_id, maybe_delivered}); }

void Acknowledgements::remember_retry(std::string state) {
  if (state == stored_retry_state_) retry_state_.reset();
  else retry_state_ = std::move(state);
}

int64_t Acknowledgements::due_ms() const noexcept {
  if (!failed_.empty() || retry_state_ || finished_.size() >= limits::ack_group_count) return 0;
  return finished_.empty() ? INT64_MAX : first_ms_ + limits::ack_group_ms;
}

Status Acknowledgements::commit() {
  if (empty()) return {};
  const Status status = commit_change(database_, [&] { return write(); });
  if (!status.ok()) {
    (void)rejected_.load();  // the rows that it counted were rolled back; when even reading fails, the next commit says so
    return status;
  }
  if (retry_state_) stored_retry_state_ = std::move(*retry_state_);
  retry_state_.reset();
  finished_.clear();
  failed_.clear();
  return status;
}

void Acknowledgements::append_ids(std::vector<int64_t>& ids) const {
  for (const auto& a : finished_) ids.push_back(a.chunk_id);
}

Status Acknowledgements::write() {
  const int64_t now_ms = clock_.wall_ms();
  for (const auto& a : finished_) DOCENT_TRY(ignore_gone(write_finished(a, now_ms)));
  for (const auto& f : failed_) DOCENT_TRY(ignore_gone(outbox_.mark_attempt(f.chunk_id, f.maybe_delivered)));
  if (retry_state_) DOCENT_TRY(retry_state_->empty() ? database_.erase_meta(retry_key) : database_.put_meta(retry_key, *retry_state_));
  return ledger_.save();
}

// The chunk first: when it is gone, nothing else may be counted.
Status Acknowledgements::write_finished(const Acknowledgement& a, int64_t now_ms) {
  const bool none_delivered = a.unreadable || a.rejected.size() == a.events;
  DOCENT_TRY(none_delivered ? outbox_.remove(a.chunk_id) : outbox_.acknowledge(a.chunk_id, now_ms));
  if (a.unreadable) {
    ledger_.drop(DropReason::invalid, a.events);
    return {};
  }
  ledger_.deliver(a.events - a.rejected.size());
  ledger_.drop(DropReason::rejected, a.rejected.size());
  for (const auto& event : a.rejected) DOCENT_TRY(rejected_.add(event, now_ms));
  return {};
}

}  // namespace docent::core
