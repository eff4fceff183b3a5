// Timed events: named stopwatches that the host starts and stops. Any thread; a short lock; lost when the process ends.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/status.h"
#include "model/limits.h"

namespace docent::core {

class Stopwatches {
 public:
  // too_large when limits::max_timers_count run already.
  Code start(std::string_view name, int64_t boot_ns) {
    const std::lock_guard lock(mutex_);
    const auto it = running_.find(name);
    if (it != running_.end()) {
      it->second = boot_ns;
      return Code::ok;
    }
    if (running_.size() >= limits::max_timers_count) return Code::too_large;
    running_.emplace(name, boot_ns);
    return Code::ok;
  }
  // Nanoseconds since the start; the stopwatch is gone. Empty: it was not running.
  std::optional<int64_t> stop(std::string_view name, int64_t boot_ns) {
    const std::lock_guard lock(mutex_);
    const auto it = running_.find(name);
    if (it == running_.end()) return std::nullopt;
    const int64_t elapsed = boot_ns - it->second;
    running_.erase(it);
    return elapsed < 0 ? 0 : elapsed;
  }

 private:
  std::mutex mutex_;
  std::map<std::string, int64_t, std::less<>> running_;
};

}  // namespace docent::core
