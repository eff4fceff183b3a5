#include "client/options.h"

#include "base/utf8.h"

namespace docent::core {
namespace {

bool is_loopback(std::string_view host) noexcept { return host == "localhost" || host == "[::1]" || host == "::1" || host.starts_with("127."); }

}  // namespace

Status check_write_key(std::string_view key) {
  if (key.empty() || key.size() > limits::max_id_bytes || !is_printable_ascii(key) || key.find(':') != std::string_view::npos)
    return {Code::invalid, "the write key must be 1 to 256 printable ASCII characters without a colon"};
  return {};
}

Status check_endpoint(std::string_view url, bool allow_insecure) {
  if (url.empty()) return {};
  const bool https = url.starts_with("https://");
  if (!https && !url.starts_with("http://"))
    return {Code::invalid, "the endpoint must begin with https:// (or http:// for loopback), for example https://docent.example.com"};
  std::string_view rest = url.substr(https ? 8 : 7);
  const auto authority = rest.substr(0, rest.find('/'));
  std::string_view host = authority;
  if (host.starts_with('[')) host = host.substr(0, host.find(']') + 1);
  else host = host.substr(0, host.find(':'));
  if (host.empty() || authority.find('@') != std::string_view::npos || url.find_first_of(" ?#\r\n\t") != std::string_view::npos ||
      !is_printable_ascii(url))
    return {Code::invalid, "the endpoint must be a plain URL: scheme, host, optional port and path, without user name, query or spaces"};
  if (!https && !allow_insecure && !is_loopback(host))
    return {Code::invalid, "http:// would send users' data in the clear to " + std::string(host) + "; use https://, or allow_insecure in a test rig"};
  return {};
}

}  // namespace docent::core
