// Checks JSON text without allocating, for the host's thread. simdjson parses; this only says yes or no.
#pragma once

#include <string_view>

namespace docent::core {

// True when `text` (valid UTF-8) is exactly one JSON value by RFC 8259, nested at most `max_depth` (≤ 1024) deep, and every number is finite as a double.
bool is_json(std::string_view text, int max_depth) noexcept;

}  // namespace docent::core
