// UTF-8 checks. Pure; never allocates.
#pragma once

#include <cstddef>
#include <string_view>

namespace docent::core {

// True when `text` is well-formed UTF-8 (Unicode 15, table 3-7: no surrogates, no overlong forms, at most U+10FFFF). NUL is allowed.
bool is_utf8(std::string_view text) noexcept;
// True when every byte is 0x20 to 0x7e.
bool is_printable_ascii(std::string_view text) noexcept;
// The longest prefix of `text` (valid UTF-8) of at most `max_bytes` that does not cut a code point.
std::string_view utf8_prefix(std::string_view text, std::size_t max_bytes) noexcept;

}  // namespace docent::core
