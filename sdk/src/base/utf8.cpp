#include "base/utf8.h"

#include <algorithm>

#include <cstdint>
#include <cstring>

namespace docent::core {

bool is_utf8(std::string_view text) noexcept {
  const auto* p = reinterpret_cast<const unsigned char*>(text.data());
  const auto* const end = p + text.size();
  for (;;) {
    for (; end - p >= 8; p += 8) {  // ASCII, eight bytes at a time
      uint64_t v;
      std::memcpy(&v, p, 8);
      if ((v & 0x8080808080808080) != 0) break;
    }
    while (p < end && *p < 0x80) p++;
    if (p == end) return true;
    const unsigned lead = *p;
    std::ptrdiff_t length;
    unsigned low = 0x80;
    unsigned high = 0xbf;
    if (lead >= 0xc2 && lead <= 0xdf) {
      length = 2;
    } else if (lead >= 0xe0 && lead <= 0xef) {
      length = 3;
      if (lead == 0xe0) low = 0xa0;
      if (lead == 0xed) high = 0x9f;
    } else if (lead >= 0xf0 && lead <= 0xf4) {
      length = 4;
      if (lead == 0xf0) low = 0x90;
      if (lead == 0xf4) high = 0x8f;
    } else {
      return false;
    }
    if (end - p < length || p[1] < low || p[1] > high) return false;
    for (std::ptrdiff_t i = 2; i < length; i++)
      if ((p[i] & 0xc0) != 0x80) return false;
    p += length;
  }
}

bool is_printable_ascii(std::string_view text) noexcept {
  for (const char c : text)
    if (c < 0x20 || c > 0x7e) return false;
  return true;
}

std::size_t count_code_points(std::string_view text) noexcept {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

std::string_view utf8_prefix(std::string_view text, std::size_t max_bytes) noexcept {
  if (text.size() <= max_bytes) return text;
  while (max_bytes > 0 && (static_cast<unsigned char>(text[max_bytes]) & 0xc0) == 0x80) max_bytes--;
  return text.substr(0, max_bytes);
}

}  // namespace docent::core
