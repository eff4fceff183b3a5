// var, missing, loops, never, and the budgets.
#include "rules/machine.h"

#include <gtest/gtest.h>

#include "model/limits.h"
#include "rig.h"

namespace docent::core {
namespace {

TEST(Var, DefaultsStandInForWhatIsMissingNotForNull) {
  EXPECT_EQ(eval_both(R"({"var":["a",{"+":[1,2]}]})", R"({"b":1})"), "3");
  EXPECT_EQ(eval_both(R"({"var":["a",3]})", R"({"a":null})"), "null");
  EXPECT_EQ(eval_both(R"({"var":["a.b",3]})", R"({"a":null})"), "3");
  EXPECT_EQ(eval_both(R"({"var":["a",{"var":["b",{"var":"c"}]}]})", R"({"c":7})"), "7");
}

TEST(Var, ComputedPaths) {
  EXPECT_EQ(eval_both(R"({"var":{"cat":["a.",{"var":"key"}]}})", R"({"key":"b","a":{"b":5}})"), "5");
  EXPECT_EQ(eval_both(R"({"var":[{"var":"key"},"none"]})", R"({"key":"zzz"})"), R"("none")");
  EXPECT_EQ(eval_both(R"({"var":[{"var":"key"}]})", R"({"key":null,"a":1})"), R"({"key":null,"a":1})") << "null is the whole";
  EXPECT_EQ(eval_both(R"({"var":{"+":[{"var":"0"},1]}})", R"([0,"second"])"), R"("second")");
  EXPECT_EQ(eval_both(R"({"var":{"merge":[1]}})", "[0]"), "error: type_error");
  EXPECT_EQ(eval_both(R"({"map":[[1,2],{"var":[{"cat":""},"x"]}]})"), "[1,2]");
}

TEST(Missing, SpellsOutWhatIsAbsentNullOrEmpty) {
  EXPECT_EQ(eval_both(R"({"missing":["a","b","c","d"]})", R"({"a":null,"b":"","c":0,"d":false})"), R"(["a","b"])");
  EXPECT_EQ(eval_both(R"({"missing":[1,"x"]})", R"(["zero"])"), R"([1,"x"])");
  EXPECT_EQ(eval_both(R"({"missing_some":[2,["a","b"]]})", R"({"a":1,"b":2})"), "[]");
  EXPECT_EQ(eval_both(R"({"missing_some":["1",["a"]]})", "{}"), "error: type_error");
  EXPECT_EQ(eval_both(R"({"missing_some":[1,"a"]})", "{}"), "error: type_error");
  EXPECT_EQ(eval_both(R"({"map":[{"var":"list"},{"missing":["x"]}]})", R"({"list":[{"x":1},{}]})"), R"([[],["x"]])") << "in a loop, of the element";
}

TEST(Loops, NestAndShadow) {
  EXPECT_EQ(eval_both(R"({"map":[{"var":"rows"},{"map":[{"var":"cells"},{"*":[{"var":""},10]}]}]})",
                      R"({"rows":[{"cells":[1,2]},{"cells":[]},{"cells":[3]}]})"),
            "[[10,20],[],[30]]");
  EXPECT_EQ(eval_both(R"({"reduce":[{"filter":[{"var":"n"},{">":[{"var":""},1]}]},{"+":[{"var":"accumulator"},{"var":"current"}]},0]})",
                      R"({"n":[1,2,3]})"),
            "5");
  EXPECT_EQ(eval_both(R"({"reduce":[[[1,2],[3]],{"merge":[{"var":"accumulator"},{"map":[{"var":"current"},{"-":[{"var":""}]}]}]},[]]})"),
            "[-1,-2,-3]");
  EXPECT_EQ(eval_both(R"({"all":[[[1],[2,3]],{"some":[{"var":""},{">":[{"var":""},1]}]}]})"), "false");
  EXPECT_EQ(eval_both(R"({"none":[[1,2],{"filter":[[5],{"==":[{"var":""},1]}]}]})"), "true");
  EXPECT_EQ(eval_both(R"({"map":[{"var":"list"},{"var":["a.b","none"]}]})", R"({"list":[{"a":{"b":1}},{"a":[7]},4]})"), R"([1,"none","none"])");
}

TEST(Loops, ReduceSeesCurrentAndAccumulatorOnly) {
  EXPECT_EQ(eval_both(R"({"reduce":[[1,2],{"var":"outer"},9]})", R"({"outer":5})"), "null");
  EXPECT_EQ(eval_both(R"({"reduce":[{"var":"list"},{"var":"current.a.0"}]})", R"({"list":[{"a":[1]},{"a":[2]}]})"), "2");
  EXPECT_EQ(eval_both(R"({"reduce":[[1,2],{"var":""},9]})"), "null");
  EXPECT_EQ(eval_both(R"({"reduce":[[],1]})"), "null");
  EXPECT_EQ(eval_both(R"({"reduce":[null,1,"initial"]})"), R"("initial")");
}

TEST(Loops, OverWhatIsNoArray) {
  for (const char* op : {"map", "filter", "all", "none", "some"}) {
    EXPECT_EQ(eval_both("{\"" + std::string(op) + R"(":["text",true]})"), "error: type_error") << op;
    EXPECT_EQ(eval_both("{\"" + std::string(op) + R"(":[{"var":"missing"},true]})").substr(0, 5) == "error", false) << op;
  }
  EXPECT_EQ(eval_both(R"({"none":[null,true]})"), "true");
  EXPECT_EQ(eval_both(R"({"all":[null,true]})"), "false");
}

TEST(Loops, AnErrorInTheBodyEndsTheEvaluation) {
  EXPECT_EQ(eval_both(R"({"map":[[1,0],{"/":[1,{"var":""}]}]})"), "error: division_by_zero");
  EXPECT_EQ(eval_both(R"({"some":[[1,0],{"/":[1,{"var":""}]}]})"), "true") << "the first element decides";
}

// Each with a history in which nothing happened.
TEST(Never, EveryComparisonIsFalse) {
  for (const char* op : {"==", "===", "!=", "!==", "<", "<=", ">", ">="}) {
    for (const char* other : {"0", "null", "\"\"", "604800", "{\"event_age\":\"y\"}"}) {
      const std::string rule = "{\"" + std::string(op) + R"(":[{"event_age":["x"]},)" + other + "]}";
      EXPECT_EQ(eval_both(rule), "false") << rule;
    }
  }
  EXPECT_EQ(eval_both(R"({"<":[0,{"event_age":["x"]},9]})"), "false");
}

