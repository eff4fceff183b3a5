// What the vectors say, as values of the C++ API: strings and properties that JSON can't spell out, and the comparison "has at least these members".
#pragma once

#include <simdjson.h>

#include <chrono>
#include <deque>
#include <docent/docent.hpp>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace docent::conformance {

namespace dom = simdjson::dom;

inline bool has(dom::element value, const char* key) { return value.is_object() && value[key].error() == simdjson::SUCCESS; }

// {"$repeat": ["x", 3]}, {"$surrogate": true}, or a string.
inline std::string text_of(dom::element value) {
  if (has(value, "$surrogate")) return "\xED\xA0\x80";
  if (!has(value, "$repeat")) return std::string(std::string_view(value));
  std::string text;
  for (int64_t n = int64_t(value["$repeat"].at(1)); n > 0; n--) text += std::string_view(value["$repeat"].at(0));
  return text;
}

// A value as JSON; what stands for a long or broken text is a string of it.
inline std::string json_of(dom::element value) {
  if (has(value, "$repeat") || has(value, "$surrogate")) return '"' + text_of(value) + '"';
  return simdjson::minify(value);
}

inline double number_of(dom::element value) {
  if (!has(value, "$double")) return double(value);
  return std::string_view(value["$double"]) == "nan" ? std::numeric_limits<double>::quiet_NaN() : std::numeric_limits<double>::infinity();
}

inline Milliseconds seconds_of(dom::element value) { return Milliseconds(static_cast<int64_t>(number_of(value) * 1000)); }

// So many seconds from now; null: the beginning of 1970.
inline std::chrono::system_clock::time_point moment_of(dom::element value) {
  return value.is_null() ? std::chrono::system_clock::time_point() : std::chrono::system_clock::now() + seconds_of(value);
}

// Properties and the texts that they borrow.
class PropertyBag {
 public:
  explicit PropertyBag(dom::element value) {
    if (has(value, "$properties")) {
      for (int64_t n = 0; n < int64_t(value["$properties"]); n++) list_.emplace_back(keep("p" + std::to_string(n)), n);
      return;
    }
    for (const auto& [key, member] : dom::object(value)) add(keep(std::string(key)), member);
  }
  const std::vector<Property>& list() const { return list_; }

 private:
  std::string_view keep(std::string text) { return texts_.emplace_back(std::move(text)); }

  void add(std::string_view key, dom::element value) {
    if (has(value, "$double")) list_.emplace_back(key, number_of(value));
    else if (has(value, "$repeat") || has(value, "$surrogate")) list_.emplace_back(key, keep(text_of(value)));
    else if (has(value, "$nested")) list_.push_back(Property::json(key, keep(std::string(nested(value), '[') + std::string(nested(value), ']'))));
    else if (value.is_null()) list_.emplace_back(key, nullptr);
    else if (value.is_bool()) list_.emplace_back(key, bool(value));
    else if (value.is_int64()) list_.emplace_back(key, int64_t(value));
    else if (value.is_double()) list_.emplace_back(key, double(value));
    else if (value.is_string()) list_.emplace_back(key, std::string_view(value));
    else list_.push_back(Property::json(key, keep(simdjson::minify(value))));
  }
  static std::size_t nested(dom::element value) { return static_cast<std::size_t>(int64_t(value["$nested"])); }

  std::deque<std::string> texts_;
  std::vector<Property> list_;
};

// Every member of `wanted` is in `found`; lists have as many items; numbers are equal as numbers.
inline bool contains(dom::element found, dom::element wanted) {
  if (wanted.is_object()) {
    if (!found.is_object()) return false;
    for (const auto& [key, member] : dom::object(wanted)) {
      dom::element inner;
      if (dom::object(found).at_key(key).get(inner) != simdjson::SUCCESS || !contains(inner, member)) return false;
    }
    return true;
  }
  if (wanted.is_array()) {
    if (!found.is_array() || dom::array(found).size() != dom::array(wanted).size()) return false;
    auto item = dom::array(found).begin();
    for (const dom::element member : dom::array(wanted)) {
      if (!contains(*item, member)) return false;
      ++item;
    }
    return true;
  }
  if (wanted.is_string()) return found.is_string() && std::string_view(found) == std::string_view(wanted);
  if (wanted.is_number()) {
    if (wanted.is_int64() && found.is_int64()) return int64_t(found) == int64_t(wanted);
    return found.is_number() && double(found) == double(wanted);
  }
  return wanted.is_null() ? found.is_null() : found.is_bool() && bool(found) == bool(wanted);
}

}  // namespace docent::conformance
