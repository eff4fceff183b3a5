// HttpClient on libcurl's multi interface: one connection pool, HTTP/1.1 or 2, keep-alive. One thread uses a client; creating one is thread safe.
//
// Always so: certificates are verified; http only to loopback unless allowed; loopback is never reached through a proxy; at most
// limits::max_redirects redirects, within one host; replies are bounded and whole. No signal handler, no wait inside start() and cancel(); with
// nothing in flight, wait() sleeps without a timer of its own. curl_global_cleanup is never called: the host may use libcurl as well. The thread must
// block SIGPIPE, as the worker does.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/status.h"
#include "http/http_client.h"

namespace docent::core {

struct CurlOptions {
  bool allow_insecure = false;       // http to other hosts than loopback
  std::string ca_file;               // PEM; trusted in place of the system's authorities
  std::optional<std::string> proxy;  // empty optional: from the environment, read once; "": none
};

class CurlClient final : public HttpClient {
 public:
  // invalid when the certificate file cannot be read.
  static Result<std::unique_ptr<CurlClient>> create(CurlOptions options);
  ~CurlClient() override;
  CurlClient(const CurlClient&) = delete;
  CurlClient& operator=(const CurlClient&) = delete;

  uint64_t start(HttpRequest request) override;
  void cancel(uint64_t id) override;
  std::size_t in_flight() const noexcept override;
  void wait(int64_t timeout_ms, std::span<const int> fds, std::vector<HttpReply>& replies) override;

 private:
  struct Impl;
  explicit CurlClient(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace docent::core
