#include "http/message.h"

#include "json/writer.h"
#include "server_limits.h"

namespace docent::server {

Response error_response(int status, std::string_view code, std::string_view message) {
  Response response;
  response.status = status;
  response.body = R"({"success":false,"error":{"code":)";
  core::append_json_string(response.body, code);
  response.body += R"(,"message":)";
  core::append_json_string(response.body, message);
  response.body += "}}\n";
  return response;
}

Response retry_response(int status, std::string_view code, std::string_view message, int64_t retry_after_s) {
  Response response = error_response(status, code, message);
  response.headers.emplace_back("Retry-After", std::to_string(retry_after_s));
  return response;
}

Response overloaded_response() {
  return retry_response(429, "overloaded", "more is waiting to be stored than the server will hold: send it again later", retry_after_overload_s);
}

}  // namespace docent::server
