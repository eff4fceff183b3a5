#include "store/event_writer.h"

#include <string>

namespace docent::server {

core::Result<EventWriter> EventWriter::open(Sqlite& database, const Limits& limits) {
  auto interning = Interning::open(database, limits);
  if (!interning.ok()) return interning.status();
  EventWriter it(database, std::move(*interning));
  const std::pair<Query*, const char*> statements[] = {
      {&it.insert_,
       "INSERT INTO events(key_id, message_id, kind_id, subject_id, context_id, received_ms, sent_ms, at_ms) "
       "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING"},
      {&it.insert_body_, "INSERT INTO bodies(id, body) VALUES(?1, ?2)"},
      {&it.count_, "INSERT INTO ledger(key_id, counter, n) VALUES(?1, ?2, ?3) ON CONFLICT DO UPDATE SET n = n + excluded.n"},
      {&it.count_context_, "UPDATE contexts SET events = events + ?2 WHERE id=?1"},
      {&it.note_install_,
       "UPDATE installs SET seen_ms = max(seen_ms, ?2), accepted = accepted + ?3, duplicate = duplicate + ?4, rejected = rejected + ?5 WHERE id=?1"},
      // Batches overtake one another: the ledger stamped last is the newest.
      {&it.note_ledger_, "UPDATE installs SET ledger=?2, sent_ms=?3 WHERE id=?1 AND sent_ms <= ?3"},
  };
  for (const auto& [query, sql] : statements) {
    auto prepared = database.prepare(sql);
    if (!prepared.ok()) return prepared.status();
    *query = std::move(*prepared);
  }
  return it;
}

core::Result<IngestOutcome> EventWriter::store(const IngestBatch& batch) {
  auto origin = intern_origin(batch);
  if (!origin.ok()) return origin.status();
  IngestOutcome outcome;
  for (const auto& event : batch.events) DOCENT_TRY(insert(event, batch, *origin, outcome));
  DOCENT_TRY(count_outcome(batch, *origin, outcome));
  return outcome;
}

core::Result<EventWriter::Origin> EventWriter::intern_origin(const IngestBatch& batch) {
  Origin origin;
  auto key = interning_.write_key(batch.write_key);
  if (!key.ok()) return key.status();
  origin.key_id = *key;
  if (!batch.install_id.empty()) {
    auto install = interning_.install(origin.key_id, batch.install_id);
    if (!install.ok()) return install.status();
    origin.install_id = *install;
  }
  if (!batch.context.empty() && !batch.events.empty()) {
    auto context = interning_.context(origin.install_id, batch.context);
    if (!context.ok()) return context.status();
    origin.context_id = *context;
  }
  return origin;
}

core::Status EventWriter::insert(const NewEvent& event, const IngestBatch& batch, const Origin& origin, IngestOutcome& outcome) {
  auto kind = interning_.kind(event.type, event.name);
  if (!kind.ok()) return kind.status();
  auto subject = interning_.subject(origin.key_id, event.anonymous_id, event.user_id);
  if (!subject.ok()) return subject.status();
  if (!*subject) {
    outcome.accepted++;
    outcome.swallowed++;
    return {};
  }
  insert_.bind_int(1, origin.key_id);
  if (event.has_uuid) insert_.bind_blob(2, {event.uuid.data(), event.uuid.size()});
  else insert_.bind_text(2, event.message_id);
  insert_.bind_int(3, *kind);
  insert_.bind_int(4, **subject);
  if (origin.context_id) insert_.bind_int(5, *origin.context_id);
  else insert_.bind_null(5);
  insert_.bind_int(6, batch.received_ms);
  if (batch.sent_ms) insert_.bind_int(7, *batch.sent_ms);
  else insert_.bind_null(7);
  insert_.bind_int(8, event.at_ms);
  DOCENT_TRY(insert_.run());
  if (database_->changes() == 0) {
    outcome.duplicates++;
    return {};
  }
  outcome.accepted++;
  insert_body_.bind_int(1, database_->last_insert_id());
  insert_body_.bind_text(2, event.body);
  return insert_body_.run();
}

core::Status EventWriter::count(int64_t key_id, std::string_view counter, uint64_t n) {
  if (n == 0) return {};
  count_.bind_int(1, key_id);
  count_.bind_text(2, counter);
  count_.bind_int(3, static_cast<int64_t>(n));
  return count_.run();
}

core::Status EventWriter::count_outcome(const IngestBatch& batch, const Origin& origin, const IngestOutcome& outcome) {
  DOCENT_TRY(count(origin.key_id, "accepted", outcome.accepted));
  DOCENT_TRY(count(origin.key_id, "duplicate", outcome.duplicates));
  DOCENT_TRY(count(origin.key_id, "erased", outcome.swallowed));
  for (std::size_t i = 0; i < reject_code_count; i++)
    if (batch.rejected[i] > 0)
      DOCENT_TRY(count(origin.key_id, "rejected:" + std::string(reject_code_name(static_cast<RejectCode>(i))), batch.rejected[i]));
  if (const uint64_t stored = outcome.accepted - outcome.swallowed; origin.context_id && stored > 0) {
    count_context_.bind_int(1, *origin.context_id);
    count_context_.bind_int(2, static_cast<int64_t>(stored));
    DOCENT_TRY(count_context_.run());
  }
  if (origin.install_id) DOCENT_TRY(note_install(batch, *origin.install_id, outcome));
  return {};
}

core::Status EventWriter::note_install(const IngestBatch& batch, int64_t install_id, const IngestOutcome& outcome) {
  note_install_.bind_int(1, install_id);
  note_install_.bind_int(2, batch.received_ms);
  note_install_.bind_int(3, static_cast<int64_t>(outcome.accepted));
  note_install_.bind_int(4, static_cast<int64_t>(outcome.duplicates));
  note_install_.bind_int(5, static_cast<int64_t>(batch.rejected_count()));
  DOCENT_TRY(note_install_.run());
  if (batch.client_ledger.empty()) return {};
  note_ledger_.bind_int(1, install_id);
  note_ledger_.bind_text(2, batch.client_ledger);
  note_ledger_.bind_int(3, batch.sent_ms.value_or(batch.received_ms));
  return note_ledger_.run();
}

}  // namespace docent::server
