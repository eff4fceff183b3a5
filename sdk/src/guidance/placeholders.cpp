#include "guidance/placeholders.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/utf8.h"
#include "json/writer.h"
#include "model/limits.h"

namespace docent::core {
namespace {

constexpr std::string_view opening = "{{";
constexpr std::string_view closing = "}}";

struct Placeholder {
  std::string_view name;
  std::optional<std::string_view> otherwise;
};

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  return first == std::string_view::npos ? std::string_view() : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

// Calls plain(text) and insert(placeholder) in the order of the text; false when a placeholder is not closed.
template <class Plain, class Insert>
bool scan(std::string_view text, Plain&& plain, Insert&& insert) {
  while (!text.empty()) {
    const auto start = text.find(opening);
    if (start == std::string_view::npos) break;
    if (start > 0 && text[start - 1] == '\\') {
      plain(text.substr(0, start - 1));
      plain(opening);
      text.remove_prefix(start + opening.size());
      continue;
    }
    plain(text.substr(0, start));
    text.remove_prefix(start + opening.size());
    const auto end = text.find(closing);
    if (end == std::string_view::npos) {
      plain(opening);
      plain(text);
      return false;
    }
    const std::string_view inner = text.substr(0, end);
    const auto bar = inner.find('|');
    insert(Placeholder{trimmed(inner.substr(0, bar)),
                       bar == std::string_view::npos ? std::nullopt : std::optional<std::string_view>(trimmed(inner.substr(bar + 1)))});
    text.remove_prefix(end + closing.size());
  }
  plain(text);
  return true;
}

// Characters that could end a line, or turn or hide what stands around them: controls, and the directional formatting of Unicode (U+200E, U+200F,
// U+202A to U+202E, U+2066 to U+2069) with line and paragraph separators (U+2028, U+2029).
bool is_unruly(std::string_view code_point) {
  if (code_point.size() == 1) return static_cast<unsigned char>(code_point[0]) < 0x20 || code_point[0] == 0x7f;
  if (code_point.size() == 2) return code_point[0] == '\xc2' && static_cast<unsigned char>(code_point[1]) < 0xa0;
  if (code_point.size() != 3 || code_point[0] != '\xe2') return false;
  const auto b = static_cast<unsigned char>(code_point[1]);
  const auto c = static_cast<unsigned char>(code_point[2]);
  return (b == 0x80 && (c == 0x8e || c == 0x8f || (c >= 0xa8 && c <= 0xae))) || (b == 0x81 && c >= 0xa6 && c <= 0xa9);
}

std::size_t code_point_bytes(char lead) {
  const auto c = static_cast<unsigned char>(lead);
  return c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
}

std::string tamed(std::string_view value, TextFormat format) {
  constexpr std::string_view markup = "\\`*_{}[]()#+-.!|~>";
  std::string text;
  std::size_t chars = 0;
  for (std::size_t i = 0; i < value.size();) {
    const std::string_view code_point = value.substr(i, code_point_bytes(value[i]));
    i += code_point.size();
    if (is_unruly(code_point)) continue;
    if (chars++ == limits::max_placeholder_chars) {
      text += "…";
      break;
    }
    const char c = code_point[0];
    if (format == TextFormat::markdown && c == '<') text += "&lt;";
    else if (format == TextFormat::markdown && c == '&') text += "&amp;";
    else if (format == TextFormat::markdown && code_point.size() == 1 && markup.find(c) != std::string_view::npos) text += '\\', text += c;
    else text += code_point;
  }
  return text;
}

bool is_name(std::string_view name) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.' || c == '$' ||
           static_cast<unsigned char>(c) >= 0x80;
  };
  return !name.empty() && name.size() <= limits::max_name_bytes && std::all_of(name.begin(), name.end(), fits);
}

}  // namespace

std::string fill_placeholders(std::string_view text, TextFormat format, const PlaceholderSource& source) {
  if (text.find(opening) == std::string_view::npos) return std::string(text);
  std::string filled;
  scan(
      text, [&](std::string_view plain) { filled += plain; },
      [&](const Placeholder& p) {
        const Value value = source(p.name);
        if (value.is_string() && !value.as_string().empty()) filled += tamed(value.as_string(), format);
        else if (value.is_number() || value.is_bool()) filled += tamed(to_json(value), format);
        else filled += p.otherwise.value_or(std::string_view());
      });
  return filled;
}

Value fill_texts(const Value& value, TextFormat format, const PlaceholderSource& source) {
  if (value.is_string()) return Value(fill_placeholders(value.as_string(), format, source));
  if (value.is_array()) {
    Value::Array list;
    for (const Value& item : value.as_array()) list.push_back(fill_texts(item, format, source));
    return Value(std::move(list));
  }
  if (value.is_object()) {
    Value::Object object;
    for (const auto& [key, item] : value.as_object()) object.emplace_back(key, fill_texts(item, format, source));
    return Value(std::move(object));
  }
  return value;
}

void collect_placeholders(const Value& value, std::vector<std::string>& names, std::vector<std::string>* bare) {
  const auto add = [](std::vector<std::string>& list, std::string_view name) {
    if (std::find(list.begin(), list.end(), name) == list.end()) list.emplace_back(name);
  };
  if (value.is_string()) {
    scan(
        value.as_string(), [](std::string_view) {},
        [&](const Placeholder& p) {
          add(names, p.name);
          if (bare != nullptr && !p.otherwise) add(*bare, p.name);
        });
  }
  for (const Value& item : value.as_array()) collect_placeholders(item, names, bare);
  for (const auto& [key, item] : value.as_object()) collect_placeholders(item, names, bare);
}

std::string placeholder_error(std::string_view text) {
  std::string error;
  const bool closed = scan(
      text, [](std::string_view) {},
      [&](const Placeholder& p) {
        if (error.empty() && !is_name(p.name)) error = "\"{{" + std::string(p.name) + "}}\" names nothing";
      });
  return closed ? error : "a \"{{\" is not closed by \"}}\"";
}

}  // namespace docent::core
