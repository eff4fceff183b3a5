// The operators of the rule language: one table with name, number of operands, and how each is compiled. docs/rules.md has their meaning.
// To add a plain operator: a row here, a case in Machine::apply.
#pragma once

#include <cstdint>
#include <string_view>

namespace docent::core::rules {

enum class Op : uint8_t {
  // nodes that are no operator
  constant,
  list,
  // read data
  var,
  missing,
  missing_some,
  // plain: operands are evaluated, then the operator
  equal,
  strict_equal,
  not_equal,
  strict_not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  negate,
  truth,
  in,
  cat,
  substr,
  add,
  subtract,
  multiply,
  divide,
  modulo,
  min,
  max,
  merge,
  log,
  sem_ver,
  starts_with,
  ends_with,
  // evaluate only some operands
  if_,
  and_,
  or_,
  // evaluate an operand for each element
  map,
  filter,
  reduce,
  all,
  none,
  some,
  fractional,
  // literal operands
  in_segment,
  in_window,
  history,
};

enum class OpShape : uint8_t { data, plain, branch, loop, fractional, literal };

struct OpInfo {
  std::string_view name;
  Op op;
  OpShape shape;
  uint8_t min_operands;
  uint8_t max_operands;  // 255: no limit but that of nodes
};

// The row of an operator's name; nullptr when there is none.
const OpInfo* find_operator(std::string_view name) noexcept;

}  // namespace docent::core::rules
