// The start of a run: what a dead process left in its journal is replayed, its session closed, and the first commit of the new run made.
#include "client/worker.h"

namespace docent::core {

// Replays every journal that the database knows, then forgets it. A row without a ring: the machine was restarted since; what was durable is in the database.
Status Worker::replay_dead_rings() {
  std::vector<Database::JournalRow> rows;
  DOCENT_TRY(rt_.database->load_journals([&](const Database::JournalRow& row) { rows.push_back(row); }));
  for (const auto& row : rows) {
    Uuid epoch;
    if (row.epoch.size() != epoch.bytes.size()) continue;
    std::copy(row.epoch.begin(), row.epoch.end(), epoch.bytes.begin());
    auto ring = row.path.empty() ? Result<std::unique_ptr<Ring>>(Status(Code::not_found, "a memory ring is gone with its process")) : Ring::open_dead(row.path, epoch);
    if (ring.ok()) {
      DOCENT_TRY(replay_dead(**ring, row.position));
      if (disabled_) return {};
    } else if (ring.status().code() == Code::busy) {
      continue;
    } else {
      rt_.options.log.write(ring.status().code() == Code::not_found ? LogLevel::info : LogLevel::warning, "journal of an earlier run: " + ring.status().to_string());
    }
    DOCENT_TRY(rt_.database->begin());
    DOCENT_TRY(rt_.database->erase_journal(epoch.bytes));
    DOCENT_TRY(commit(Durability::full));
    if (ring.ok()) DOCENT_TRY((*ring)->remove());
  }
  return {};
}

Status Worker::replay_dead(Ring& ring, uint64_t stored_position) {
  const uint32_t crashed = ring.crashed_starts();
  if (crashed >= limits::crashes_before_disable) {
    rt_.options.log.write(LogLevel::error, "the last starts crashed while replaying the journal; Docent is off for this run and tries again at the next");
    ring.set_crashed_starts(0);
    disabled_ = true;
    return {};
  }
  ring.set_crashed_starts(crashed + 1);
  uint64_t position = 0;
  if (auto start = ring.recover(stored_position); start.ok()) {
    position = *start;
  } else {
    rt_.options.log.write(LogLevel::warning, "journal of an earlier run: " + start.status().to_string());
    return {};
  }
  suspect_ = ring.mark();
  for (;;) {
    uint32_t records = 0;
    DOCENT_TRY(rt_.database->begin());
    const auto work = [&]() -> Status {
      DOCENT_TRY(replay(ring, position, true, records));
      ring.end_attempt();
      DOCENT_TRY(rt_.processor->finish());
      DOCENT_TRY(hand_to_batcher());
      DOCENT_TRY(rt_.database->put_journal(ring.epoch().bytes, ring.path(), position));
      return commit(Durability::normal);
    };
    if (auto s = work(); !s.ok()) {
      rt_.database->rollback();
      return s;
    }
    // Presentations decided for a screen that is gone are not handed over: finish_restore() abandons them.
    rt_.processor->clear_turn();
    if (rt_.processor->take_storage_erased()) storage_erased_at_start_ = true;
    if (records == 0) break;
  }
  return {};
}

Status Worker::begin_run() {
  DOCENT_TRY(rt_.database->begin());
  const auto work = [&]() -> Status {
    DOCENT_TRY(rt_.processor->start_run(rt_.ports.clock->now()));
    DOCENT_TRY(rt_.processor->finish());
    DOCENT_TRY(hand_to_batcher());
    DOCENT_TRY(rt_.database->put_journal(rt_.ring->epoch().bytes, rt_.ring->path(), 0));
    return commit(Durability::full);
  };
  if (auto s = work(); !s.ok()) {
    rt_.database->rollback();
    return s;
  }
  const Consent consent = rt_.identity->consent();
  rt_.recorder->adopt_consent(consent, 0);
  if (consent.unknown())
    rt_.options.log.write(LogLevel::info, "consent is unknown: events are held on this device and not uploaded until docent_set_consent says what the user decided");
  DOCENT_TRY(after_commit());
  if (storage_erased_at_start_) DOCENT_TRY(erase_storage());
  rt_.strategy_changed();
  publish_stats();
  return {};
}

}  // namespace docent::core
