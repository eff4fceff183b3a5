// JSON pointers (RFC 6901) as text: taken apart and put together. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace docent::core {

// The unescaped tokens of "/a/0/b~1c"; "" has none. Empty when `pointer` does not start with '/' or an escape is malformed.
std::optional<std::vector<std::string>> split_pointer(std::string_view pointer);
// Appends "/" and the escaped token.
void append_pointer(std::string& pointer, std::string_view token);
void append_pointer(std::string& pointer, std::size_t index);

}  // namespace docent::core
