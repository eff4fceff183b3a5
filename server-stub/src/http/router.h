// Which handler answers which path, and what a request must show before its body is read. Built once at the start, immutable afterwards; any thread.
//
// A request goes through admit() when its header is complete and, if admitted, through handle() when its body is. A path is matched whole; one
// trailing slash is forgiven.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "http/access.h"
#include "http/message.h"

namespace docent::server {

enum class Guard {
  write_key,          // Authorization: Basic
  write_key_or_body,  // … or writeKey in the body, which the handler checks
  admin,              // Authorization: Bearer
  admin_or_loopback,  // no token needed on loopback
};

struct Route {
  Method method;
  std::string path;
  Guard guard;
  std::function<void(Request, Respond)> handle;
};

class Router {
 public:
  Router(std::vector<Route> routes, const Access& access) : routes_(std::move(routes)), access_(access) {}
  // The refusal of a request whose body need not be read. Sets `request.write_key`. Empty: admitted.
  std::optional<Response> admit(Request& request) const;
  // Precondition: admit() let it pass.
  void handle(Request request, Respond respond) const;

 private:
  const Route* find(const Request& request) const noexcept;
  std::vector<Route> routes_;
  const Access& access_;
};

Response unauthorized_response(bool admin);

}  // namespace docent::server
