// The port to the network: asynchronous HTTP requests, driven by the worker's loop, which also waits here.
// One thread (the worker) uses it. CurlClient is the production implementation, ScriptedHttpClient the simulated one.
// A reply without an error is whole: a body cut short is an error, as is a redirect that was not followed.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace docent::core {

struct HttpRequest {
  std::string method;  // "POST", "GET"
  std::string url;     // absolute
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;  // owned by the request until it completes
  int64_t connect_timeout_ms = 0;
  int64_t timeout_ms = 0;           // of the whole exchange
  std::size_t max_reply_bytes = 0;  // a longer reply is an error
};

enum class HttpError {
  none,
  refused,  // by this client: an address it does not talk to
  resolve,
  connect,
  tls,
  timeout,
  reset,      // the connection ended before the reply was whole
  too_large,  // the reply
  malformed,  // not HTTP
  redirect,   // to somewhere the request must not go, or too often
  aborted,
  other
};

struct HttpReply {
  uint64_t id = 0;  // as returned by start()
  HttpError error = HttpError::none;
  std::string error_text;                                    // English, for logs
  bool sent = false;                                         // some of the request left: with an error, the other side may have acted on it
  int status = 0;                                            // when error is none
  std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
  std::string body;
  std::string_view header(std::string_view lower_name) const noexcept {
    for (const auto& [name, value] : headers)
      if (name == lower_name) return value;
    return {};
  }
};

class HttpClient {
 public:
  virtual ~HttpClient() = default;
  // Starts a request; the id is never 0. Failures, also immediate ones, arrive as replies. Does not wait.
  virtual uint64_t start(HttpRequest request) = 0;
  // Forgets the request: no reply will come. Unknown ids are ignored.
  virtual void cancel(uint64_t id) = 0;
  virtual std::size_t in_flight() const noexcept = 0;
  // Waits until a reply arrives, one of `fds` is readable, or `timeout_ms` has passed (-1: no limit; 0: do not wait), moving transfers on meanwhile.
  virtual void wait(int64_t timeout_ms, std::span<const int> fds, std::vector<HttpReply>& replies) = 0;
};

}  // namespace docent::core
