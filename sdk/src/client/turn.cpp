// One turn of the worker: records of the journal become one committed transaction. What is handed out (room in the ring, presentations) is handed out
// after the commit.
#include <utility>

#include "client/worker.h"

namespace docent::core {
namespace {

constexpr uint64_t deep_journal_bytes = 256 * 1024;  // beyond this, a turn may fill a whole chunk

}  // namespace

bool Worker::turn() {
  Ring& ring = *rt_.ring;
  const int64_t now_boot = rt_.ports.clock->boot_ms();
  if (storage_retry_boot_ms_ > now_boot) return false;
  const auto timer = rt_.engine->next_timer_ms();
  const Instant now = rt_.ports.clock->now();
  const bool timer_due = timer && *timer <= now.wall_ms;
  if (ring.head() == position_ && !timer_due) return false;

  uint64_t position = position_;
  uint32_t records = 0;
  rt_.processor->set_busy_chunks(rt_.uploader->busy_chunks());
  if (auto s = rt_.database->begin(); !s.ok()) return roll_back(s), false;
  const auto work = [&]() -> Status {
    DOCENT_TRY(replay(ring, position, false, records));
    ring.end_attempt();
    if (timer_due) DOCENT_TRY(rt_.processor->advance(now));
    count_damaged(ring);
    DOCENT_TRY(hand_to_batcher());
    DOCENT_TRY(rt_.processor->finish());
    DOCENT_TRY(rt_.database->put_journal(ring.epoch().bytes, ring.path(), position));
    return commit(durability_now());
  };
  const bool waited_for_hole = hole_ && records == 0 && !timer_due;
  if (auto s = work(); !s.ok()) return roll_back(s), false;
  ring.release(position);
  position_ = position;
  if (records > 0) last_event_boot_ms_ = now_boot;
  if (auto s = after_commit(); !s.ok()) rt_.options.log.write(LogLevel::error, "after a commit: " + s.to_string());
  return !waited_for_hole && (records > 0 || timer_due);
}

Status Worker::replay(Ring& ring, uint64_t& position, bool dead, uint32_t& records) {
  const bool deep = dead || ring.head() - position > deep_journal_bytes;
  const EventTexts& texts = rt_.processor->texts(Priority::normal);
  hole_ = false;
  for (;;) {
    if (records >= limits::max_turn_records && !(deep && texts.events < limits::max_chunk_events && texts.json.size() < limits::max_chunk_bytes))
      return {};
    uint64_t next = position;
    std::span<const std::byte> payload;
    const Ring::Next found = ring.next(next, payload, dead);
    if (found != Ring::Next::record) {
      hole_ = found == Ring::Next::hole;
      if (found == Ring::Next::empty) position = next;
      return {};
    }
    DOCENT_TRY(apply_guarded(ring, position, payload));
    position = next;
    records++;
  }
}

// Marks the record in the ring's header first, so that one which crashes the process is known to the next start; the mark is gone before the commit,
// because a kill during the commit says nothing about the record.
Status Worker::apply_guarded(Ring& ring, uint64_t position, std::span<const std::byte> payload) {
  const uint32_t crashes = position == suspect_position_ ? suspect_crashes_ : 0;
  if (crashes < limits::crashes_before_quarantine) {
    for (uint32_t i = 0; i <= crashes; i++) ring.begin_attempt(position);  // the marks of records before it have overwritten the count
    return rt_.processor->apply(payload);
  }
  rt_.options.log.write(LogLevel::error, "a record that crashed the worker repeatedly was put into quarantine");
  rt_.ledger->accept(1);
  rt_.ledger->drop(DropReason::quarantined, 1);
  const std::string_view bytes(reinterpret_cast<const char*>(payload.data()), payload.size());
  return rt_.database->put_state("", "quarantine", std::to_string(rt_.ports.clock->wall_ms()) + "-" + std::to_string(position), bytes);
}

// Records that were committed and then overwritten by a stray write of the host.
void Worker::count_damaged(const Ring& ring) {
  const uint64_t fresh = ring.damaged() - std::exchange(damaged_seen_, ring.damaged());
  rt_.ledger->accept(fresh);
  rt_.ledger->drop(DropReason::invalid, fresh);
}

Status Worker::hand_to_batcher() {
  for (const Priority priority : {Priority::critical, Priority::normal}) {
    EventTexts& texts = rt_.processor->texts(priority);
    if (texts.events == 0) continue;
    DOCENT_TRY(rt_.batcher->add(priority, texts.json, texts.events, texts.oldest_ms));
  }
  return {};
}

// Half of the permitted lag is left for the commit that follows.
Durability Worker::durability_now() const {
  const int64_t oldest_ms = rt_.processor->oldest_ms();
  const bool old_event = oldest_ms != INT64_MAX && rt_.ports.clock->wall_ms() - oldest_ms >= limits::max_durable_lag_ms / 2;
  const bool old_commit = undurable_since_boot_ms_ != 0 && rt_.ports.clock->boot_ms() - undurable_since_boot_ms_ >= limits::max_durable_lag_ms / 2;
  return old_event || old_commit ? Durability::full : Durability::normal;
}

Status Worker::commit(Durability durability) {
  DOCENT_TRY(rt_.database->commit(durability));
  const int64_t now_boot = rt_.ports.clock->boot_ms();
  if (rt_.database->durable()) undurable_since_boot_ms_ = 0;
  else if (undurable_since_boot_ms_ == 0) undurable_since_boot_ms_ = now_boot;
  last_commit_boot_ms_ = now_boot;
  checkpoint_due_ = true;
  storage_retry_boot_ms_ = 0;
  return {};
}

// Nothing was accepted for nothing: the records are still in the ring, and memory goes back to what the database says.
void Worker::roll_back(const Status& why) {
  rt_.options.log.write(LogLevel::error, "storage: " + why.to_string() + "; the journal keeps what was accepted, trying again");
  rt_.database->rollback();  // outbox and ledger follow it by themselves
  if (auto s = rt_.processor->load(rt_.options.consent); !s.ok()) rt_.options.log.write(LogLevel::error, "reload: " + s.to_string());
  rt_.ring->end_attempt();
  storage_retry_boot_ms_ = rt_.ports.clock->boot_ms() + limits::storage_retry_ms;
}

Status Worker::after_commit() {
  Status result;
  hand_over_presentations();
  const Consent consent = rt_.identity->consent();
  rt_.recorder->set_added_bytes(rt_.processor->super_bytes() + rt_.identity->user_id().size());
  rt_.uploader->set_permitted(consent.may_upload());
  rt_.recorder->adopt_consent(consent, rt_.processor->decisions_applied());
  if (rt_.processor->take_storage_erased()) result = erase_storage();
  rt_.processor->clear_turn();
  rt_.switches.publish(rt_.engine->disabled_features());
  return result;
}

// After a withdrawal or erasure nothing may be left on free pages or in the WAL. The ring zeroes what it releases.
Status Worker::erase_storage() {
  rt_.uploader->abort_all();
  DOCENT_TRY(Database::remove_quarantined(rt_.database->path()));
  DOCENT_TRY(rt_.database->vacuum());
  DOCENT_TRY(rt_.database->checkpoint(true));
  undurable_since_boot_ms_ = 0;
  checkpoint_due_ = false;
  return {};
}

void Worker::hand_over_presentations() {
  auto refused = rt_.mailbox.post(std::exchange(rt_.processor->presentations(), {}));
  for (const auto& p : refused) {  // the host does not poll: not shown, may be decided again
    RecordInput input;
    input.kind = RecordKind::outcome;
    input.detail = static_cast<uint8_t>(Outcome::abandoned);
    input.id = p.id;
    input.name = "not_polled";
    (void)rt_.recorder->control(input, true);
  }
}

}  // namespace docent::core
