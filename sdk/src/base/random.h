// The port through which randomness enters, and the simulated implementation. Implementations are thread safe.
// SystemRandom (the operating system's generator) lives in platform/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <span>

namespace docent::core {

class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<std::byte> bytes) noexcept = 0;
  uint64_t next() noexcept;
  // Uniform in [0, bound); 0 when bound is 0. Lemire, "Fast Random Integer Generation in an Interval" (2019).
  uint64_t below(uint64_t bound) noexcept;
};

// One step of SplitMix64 (Steele, Lea, Flood 2014): advances `state` and returns 64 well mixed bits.
[[gnu::hot]] uint64_t splitmix64(uint64_t& state) noexcept;

// Reproducible from its seed.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(uint64_t seed) : state_(seed) {}
  void fill(std::span<std::byte> bytes) noexcept override;

 private:
  std::mutex mutex_;
  uint64_t state_;
};

}  // namespace docent::core
