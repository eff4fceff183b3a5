#include "client/options.h"

#include "base/utf8.h"
#include "http/url_policy.h"

namespace docent::core {
Status check_write_key(std::string_view key) {
  if (key.empty() || key.size() > limits::max_id_bytes || !is_printable_ascii(key) || key.find(':') != std::string_view::npos)
    return {Code::invalid, "the write key must be 1 to 256 printable ASCII characters without a colon"};
  return {};
}

Status check_endpoint(std::string_view url, bool allow_insecure) {
  if (url.empty()) return {};
  if (url.find_first_of("?#") != std::string_view::npos)
    return {Code::invalid, "the endpoint must be a plain URL, scheme, host, optional port and path, for example https://docent.example.com"};
  const auto checked = check_url(std::string(url), allow_insecure);
  if (!checked.ok()) return {Code::invalid, "the endpoint: " + checked.status().message()};
  return {};
}

}  // namespace docent::core
