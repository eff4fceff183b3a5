#include "rules/evaluator.h"

#include "rules/machine.h"

namespace docent::core {
namespace {

RuleId id_of(const rules::Tables& tables, const rules::Program* program) noexcept {
  for (std::size_t i = 0; i < tables.programs.size(); i++)
    if (tables.programs[i].get() == program) return static_cast<RuleId>(i);
  return no_rule;
}

Verdict run(rules::Machine& machine, const rules::Tables& tables, RuleId rule, const RuleInput& input, rules::Cell& result) noexcept {
  if (rule >= tables.programs.size()) return {false, RuleErrorType::bad_argument, false, false, no_rule, 0};
  if (machine.run(*tables.programs[rule], 0, input, result))
    return {truthy(result), RuleErrorType::none, machine.missing_data(), machine.saturated(), no_rule, 0};
  return {false, machine.error(), machine.missing_data(), machine.saturated(), id_of(tables, machine.error_program()), machine.error_node()};
}

}  // namespace

Evaluator::Evaluator(const RuleSet& rules) : rules_(&rules), machine_(std::make_unique<rules::Machine>(rules.tables())) {}
Evaluator::~Evaluator() = default;
Evaluator::Evaluator(Evaluator&&) noexcept = default;
Evaluator& Evaluator::operator=(Evaluator&&) noexcept = default;

Verdict Evaluator::test(RuleId rule, const RuleInput& input) noexcept {
  rules::Cell result;
  return run(*machine_, rules_->tables(), rule, input, result);
}

Verdict Evaluator::evaluate(RuleId rule, const RuleInput& input, Value& result) {
  rules::Cell cell;
  const Verdict verdict = run(*machine_, rules_->tables(), rule, input, cell);
  result = verdict.error == RuleErrorType::none ? to_value(cell) : Value();
  return verdict;
}

Verdict Evaluator::score(RuleId rule, const RuleInput& input, double& result) noexcept {
  rules::Cell cell;
  Verdict verdict = run(*machine_, rules_->tables(), rule, input, cell);
  result = 0;
  if (verdict.error != RuleErrorType::none || cell.is_nothing()) return verdict;
  if (to_number(cell, result) == RuleErrorType::none) return verdict;
  verdict.holds = false;
  verdict.error = RuleErrorType::type_error;
  verdict.rule = rule;
  return verdict;
}

}  // namespace docent::core
