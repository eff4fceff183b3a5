#include "store/eraser.h"

#include <vector>

namespace docent::server {

core::Result<Eraser> Eraser::open(Sqlite& database) {
  Eraser it(database);
  const std::pair<Query*, const char*> statements[] = {
      {&it.find_done_, "SELECT erased FROM erasures WHERE key_id=?1 AND request_id=?2"},
      {&it.add_done_, "INSERT INTO erasures(key_id, request_id, at_ms, erased) VALUES(?1, ?2, ?3, ?4)"},
      {&it.add_tombstone_, "INSERT INTO erased_subjects(key_id, anonymous, at_ms) VALUES(?1, ?2, ?3) ON CONFLICT DO NOTHING"},
      {&it.find_subjects_, "SELECT id FROM subjects WHERE anonymous=?1 AND key_id=?2"},
      {&it.release_,
       "UPDATE contexts SET events = contexts.events - used.n FROM "
       "(SELECT context_id, count(*) AS n FROM events WHERE subject_id=?1 AND context_id IS NOT NULL GROUP BY context_id) AS used "
       "WHERE contexts.id = used.context_id"},
      {&it.delete_bodies_, "DELETE FROM bodies WHERE id IN (SELECT id FROM events WHERE subject_id=?1)"},
      {&it.delete_events_, "DELETE FROM events WHERE subject_id=?1"},
      {&it.delete_subject_, "DELETE FROM subjects WHERE id=?1"},
      {&it.delete_installs_,
       "DELETE FROM installs WHERE id IN (SELECT install_id FROM contexts WHERE events = 0) "
       "AND NOT EXISTS (SELECT 1 FROM contexts WHERE install_id = installs.id AND events > 0)"},
      {&it.delete_contexts_, "DELETE FROM contexts WHERE events = 0"},
  };
  for (const auto& [query, sql] : statements) {
    auto prepared = database.prepare(sql);
    if (!prepared.ok()) return prepared.status();
    *query = std::move(*prepared);
  }
  return it;
}

core::Result<uint64_t> Eraser::erase(EventWriter& writer, const EraseRequest& request) {
  auto key = writer.interning().write_key(request.write_key);
  if (!key.ok()) return key.status();
  find_done_.bind_int(1, *key);
  find_done_.bind_text(2, request.request_id);
  auto done = find_done_.step();
  if (!done.ok()) return done.status();
  if (*done) {
    const auto erased = static_cast<uint64_t>(find_done_.column_int(0));
    find_done_.reset();
    return erased;
  }
  uint64_t erased = 0;
  rows_deleted_ = 0;
  for (const auto& id : request.anonymous_ids) {
    add_tombstone_.bind_int(1, *key);
    add_tombstone_.bind_text(2, id);
    add_tombstone_.bind_int(3, request.received_ms);
    DOCENT_TRY(add_tombstone_.run());
    auto count = erase_id(*key, id);
    if (!count.ok()) return count;
    erased += *count;
  }
  // Installs first: they are found through their contexts.
  DOCENT_TRY(delete_installs_.run());
  DOCENT_TRY(delete_contexts_.run());
  rows_deleted_ += database_->changes();
  // What keeps a copy of the facts must begin anew: they are gone, and their ids may come again.
  if (rows_deleted_ > 0) DOCENT_TRY(writer.count(0, generation_counter, 1));
  DOCENT_TRY(writer.count(*key, "erased", erased));
  add_done_.bind_int(1, *key);
  add_done_.bind_text(2, request.request_id);
  add_done_.bind_int(3, request.received_ms);
  add_done_.bind_int(4, static_cast<int64_t>(erased));
  DOCENT_TRY(add_done_.run());
  return erased;
}

core::Result<uint64_t> Eraser::erase_id(int64_t key_id, std::string_view anonymous_id) {
  std::vector<int64_t> subjects;
  find_subjects_.bind_text(1, anonymous_id);
  find_subjects_.bind_int(2, key_id);
  for (;;) {
    auto row = find_subjects_.step();
    if (!row.ok()) return row.status();
    if (!*row) break;
    subjects.push_back(find_subjects_.column_int(0));
  }
  uint64_t erased = 0;
  for (const int64_t subject : subjects) {
    auto count = erase_subject(subject);
    if (!count.ok()) return count;
    erased += *count;
  }
  return erased;
}

core::Result<uint64_t> Eraser::erase_subject(int64_t subject_id) {
  DOCENT_TRY(release_contexts(subject_id));
  delete_bodies_.bind_int(1, subject_id);
  DOCENT_TRY(delete_bodies_.run());
  delete_events_.bind_int(1, subject_id);
  DOCENT_TRY(delete_events_.run());
  const auto erased = static_cast<uint64_t>(database_->changes());
  delete_subject_.bind_int(1, subject_id);
  DOCENT_TRY(delete_subject_.run());
  rows_deleted_ += database_->changes();
  return erased;
}

core::Status Eraser::release_contexts(int64_t subject_id) {
  release_.bind_int(1, subject_id);
  return release_.run();
}

}  // namespace docent::server
