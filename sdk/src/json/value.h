// A JSON document in memory, for the slow paths: strategies, rules, replies, tests. Parsed with simdjson, immutable by convention afterwards.
// Copying is deep. Thread-compatible. The hot path never makes one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/status.h"

namespace docent::core {

class Value {
 public:
  using Array = std::vector<Value>;
  using Member = std::pair<std::string, Value>;
  using Object = std::vector<Member>;  // in document order; of repeated keys the last one counts

  Value() = default;
  Value(std::nullptr_t) {}                              // NOLINT: implicit by design, as are the following
  Value(bool b) : data_(b) {}                           // NOLINT
  Value(int64_t i) : data_(i) {}                        // NOLINT
  Value(int i) : data_(int64_t{i}) {}                   // NOLINT
  Value(double d) : data_(d) {}                         // NOLINT
  Value(std::string s) : data_(std::move(s)) {}         // NOLINT
  Value(std::string_view s) : data_(std::string(s)) {}  // NOLINT
  Value(const char* s) : data_(std::string(s)) {}       // NOLINT
  Value(Array a) : data_(std::move(a)) {}               // NOLINT
  Value(Object o) : data_(std::move(o)) {}              // NOLINT

  enum class Type : uint8_t { null, boolean, integer, number, string, array, object };
  Type type() const noexcept { return static_cast<Type>(data_.index()); }
  bool is_null() const noexcept { return data_.index() == 0; }
  bool is_bool() const noexcept { return std::holds_alternative<bool>(data_); }
  bool is_int() const noexcept { return std::holds_alternative<int64_t>(data_); }
  bool is_double() const noexcept { return std::holds_alternative<double>(data_); }
  bool is_number() const noexcept { return is_int() || is_double(); }
  bool is_string() const noexcept { return std::holds_alternative<std::string>(data_); }
  bool is_array() const noexcept { return std::holds_alternative<Array>(data_); }
  bool is_object() const noexcept { return std::holds_alternative<Object>(data_); }

  // The value, or the fallback when it has another type.
  bool as_bool(bool fallback = false) const noexcept {
    const bool* b = std::get_if<bool>(&data_);
    return b != nullptr ? *b : fallback;
  }
  int64_t as_int(int64_t fallback = 0) const noexcept;   // doubles that are whole numbers within ±2^53 count
  double as_double(double fallback = 0) const noexcept;  // ints count
  std::string_view as_string(std::string_view fallback = {}) const noexcept {
    const std::string* s = std::get_if<std::string>(&data_);
    return s != nullptr ? std::string_view(*s) : fallback;
  }
  const Array& as_array() const noexcept;               // empty when it is none
  const Object& as_object() const noexcept;             // empty when it is none
  Array& array() { return std::get<Array>(data_); }     // precondition: is_array()
  Object& object() { return std::get<Object>(data_); }  // precondition: is_object()

  // The member, or null (a static null Value) when there is none or this is no object.
  const Value& operator[](std::string_view key) const noexcept;
  const Value* find(std::string_view key) const noexcept;
  // RFC 6901 JSON pointer; nullptr when nothing is there.
  const Value* at_pointer(std::string_view pointer) const;

  // Deep and strict, but 1 equals 1.0; object members in any order.
  friend bool operator==(const Value& a, const Value& b) noexcept;

 private:
  std::variant<std::nullptr_t, bool, int64_t, double, std::string, Array, Object> data_;  // alternatives in the order of Type
};

inline constexpr int max_json_depth = 64;

// One JSON document, at most `max_depth` (≤ 1024) deep and 64 MiB long. Integers beyond int64 become doubles; numbers beyond double are refused.
// invalid_json with the place ("not valid JSON at line 3, column 7", columns in bytes) on failure.
Result<Value> parse_json(std::string_view text, int max_depth = max_json_depth);
std::string to_json(const Value& value);
void append_json(std::string& out, const Value& value);

// Where the value at `pointer` starts, as line and column (from 1, columns in bytes), for messages about a document; {0, 0} when it is not there.
std::pair<int, int> locate_pointer(std::string_view text, std::string_view pointer);

}  // namespace docent::core
