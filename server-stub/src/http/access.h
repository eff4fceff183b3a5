// Who may do what: write keys for clients, one bearer token for the admin. Immutable after construction, so any thread may ask.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace docent::server {

class Access {
 public:
  Access(const std::vector<std::string>& write_keys, std::string admin_token);
  bool is_write_key(std::string_view key) const;
  // Compared in constant time.
  bool is_admin(std::string_view authorization) const noexcept;

 private:
  std::unordered_set<std::string> write_keys_;
  std::string admin_token_;
};

// The user name of "Basic base64(user:password)", which is where Segment's API has the write key; empty when the header has another form.
std::optional<std::string> basic_user(std::string_view authorization);
// RFC 4648, section 4, with or without padding; empty when malformed.
std::optional<std::string> decode_base64(std::string_view text);
bool equal_in_constant_time(std::string_view a, std::string_view b) noexcept;

}  // namespace docent::server
