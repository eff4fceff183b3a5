// A request and a reply as the handlers see them: no Beast, no sockets. Pure data.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/status.h"

namespace docent::server {

enum class Method { get, post, other };

struct Request {
  Method method = Method::other;
  std::string path;   // without the query
  std::string query;  // without the question mark, still encoded
  std::string authorization;
  std::string content_encoding;  // lower case
  std::string if_none_match;
  bool from_loopback = false;
  int64_t received_ms = 0;  // when its header was complete
  std::string body;
  std::string write_key;  // of the Authorization header, set by the router on routes that need one
};

// A reply's body that is made piece by piece. next() is called again only after the piece before has been written, so memory stays constant.
class BodySource {
 public:
  virtual ~BodySource() = default;
  // `done` is called exactly once, on any thread; an empty piece is the end, an error cuts the connection so that nobody takes the rest for whole.
  virtual void next(std::function<void(core::Result<std::string>)> done) = 0;
};

struct Response {
  int status = 200;
  std::string_view content_type = "application/json";
  std::vector<std::pair<std::string_view, std::string>> headers;
  std::string body;
  std::shared_ptr<BodySource> source;  // set: it follows `body`
};

// Called exactly once, on any thread.
using Respond = std::function<void(Response)>;

// {"success":false,"error":{"code":…,"message":…}}
Response error_response(int status, std::string_view code, std::string_view message);
// With Retry-After.
Response retry_response(int status, std::string_view code, std::string_view message, int64_t retry_after_s);
Response overloaded_response();

}  // namespace docent::server
