#include "pipeline/backend.h"

#include "base/utf8.h"
#include "json/value.h"
#include "model/limits.h"

namespace docent::core {
namespace {

constexpr std::size_t max_described_bytes = 300;

std::string_view error_name(HttpError error) noexcept {
  switch (error) {
    case HttpError::none: return "none";
    case HttpError::refused: return "refused";
    case HttpError::resolve: return "name not found";
    case HttpError::connect: return "no connection";
    case HttpError::tls: return "no trusted connection";
    case HttpError::timeout: return "timeout";
    case HttpError::reset: return "connection lost";
    case HttpError::too_large: return "reply too large";
    case HttpError::malformed: return "not an HTTP reply";
    case HttpError::redirect: return "redirect";
    case HttpError::aborted: return "aborted";
    case HttpError::other: return "failed";
  }
  return "failed";
}

// The message of an error reply of Docent's backend; "" of any other.
std::string error_message(const HttpReply& reply) {
  if (reply.body.empty() || reply.body.front() != '{') return {};
  const auto json = parse_json(reply.body);
  return json.ok() ? std::string((*json)["error"]["message"].as_string()) : std::string();
}

}  // namespace

std::string base64(std::string_view bytes) {
  static constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const auto at = [&](std::size_t n) { return i + n < bytes.size() ? static_cast<uint32_t>(static_cast<unsigned char>(bytes[i + n])) : 0u; };
    const uint32_t group = at(0) << 16 | at(1) << 8 | at(2);
    text.push_back(digits[group >> 18]);
    text.push_back(digits[group >> 12 & 63]);
    text.push_back(i + 1 < bytes.size() ? digits[group >> 6 & 63] : '=');
    text.push_back(i + 2 < bytes.size() ? digits[group & 63] : '=');
  }
  return text;
}

HttpRequest backend_request(const BackendConfig& config, std::string_view method, std::string_view path) {
  HttpRequest request;
  request.method = method;
  request.url = config.endpoint + std::string(path);
  request.headers = {{"Authorization", "Basic " + base64(config.write_key + ":")},
                     {"User-Agent", "docent/" + config.library_version},
                     {"Accept", "application/json"}};
  request.connect_timeout_ms = limits::connect_timeout_ms;
  request.timeout_ms = limits::request_timeout_ms;
  request.max_reply_bytes = limits::max_reply_bytes;
  return request;
}

std::string describe_failure(const HttpReply& reply) {
  std::string text;
  std::string detail;
  if (reply.error == HttpError::none) {
    text = "HTTP " + std::to_string(reply.status);
    detail = error_message(reply);
  } else {
    text = error_name(reply.error);
    detail = reply.error_text;
  }
  if (!detail.empty()) text.append(": ").append(detail);
  if (!is_utf8(text)) return std::string(error_name(reply.error));
  return std::string(utf8_prefix(text, max_described_bytes));
}

}  // namespace docent::core
