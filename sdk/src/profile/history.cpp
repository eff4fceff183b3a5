#include "profile/history.h"

#include <algorithm>

namespace docent::core {

// ---- Table

History::Id History::Table::find(std::string_view key) const noexcept {
  const auto found = index.find(key);
  return found == index.end() ? none : found->second;
}

History::Id History::Table::insert(std::string_view key, std::size_t capacity, bool with_values, std::size_t max_count) {
  if (index.size() >= max_count && !evict_quietest()) return none;
  Id id;
  if (free.empty()) {
    id = static_cast<Id>(entries.size());
    entries.emplace_back();
  } else {
    id = free.back();
    free.pop_back();
  }
  Entry& e = entries[id];
  e.key = key;
  e.series = Series(capacity, with_values);
  e.used = true;
  e.pinned = e.dirty = false;
  index.emplace(e.key, id);
  return id;
}

bool History::Table::evict_quietest() {
  Id quietest = none;
  for (Id id = 0; id < entries.size(); id++) {
    const Entry& e = entries[id];
    if (!e.used || e.pinned) continue;
    if (quietest == none || e.series.last_ms() < entries[quietest].series.last_ms()) quietest = id;
  }
  if (quietest == none) return false;
  erased.push_back(entries[quietest].key);
  remove(quietest);
  return true;
}

void History::Table::remove(Id id) {
  Entry& e = entries[id];
  index.erase(e.key);
  e = Entry();
  free.push_back(id);
}

void History::Table::touch(Id id) {
  Entry& e = entries[id];
  if (e.dirty) return;
  e.dirty = true;
  dirty.push_back(id);
}

void History::Table::unpin_all() {
  for (Id id = 0; id < entries.size(); id++) {
    Entry& e = entries[id];
    e.pinned = false;
    if (e.used && e.series.empty()) remove(id);
  }
}

void History::Table::clamp_future(int64_t now_ms) {
  for (Id id = 0; id < entries.size(); id++) {
    if (entries[id].used && entries[id].series.clamp_future(now_ms)) touch(id);
  }
}

void History::Table::save_dirty(std::string_view kind, const Sink& sink) {
  for (const std::string& key : erased) {
    const Id id = find(key);
    if (id == none || entries[id].series.empty()) sink(kind, key, {});
  }
  last_erased.swap(erased);
  erased.clear();
  std::string bytes;
  for (const Id id : dirty) {
    Entry& e = entries[id];
    if (!e.used || !e.dirty) continue;  // evicted meanwhile, or listed twice
    e.dirty = false;
    if (e.series.empty()) continue;
    e.series.encode(bytes);
    sink(kind, e.key, bytes);
  }
  dirty.clear();
}

void History::Table::mark_all_dirty() {
  erased.insert(erased.end(), last_erased.begin(), last_erased.end());
  last_erased.clear();
  for (Id id = 0; id < entries.size(); id++) {
    if (entries[id].used) touch(id);
  }
}

void History::Table::clear(bool erase_rows) {
  erased.clear();
  last_erased.clear();
  dirty.clear();
  for (Id id = 0; id < entries.size(); id++) {
    Entry& e = entries[id];
    if (!e.used) continue;
    if (erase_rows) erased.push_back(e.key);
    e.dirty = false;
    if (e.pinned) {
      e.series.clear();
    } else {
      remove(id);
    }
  }
}

// ---- History

void History::unpin_all() {
  pins_known_ = true;
  names_.unpin_all();
  slots_.unpin_all();
}

History::Id History::pin_name(std::string_view name) {
  Id id = names_.find(name);
  if (id == none) id = names_.insert(name, limits::max_history_occurrences, false, limits::max_history_names);
  if (id == none) return none;
  names_.entries[id].pinned = true;
  names_.entries[id].series.set_capacity(limits::max_history_occurrences);
  return id;
}

History::Id History::pin_slot(std::string_view key, bool with_values) {
  Id id = slots_.find(key);
  if (id != none && slots_.entries[id].series.with_values() != with_values) {
    slots_.remove(id);
    id = none;
  }
  if (id == none) id = slots_.insert(key, limits::max_history_occurrences, with_values, limits::max_history_slots);
  if (id != none) slots_.entries[id].pinned = true;
  return id;
}

History::Id History::record(std::string_view name, Instant at) {
  Id id = names_.find(name);
  if (id == none) {
    id = names_.insert(name, limits::max_unreferenced_occurrences, false, limits::max_history_names);
    if (id == none) return none;
  }
  Entry& e = names_.entries[id];
  if (pins_known_ && !e.pinned && e.series.capacity() > limits::max_unreferenced_occurrences) {
    e.series.set_capacity(limits::max_unreferenced_occurrences);
  }
  e.series.add(at);
  names_.touch(id);
  return id;
}

void History::record_slot(Id slot, Instant at, double value) {
  slots_.entries[slot].series.add(at, value);
  slots_.touch(slot);
}

void History::clamp_future(int64_t now_ms) {
  names_.clamp_future(now_ms);
  slots_.clamp_future(now_ms);
}

History::Id History::find(std::string_view name) const noexcept { return names_.find(name); }
History::Id History::find_slot(std::string_view key) const noexcept { return slots_.find(key); }

void History::save_dirty(const Sink& sink) {
  names_.save_dirty(name_kind, sink);
  slots_.save_dirty(slot_kind, sink);
}

void History::mark_all_dirty() {
  names_.mark_all_dirty();
  slots_.mark_all_dirty();
}

void History::clear(bool erase_rows) {
  names_.clear(erase_rows);
  slots_.clear(erase_rows);
}

History::Table* History::table_of(std::string_view kind) noexcept {
  if (kind == name_kind) return &names_;
  return kind == slot_kind ? &slots_ : nullptr;
}

bool History::restore(std::string_view kind, std::string_view key, std::string_view bytes) {
  Table* table = table_of(kind);
  if (table == nullptr || key.empty()) return false;
  Series series;
  if (!series.decode(bytes) || series.empty()) return false;
  Id id = table->find(key);
  if (id == none) {
    const std::size_t max_count = table == &names_ ? limits::max_history_names : limits::max_history_slots;
    id = table->index.size() < max_count ? table->insert(key, limits::max_history_occurrences, series.with_values(), max_count) : none;
  }
  if (id == none || table->entries[id].series.with_values() != series.with_values()) return false;
  table->entries[id].series = std::move(series);
  return true;
}

bool History::merge(std::string_view kind, std::string_view key, std::string_view bytes) {
  Table* table = table_of(kind);
  if (table == nullptr || key.empty()) return false;
  Series series;
  if (!series.decode(bytes) || series.empty()) return false;
  Id id = table->find(key);
  if (id == none) {
    id = table->insert(key, limits::max_history_occurrences, series.with_values(),
                       table == &names_ ? limits::max_history_names : limits::max_history_slots);
  }
  if (id == none || table->entries[id].series.with_values() != series.with_values()) return false;
  table->entries[id].series.merge(series);
  table->touch(id);
  return true;
}

}  // namespace docent::core
