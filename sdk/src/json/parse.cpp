// parse_json and locate_pointer: everything that touches simdjson. The scanner of validate.h has accepted the text before simdjson sees it, so that
// one grammar decides what JSON is, with one place for each error; an error of simdjson's here is out of memory or a defect.
#include <simdjson.h>

#include <charconv>
#include <optional>

#include "base/utf8.h"
#include "json/pointer.h"
#include "json/validate.h"
#include "json/value.h"

namespace docent::core {
namespace {

using namespace simdjson;  // NOLINT: this file is about nothing else

constexpr std::size_t max_document_bytes = 64 * 1024 * 1024;
constexpr int depth_bound = 1'024;
constexpr std::string_view white_space = " \t\r\n";

// A number that simdjson refuses: an integer beyond uint64. `token` may go on after it.
error_code build_big_integer(std::string_view token, Value& out) {
  double value = 0;
  if (std::from_chars(token.data(), token.data() + token.size(), value).ec != std::errc()) return NUMBER_ERROR;
  out = value;
  return SUCCESS;
}

// The builders are kept apart from each other: nesting costs stack, and a frame of all of them together is many times as large.
template <class Source>
[[gnu::noinline]] error_code build_number(Source& source, Value& out) {
  ondemand::number number;
  if (source.get_number().get(number) != SUCCESS) {
    std::string_view token;
    if (const auto error = simdjson_result<std::string_view>(source.raw_json_token()).get(token)) return error;
    return build_big_integer(token, out);
  }
  if (number.is_int64()) out = number.get_int64();
  else out = number.as_double();
  return SUCCESS;
}

template <class Source>
[[gnu::noinline]] error_code build_scalar(Source& source, ondemand::json_type type, Value& out) {
  if (type == ondemand::json_type::number) return build_number(source, out);
  if (type == ondemand::json_type::string) {
    std::string_view text;
    if (const auto error = source.get_string().get(text)) return error;
    out = text;
    return SUCCESS;
  }
  if (type == ondemand::json_type::boolean) {
    bool b = false;
    if (const auto error = source.get_bool().get(b)) return error;
    out = b;
    return SUCCESS;
  }
  bool null = false;
  if (const auto error = source.is_null().get(null)) return error;
  if (!null) return N_ATOM_ERROR;
  out = nullptr;
  return SUCCESS;
}

// `Source` is a document or a value.
template <class Source>
error_code build(Source& source, Value& out);

template <class Source>
[[gnu::noinline]] error_code build_array(Source& source, Value& out) {
  ondemand::array array;
  if (const auto error = source.get_array().get(array)) return error;
  Value::Array elements;
  for (auto item : array) {
    ondemand::value element;
    if (const auto error = item.get(element)) return error;
    if (const auto error = build(element, elements.emplace_back())) return error;
  }
  out = std::move(elements);
  return SUCCESS;
}

template <class Source>
[[gnu::noinline]] error_code build_object(Source& source, Value& out) {
  ondemand::object object;
  if (const auto error = source.get_object().get(object)) return error;
  Value::Object members;
  for (auto field : object) {
    std::string_view key;
    if (const auto error = field.unescaped_key().get(key)) return error;
    auto& member = members.emplace_back(std::string(key), Value());
    ondemand::value value;
    if (const auto error = field.value().get(value)) return error;
    if (const auto error = build(value, member.second)) return error;
  }
  out = std::move(members);
  return SUCCESS;
}

template <class Source>
error_code build(Source& source, Value& out) {
  ondemand::json_type type;
  if (const auto error = source.type().get(type)) return error;
  switch (type) {
    case ondemand::json_type::array: return build_array(source, out);
    case ondemand::json_type::object: return build_object(source, out);
    default: return build_scalar(source, type, out);
  }
}

// The offset of the first byte that is not part of well-formed UTF-8; text.size() when there is none.
std::size_t utf8_error_offset(std::string_view text) {
  if (is_utf8(text)) return text.size();
  std::size_t offset = 0;
  for (std::size_t length = 1; length <= 4 && offset < text.size();) {
    if (is_utf8(text.substr(offset, length))) offset += length, length = 1;
    else length++;
  }
  return offset;
}

std::pair<int, int> line_and_column(std::string_view text, std::size_t offset) {
  int line = 1;
  std::size_t line_start = 0;
  for (std::size_t i = 0; i < offset && i < text.size(); i++)
    if (text[i] == '\n') line++, line_start = i + 1;
  return {line, static_cast<int>(offset - line_start) + 1};
}

Status at_place(std::string what, std::string_view text, std::size_t offset) {
  const auto [line, column] = line_and_column(text, offset);
  return {Code::invalid_json, std::move(what) + " at line " + std::to_string(line) + ", column " + std::to_string(column)};
}

Status check(std::string_view text, int max_depth) {
  if (text.size() > max_document_bytes)
    return {Code::too_large, "a JSON document of " + std::to_string(text.size()) + " bytes; at most " + std::to_string(max_document_bytes)};
  if (const std::size_t offset = utf8_error_offset(text); offset < text.size()) return at_place("not valid UTF-8", text, offset);
  const std::size_t offset = json_error_offset(text, max_depth);
  if (offset == std::string_view::npos) return {};
  if (offset >= text.size()) return at_place("the JSON ends too early", text, text.size());
  const bool nested = (text[offset] == '[' || text[offset] == '{') && json_error_offset(text, depth_bound) > offset;
  return at_place(nested ? "nested more than " + std::to_string(max_depth) + " deep" : "not valid JSON", text, offset);
}

// Where the value at `pointer` (tokens not yet walked) starts, as an offset into `text`.
std::optional<std::size_t> locate(ondemand::value value, const std::vector<std::string>& tokens, std::size_t depth, const char* text) {
  if (depth == tokens.size()) return static_cast<std::size_t>(value.raw_json_token().data() - text);
  const std::string& token = tokens[depth];
  std::optional<std::size_t> found;
  ondemand::json_type type;
  if (value.type().get(type) != SUCCESS) return found;
  if (type == ondemand::json_type::object) {
    ondemand::object object;
    if (value.get_object().get(object) != SUCCESS) return found;
    for (auto field : object) {
      std::string_view key;
      ondemand::value member;
      if (field.unescaped_key().get(key) != SUCCESS) return found;
      const bool matches = key == token;
      if (field.value().get(member) != SUCCESS) return found;
      if (matches) found = locate(member, tokens, depth + 1, text);  // the last one of this name counts
    }
  } else if (type == ondemand::json_type::array) {
    ondemand::array array;
    if (value.get_array().get(array) != SUCCESS) return found;
    std::size_t index = 0;
    for (auto item : array) {
      ondemand::value element;
      if (item.get(element) != SUCCESS) return found;
      if (std::to_string(index++) == token) return locate(element, tokens, depth + 1, text);
    }
  }
  return found;
}

}  // namespace

Result<Value> parse_json(std::string_view text, int max_depth) {
  if (max_depth > depth_bound) max_depth = depth_bound;
  DOCENT_TRY(check(text, max_depth));
  text.remove_suffix(text.size() - 1 - text.find_last_not_of(white_space));  // simdjson 3.0 takes "null\n" for no null
  const padded_string padded(text);
  ondemand::parser parser;
  ondemand::document document;
  Value value;
  error_code error = parser.iterate(padded).get(document);
  if (error == SUCCESS) error = build(document, value);
  if (error == MEMALLOC) return Status(Code::no_memory, "no memory to parse JSON");
  if (error != SUCCESS) return Status(Code::invalid_json, error_message(error));
  return value;
}

std::pair<int, int> locate_pointer(std::string_view text, std::string_view pointer) {
  const auto tokens = split_pointer(pointer);
  if (!tokens || !is_json(text, depth_bound)) return {0, 0};
  if (tokens->empty()) return line_and_column(text, text.find_first_not_of(white_space));
  const padded_string padded(text);
  ondemand::parser parser;
  ondemand::document document;
  ondemand::value root;
  if (parser.iterate(padded).get(document) != SUCCESS || document.get_value().get(root) != SUCCESS) return {0, 0};
  const auto offset = locate(root, *tokens, 0, padded.data());
  return offset ? line_and_column(text, *offset) : std::pair{0, 0};
}

}  // namespace docent::core
