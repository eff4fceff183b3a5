#include "store/interning.h"

#include <utility>

namespace docent::server {
namespace {

constexpr std::size_t max_cached_contexts = 1'024;  // a context may have 64 KiB

// FNV-1a: stable across versions, because the value is stored.
int64_t stored_hash(std::string_view text) noexcept {
  uint64_t hash = 0xcbf29ce484222325;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return static_cast<int64_t>(hash);
}

// Length-prefixed, so that no two different compositions are equal.
void compose(std::string& out, int64_t number, std::string_view first, std::string_view second = {}) {
  out.assign(reinterpret_cast<const char*>(&number), sizeof number);
  const auto size = static_cast<uint32_t>(first.size());
  out.append(reinterpret_cast<const char*>(&size), sizeof size).append(first).append(second);
}

}  // namespace

Interning::Interning(Sqlite& database, const Limits& limits)
    : database_(&database),
      keys_(limits.max_interned),
      kinds_(limits.max_interned),
      subjects_(limits.max_interned),
      installs_(limits.max_interned),
      contexts_(std::min(limits.max_interned, max_cached_contexts)) {}

core::Result<Interning> Interning::open(Sqlite& database, const Limits& limits) {
  Interning it(database, limits);
  const std::pair<Query*, const char*> statements[] = {
      {&it.find_key_, "SELECT id FROM write_keys WHERE key=?1"},
      {&it.add_key_, "INSERT INTO write_keys(key) VALUES(?1)"},
      {&it.find_kind_, "SELECT id FROM kinds WHERE name=?1 AND type=?2"},
      {&it.add_kind_, "INSERT INTO kinds(name, type) VALUES(?1, ?2)"},
      {&it.find_subject_, "SELECT id FROM subjects WHERE anonymous=?1 AND user=?2 AND key_id=?3"},
      {&it.add_subject_, "INSERT INTO subjects(anonymous, user, key_id) VALUES(?1, ?2, ?3)"},
      {&it.find_install_, "SELECT id FROM installs WHERE install=?1 AND key_id=?2"},
      {&it.add_install_, "INSERT INTO installs(install, key_id) VALUES(?1, ?2)"},
      {&it.find_context_, "SELECT id FROM contexts WHERE hash=?1 AND install_id IS ?2 AND json=?3"},
      {&it.add_context_, "INSERT INTO contexts(hash, install_id, json) VALUES(?1, ?2, ?3)"},
      {&it.find_erased_, "SELECT 1 FROM erased_subjects WHERE anonymous=?1 AND key_id=?2"},
  };
  for (const auto& [query, sql] : statements) {
    auto prepared = database.prepare(sql);
    if (!prepared.ok()) return prepared.status();
    *query = std::move(*prepared);
  }
  return it;
}

void Interning::forget() noexcept {
  for (IdCache* cache : {&keys_, &kinds_, &subjects_, &installs_, &contexts_}) cache->clear();
}

core::Result<int64_t> Interning::insert(Query& query) {
  DOCENT_TRY(query.run());
  return database_->last_insert_id();
}

namespace {

// The id in the first column, if a row is there.
core::Result<std::optional<int64_t>> look_up(Query& query) {
  auto row = query.step();
  if (!row.ok()) return row.status();
  if (!*row) return std::optional<int64_t>();
  const int64_t id = query.column_int(0);
  query.reset();
  return std::optional<int64_t>(id);
}

}  // namespace

core::Result<int64_t> Interning::write_key(std::string_view key) {
  if (const int64_t* id = keys_.find(key)) return *id;
  find_key_.bind_text(1, key);
  auto found = look_up(find_key_);
  if (!found.ok()) return found.status();
  if (!*found) {
    add_key_.bind_text(1, key);
    auto added = insert(add_key_);
    if (!added.ok()) return added;
    *found = *added;
  }
  keys_.put(key, **found);
  return **found;
}

core::Result<int64_t> Interning::kind(EventType type, std::string_view name) {
  compose(scratch_, static_cast<int64_t>(type), name);
  if (const int64_t* id = kinds_.find(scratch_)) return *id;
  find_kind_.bind_text(1, name);
  find_kind_.bind_int(2, static_cast<int64_t>(type));
  auto found = look_up(find_kind_);
  if (!found.ok()) return found.status();
  if (!*found) {
    add_kind_.bind_text(1, name);
    add_kind_.bind_int(2, static_cast<int64_t>(type));
    auto added = insert(add_kind_);
    if (!added.ok()) return added;
    *found = *added;
  }
  kinds_.put(scratch_, **found);
  return **found;
}

core::Result<bool> Interning::is_erased(int64_t key_id, std::string_view anonymous_id) {
  if (anonymous_id.empty()) return false;
  find_erased_.bind_text(1, anonymous_id);
  find_erased_.bind_int(2, key_id);
  auto found = look_up(find_erased_);
  if (!found.ok()) return found.status();
  return found->has_value();
}

core::Result<std::optional<int64_t>> Interning::subject(int64_t key_id, std::string_view anonymous_id, std::string_view user_id) {
  compose(scratch_, key_id, anonymous_id, user_id);
  if (const int64_t* id = subjects_.find(scratch_)) return *id == swallowed ? std::nullopt : std::optional<int64_t>(*id);
  auto erased = is_erased(key_id, anonymous_id);
  if (!erased.ok()) return erased.status();
  if (*erased) {
    subjects_.put(scratch_, swallowed);
    return std::optional<int64_t>();
  }
  for (Query* query : {&find_subject_, &add_subject_}) {
    query->bind_text(1, anonymous_id);
    query->bind_text(2, user_id);
    query->bind_int(3, key_id);
  }
  auto found = look_up(find_subject_);
  if (!found.ok()) return found;
  if (!*found) {
    auto added = insert(add_subject_);
    if (!added.ok()) return added.status();
    *found = *added;
  }
  subjects_.put(scratch_, **found);
  return found;
}

core::Result<int64_t> Interning::install(int64_t key_id, std::string_view install_id) {
  compose(scratch_, key_id, install_id);
  if (const int64_t* id = installs_.find(scratch_)) return *id;
  for (Query* query : {&find_install_, &add_install_}) {
    query->bind_text(1, install_id);
    query->bind_int(2, key_id);
  }
  auto found = look_up(find_install_);
  if (!found.ok()) return found.status();
  if (!*found) {
    auto added = insert(add_install_);
    if (!added.ok()) return added;
    *found = *added;
  }
  installs_.put(scratch_, **found);
  return **found;
}

core::Result<std::optional<int64_t>> Interning::find_context(std::optional<int64_t> install_id, int64_t hash, std::string_view json) {
  for (Query* query : {&find_context_, &add_context_}) {
    query->bind_int(1, hash);
    if (install_id) query->bind_int(2, *install_id);
    else query->bind_null(2);
    query->bind_text(3, json);
  }
  return look_up(find_context_);
}

core::Result<int64_t> Interning::context(std::optional<int64_t> install_id, std::string_view json) {
  compose(scratch_, install_id.value_or(0), json);
  if (const int64_t* id = contexts_.find(scratch_)) return *id;
  auto found = find_context(install_id, stored_hash(json), json);
  if (!found.ok()) return found.status();
  if (!*found) {
    auto added = insert(add_context_);
    if (!added.ok()) return added;
    *found = *added;
  }
  contexts_.put(scratch_, **found);
  return **found;
}

}  // namespace docent::server
