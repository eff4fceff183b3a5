// What one identity has done: a Series for every event name, and one for each filtered or measured slot that the strategy asks for.
// Owned by the worker; pure. record() costs one hash look-up and, in steady state, no allocation.
//
// Names the strategy refers to are pinned: they keep limits::max_history_occurrences times and are never evicted. All others keep
// limits::max_unreferenced_occurrences times (count, first, last and days stay exact), so that a strategy published later finds a past to look at.
// Beyond limits::max_history_names the unpinned name that was quiet for longest is forgotten. Slots that the present strategy does not ask for are
// kept in the same way, for a roll-back. A NameId or SlotId stays valid until the name or slot is evicted or the history cleared; those of pinned
// ones until unpin_all().
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/clock.h"
#include "profile/series.h"

namespace docent::core {

class History {
 public:
  using Id = uint32_t;
  static constexpr Id none = UINT32_MAX;
  static constexpr std::string_view name_kind = "history";  // rows of event names: key is the name
  static constexpr std::string_view slot_kind = "slot";     // rows of slots: key is what add_slot() was given
  using Sink = std::function<void(std::string_view kind, std::string_view key, std::string_view bytes)>;

  // --- what the strategy needs: unpin_all(), then a pin for each name and slot ---
  void unpin_all();
  Id pin_name(std::string_view name);
  // A series of its own that the caller feeds with record_slot(): `key` must name all that it depends on (event, filter, property).
  Id pin_slot(std::string_view key, bool with_values);

  // --- what happens ---
  Id record(std::string_view name, Instant at);
  void record_slot(Id slot, Instant at, double value);
  // The clock turned out to have been ahead (see Series::clamp_future).
  void clamp_future(int64_t now_ms);

  // --- questions ---
  Id find(std::string_view name) const noexcept;
  Id find_slot(std::string_view key) const noexcept;
  const Series& series(Id name) const noexcept { return names_.entries[name].series; }
  const Series& slot(Id slot) const noexcept { return slots_.entries[slot].series; }
  std::string_view name(Id name) const noexcept { return names_.entries[name].key; }
  std::size_t name_count() const noexcept { return names_.index.size(); }

  // --- persistence ---
  // Rows that changed since the last call; empty bytes erase the row.
  void save_dirty(const Sink& sink);
  void mark_all_dirty();  // the last save was not committed
  // Forgets all occurrences. Pinned names and slots stay pinned, with their ids. Without `erase_rows` the stored rows are left alone (another
  // identity's turn).
  void clear(bool erase_rows);
  // One stored row. Unreadable bytes, or a row too many, are as if they had never been; false then.
  bool restore(std::string_view kind, std::string_view key, std::string_view bytes);
  // The same person under another identity: adds that row's occurrences.
  bool merge(std::string_view kind, std::string_view key, std::string_view bytes);

 private:
  struct Entry {
    std::string key;
    Series series{};
    bool used = false;
    bool pinned = false;
    bool dirty = false;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
  };
  // A bounded table of series by key, with stable ids.
  struct Table {
    std::vector<Entry> entries;
    std::unordered_map<std::string, Id, Hash, std::equal_to<>> index;
    std::vector<Id> free;
    std::vector<Id> dirty;
    std::vector<std::string> erased;       // rows to erase at the next save
    std::vector<std::string> last_erased;  // … and by the last one, in case it was not committed

    Id find(std::string_view key) const noexcept;
    Id insert(std::string_view key, std::size_t capacity, bool with_values, std::size_t max_count);
    bool evict_quietest();
    void remove(Id id);
    void touch(Id id);
    void unpin_all();
    void clamp_future(int64_t now_ms);
    void save_dirty(std::string_view kind, const Sink& sink);
    void mark_all_dirty();
    void clear(bool erase_rows);
  };
  Table* table_of(std::string_view kind) noexcept;

  Table names_;
  Table slots_;
  bool pins_known_ = false;  // before the first strategy nothing is shortened: it may turn out to be needed
};

}  // namespace docent::core
