// The features that emergency plans have switched off, readable on any thread without a lock (docent_feature_enabled). The worker publishes the whole
// set; readers compare 64-bit hashes of names, FNV-1a, so a false "off" needs a collision among at most 256 names.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace docent::core {

class FeatureSwitches {
 public:
  static constexpr std::size_t max_count = 256;

  bool enabled(std::string_view feature) const noexcept {
    const uint32_t used = used_.load(std::memory_order_acquire);
    if (used == 0) return true;
    const uint64_t wanted = hash(feature);
    for (uint32_t i = 0; i < used; i++)
      if (off_[i].load(std::memory_order_relaxed) == wanted) return false;
    return true;
  }

  // Worker only. What is off and stays off is never seen on meanwhile: it keeps its slot. Names beyond max_count are
  // ignored.
  void publish(const std::vector<std::string>& disabled) noexcept {
    std::array<bool, max_count> kept{};
    for (const auto& name : disabled) {
      const uint64_t wanted = hash(name);
      uint32_t slot = 0;
      const uint32_t used = used_.load(std::memory_order_relaxed);
      while (slot < used && off_[slot].load(std::memory_order_relaxed) != wanted) slot++;
      if (slot == used)
        for (slot = 0; slot < used && off_[slot].load(std::memory_order_relaxed) != empty;) slot++;
      if (slot == max_count) continue;
      off_[slot].store(wanted, std::memory_order_relaxed);
      kept[slot] = true;
      if (slot == used) used_.store(used + 1, std::memory_order_release);
    }
    for (uint32_t slot = 0; slot < used_.load(std::memory_order_relaxed); slot++)
      if (!kept[slot]) off_[slot].store(empty, std::memory_order_relaxed);
    if (disabled.empty()) used_.store(0, std::memory_order_release);
  }

 private:
  static uint64_t hash(std::string_view text) noexcept {
    uint64_t h = 0xcbf29ce484222325;
    for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    return h == empty ? 1 : h;
  }
  static constexpr uint64_t empty = 0;
  std::atomic<uint32_t> used_{0};  // slots that may hold a name
  std::array<std::atomic<uint64_t>, max_count> off_{};
};

}  // namespace docent::core
