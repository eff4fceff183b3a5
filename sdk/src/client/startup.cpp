// The start of a run: what a dead process left in its journal is replayed, its session closed, and the first commit of the new run made.
#include <algorithm>
#include <map>

#include "client/worker.h"
#include "journal/recovery.h"
#include "platform/files.h"

namespace docent::core {

// Replays every ring of this data directory whose process is gone, then forgets it. A row without a ring: the machine was restarted since; what was
// durable is in the database.
Status Worker::replay_dead_rings() {
  std::map<Uuid, uint64_t> positions;
  DOCENT_TRY(rt_.database->load_journals([&](const Database::JournalRow& row) {
    Uuid epoch;
    if (row.epoch.size() != epoch.bytes.size()) return;
    std::copy(row.epoch.begin(), row.epoch.end(), epoch.bytes.begin());
    positions[epoch] = row.position;
  }));
  for (const RingFile& file : find_rings(rt_.options.data_dir)) {
    if (file.epoch == rt_.ring->epoch()) continue;
    auto ring = Ring::open_dead(file.path, file.epoch);
    if (!ring.ok()) {
      rt_.options.log.write(LogLevel::warning, "journal of an earlier run: " + ring.status().to_string());
      if (ring.status().code() != Code::corrupt) continue;
      DOCENT_TRY(remove_file(file.path));
      DOCENT_TRY(forget_ring(file.epoch));
      positions.erase(file.epoch);
      continue;
    }
    const auto known = positions.find(file.epoch);
    DOCENT_TRY(replay_dead(**ring, known == positions.end() ? std::nullopt : std::optional(known->second)));
    if (disabled_) return {};
    // The file first: a row without a ring is dropped at the next start, a ring without a row would be replayed from its beginning.
    DOCENT_TRY(rt_.database->sync());  // a ring on a disk survives power loss; what was read from it must as well
    DOCENT_TRY((*ring)->remove());
    DOCENT_TRY(forget_ring(file.epoch));
    positions.erase(file.epoch);
  }
  for (const auto& [epoch, position] : positions) DOCENT_TRY(forget_ring(epoch));
  return {};
}

Status Worker::forget_ring(const Uuid& epoch) {
  DOCENT_TRY(rt_.database->begin());
  const auto work = [&]() -> Status {
    DOCENT_TRY(rt_.database->erase_journal(epoch.bytes));
    return commit(Durability::full);
  };
  const Status s = work();
  if (!s.ok()) rt_.database->rollback();
  return s;
}

Status Worker::replay_dead(Ring& ring, std::optional<uint64_t> stored_position) {
  const uint32_t crashed = ring.crashed_starts();
  if (crashed >= limits::crashes_before_disable) {
    rt_.options.log.write(LogLevel::error,
                          "the last starts crashed while replaying the journal; Docent is off for this run and tries again at the next");
    ring.set_crashed_starts(0);
    disabled_ = true;
    return {};
  }
  ring.set_crashed_starts(crashed + 1);
  suspect_position_ = ring.marked_position();
  suspect_crashes_ = ring.marked_attempts();
  const Replay start = prepare_replay(ring, stored_position);
  if (!start.reason.empty()) rt_.options.log.write(LogLevel::warning, "journal of an earlier run: " + start.reason);
  if (start.reset) return {};
  uint64_t position = start.position;
  for (uint32_t records = 1; records > 0;) {
    records = 0;
    DOCENT_TRY(rt_.database->begin());
    const auto work = [&]() -> Status {
      DOCENT_TRY(replay(ring, position, true, records));
      ring.end_attempt();
      DOCENT_TRY(hand_to_batcher());
      DOCENT_TRY(rt_.processor->finish());
      DOCENT_TRY(rt_.database->put_journal(ring.epoch().bytes, ring.path(), position));
      return commit(Durability::normal);
    };
    if (auto s = work(); !s.ok()) {
      rt_.database->rollback();
      return s;
    }
    // Presentations decided for a screen that is gone are not handed over: finish_restore() abandons them.
    rt_.processor->clear_turn();
    storage_erased_at_start_ = rt_.processor->take_storage_erased() || storage_erased_at_start_;
  }
  suspect_crashes_ = 0;
  return {};
}

Status Worker::begin_run() {
  DOCENT_TRY(rt_.database->begin());
  const auto work = [&]() -> Status {
    DOCENT_TRY(rt_.processor->start_run(rt_.ports.clock->now()));
    DOCENT_TRY(hand_to_batcher());
    DOCENT_TRY(rt_.processor->finish());
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
    rt_.options.log.write(LogLevel::info,
                          "consent is unknown: events are held on this device and not uploaded until docent_set_consent says what the user decided");
  DOCENT_TRY(after_commit());
  if (storage_erased_at_start_) DOCENT_TRY(erase_storage());
  rt_.strategy_changed();
  publish_stats();
  return {};
}

}  // namespace docent::core
