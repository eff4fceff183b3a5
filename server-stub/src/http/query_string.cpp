#include "http/query_string.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace docent::server {
namespace {

std::string decode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); i++) {
    unsigned byte = 0;
    const char* digits = text.data() + i + 1;
    if (text[i] == '%' && i + 2 < text.size() && std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2) {
      out.push_back(static_cast<char>(byte));
      i += 2;
    } else {
      out.push_back(text[i] == '+' ? ' ' : text[i]);
    }
  }
  return out;
}

// Takes the first pair off `query`: its name and value, still encoded.
std::pair<std::string_view, std::string_view> take_pair(std::string_view& query) {
  const std::size_t end = std::min(query.find('&'), query.size());
  const std::string_view pair = query.substr(0, end);
  query.remove_prefix(std::min(end + 1, query.size()));
  const std::size_t equals = std::min(pair.find('='), pair.size());
  return {pair.substr(0, equals), pair.substr(std::min(equals + 1, pair.size()))};
}

}  // namespace

std::optional<std::string> query_parameter(std::string_view query, std::string_view name) {
  while (!query.empty()) {
    const auto [key, value] = take_pair(query);
    if (decode(key) == name) return decode(value);
  }
  return std::nullopt;
}

std::vector<std::string> query_names(std::string_view query) {
  std::vector<std::string> names;
  while (!query.empty())
    if (const auto key = take_pair(query).first; !key.empty()) names.push_back(decode(key));
  return names;
}

std::optional<int64_t> query_number(std::string_view query, std::string_view name, int64_t fallback, int64_t low, int64_t high) {
  const auto text = query_parameter(query, name);
  if (!text) return fallback;
  int64_t value = 0;
  const auto result = std::from_chars(text->data(), text->data() + text->size(), value);
  if (result.ec != std::errc() || result.ptr != text->data() + text->size() || value < low || value > high) return std::nullopt;
  return value;
}

}  // namespace docent::server
