// What the compiler refuses and where, what it interns, and that folding changes nothing but speed.
#include "rules/compiler.h"

#include <gtest/gtest.h>

#include "model/limits.h"
#include "rig.h"

namespace docent::core {
namespace {

struct Refusal {
  const char* rule;
  RuleErrorType type;
  const char* pointer;
};

std::string nested(int depth, std::string_view open, std::string_view close, std::string_view core) {
  std::string text;
  for (int i = 0; i < depth; i++) text += open;
  text += core;
  for (int i = 0; i < depth; i++) text += close;
  return text;
}

TEST(Compiler, RefusesWithTypeAndPlace) {
  for (const Refusal& c : {
           Refusal{R"({"foo":[1]})", RuleErrorType::unknown_operator, ""},
           {R"({"and":[true,{"or":[{"Event_count":["x"]}]}]})", RuleErrorType::unknown_operator, "/and/1/or/0"},
           {R"({"if":[false,{"regex":["a","b"]}]})", RuleErrorType::unknown_operator, "/if/1"},
           {R"([1,{"bad/op":1}])", RuleErrorType::unknown_operator, "/1"},
           {R"({"!":{"nope":1}})", RuleErrorType::unknown_operator, "/!"},
           {R"({"/":[{"~x":1},2]})", RuleErrorType::unknown_operator, "/~1/0"},
           {R"({"fractional":["k",["a",{"w":1}]]})", RuleErrorType::unknown_operator, "/fractional/1/1"},
           {R"({"fractional":["k",["a",1],[]]})", RuleErrorType::bad_argument, "/fractional/2"},
           {R"({"==":[1]})", RuleErrorType::bad_argument, ""},
           {R"({"==":[1,2,3]})", RuleErrorType::bad_argument, ""},
           {R"({"and":[]})", RuleErrorType::bad_argument, ""},
           {R"({"var":[true]})", RuleErrorType::bad_argument, ""},
           {R"({"map":[[1]]})", RuleErrorType::bad_argument, ""},
           {R"({"var":["a",1,2]})", RuleErrorType::bad_argument, ""},
       }) {
    const RuleError error = compile_error(c.rule);
    EXPECT_EQ(rule_error_name(error.type), rule_error_name(c.type)) << c.rule;
    EXPECT_EQ(error.pointer, c.pointer) << c.rule;
    EXPECT_FALSE(error.message.empty()) << c.rule;
  }
  EXPECT_EQ(compile_error(R"({"foo":1})").message, "there is no operator \"foo\"");
  EXPECT_EQ(compile_error(R"({"substr":["x"]})").message, "\"substr\" takes 2 to 3 operands, not 1");
  EXPECT_EQ(compile_error(R"({"and":[]})").message, "\"and\" takes at least 1 operands, not 0");
}

TEST(Compiler, AnUnknownOperatorIsFoundInBranchesThatAreNeverTaken) {
  EXPECT_EQ(compile_error(R"({"or":[true,{"no_such":1}]})").type, RuleErrorType::unknown_operator);
  EXPECT_EQ(compile_error(R"({"map":[[],{"no_such":1}]})").type, RuleErrorType::unknown_operator);
}

TEST(Compiler, DepthIsExact) {
  const int max = limits::max_rule_depth;
  EXPECT_EQ(eval_both(nested(max, R"({"!":[)", "]}", "true")), max % 2 == 0 ? "true" : "false");
  EXPECT_EQ(eval(nested(max + 1, R"({"!":[)", "]}", "true")), "error: too_deep");
  EXPECT_EQ(eval_both(nested(max, "[", "]", "")), nested(max, "[", "]", ""));
  EXPECT_EQ(eval(nested(max + 1, "[", "]", "")), "error: too_deep");
  EXPECT_EQ(eval(nested(400, R"({"!":[)", "]}", "true")), "error: too_deep");
}

TEST(Compiler, NodesAreCounted) {
  const auto list = [](std::size_t n) {
    std::string text = "{\"in\":[1,[0";
    for (std::size_t i = 1; i < n; i++) text += ",0";
    return text + "]]}";
  };
  EXPECT_EQ(eval_both(list(limits::max_rule_nodes - 3)), "false");  // the operator, its first operand and the list count too
  EXPECT_EQ(eval(list(limits::max_rule_nodes - 2)), "error: too_large");
  std::string literal = R"({"in":[1,{"a":0,"b":[0)";
  for (std::size_t i = 0; i < limits::max_rule_nodes; i++) literal += ",0";
  EXPECT_EQ(eval(literal + "]}]}"), "error: too_large") << "literals count with all that is in them";
}

TEST(Compiler, ObjectsWithNoneOrSeveralMembersAreLiterals) {
  EXPECT_EQ(eval_both("{}"), "{}");
  EXPECT_EQ(eval_both(R"({"+":[1,2],"-":[1,2]})"), R"({"+":[1,2],"-":[1,2]})");
  EXPECT_EQ(eval_both(R"({"if":[{},1,2]})"), "1");
}

TEST(Compiler, InternsAttributesByScope) {
  RuleSet rules;
  ASSERT_TRUE(
      rules.compile(json(R"({"and":[{"var":"user.plan"},{"var":["app.version","0"]},{"missing":["a","b"]},{"var":"user.plan"},{"var":7}]})")).ok());
  ASSERT_TRUE(rules.compile(json(R"({"missing_some":[1,["c"]]})")).ok());
  ASSERT_TRUE(rules.compile(json(R"({"==":[{"var":"format"},"cloud"]})"), RuleScope::event).ok());
  ASSERT_TRUE(rules.compile(json(R"({"map":[{"var":"items"},{"var":"inner"}]})")).ok());
  EXPECT_EQ(rules.attributes(RuleScope::user), (std::vector<std::string>{"user.plan", "app.version", "a", "b", "7", "c", "items"}));
  EXPECT_EQ(rules.attributes(RuleScope::event), (std::vector<std::string>{"format"}));
  EXPECT_EQ(rules.attribute_slot(RuleScope::user, "app.version"), 1u);
  EXPECT_EQ(rules.attribute_slot(RuleScope::user, "format"), UINT32_MAX);
}

TEST(Compiler, FoldsWhatIsConstant) {
  const auto code_size = [](std::string_view rule) {
    RuleSet rules;
    const CompileResult compiled = rules.compile(json(rule));
    return rules.tables().programs[compiled.rule]->code.size();
  };
  EXPECT_EQ(code_size(R"({"if":[{"<":[1,2]},{"cat":["a",{"+":[1,2]}]},{"merge":[[1],2]}]})"), 1u);
  EXPECT_EQ(code_size(R"({"in":[{"var":"x"},["a","b",{"cat":["c","d"]}]]})"), 3u) << "attribute, list, in";
  EXPECT_GT(code_size(R"({"/":[1,0]})"), 1u) << "what fails is left to the evaluation";
}

TEST(Compiler, AFailingConstantFailsOnlyWhenItIsReached) {
  EXPECT_EQ(eval_both(R"({"if":[{"var":"x"},{"/":[1,0]},"fine"]})", R"({"x":false})"), R"("fine")");
  EXPECT_EQ(eval_both(R"({"if":[{"var":"x"},{"/":[1,0]},"fine"]})", R"({"x":true})"), "error: division_by_zero");
  EXPECT_EQ(eval_both(R"({"or":[true,{"+":["x"]}]})"), "true");
}

TEST(Compiler, LargeConstantsAreNotKept) {
  std::string text = "\"" + std::string(1'000, 'x') + "\"";
  for (int i = 0; i < 12; i++) text = R"({"cat":[)" + text + "," + text + "]}";  // 4,096,000 bytes, from 4 MB of text
  RuleSet rules;
  const CompileResult compiled =
      rules.compile(json(R"({"cat":[{"cat":["a","b"]},{"cat":[)" + std::string("\"") + std::string(5'000, 'y') + "\",\"z\"]}]}"));
  ASSERT_TRUE(compiled.ok());
  EXPECT_EQ(rules.tables().programs[compiled.rule]->code.size(), 5u) << "\"ab\", y…, z, cat, cat";
  EXPECT_EQ(eval(text), "error: too_large");
}

TEST(Compiler, AFailedRuleLeavesNoRuleBehind) {
  RuleSet rules;
  EXPECT_FALSE(rules.compile(json(R"({"and":[{"var":"a"},{"nope":1}]})")).ok());
  EXPECT_EQ(rules.size(), 0u);
  EXPECT_TRUE(rules.compile(json(R"({"var":"a"})")).ok());
  EXPECT_EQ(rules.size(), 1u);
}

}  // namespace
}  // namespace docent::core
