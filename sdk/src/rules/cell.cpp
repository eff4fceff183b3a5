#include "rules/cell.h"

#include <charconv>
#include <cmath>
#include <cstring>

#include "rules/path.h"

namespace docent::core::rules {
namespace {

using Kind = Cell::Kind;

constexpr double max_exact_integer = 9'007'199'254'740'992;  // 2^53
constexpr RuleErrorType ok = RuleErrorType::none;

std::string_view trimmed(std::string_view text) noexcept {
  constexpr std::string_view space = " \t\n\r\v\f";
  const std::size_t first = text.find_first_not_of(space);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(space) - first + 1);
}

// Decimal text in full, with an optional sign; no "inf", "nan", hexadecimal.
bool parse_number(std::string_view text, double& out) noexcept {
  text = trimmed(text);
  const std::string_view digits = !text.empty() && (text[0] == '-' || text[0] == '+') ? text.substr(1) : text;
  if (digits.empty() || !((digits[0] >= '0' && digits[0] <= '9') || digits[0] == '.')) return false;
  if (text[0] == '+') text = digits;  // from_chars takes no '+'
  const auto result = std::from_chars(text.data(), text.data() + text.size(), out);
  return result.ec == std::errc() && result.ptr == text.data() + text.size() && std::isfinite(out);
}

bool same_number(const Cell& a, const Cell& b) noexcept {
  if (a.kind == Kind::integer && b.kind == Kind::integer) return a.integer == b.integer;
  return a.as_double() == b.as_double();
}

template <class T>
bool holds(T a, Order order, T b) noexcept {
  switch (order) {
    case Order::less: return a < b;
    case Order::less_equal: return a <= b;
    case Order::greater: return a > b;
    case Order::greater_equal: return a >= b;
  }
  return false;
}

// The number that a boolean, number or string stands for in `==`; false when it stands for none.
bool loose_number(const Cell& cell, double& out) noexcept {
  switch (cell.kind) {
    case Kind::boolean: out = cell.boolean() ? 1 : 0; return true;
    case Kind::integer:
    case Kind::number: out = cell.as_double(); return true;
    case Kind::string:
      if (!trimmed(cell.view()).empty()) return parse_number(cell.view(), out);
      out = 0;
      return true;
    default: return false;
  }
}

}  // namespace

Cell Cell::of(const Value& value) noexcept {
  switch (value.type()) {
    case Value::Type::null: return of(Kind::null);
    case Value::Type::boolean: return of(value.as_bool());
    case Value::Type::integer: return of(value.as_int());
    case Value::Type::number: return std::isfinite(value.as_double()) ? of(value.as_double()) : of(Kind::null);
    case Value::Type::string: return of(value.as_string());
    case Value::Type::array:
    case Value::Type::object: break;
  }
  Cell cell = of(value.is_array() ? Kind::array : Kind::object);
  cell.size = value.is_array() ? static_cast<uint32_t>(value.as_array().size()) : 0;
  cell.value = &value;
  return cell;
}

Cell Cell::element(uint32_t index) const noexcept { return kind == Kind::list ? cells[index] : of(value->as_array()[index]); }

RuleErrorType to_number(const Cell& cell, double& out) noexcept {
  if (cell.is_number()) {
    out = cell.as_double();
    return ok;
  }
  if (!cell.is_string()) return RuleErrorType::type_error;
  return parse_number(cell.view(), out) ? ok : RuleErrorType::nan;
}

Compared ordered(const Cell& a, Order order, const Cell& b) noexcept {
  if (a.kind == Kind::never || b.kind == Kind::never) return {};
  if (a.kind == Kind::integer && b.kind == Kind::integer) return {holds(a.integer, order, b.integer)};
  if (a.is_string() && b.is_string()) return {holds(a.view().compare(b.view()), order, 0)};
  double x = 0;
  double y = 0;
  if (const RuleErrorType error = to_number(a, x); error != ok) return {false, error};
  if (const RuleErrorType error = to_number(b, y); error != ok) return {false, error};
  return {holds(x, order, y)};
}

Compared strictly_equal(const Cell& a, const Cell& b) noexcept {
  if (a.kind == Kind::never || b.kind == Kind::never) return {};
  if (a.is_number() && b.is_number()) return {same_number(a, b)};
  if ((a.is_array() && b.is_array()) || (a.kind == Kind::object && b.kind == Kind::object)) return {false, RuleErrorType::type_error};
  if (a.is_nothing() && b.is_nothing()) return {true};
  if (a.kind != b.kind) return {};
  if (a.is_string()) return {a.view() == b.view()};
  return {a.boolean() == b.boolean()};
}

Compared loosely_equal(const Cell& a, const Cell& b) noexcept {
  double x = 0;
  double y = 0;
  if (a.kind == b.kind || (a.is_number() && b.is_number())) return strictly_equal(a, b);
  if (loose_number(a, x) && loose_number(b, y)) return {x == y};
  return strictly_equal(a, b);
}

std::size_t format_number(const Cell& number, char* out) noexcept {
  char* const end = out + max_number_text;
  if (number.kind == Kind::integer) return static_cast<std::size_t>(std::to_chars(out, end, number.integer).ptr - out);
  const double d = number.number == 0 ? 0 : number.number;  // "-0" is written "0"
  const double size = std::fabs(d);
  if (d == 0 || (size >= 1e-6 && size < 1e21)) return static_cast<std::size_t>(std::to_chars(out, end, d, std::chars_format::fixed).ptr - out);
  const auto written = std::to_chars(out, end, d, std::chars_format::scientific).ptr;
  char* exponent = static_cast<char*>(std::memchr(out, 'e', static_cast<std::size_t>(written - out))) + 2;  // behind "e-" or "e+"
  if (*exponent != '0') return static_cast<std::size_t>(written - out);
  std::memmove(exponent, exponent + 1, static_cast<std::size_t>(written - exponent) - 1);  // 1e-07 is written "1e-7"
  return static_cast<std::size_t>(written - out) - 1;
}

Cell find_in(const Cell& cell, std::string_view path) noexcept {
  if (path.empty()) return cell;
  if (cell.kind == Kind::list) {
    const bool last = path.find('.') == std::string_view::npos;
    const std::size_t index = path_index(next_path_part(path));
    if (index >= cell.size) return Cell::of(Kind::missing);
    const Cell inner = cell.cells[index];
    return last || !path.empty() ? find_in(inner, path) : Cell::of(Kind::missing);
  }
  if (cell.kind != Kind::array && cell.kind != Kind::object) return Cell::of(Kind::missing);
  const Value* value = find_path(*cell.value, path);
  return value != nullptr ? Cell::of(*value) : Cell::of(Kind::missing);
}

Value to_value(const Cell& cell) {
  switch (cell.kind) {
    case Kind::missing:
    case Kind::null:
    case Kind::never: return {};
    case Kind::boolean: return cell.boolean();
    case Kind::integer: return cell.integer;
    case Kind::number:
      if (std::fabs(cell.number) < max_exact_integer && std::trunc(cell.number) == cell.number) return static_cast<int64_t>(cell.number);
      return cell.number;
    case Kind::string: return cell.view();
    case Kind::list: {
      Value::Array array;
      array.reserve(cell.size);
      for (uint32_t i = 0; i < cell.size; i++) array.push_back(to_value(cell.cells[i]));
      return array;
    }
    case Kind::array:
    case Kind::object: return *cell.value;
  }
  return {};
}

}  // namespace docent::core::rules
