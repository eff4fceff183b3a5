// Listens, accepts and keeps the connections: the only owner of threads that do HTTP. start() returns when the port is open; stop() finishes the
// requests in flight, up to Limits::stop_timeout_ms, and returns when no connection and no thread is left.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "admin/metrics.h"
#include "base/status.h"
#include "http/router.h"
#include "server_limits.h"

namespace docent::server {

struct ListenAddress {
  std::string host;   // an IP address, without brackets
  uint16_t port = 0;  // 0: the system chooses
};

class HttpServer {
 public:
  // All references must outlive the server.
  static core::Result<std::unique_ptr<HttpServer>> start(const ListenAddress& address, const Router& router, Metrics& metrics, const Limits& limits);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  uint16_t port() const noexcept;
  void stop();

 private:
  struct Impl;
  explicit HttpServer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace docent::server
