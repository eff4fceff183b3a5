// Checks JSON text without allocating, for the host's thread. simdjson parses; this only says yes or no.
#pragma once

#include <cstddef>
#include <string_view>

namespace docent::core {

// True when `text` (valid UTF-8) is exactly one JSON value by RFC 8259, nested at most `max_depth` (≤ 1024) deep, with numbers that are finite as
// doubles. Escaped surrogates must come in pairs.
bool is_json(std::string_view text, int max_depth) noexcept;
// The offset of the byte at which is_json gives up (text.size() when the text ends too early); npos when it doesn't.
std::size_t json_error_offset(std::string_view text, int max_depth) noexcept;

}  // namespace docent::core
