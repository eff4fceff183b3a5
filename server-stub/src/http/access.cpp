#include "http/access.h"

#include <strings.h>

#include <cstdint>

namespace docent::server {
namespace {

// What follows "<scheme> " (in any case), or empty.
std::string_view credentials(std::string_view authorization, std::string_view scheme) noexcept {
  if (authorization.size() <= scheme.size() || ::strncasecmp(authorization.data(), scheme.data(), scheme.size()) != 0) return {};
  authorization.remove_prefix(scheme.size());
  if (authorization.front() != ' ') return {};
  const auto start = authorization.find_first_not_of(' ');
  return start == std::string_view::npos ? std::string_view() : authorization.substr(start);
}

int base64_value(char c) noexcept {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+') return 62;
  if (c == '/') return 63;
  return -1;
}

}  // namespace

Access::Access(const std::vector<std::string>& write_keys, std::string admin_token)
    : write_keys_(write_keys.begin(), write_keys.end()), admin_token_(std::move(admin_token)) {}

bool Access::is_write_key(std::string_view key) const { return !key.empty() && write_keys_.contains(std::string(key)); }

bool Access::is_admin(std::string_view authorization) const noexcept {
  return !admin_token_.empty() && equal_in_constant_time(credentials(authorization, "Bearer"), admin_token_);
}

std::optional<std::string> basic_user(std::string_view authorization) {
  const auto encoded = credentials(authorization, "Basic");
  if (encoded.empty()) return std::nullopt;
  auto decoded = decode_base64(encoded);
  if (!decoded) return std::nullopt;
  if (const auto colon = decoded->find(':'); colon != std::string::npos) decoded->resize(colon);
  return decoded;
}

std::optional<std::string> decode_base64(std::string_view text) {
  for (int i = 0; i < 2 && text.ends_with('='); i++) text.remove_suffix(1);
  if (text.size() % 4 == 1) return std::nullopt;
  std::string out;
  uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    const int value = base64_value(c);
    if (value < 0) return std::nullopt;
    bits = bits << 6 | static_cast<uint32_t>(value);
    count += 6;
    if (count >= 8) {
      count -= 8;
      out.push_back(static_cast<char>(bits >> count & 0xff));
    }
  }
  return out;
}

bool equal_in_constant_time(std::string_view a, std::string_view b) noexcept {
  // The length of the secret is no secret; its bytes are.
  if (a.size() != b.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < a.size(); i++) difference |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]);
  return difference == 0;
}

}  // namespace docent::server
