// A fixed Bloom filter of event names that producers ask on the hot path: might this event trigger something, so that the worker should act at once?
// 4,096 bits, three of them a name: below 1 % false answers up to 300 names; no false "no".
//
// may_contain on any thread; clear and add on one (the worker). An event recorded between clear() and the last add() may get the old or the new
// answer, so the worker looks at the ring once more after a change.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <string_view>

namespace docent::core {

class NameFilter {
 public:
  static constexpr std::size_t bit_count = 4096;

  void clear() noexcept;
  void add(std::string_view name) noexcept;
  [[gnu::hot]] bool may_contain(std::string_view name) const noexcept;

 private:
  alignas(64) std::array<std::atomic<uint64_t>, bit_count / 64> words_{};
};

}  // namespace docent::core
