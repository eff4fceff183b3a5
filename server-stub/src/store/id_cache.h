// A bounded map from text to row id: the memory of one kind of interned value. When full it starts afresh, which costs look-ups, never correctness.
// Writer thread only.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace docent::server {

class IdCache {
 public:
  explicit IdCache(std::size_t max_entries) : max_entries_(max_entries) {}
  // Null when unknown. The pointer is valid until the next put() or clear().
  const int64_t* find(std::string_view key) const noexcept {
    const auto at = ids_.find(key);
    return at == ids_.end() ? nullptr : &at->second;
  }
  void put(std::string_view key, int64_t id) {
    if (ids_.size() >= max_entries_) ids_.clear();
    ids_.insert_or_assign(std::string(key), id);
  }
  void clear() noexcept { ids_.clear(); }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>()(text); }
  };
  std::size_t max_entries_;
  std::unordered_map<std::string, int64_t, Hash, std::equal_to<>> ids_;
};

}  // namespace docent::server
