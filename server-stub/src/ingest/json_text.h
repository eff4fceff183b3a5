// The two things that ingest needs from simdjson's on-demand interface beyond what it has: strings without a copy, and the raw text of a value.
// Implementation detail of ingest/; include it only in .cpp files.
#pragma once

#include <simdjson.h>

#include <cstring>
#include <memory_resource>
#include <optional>
#include <string_view>

namespace docent::server::json_text {

namespace ondemand = simdjson::ondemand;

// The string's characters: a view into the text itself when nothing is escaped, else unescaped into `arena`. Empty when the value is no string.
inline std::optional<std::string_view> read_string(ondemand::value value, std::pmr::memory_resource& arena) {
  const std::string_view token = value.raw_json_token();
  if (token.empty() || token.front() != '"') return std::nullopt;
  const std::size_t stop = token.find_first_of("\"\\", 1);
  if (stop == std::string_view::npos) return std::nullopt;
  if (token[stop] == '"') return token.substr(1, stop - 1);
  std::string_view unescaped;
  if (value.get_string().get(unescaped)) return std::nullopt;
  if (unescaped.empty()) return std::string_view();
  auto* copy = static_cast<char*>(arena.allocate(unescaped.size(), 1));
  std::memcpy(copy, unescaped.data(), unescaped.size());
  return std::string_view(copy, unescaped.size());
}

// The value as it stands in the text, without space around it. Not checked beyond its brackets.
inline simdjson::simdjson_result<std::string_view> raw(ondemand::value value) {
  ondemand::json_type type;
  if (auto error = value.type().get(type)) return error;
  if (type == ondemand::json_type::object) {
    ondemand::object object;
    if (auto error = value.get_object().get(object)) return error;
    return object.raw_json();
  }
  if (type == ondemand::json_type::array) {
    ondemand::array array;
    if (auto error = value.get_array().get(array)) return error;
    return array.raw_json();
  }
  std::string_view token = value.raw_json_token();
  while (!token.empty() && std::strchr(" \t\r\n", token.back())) token.remove_suffix(1);
  return token;
}

}  // namespace docent::server::json_text
