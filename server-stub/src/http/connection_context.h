// What all connections of one HttpServer share. Outlives them; every member is immutable or atomic.
#pragma once

#include <atomic>
#include <cstddef>

#include "admin/metrics.h"
#include "http/router.h"
#include "server_limits.h"

namespace docent::server {

struct ConnectionContext {
  const Router& router;
  Metrics& metrics;
  const Limits& limits;
  std::atomic<bool> stopping{false};
  std::atomic<std::size_t> bodies_bytes{0};  // reserved for bodies that are being received
};

}  // namespace docent::server
