#include "http/router.h"

namespace docent::server {
namespace {

std::string_view without_slash(std::string_view path) noexcept {
  if (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  return path;
}

std::string_view method_name(Method method) noexcept { return method == Method::get ? "GET" : "POST"; }

}  // namespace

Response unauthorized_response(bool admin) {
  Response response = admin
                          ? error_response(401, "unauthorized", "this needs the admin token: Authorization: Bearer, with what DIR/admin-token holds")
                          : error_response(401, "unauthorized", "the write key is missing or not known here");
  response.headers.emplace_back("WWW-Authenticate", admin ? R"(Bearer realm="docent")" : R"(Basic realm="docent")");
  return response;
}

const Route* Router::find(const Request& request) const noexcept {
  for (const auto& route : routes_)
    if (route.method == request.method && route.path == without_slash(request.path)) return &route;
  return nullptr;
}

std::optional<Response> Router::admit(Request& request) const {
  const Route* route = find(request);
  if (!route) {
    std::string allowed;
    for (const auto& other : routes_)
      if (other.path == without_slash(request.path)) allowed += (allowed.empty() ? "" : ", ") + std::string(method_name(other.method));
    if (allowed.empty()) return error_response(404, "not_found", "there is nothing at this path");
    Response response = error_response(405, "method_not_allowed", "this path takes " + allowed);
    response.headers.emplace_back("Allow", allowed);
    return response;
  }
  switch (route->guard) {
    case Guard::admin_or_loopback:
      if (request.from_loopback) return std::nullopt;
      [[fallthrough]];
    case Guard::admin:
      if (!access_.is_admin(request.authorization)) return unauthorized_response(true);
      return std::nullopt;
    case Guard::write_key_or_body:
      if (request.authorization.empty()) return std::nullopt;
      [[fallthrough]];
    case Guard::write_key: {
      const auto key = basic_user(request.authorization);
      if (!key || !access_.is_write_key(*key)) return unauthorized_response(false);
      request.write_key = *key;
      return std::nullopt;
    }
  }
  return std::nullopt;
}

void Router::handle(Request request, Respond respond) const {
  const Route* route = find(request);
  route->handle(std::move(request), std::move(respond));
}

}  // namespace docent::server
