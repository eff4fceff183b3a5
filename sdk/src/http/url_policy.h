// Which addresses a request may go to: https anywhere, http on loopback (or everywhere when the host allowed it), no credentials in the URL, and
// redirects only within one host. Parsed by libcurl's own URL parser, so that what is checked is what is dialled. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

#include "base/status.h"

namespace docent::core {

struct CheckedUrl {
  std::string url;   // absolute, normalised
  std::string host;  // lower case; IPv6 in brackets
  bool https = false;
  bool loopback = false;
};

// "localhost", 127.0.0.0/8 and ::1. Names that merely resolve to loopback do not count.
bool is_loopback_host(std::string_view lower_host) noexcept;

// invalid with one sentence that says what is wrong with the address.
Result<CheckedUrl> check_url(const std::string& url, bool allow_insecure);

// `location` as a server wrote it, absolute or relative.
Result<CheckedUrl> check_redirect(const CheckedUrl& from, const std::string& location, bool allow_insecure);

}  // namespace docent::core
