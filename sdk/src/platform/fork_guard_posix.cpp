#include "platform/fork_guard.h"

#include <pthread.h>
#include <sys/mman.h>
#include <unistd.h>

#include <mutex>
#include <new>

namespace docent::core {
namespace {

// 0: this process was forked and has made no guard since; else the generation of its guards. One word for the whole process, never unmapped.
std::atomic<uint32_t> fallback_word{0};
std::atomic<uint32_t>* const& shared_word() noexcept;

void clear_in_child() noexcept { shared_word()->store(0, std::memory_order_relaxed); }

std::atomic<uint32_t>* make_word() noexcept {
#if defined(MADV_WIPEONFORK)
  const auto bytes = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  void* const page = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (page != MAP_FAILED) {
    if (madvise(page, bytes, MADV_WIPEONFORK) == 0) return new (page) std::atomic<uint32_t>(0);
    munmap(page, bytes);
  }
#endif
  pthread_atfork(nullptr, nullptr, clear_in_child);
  return &fallback_word;
}

std::atomic<uint32_t>* const& shared_word() noexcept {
  static std::atomic<uint32_t>* const word = make_word();
  return word;
}

// A child counts on from its parent's generation, so that no guard it inherited ever matches again.
std::atomic<uint32_t> last_generation{0};

}  // namespace

ForkGuard::ForkGuard() noexcept : word_(shared_word()) {
  std::atomic<uint32_t>& word = *shared_word();
  uint32_t current = word.load(std::memory_order_relaxed);
  if (current == 0) {
    const uint32_t fresh = last_generation.fetch_add(1, std::memory_order_relaxed) + 1;
    if (word.compare_exchange_strong(current, fresh, std::memory_order_relaxed)) current = fresh;
  }
  generation_ = current;
}

}  // namespace docent::core