TEST(Never, IsFalsyAndPrintsAsNull) {
  EXPECT_EQ(eval_both(R"({"event_first_age":["x"]})"), "null");
  EXPECT_EQ(eval_both(R"({"!":{"event_age":["x"]}})"), "true");
  EXPECT_EQ(eval_both(R"({"!!":{"campaign_age":["t","shown"]}})"), "false");
  EXPECT_EQ(eval_both(R"({"if":[{"event_max":["x","p"]},"yes","no"]})"), R"("no")");
  EXPECT_EQ(eval_both(R"([{"event_age":["x"]}])"), "[null]");
  EXPECT_EQ(eval_both(R"({"cat":["<",{"event_age":["x"]},">"]})"), R"("<>")");
  EXPECT_EQ(eval_both(R"({"in":[{"event_age":["x"]},[null,0]]})"), "false");
}

TEST(Never, ArithmeticOnItIsNever) {
  for (const char* rule : {R"({"/":[{"event_age":["x"]},3600]})", R"({"+":[1,{"event_age":["x"]}]})", R"({"max":[5,{"event_age":["x"]}]})",
                           R"({"-":{"event_age":["x"]}})"}) {
    EXPECT_EQ(eval_both(rule), "null") << rule;
    EXPECT_EQ(eval_both(std::string(R"({"<":[)") + rule + ",24]}"), "false");
    EXPECT_EQ(eval_both(std::string(R"({">=":[)") + rule + ",0]}"), "false");
  }
}

TEST(Never, CountsOfNothingAreZero) {
  EXPECT_EQ(
      eval_both(R"([{"event_count":["x"]},{"event_days":["x","P1D"]},{"event_sum":["x","p"]},{"dwell":["x"]},{"campaign_count":["t","shown"]}])"),
      "[0,0,0,0,0]");
  EXPECT_EQ(eval_both(R"({"event_seq":[["a","b"],"PT1M"]})"), "false");
}

std::string numbers(int n) {
  std::string text = "[0";
  for (int i = 1; i < n; i++) text += "," + std::to_string(i);
  return text + "]";
}

