// UTF-8 checks. Pure; never allocates.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace docent::core {

// True when `text` is well-formed UTF-8 (Unicode 15, table 3-7: no surrogates, no overlong forms, at most U+10FFFF). NUL is allowed.
bool is_utf8(std::string_view text) noexcept;
// All bytes of `text` together, eight side by side: none of them is above 0x7f when (bytes_together(text) & 0x8080808080808080) == 0. Hot path; the
// last step overlaps.
inline uint64_t bytes_together(std::string_view text) noexcept {
  const char* p = text.data();
  std::size_t left = text.size();
  const auto load = [](const char* from, auto word) -> uint64_t {
    std::memcpy(&word, from, sizeof word);
    return word;
  };
  if (left >= 8) {
    uint64_t together = load(p + left - 8, uint64_t{});
    for (; left > 8; left -= 8, p += 8) together |= load(p, uint64_t{});
    return together;
  }
  if (left >= 4) return (load(p, uint32_t{}) | load(p + left - 4, uint32_t{}));
  return left == 0 ? 0 : load(p, uint8_t{}) | load(p + left / 2, uint8_t{}) | load(p + left - 1, uint8_t{});
}
// True when every byte is 0x20 to 0x7e.
bool is_printable_ascii(std::string_view text) noexcept;
// Code points of `text`, which is valid UTF-8.
std::size_t count_code_points(std::string_view text) noexcept;
// The longest prefix of `text` (valid UTF-8) of at most `max_bytes` that does not cut a code point.
std::string_view utf8_prefix(std::string_view text, std::size_t max_bytes) noexcept;

}  // namespace docent::core
