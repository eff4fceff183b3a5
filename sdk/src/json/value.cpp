#include "json/value.h"

#include <cmath>

#include "json/pointer.h"
#include "json/writer.h"

namespace docent::core {
namespace {

constexpr double max_exact_integer = 9'007'199'254'740'992;  // 2^53

const Value* element(const Value::Array& array, std::string_view token) noexcept {
  if (token.empty() || token.size() > 9 || (token.size() > 1 && token[0] == '0')) return nullptr;
  std::size_t index = 0;
  for (const char c : token) {
    if (c < '0' || c > '9') return nullptr;
    index = index * 10 + static_cast<std::size_t>(c - '0');
  }
  return index < array.size() ? &array[index] : nullptr;
}

// 1 equals 1.0, and 2^53 + 1 differs from 2^53 although both are the same double.
bool same_number(const Value& a, const Value& b) noexcept {
  if (a.is_int() && b.is_int()) return a.as_int() == b.as_int();
  if (a.is_double() && b.is_double()) return a.as_double() == b.as_double();
  const double d = a.is_double() ? a.as_double() : b.as_double();
  const int64_t i = a.is_int() ? a.as_int() : b.as_int();
  constexpr double limit = 9'223'372'036'854'775'808.0;  // 2^63
  return d >= -limit && d < limit && std::trunc(d) == d && static_cast<int64_t>(d) == i;
}

// Every member of `a` that counts (the last of its name) equals that of `b`.
bool contains_members(const Value& a, const Value& b) noexcept {
  for (const auto& [key, value] : a.as_object()) {
    if (a.find(key) != &value) continue;  // a later one of this name counts
    const Value* other = b.find(key);
    if (other == nullptr || !(*other == value)) return false;
  }
  return true;
}

bool same_object(const Value& a, const Value& b) noexcept {
  if (a.as_object() == b.as_object()) return true;
  if (!contains_members(a, b)) return false;
  for (const auto& [key, value] : b.as_object())
    if (a.find(key) == nullptr) return false;
  return true;
}

}  // namespace

int64_t Value::as_int(int64_t fallback) const noexcept {
  if (const int64_t* i = std::get_if<int64_t>(&data_)) return *i;
  const double* d = std::get_if<double>(&data_);
  return d != nullptr && std::fabs(*d) <= max_exact_integer && std::trunc(*d) == *d ? static_cast<int64_t>(*d) : fallback;
}

double Value::as_double(double fallback) const noexcept {
  if (const double* d = std::get_if<double>(&data_)) return *d;
  const int64_t* i = std::get_if<int64_t>(&data_);
  return i != nullptr ? static_cast<double>(*i) : fallback;
}

const Value::Array& Value::as_array() const noexcept {
  static const Array empty;
  const Array* a = std::get_if<Array>(&data_);
  return a != nullptr ? *a : empty;
}

const Value::Object& Value::as_object() const noexcept {
  static const Object empty;
  const Object* o = std::get_if<Object>(&data_);
  return o != nullptr ? *o : empty;
}

const Value& Value::operator[](std::string_view key) const noexcept {
  static const Value null;
  const Value* value = find(key);
  return value != nullptr ? *value : null;
}

const Value* Value::find(std::string_view key) const noexcept {
  const Object& members = as_object();
  for (auto member = members.rbegin(); member != members.rend(); ++member)
    if (member->first == key) return &member->second;
  return nullptr;
}

const Value* Value::at_pointer(std::string_view pointer) const {
  const auto tokens = split_pointer(pointer);
  if (!tokens) return nullptr;
  const Value* value = this;
  for (const std::string& token : *tokens) {
    value = value->is_array() ? element(value->as_array(), token) : value->find(token);
    if (value == nullptr) return nullptr;
  }
  return value;
}

bool operator==(const Value& a, const Value& b) noexcept {
  if (a.is_number() && b.is_number()) return same_number(a, b);
  if (a.is_object() && b.is_object()) return same_object(a, b);
  return a.data_ == b.data_;
}

void append_json(std::string& out, const Value& value) {
  if (value.is_null()) {
    out.append("null");
  } else if (value.is_bool()) {
    append_json_bool(out, value.as_bool());
  } else if (value.is_int()) {
    append_json_int(out, value.as_int());
  } else if (value.is_double()) {
    append_json_double(out, value.as_double());
  } else if (value.is_string()) {
    append_json_string(out, value.as_string());
  } else if (value.is_array()) {
    char separator = '[';
    for (const Value& element : value.as_array()) {
      out.push_back(separator);
      append_json(out, element);
      separator = ',';
    }
    if (separator == '[') out.push_back('[');
    out.push_back(']');
  } else {
    char separator = '{';
    for (const auto& [key, member] : value.as_object()) {
      out.push_back(separator);
      append_json_key(out, key);
      append_json(out, member);
      separator = ',';
    }
    if (separator == '{') out.push_back('{');
    out.push_back('}');
  }
}

std::string to_json(const Value& value) {
  std::string out;
  append_json(out, value);
  return out;
}

}  // namespace docent::core
