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
    const uint32_t count = count_.load(std::memory_order_acquire);
    if (count == 0) return true;
    const uint64_t wanted = hash(feature);
    for (uint32_t i = 0; i < count; i++)
      if (off_[i].load(std::memory_order_relaxed) == wanted) return false;
    return true;
  }

  // Worker only. Names beyond max_count are ignored.
  void publish(const std::vector<std::string>& disabled) noexcept {
    uint32_t count = 0;
    for (const auto& name : disabled) {
      if (count == max_count) break;
      off_[count++].store(hash(name), std::memory_order_relaxed);
    }
    count_.store(count, std::memory_order_release);
  }

 private:
  static uint64_t hash(std::string_view text) noexcept {
    uint64_t h = 0xcbf29ce484222325;
    for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    return h;
  }
  std::atomic<uint32_t> count_{0};
  std::array<std::atomic<uint64_t>, max_count> off_{};
};

}  // namespace docent::core