TEST(Budget, Steps) {
  const std::string data = "{\"n\":" + numbers(400) + "}";
  EXPECT_EQ(eval(R"({"all":[{"var":"n"},{">=":[{"var":""},0]}]})", data), "true");
  const std::string product = R"({"map":[{"var":"n"},{"map":[)" + numbers(100) + R"(,{"+":[{"var":""},1]}]}]})";
  EXPECT_EQ(eval(product, data), "error: budget_exceeded");
}

TEST(Budget, SearchingLongArraysAndTextsCostsSteps) {
  const std::string data = "{\"n\":" + numbers(50'000) + "}";
  EXPECT_EQ(eval(R"({"in":[-1,{"var":"n"}]})", data), "false");
  EXPECT_EQ(eval(R"({"or":[{"in":[-1,{"var":"n"}]},{"in":[-2,{"var":"n"}]},{"in":[-3,{"var":"n"}]}]})", data), "error: budget_exceeded");
  const std::string texts = "{\"a\":\"" + std::string(20'000, 'a') + "b\",\"h\":\"" + std::string(40'000, 'a') + "\"}";
  EXPECT_EQ(eval(R"({"in":[{"var":"a"},{"var":"h"}]})", texts), "error: budget_exceeded");
  EXPECT_EQ(eval(R"({"in":["ab",{"var":"h"}]})", texts), "false");
}

TEST(Budget, DearQuestionsToHistoryCostSteps) {
  const auto all = [](int n, const std::string& question) {
    return eval(R"({"all":[{"var":"n"},{"==":[)" + question + R"(,0]}]})", "{\"n\":" + numbers(n) + "}");
  };
  EXPECT_EQ(all(10'000, R"({"event_count":["a","PT1H"]})"), "true");
  EXPECT_EQ(all(1'000, R"({"event_seq":[["a","b"],"PT1H"]})"), "error: budget_exceeded");
  EXPECT_EQ(all(900, R"({"event_seq":[["a","b"],"PT1H"]})"), "true");
  EXPECT_EQ(all(8'000, R"({"event_sum":["a","n"]})"), "error: budget_exceeded");
  EXPECT_EQ(all(8'000, R"({"event_days":["a","P1D"]})"), "error: budget_exceeded");
  EXPECT_EQ(all(6'000, R"({"dwell":["a"]})"), "true");
}

TEST(Budget, Bytes) {
  const std::string data = "{\"n\":" + numbers(100) + ",\"t\":\"" + std::string(1'000, 'x') + "\"}";
  EXPECT_EQ(eval(R"({"substr":[{"reduce":[{"var":"n"},{"cat":[{"var":"accumulator"},"x"]},""]},0,3]})", data), R"("xxx")");
  const std::string doubling = R"({"substr":[{"reduce":[{"var":"n"},{"cat":[{"var":"accumulator"},{"var":"accumulator"}]},"x"]},0,3]})";
  EXPECT_EQ(eval(doubling, data), "error: budget_exceeded");
  EXPECT_EQ(eval(R"({"reduce":[{"var":"n"},{"merge":[{"var":"accumulator"},{"var":"accumulator"}]},[1]]})", data), "error: budget_exceeded");
}

TEST(Budget, EachEvaluationStartsAfresh) {
  RuleSet rules;
  const RuleId big = rules.compile(json(R"({"in":[-1,{"var":"n"}]})")).rule;
  const Value document = json("{\"n\":" + numbers(60'000) + "}");
  const DocumentInput input(rules, document);
  Evaluator evaluator(rules);
  for (int i = 0; i < 5; i++) EXPECT_EQ(evaluator.test(big, input.input()).error, RuleErrorType::none);
}

TEST(Budget, MapsOfMapsGrowTheStackAndStayWhole) {
  const std::string data = "{\"n\":" + numbers(300) + "}";
  const std::string rows = R"({"map":[{"var":"n"},{"map":[[1,2,3,4,5,6,7,8],{"+":[{"var":""},0]}]}]})";
  const std::string sum = R"({"reduce":[{"var":"current"},{"+":[{"var":"current"},{"var":"accumulator"}]},0]})";
  const std::string rule = R"({"reduce":[)" + rows + R"(,{"+":[{"var":"accumulator"},)" + sum + "]},0]}";
  EXPECT_EQ(eval(rule, data), std::to_string(300 * 36));
}

}  // namespace
}  // namespace docent::core
