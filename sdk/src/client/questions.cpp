// What host threads ask of the worker: each runs on the worker's thread after everything committed before was replayed.
#include <algorithm>

#include "client/worker.h"
#include "json/writer.h"

namespace docent::core {

std::string Worker::ledger_json() { return rt_.ledger->to_json(); }

Result<RecommendationList> Worker::recommend(const std::string& slot) {
  if (!rt_.identity->consent().may_keep_history() && !rt_.identity->consent().unknown())
    return Status(Code::no_consent, "recommendations need the user's consent for guidance");
  auto list = rt_.engine->recommend(slot, rt_.ports.clock->now());
  if (!list) return Status(Code::not_found, "no campaign of the strategy serves the slot \"" + slot + "\"");
  return std::move(*list);
}

Result<std::string> Worker::explain(const std::string& campaign) {
  std::string json = rt_.engine->explain(campaign, rt_.ports.clock->now());
  if (json.empty()) return Status(Code::not_found, "the strategy has no campaign \"" + campaign + "\"");
  return json;
}

Result<std::string> Worker::recorded_json() {
  std::vector<std::string> events;
  DOCENT_TRY(rt_.outbox->recorded(limits::max_recorded_count, rt_.ports.clock->wall_ms() - limits::max_sent_age_ms, events));
  std::string json = "[";
  for (const auto& e : events) {
    if (json.size() > 1) json.push_back(',');
    json.append(e);
  }
  json.push_back(']');
  return json;
}

Status Worker::set_strategy(const std::string& json, uint32_t rollback_from) {
  DOCENT_TRY(rt_.engine->load_strategy(json, rt_.ports.clock->now(), rollback_from));
  DOCENT_TRY(rt_.database->begin());
  const auto work = [&]() -> Status {
    DOCENT_TRY(rt_.database->put_meta(StrategyFetcher::document_key, json));
    DOCENT_TRY(rt_.database->put_meta(StrategyFetcher::rollback_key, std::to_string(rollback_from)));
    DOCENT_TRY(rt_.processor->finish());
    return commit(Durability::normal);
  };
  if (auto s = work(); !s.ok()) roll_back(s);
  rt_.strategy_changed();
  publish_stats();  // whoever waited for the answer finds the new version there
  return {};
}

Status Worker::preview(const std::string& campaign, const std::string& variant) {
  EngineOutput out;
  DOCENT_TRY(rt_.engine->preview(campaign, variant, rt_.ports.clock->now(), out));
  (void)rt_.mailbox.post(std::move(out.presentations));  // a host that does not poll does not want to look
  return {};
}

Status Worker::lower_frequency(const std::string& type, uint64_t limit, int64_t window_ms) {
  DOCENT_TRY(rt_.engine->lower_frequency(type, limit, window_ms));
  const auto work = [&]() -> Status {
    DOCENT_TRY(rt_.database->begin());
    DOCENT_TRY(rt_.processor->finish());
    return commit(Durability::normal);
  };
  const Status s = work();
  if (!s.ok()) roll_back(s);
  return s;
}

void Worker::erase(bool everywhere, Deadline deadline, FlushAnswer answer) {
  rt_.processor->set_busy_chunks(rt_.uploader->busy_chunks());
  const auto work = [&]() -> Status {
    DOCENT_TRY(rt_.database->begin());
    auto ids = rt_.processor->erase(rt_.ports.clock->now());
    if (!ids.ok()) return ids.status();
    if (everywhere) DOCENT_TRY(rt_.erasure_request->request(*ids));
    DOCENT_TRY(rt_.processor->finish());
    return commit(Durability::full);
  };
  if (auto s = work(); !s.ok()) {
    roll_back(s);
    answer->set(s);
    return;
  }
  const Status erased = after_commit();
  if (!erased.ok() || !everywhere) answer->set(erased.ok() ? Result<bool>(true) : Result<bool>(erased));
  else flushes_.push_back({Flush::What::erased, deadline, std::move(answer)});
}

void Worker::flush(bool delivered, Deadline deadline, FlushAnswer answer) {
  if (delivered) {
    if (rt_.options.endpoint.empty()) return answer->set(Status(Code::unavailable, "no endpoint is set, so nothing is uploaded"));
    if (!rt_.identity->consent().may_upload()) return answer->set(Status(Code::no_consent, "the user has not consented to uploads"));
    seal_all_ = true;
    rt_.uploader->hurry();
  }
  flushes_.push_back({delivered ? Flush::What::delivered : Flush::What::durable, deadline, std::move(answer)});
}

void Worker::serve_flushes() {
  if (flushes_.empty()) return;
  const auto now = std::chrono::steady_clock::now();
  const DeliveryState state = rt_.uploader->state();
  std::erase_if(flushes_, [&](const Flush& f) {
    if (f.deadline <= now) return true;  // the asker has gone
    switch (f.what) {
      case Flush::What::durable:
        if (undurable_since_boot_ms_ != 0 || storage_retry_boot_ms_ != 0) return false;
        f.answer->set(true);
        return true;
      case Flush::What::delivered:
        if (state == DeliveryState::unauthorized || state == DeliveryState::wrong_endpoint) {
          f.answer->set(Status(Code::unavailable, "the backend refuses: " + rt_.uploader->stats().last_error));
          return true;
        }
        if (!rt_.identity->consent().may_upload()) {
          f.answer->set(Status(Code::no_consent, "the user has not consented to uploads"));
          return true;
        }
        if (seal_all_ || waiting_for_delivery()) return false;
        f.answer->set(true);
        return true;
      case Flush::What::erased:
        if (rt_.erasure_request->pending()) return false;
        f.answer->set(true);
        return true;
    }
    return false;
  });
}

void Worker::fail_flushes(const Status& why) {
  for (const auto& f : flushes_) f.answer->set(why);
  flushes_.clear();
}

StatsSnapshot Worker::stats() {
  StatsSnapshot s;
  {
    const std::lock_guard lock(rt_.stats_mutex);
    s = rt_.stats;
  }
  const RefusedCounts refused = rt_.ring->refused();
  s.refused = refused.queue_full + refused.invalid + refused.no_consent;
  s.journal_used_bytes = rt_.ring->head() - rt_.ring->tail();
  return s;
}

void Worker::publish_stats() {
  StatsSnapshot s;
  const OutboxTotals& totals = rt_.outbox->totals();
  const int64_t now_boot = rt_.ports.clock->boot_ms();
  s.on_tmpfs = rt_.ring->medium() == Medium::tmpfs;
  s.accepted = rt_.ledger->accepted();
  s.delivered = rt_.ledger->delivered();
  s.pending = rt_.ledger->pending();
  s.dropped = rt_.ledger->dropped();
  s.held_for_consent = rt_.identity->consent().unknown() ? totals.segment_events + totals.chunk_events : 0;
  s.pending_bytes = totals.segment_bytes + totals.chunk_bytes;
  s.disk_bytes = disk_bytes_ + rt_.ring->capacity();
  s.durable_lag_ms = undurable_since_boot_ms_ == 0 ? 0 : static_cast<uint64_t>(now_boot - undurable_since_boot_ms_);
  s.uploads = rt_.uploader->stats();
  s.delivery = storage_retry_boot_ms_ != 0 ? DeliveryState::storage_failed : rt_.uploader->state();
  s.strategy_version = rt_.engine->strategy_version();
  if (const int64_t next = rt_.uploader->next_wake_ms(); next != INT64_MAX && s.delivery == DeliveryState::backoff)
    s.next_attempt_ms = static_cast<uint64_t>(std::max<int64_t>(0, next - now_boot));
  const std::lock_guard lock(rt_.stats_mutex);
  rt_.stats = std::move(s);
}

}  // namespace docent::core
