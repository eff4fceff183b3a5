// Runs compiled rules. Owns the scratch memory (operand stack, bytes made by one evaluation) and reuses it, so that test() does not allocate once it
// is warm. One Evaluator per thread. Deterministic: the same rule and input give the same verdict, budgets included.
#pragma once

#include <cstdint>
#include <memory>

#include "json/value.h"
#include "rules/rule_error.h"
#include "rules/rule_input.h"
#include "rules/rule_set.h"

namespace docent::core {

namespace rules {
class Machine;
}

struct Verdict {
  bool holds = false;  // false whenever there is an error
  RuleErrorType error = RuleErrorType::none;
  bool missing_data = false;  // an attribute without a default was read and is missing: emergency campaigns fail open
  bool saturated = false;     // a saturated history value was read
  RuleId rule = no_rule;      // where the error arose: a rule of the set (a segment's, when it was called) …
  uint32_t node = 0;          // … and the node in it; see explain_error()
};

class Evaluator {
 public:
  explicit Evaluator(const RuleSet& rules);  // which must outlive it
  ~Evaluator();
  Evaluator(Evaluator&&) noexcept;
  Evaluator& operator=(Evaluator&&) noexcept;

  // Whether the rule holds: its result is truthy. Does not allocate on the common path.
  Verdict test(RuleId rule, const RuleInput& input) noexcept;
  // The rule's result; `never` becomes null. null when the verdict is an error.
  Verdict evaluate(RuleId rule, const RuleInput& input, Value& result);
  // A number (scores): Verdict::error is type_error when the result is none; never and null count as 0.
  Verdict score(RuleId rule, const RuleInput& input, double& result) noexcept;

  const RuleSet& rules() const noexcept { return *rules_; }

 private:
  friend class Explainer;
  const RuleSet* rules_;
  std::unique_ptr<rules::Machine> machine_;
};

}  // namespace docent::core
