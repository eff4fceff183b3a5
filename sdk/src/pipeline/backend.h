// Requests to the backend: address, authorisation and time limits in one place. Pure.
#pragma once

#include <string>
#include <string_view>

#include "http/http_client.h"

namespace docent::core {

struct BackendConfig {
  std::string endpoint;  // "https://host[:port][/prefix]" without a trailing slash; "" turns the network off
  std::string write_key;
  std::string library_version;
};

// RFC 4648, section 4, with padding.
std::string base64(std::string_view bytes);

// A request to `path` ("/v1/batch") with the write key as Basic user name.
HttpRequest backend_request(const BackendConfig& config, std::string_view method, std::string_view path);

// What went wrong, for logs and docent_flush(): "HTTP 401: wrong write key", "timeout: …"; at most some hundred bytes, valid UTF-8.
std::string describe_failure(const HttpReply& reply);

}  // namespace docent::core
