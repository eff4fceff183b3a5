#include "rules/explain.h"

#include "base/utf8.h"
#include "model/limits.h"
#include "rules/machine.h"

namespace docent::core {

// Runs nodes one by one on the Evaluator's machine.
class Explainer {
 public:
  Explainer(Evaluator& evaluator, const RuleInput& input) : tables_(evaluator.rules().tables()), machine_(*evaluator.machine_), input_(input) {}

  std::optional<Mismatch> explain(RuleId rule) {
    if (rule >= tables_.programs.size()) return std::nullopt;
    const rules::Program& program = *tables_.programs[rule];
    return run(program, 0) ? std::nullopt : std::optional(follow(program, 0));
  }

 private:
  // Whether the node holds. False on an error too.
  bool run(const rules::Program& program, uint32_t node) {
    fine_ = machine_.run(program, node, input_, result_);
    return fine_ && rules::truthy(result_);
  }

  // `node` does not hold: the node in or below it that decides that.
  Mismatch follow(const rules::Program& program, uint32_t node) {
    const rules::RuleNode& root = program.nodes[node];
    switch (root.op) {
      case rules::Op::and_:
        for (uint32_t child = root.first_child; child != rules::RuleNode::none; child = program.nodes[child].next_sibling)
          if (!run(program, child)) return follow(program, child);
        break;
      case rules::Op::if_: {
        uint32_t child = root.first_child;
        for (; child != rules::RuleNode::none && program.nodes[child].next_sibling != rules::RuleNode::none;
             child = program.nodes[child].next_sibling) {
          const bool taken = run(program, child);
          if (!fine_) return follow(program, child);
          child = program.nodes[child].next_sibling;
          if (taken) return follow(program, child);
        }
        if (child != rules::RuleNode::none) return follow(program, child);  // else
        break;
      }
      case rules::Op::in_segment: return follow(*tables_.programs[root.operand], 0);
      default: break;
    }
    return describe(program, node);
  }

  Mismatch describe(const rules::Program& program, uint32_t node) {
    run(program, node);
    if (!fine_ && (machine_.error_program() != &program || machine_.error_node() != node)) {  // an operand failed
      const RuleErrorType error = machine_.error();
      Mismatch inner = facts(*machine_.error_program(), machine_.error_node());
      inner.error = error;
      return inner;
    }
    const RuleErrorType error = fine_ ? RuleErrorType::none : machine_.error();
    Mismatch mismatch = facts(program, node);
    mismatch.error = error;
    return mismatch;
  }

  // The node's place, operator and operands.
  Mismatch facts(const rules::Program& program, uint32_t node) {
    const rules::RuleNode& root = program.nodes[node];
    Mismatch mismatch;
    mismatch.segment = program.segment;
    mismatch.pointer = rules::node_pointer(program, node);
    mismatch.op = root.name;
    if (root.in_loop) return mismatch;  // its operands depend on an element that is no longer there
    if (root.first_child == rules::RuleNode::none || root.op == rules::Op::var) {
      add_value(program, node, mismatch);
      return mismatch;
    }
    uint32_t index = 0;
    for (uint32_t child = root.first_child; child != rules::RuleNode::none; child = program.nodes[child].next_sibling, index++) {
      const bool fallback = root.op == rules::Op::fractional && (index == 1 || index == 2);  // not an operand that the rule has
      if (!program.nodes[child].in_loop && !fallback) add_value(program, child, mismatch);
    }
    return mismatch;
  }

  void add_value(const rules::Program& program, uint32_t node, Mismatch& mismatch) {
    run(program, node);
    if (fine_) mismatch.values.push_back(rules::to_value(result_));
    mismatch.saturated |= machine_.saturated();
  }

  const rules::Tables& tables_;
  rules::Machine& machine_;
  const RuleInput& input_;
  rules::Cell result_;
  bool fine_ = false;
};

namespace {

std::string operands_text(const Mismatch& mismatch) {
  constexpr std::size_t max_bytes = 80;
  std::string text;
  for (const Value& value : mismatch.values) {
    const std::string json = to_json(value);
    text += text.empty() ? ": " : ", ";
    text += utf8_prefix(json, max_bytes);
    if (json.size() > max_bytes) text += "…";
  }
  return text;
}

std::string error_text(const Mismatch& mismatch) {
  const std::string op = "\"" + mismatch.op + "\"";
  switch (mismatch.error) {
    case RuleErrorType::nan: return op + " gives no finite number with these operands" + operands_text(mismatch);
    case RuleErrorType::division_by_zero: return op + " divides by zero" + operands_text(mismatch);
    case RuleErrorType::budget_exceeded:
      return "the evaluation takes more than " + std::to_string(limits::max_rule_steps) + " steps or makes more than " +
             std::to_string(limits::max_rule_bytes) + " bytes";
    default: return op + " can't use these operands" + operands_text(mismatch);
  }
}

}  // namespace

std::optional<Mismatch> explain_mismatch(Evaluator& evaluator, RuleId rule, const RuleInput& input) {
  return Explainer(evaluator, input).explain(rule);
}

RuleError explain_error(Evaluator& evaluator, RuleId rule, const RuleInput& input) {
  const auto mismatch = explain_mismatch(evaluator, rule, input);
  if (!mismatch || mismatch->error == RuleErrorType::none) return {};
  std::string message = error_text(*mismatch);
  if (!mismatch->segment.empty()) message = "in segment \"" + mismatch->segment + "\": " + message;
  return {mismatch->error, mismatch->pointer, std::move(message)};
}

}  // namespace docent::core
