// Why a rule does not hold: the first node that decided it, and the values it saw. Evaluates again, piece by piece, so that test() pays nothing for
// it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/evaluator.h"

namespace docent::core {

struct Mismatch {
  std::string segment;                        // "" : in the rule itself; else the pointer is within this segment's rule
  std::string pointer;                        // JSON pointer of the node, for example "/and/1"
  std::string op;                             // its operator, for example "=="; "" for a literal
  std::vector<Value> values;                  // of its operands, in order; those that were not evaluated are left out
  RuleErrorType error = RuleErrorType::none;  // the operator failed
  bool saturated = false;                     // an operand is a saturated history value
};

// Empty when the rule holds. Of `and` the first operand that does not hold is followed, of `if` the branch taken, of in_segment the segment's rule.
std::optional<Mismatch> explain_mismatch(Evaluator& evaluator, RuleId rule, const RuleInput& input);
// The place and a sentence for a verdict with an error, with the operand values.
RuleError explain_error(Evaluator& evaluator, RuleId rule, const RuleInput& input);

}  // namespace docent::core
