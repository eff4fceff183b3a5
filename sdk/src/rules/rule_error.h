// What can be wrong with a rule, when it is compiled or when it is evaluated. The short names are part of the interface: they stand in what
// `docent eval` and explain print, and in docs/rules.md.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace docent::core {

enum class RuleErrorType : uint8_t {
  none,
  unknown_operator,   // no such operator
  unknown_time_zone,  // in_window: well-formed, and not known on this device
  bad_argument,       // wrong number of operands, a literal expected, or an operand outside its range
  type_error,         // an operand has a type that the operator does not take, for example null < 5
  nan,                // the result is not a finite number, or text that should be a number is none
  division_by_zero,
  too_deep,         // limits::max_rule_depth
  too_large,        // limits::max_rule_nodes, max_rule_slots
  budget_exceeded,  // limits::max_rule_steps, max_rule_bytes
};

// "unknown_operator" and so on; "" for none. Static.
std::string_view rule_error_name(RuleErrorType type) noexcept;

struct RuleError {
  RuleErrorType type = RuleErrorType::none;
  std::string pointer;      // JSON pointer of the place within the rule; "" is the rule itself
  std::string message;      // one sentence, without a full stop
  bool of_segment = false;  // the fault lies in a segment that the rule names
};

}  // namespace docent::core
