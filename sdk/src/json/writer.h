// Appends JSON to a std::string. Nothing else: the caller keeps the commas and brackets right. Used on the worker's hot path, so each call
// grows the string at most once.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace docent::core {

// A quoted JSON string; `text` is valid UTF-8. Escapes the quote, the backslash and U+0000 to U+001F (RFC 8259, section 7).
void append_json_string(std::string& out, std::string_view text);
void append_json_int(std::string& out, int64_t value);
void append_json_uint(std::string& out, uint64_t value);
// The shortest text that reads back as the same double; NaN and infinities become null.
void append_json_double(std::string& out, double value);
inline void append_json_bool(std::string& out, bool value) { out.append(value ? "true" : "false"); }
// "key": including the quotes and the colon.
inline void append_json_key(std::string& out, std::string_view key) {
  append_json_string(out, key);
  out.push_back(':');
}

}  // namespace docent::core
