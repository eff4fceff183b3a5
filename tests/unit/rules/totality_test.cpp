// Random rules on random data: every evaluation ends in a value or an error that is named, the same way each time, with folding and without.
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "model/limits.h"
#include "rig.h"

namespace docent::core {
namespace {

class Generator {
 public:
  explicit Generator(uint32_t seed) : random_(seed) {}

  Value rule(int depth) {
    if (depth <= 0 || chance(15)) return literal();
    if (chance(10)) return array([&] { return rule(depth - 1); });
    if (chance(25)) return var(depth);
    static const std::vector<std::string> operators = {
        "==", "===", "!=", "!==", "<",      "<=",     ">",   ">=",    "!",    "!!",      "in",           "cat",        "substr",
        "+",  "-",   "*",  "/",   "%",      "min",    "max", "merge", "log",  "sem_ver", "starts_with",  "ends_with",  "if",
        "?:", "and", "or", "map", "filter", "reduce", "all", "none",  "some", "missing", "missing_some", "fractional", "no_such"};
    const std::string& name = operators[pick(operators.size())];
    if (name == "no_such" && !chance(5)) return literal();
    Value::Array operands;
    std::size_t count = 1 + pick(3);
    if (name == "if") count = pick(6);
    if (name == "sem_ver") count = 3;
    if (name == "fractional")
      return Value(Value::Object{{name, Value::Array{rule(depth - 1), Value::Array{rule(depth - 2), 1}, Value::Array{"b", rule(0)}}}});
    for (std::size_t i = 0; i < count; i++) operands.push_back(rule(depth - 1));
    if (chance(10) && !operands.empty()) return Value(Value::Object{{name, operands[0]}});
    return Value(Value::Object{{name, std::move(operands)}});
  }

  Value data(int depth) {
    if (depth <= 0 || chance(30)) return literal();
    if (chance(40)) return array([&] { return data(depth - 1); });
    Value::Object members;
    for (const char* name : {"a", "b", "list", "0", ""})
      if (chance(60)) members.emplace_back(name, data(depth - 1));
    return members;
  }

 private:
  std::size_t pick(std::size_t n) { return random_() % n; }
  bool chance(unsigned percent) { return random_() % 100 < percent; }
  template <class Make>
  Value array(Make make) {
    Value::Array elements;
    for (std::size_t n = pick(4); n > 0; n--) elements.push_back(make());
    return elements;
  }
  Value var(int depth) {
    static const std::vector<Value> paths = {"a", "b",     "a.b",  "list", "list.0", "", "current", "accumulator", "accumulator.a",
                                             0,   Value(), "a..b", "."};
    Value path = chance(10) ? rule(depth - 1) : paths[pick(paths.size())];
    if (chance(30)) return Value(Value::Object{{"var", Value::Array{std::move(path), rule(depth - 1)}}});
    return Value(Value::Object{{"var", std::move(path)}});
  }
  Value literal() {
    static const std::vector<Value> values = {Value(),
                                              true,
                                              false,
                                              0,
                                              1,
                                              -1,
                                              2,
                                              0.5,
                                              1e300,
                                              9007199254740992.0,
                                              int64_t{9007199254740993},
                                              "",
                                              "0",
                                              "1",
                                              " 2 ",
                                              "abc",
                                              "é排😀",
                                              "1.2.3",
                                              ">=",
                                              "a",
                                              Value(Value::Array{}),
                                              Value(Value::Array{1, "a"}),
                                              Value(Value::Object{}),
                                              Value(Value::Object{{"a", 1}, {"b", 2}}),
                                              "a.b"};
    return values[pick(values.size())];
  }

  std::mt19937 random_;
};

struct Outcome {
  Verdict verdict;
  std::string result;
};

Outcome evaluate(const RuleSet& rules, RuleId rule, const Value& document) {
  const DocumentInput input(rules, document);
  Evaluator evaluator(rules);
  Value result;
  Outcome outcome;
  outcome.verdict = evaluator.evaluate(rule, input.input(), result);
  outcome.result = to_json(result);
  return outcome;
}

void check(const Value& rule, const Value& document, int& evaluated) {
  RuleSet rules;
  const CompileResult compiled = rules.compile(rule);
  if (!compiled.ok()) {
    ASSERT_NE(rule_error_name(compiled.error.type), "");
    ASSERT_NE(rule.at_pointer(compiled.error.pointer), nullptr) << "the pointer leads into the rule: " << compiled.error.pointer;
    return;
  }
  evaluated++;
  const Outcome outcome = evaluate(rules, compiled.rule, document);
  const Outcome again = evaluate(rules, compiled.rule, document);
  ASSERT_EQ(outcome.result, again.result);
  ASSERT_EQ(outcome.verdict.error, again.verdict.error);
  ASSERT_FALSE(outcome.verdict.holds && outcome.verdict.error != RuleErrorType::none);
  ASSERT_TRUE(parse_json(outcome.result, 1024).ok()) << outcome.result;

  RuleSet plain;
  plain.set_folding(false);
  const CompileResult unfolded = plain.compile(rule);
  ASSERT_TRUE(unfolded.ok());
  const Outcome other = evaluate(plain, unfolded.rule, document);
  if (outcome.verdict.error == RuleErrorType::budget_exceeded || other.verdict.error == RuleErrorType::budget_exceeded) return;
  ASSERT_EQ(rule_error_name(outcome.verdict.error), rule_error_name(other.verdict.error));
  ASSERT_EQ(outcome.result, other.result);
  ASSERT_EQ(outcome.verdict.holds, other.verdict.holds);

  const DocumentInput input(rules, document);
  Evaluator evaluator(rules);
  const auto mismatch = explain_mismatch(evaluator, compiled.rule, input.input());
  ASSERT_EQ(mismatch.has_value(), !outcome.verdict.holds);
  if (!mismatch) return;
  ASSERT_EQ(rule_error_name(mismatch->error), rule_error_name(outcome.verdict.error));
  ASSERT_NE(rule.at_pointer(mismatch->pointer), nullptr) << mismatch->pointer;
}

TEST(Totality, RandomRulesOnRandomData) {
  int evaluated = 0;
  for (uint32_t seed = 0; seed < 20'000; seed++) {
    Generator generator(seed);
    const Value rule = generator.rule(1 + static_cast<int>(seed % 6));
    const Value document = generator.data(4);
    SCOPED_TRACE("seed " + std::to_string(seed) + ": " + to_json(rule) + " on " + to_json(document));
    check(rule, document, evaluated);
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(evaluated, 8'000) << "most rules must compile, or the test tests little";
}

}  // namespace
}  // namespace docent::core
