// Scratch memory of one evaluation: strings and lists that operators make. Blocks are reused by the next evaluation; every byte counts against a
// budget. Owned by a Machine.
#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <vector>

namespace docent::core::rules {

class Arena {
 public:
  // Forgets everything made before; keeps one block, so that the common case never allocates.
  void reset(std::size_t budget) noexcept {
    if (blocks_.size() > 1) blocks_.resize(1);
    block_used_ = 0;
    budget_ = left_ = budget;
  }
  // Counts bytes that are kept elsewhere; false when the budget is used up.
  bool charge(std::size_t bytes) noexcept {
    if (bytes > left_) return false;
    left_ -= bytes;
    return true;
  }
  // Aligned for any Cell; nullptr when the budget is used up, or memory.
  void* make(std::size_t bytes) noexcept {
    bytes = (bytes + alignment - 1) / alignment * alignment;
    if (!charge(bytes)) return nullptr;
    if (blocks_.empty() || block_used_ + bytes > blocks_.back().size) {
      if (!add_block(bytes < block_bytes ? block_bytes : bytes)) return nullptr;
    }
    void* made = blocks_.back().bytes.get() + block_used_;
    block_used_ += bytes;
    return made;
  }
  std::size_t used() const noexcept { return budget_ - left_; }

 private:
  static constexpr std::size_t alignment = 16;
  static constexpr std::size_t block_bytes = 4'096;
  struct Block {
    std::unique_ptr<std::byte[]> bytes;
    std::size_t size;
  };
  bool add_block(std::size_t size) noexcept {
    try {
      blocks_.push_back({std::make_unique<std::byte[]>(size), size});
    } catch (const std::bad_alloc&) {
      return false;
    }
    block_used_ = 0;
    return true;
  }

  std::vector<Block> blocks_;
  std::size_t block_used_ = 0;
  std::size_t budget_ = 0;
  std::size_t left_ = 0;
};

}  // namespace docent::core::rules
