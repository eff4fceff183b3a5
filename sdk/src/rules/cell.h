// A value during evaluation: 16 bytes, views only, never owning. What it points to (constants, attributes, the scratch arena) outlives the
// evaluation. The conversions are those of JsonLogic as docs/rules.md states them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "json/value.h"
#include "rules/rule_error.h"

namespace docent::core::rules {

struct Cell {
  enum class Kind : uint32_t {  // as wide as `size`, so that both are written at once: reading a cell just made does not wait
    missing,                    // an absent attribute or member: null, but for the default of `var`
    null,
    never,  // an age of something that never happened
    boolean,
    integer,
    number,  // finite
    string,
    list,    // of cells in the arena
    array,   // of a Value
    object,  // of a Value
  };

  Kind kind = Kind::null;
  uint32_t size = 0;  // bytes of a string, elements of a list or array
  union {
    int64_t integer = 0;  // of a boolean 0 or 1
    double number;
    const char* text;
    const Cell* cells;
    const Value* value;
  };

  static Cell of(Kind kind) noexcept {
    Cell cell;
    cell.kind = kind;
    return cell;
  }
  static Cell of(bool b) noexcept {
    Cell cell;
    cell.kind = Kind::boolean;
    cell.integer = b ? 1 : 0;
    return cell;
  }
  static Cell of(int64_t i) noexcept {
    Cell cell;
    cell.kind = Kind::integer;
    cell.integer = i;
    return cell;
  }
  static Cell of(double d) noexcept {
    Cell cell;
    cell.kind = Kind::number;
    cell.number = d;
    return cell;
  }
  static Cell of(std::string_view text) noexcept {
    Cell cell;
    cell.kind = Kind::string;
    cell.size = static_cast<uint32_t>(text.size());
    cell.text = text.data();
    return cell;
  }
  static Cell of(const Cell* cells, std::size_t count) noexcept {
    Cell cell;
    cell.kind = Kind::list;
    cell.size = static_cast<uint32_t>(count);
    cell.cells = cells;
    return cell;
  }
  static Cell of(const Value& value) noexcept;

  std::string_view view() const noexcept { return {text, size}; }  // of a string
  bool boolean() const noexcept { return integer != 0; }           // of a boolean
  bool is_string() const noexcept { return kind == Kind::string; }
  bool is_array() const noexcept { return kind == Kind::list || kind == Kind::array; }
  bool is_nothing() const noexcept { return kind <= Kind::never; }  // missing, null or never
  bool is_number() const noexcept { return kind == Kind::integer || kind == Kind::number; }
  double as_double() const noexcept { return kind == Kind::integer ? static_cast<double>(integer) : number; }  // of a number
  Cell element(uint32_t index) const noexcept;                                                                 // of an array or list
};

// false, 0, "", [], null and never are falsy; all else is truthy, also "0" and {}.
inline bool truthy(const Cell& cell) noexcept {
  switch (cell.kind) {
    case Cell::Kind::missing:
    case Cell::Kind::null:
    case Cell::Kind::never: return false;
    case Cell::Kind::boolean: return cell.boolean();
    case Cell::Kind::integer: return cell.integer != 0;
    case Cell::Kind::number: return cell.number != 0;
    case Cell::Kind::string:
    case Cell::Kind::list:
    case Cell::Kind::array: return cell.size != 0;
    case Cell::Kind::object: return true;
  }
  return false;
}
// A number, or text that is one in decimal (white space around it is cut). type_error for other types, nan for other text.
RuleErrorType to_number(const Cell& cell, double& out) noexcept;

// Outcome of a comparison: whether it holds, or why it can't be made.
struct Compared {
  bool holds = false;
  RuleErrorType error = RuleErrorType::none;
};
enum class Order : uint8_t { less, less_equal, greater, greater_equal };
// Two strings by bytes (which is by code point), else as numbers. Anything compared with never does not hold.
Compared ordered(const Cell& a, Order order, const Cell& b) noexcept;
// `===`: same type (integers and doubles are one) and value. type_error for two arrays or two objects.
Compared strictly_equal(const Cell& a, const Cell& b) noexcept;
// `==`: as `===`, and numbers, strings and booleans are compared as numbers when their types differ; "" is 0 here, as in JavaScript.
Compared loosely_equal(const Cell& a, const Cell& b) noexcept;

// The text of a number as JavaScript writes it; returns its length.
inline constexpr std::size_t max_number_text = 32;
std::size_t format_number(const Cell& number, char* out) noexcept;

// The member or element at a dotted path; missing when there is none. "" is the cell itself.
Cell find_in(const Cell& cell, std::string_view path) noexcept;

// Doubles that are whole numbers below 2^53 become integers; missing and never become null.
Value to_value(const Cell& cell);

}  // namespace docent::core::rules
