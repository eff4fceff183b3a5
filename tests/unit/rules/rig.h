// What the tests of rules share: compile a rule from JSON text, run it on JSON data, and a history that tests fill by hand.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <string_view>

#include "rules/document_input.h"
#include "rules/evaluator.h"
#include "rules/explain.h"

namespace docent::core {

inline Value json(std::string_view text) {
  auto value = parse_json(text, 1024);
  EXPECT_TRUE(value.ok()) << text << ": " << value.status().message();
  return value.ok() ? std::move(*value) : Value();
}

// The result as JSON, or "error: type".
inline std::string eval(std::string_view rule, std::string_view data = "null", bool folding = true) {
  RuleSet rules;
  rules.set_folding(folding);
  const CompileResult compiled = rules.compile(json(rule));
  if (!compiled.ok()) return "error: " + std::string(rule_error_name(compiled.error.type));
  const Value document = json(data);
  const DocumentInput input(rules, document);
  Evaluator evaluator(rules);
  Value result;
  const Verdict verdict = evaluator.evaluate(compiled.rule, input.input(), result);
  return verdict.error == RuleErrorType::none ? to_json(result) : "error: " + std::string(rule_error_name(verdict.error));
}

// Both with constant folding and without: they must agree.
inline std::string eval_both(std::string_view rule, std::string_view data = "null") {
  const std::string folded = eval(rule, data, true);
  EXPECT_EQ(folded, eval(rule, data, false)) << rule;
  return folded;
}

inline RuleError compile_error(std::string_view rule, RuleScope scope = RuleScope::user) {
  RuleSet rules;
  const CompileResult compiled = rules.compile(json(rule), scope);
  EXPECT_FALSE(compiled.ok()) << rule;
  return compiled.error;
}

// A document, and a history by HistorySlot::key().
class FakeHistory final : public RuleContext {
 public:
  explicit FakeHistory(const RuleSet& rules) : rules_(rules) {}
  std::map<std::string, HistoryValue> values;
  HistoryValue history(uint32_t slot) const override {
    const auto found = values.find(rules_.history()[slot].key());
    return found != values.end() ? found->second : HistoryValue{0, may_be_never(rules_.history()[slot].op), false};
  }

 private:
  const RuleSet& rules_;
};

}  // namespace docent::core
