// Tells whether the process was forked since the guard was made, without a system call: the kernel zeroes one page in the child. Where it cannot, a
// fork handler does, which misses only children made by bare clone(2). Any thread.
#pragma once

#include <atomic>
#include <cstdint>

namespace docent::core {

class ForkGuard {
 public:
  ForkGuard() noexcept;
  bool forked() const noexcept { return word_->load(std::memory_order_relaxed) != generation_; }

 private:
  const std::atomic<uint32_t>* word_;
  uint32_t generation_;
};

}  // namespace docent::core
