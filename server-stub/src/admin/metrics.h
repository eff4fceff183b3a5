// What the server counts about itself, and its text in Prometheus' exposition format (version 0.0.4). Counters are atomics, so any thread may add.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <string>

#include "store/event_store.h"

namespace docent::server {

class Metrics {
 public:
  void count_reply(int status) noexcept;
  std::atomic<uint64_t> connections_opened{0};
  std::atomic<uint64_t> connections_refused{0};  // beyond max_connections
  std::atomic<int64_t> connections_open{0};
  std::atomic<uint64_t> timeouts{0};    // requests that were too slow
  std::atomic<uint64_t> body_bytes{0};  // received, as on the wire
  std::atomic<uint64_t> export_pages{0};

  std::string render(const StoreStats& store, int64_t strategy_version) const;

 private:
  static constexpr int first_status = 100;
  std::array<std::atomic<uint64_t>, 500> replies_{};
};

}  // namespace docent::server
