#include "rules/explain.h"

#include <gtest/gtest.h>

#include "rig.h"

namespace docent::core {
namespace {

struct Explained {
  std::string segment, pointer, op, values, error;
  bool operator==(const Explained&) const = default;
};
std::ostream& operator<<(std::ostream& out, const Explained& e) {
  return out << e.segment << " | " << e.pointer << " | " << e.op << " | " << e.values << " | " << e.error;
}

Explained explain(std::string_view rule, std::string_view data = "{}") {
  RuleSet rules;
  rules.declare_segment("writers", json(R"({"and":[true,{">=":[{"event_days":["text_edited","P14D"]},3]}]})"));
  const CompileResult compiled = rules.compile(json(rule));
  EXPECT_TRUE(compiled.ok()) << compiled.error.message;
  const Value document = json(data);
  const DocumentInput input(rules, document);
  Evaluator evaluator(rules);
  const auto mismatch = explain_mismatch(evaluator, compiled.rule, input.input());
  EXPECT_EQ(!mismatch, evaluator.test(compiled.rule, input.input()).holds);
  if (!mismatch) return {"", "", "holds", "", ""};
  return {mismatch->segment, mismatch->pointer, mismatch->op, to_json(Value(mismatch->values)), std::string(rule_error_name(mismatch->error))};
}

TEST(Explain, NothingWhenTheRuleHolds) { EXPECT_EQ(explain("true").op, "holds"); }

TEST(Explain, TheFirstOperandOfAndThatDoesNotHold) {
  const char* rule = R"({"and":[{"==":[{"var":"context.editing"},"text"]},{"and":[{"var":"a"},{">":[{"event_count":["x"]},2]}]}]})";
  EXPECT_EQ(explain(rule), (Explained{"", "/and/0", "==", R"([null,"text"])", ""}));
  EXPECT_EQ(explain(rule, R"({"context":{"editing":"text"}})"), (Explained{"", "/and/1/and/0", "var", "[null]", ""}));
  EXPECT_EQ(explain(rule, R"({"context":{"editing":"text"},"a":1})"), (Explained{"", "/and/1/and/1", ">", "[0,2]", ""}));
}

TEST(Explain, OrShowsAllItsOperands) {
  EXPECT_EQ(explain(R"({"or":[{"var":"a"},{"==":[1,{"var":"b"}]}]})", R"({"a":0,"b":2})"), (Explained{"", "", "or", "[0,false]", ""}));
}

TEST(Explain, IfFollowsTheBranchTaken) {
  const char* rule = R"({"if":[{"var":"a"},{"==":[{"var":"x"},1]},{"var":"b"},{"==":[{"var":"x"},2]},{"==":[{"var":"x"},3]}]})";
  EXPECT_EQ(explain(rule, R"({"a":1,"x":9})").pointer, "/if/1");
  EXPECT_EQ(explain(rule, R"({"b":1,"x":9})").pointer, "/if/3");
  EXPECT_EQ(explain(rule, R"({"x":9})").pointer, "/if/4");
  EXPECT_EQ(explain(R"({"?:":[{"var":"a"},1]})"), (Explained{"", "", "?:", "[null,1]", ""}));
}

TEST(Explain, FollowsSegments) {
  EXPECT_EQ(explain(R"({"and":[1,{"in_segment":["writers"]}]})"), (Explained{"writers", "/and/1", ">=", "[0,3]", ""}));
}

TEST(Explain, LiteralsAndConstants) {
  EXPECT_EQ(explain("false"), (Explained{"", "", "", "[false]", ""}));
  EXPECT_EQ(explain(R"({"and":[true,{"==":[1,2]}]})"), (Explained{"", "", "and", "[false]", ""})) << "folded whole";
  EXPECT_EQ(explain(R"({"and":[{"var":"a"},{"==":[1,2]}]})", R"({"a":1})"), (Explained{"", "/and/1", "==", "[false]", ""}));
  EXPECT_EQ(explain(R"({"event_seq":[["a","b"],"PT1M"]})"), (Explained{"", "", "event_seq", "[false]", ""}));
  EXPECT_EQ(explain(R"({"<":[{"event_age":["a"]},60]})"), (Explained{"", "", "<", "[null,60]", ""}));
}

TEST(Explain, ErrorsNameTheOperatorThatFailed) {
  EXPECT_EQ(explain(R"({"and":[true,{"<":[{"var":"age"},18]}]})"), (Explained{"", "/and/1", "<", "[null,18]", "type_error"}));
  EXPECT_EQ(explain(R"({"==":[{"+":[{"var":"x"},1]},2]})", R"({"x":"abc"})"), (Explained{"", "/==/0", "+", R"(["abc",1])", "nan"}));
  EXPECT_EQ(explain(R"({"or":[{"/":[1,{"var":"x"}]},true]})", R"({"x":0})"), (Explained{"", "/or/0", "/", "[1,0]", "division_by_zero"}));
  EXPECT_EQ(explain(R"({"if":[{"<":[{"var":"x"},1]},1,2]})"), (Explained{"", "/if/0", "<", "[null,1]", "type_error"}));
  EXPECT_EQ(explain(R"({"some":[{"var":"list"},{"<":[{"var":"n"},1]}]})", R"({"list":[{"n":null}]})"),
            (Explained{"", "/some/1", "<", "[]", "type_error"}));
}

TEST(Explain, ErrorsAsOneSentence) {
  RuleSet rules;
  rules.declare_segment("s", json(R"({"<":[{"var":"age"},{"var":"long"}]})"));
  const RuleId rule = rules.compile(json(R"({"!":{"in_segment":["s"]}})")).rule;
  const Value document = json(R"({"long":")" + std::string(200, 'x') + "\"}");
  const DocumentInput input(rules, document);
  Evaluator evaluator(rules);
  const RuleError error = explain_error(evaluator, rule, input.input());
  EXPECT_EQ(error.type, RuleErrorType::type_error);
  EXPECT_EQ(error.pointer, "");
  EXPECT_EQ(error.message, "in segment \"s\": \"<\" can't use these operands: null, \"" + std::string(79, 'x') + "…");
  const RuleId fine = rules.compile(json("false")).rule;
  EXPECT_EQ(explain_error(evaluator, fine, input.input()).type, RuleErrorType::none);
}

TEST(Explain, SaturatedOperandsAreMarked) {
  RuleSet rules;
  const RuleId rule = rules.compile(json(R"({"<":[{"event_count":["a"]},5]})")).rule;
  FakeHistory history(rules);
  history.values[R"({"event_count":["a"]})"] = {1000, false, true};
  Evaluator evaluator(rules);
  EXPECT_TRUE(explain_mismatch(evaluator, rule, {{}, &history, {}})->saturated);
}

TEST(Explain, FractionalShowsItsBuckets) {
  EXPECT_EQ(explain(R"({"fractional":[{"var":"k"},[false,1]]})", R"({"k":"x"})"), (Explained{"", "", "fractional", R"(["x",false,1])", ""}));
}

TEST(Explain, ErrorTypesHaveNames) {
  EXPECT_EQ(rule_error_name(RuleErrorType::none), "");
  for (int i = 1; i <= static_cast<int>(RuleErrorType::budget_exceeded); i++) EXPECT_NE(rule_error_name(static_cast<RuleErrorType>(i)), "") << i;
}

}  // namespace
}  // namespace docent::core
