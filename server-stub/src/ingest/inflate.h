// Undoes gzip, in full and within a bound. Bodies of several members are taken: ordinary tools make them, although the SDK never does.
#pragma once

#include <string>
#include <string_view>

namespace docent::server {

enum class InflateResult {
  ok,
  malformed,  // not gzip, damaged, cut short, or followed by other bytes
  too_large,  // more than `max_bytes`
};

// Replaces `out`. Thread safe; each thread keeps one decompressor. At most twice `max_bytes` is ever written, whatever the input claims.
InflateResult inflate_gzip(std::string_view in, std::size_t max_bytes, std::string& out);
bool looks_like_gzip(std::string_view bytes) noexcept;

}  // namespace docent::server
