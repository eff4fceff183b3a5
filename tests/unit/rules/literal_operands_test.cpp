// in_segment, in_window, and history operators as slots.
#include <gtest/gtest.h>

#include "base/rfc3339.h"
#include "model/limits.h"
#include "rig.h"
#include "rules/compiler.h"
#include "support/time_zones.h"

namespace docent::core {
namespace {

bool in_window(std::string_view rule, std::string_view utc, int32_t offset_s = 0) {
  RuleSet rules;
  rules.set_zones(test::known_zones());
  const CompileResult compiled = rules.compile(json(rule));
  EXPECT_TRUE(compiled.ok()) << compiled.error.message;
  Evaluator evaluator(rules);
  return evaluator.test(compiled.rule, {{}, nullptr, {*parse_rfc3339(utc), offset_s}}).holds;
}

TEST(InWindow, IsHalfOpen) {
  const char* rule = R"({"in_window":["09:00","17:00","UTC"]})";
  EXPECT_FALSE(in_window(rule, "2026-11-23T08:59:59.999Z"));
  EXPECT_TRUE(in_window(rule, "2026-11-23T09:00:00Z"));
  EXPECT_TRUE(in_window(rule, "2026-11-23T16:59:59.999Z"));
  EXPECT_FALSE(in_window(rule, "2026-11-23T17:00:00Z"));
}

TEST(InWindow, AcrossMidnight) {
  const char* rule = R"({"in_window":["20:00","08:00","UTC"]})";
  EXPECT_TRUE(in_window(rule, "2026-11-23T20:00:00Z"));
  EXPECT_TRUE(in_window(rule, "2026-11-23T00:00:00Z"));
  EXPECT_TRUE(in_window(rule, "2026-11-23T07:59:00Z"));
  EXPECT_FALSE(in_window(rule, "2026-11-23T08:00:00Z"));
  EXPECT_FALSE(in_window(rule, "2026-11-23T19:59:59Z"));
}

TEST(InWindow, LocalTimeUsesTheOffsetOfTheMoment) {
  for (const char* rule : {R"({"in_window":["09:00","10:00","local"]})", R"({"in_window":["09:00","10:00"]})"}) {
    EXPECT_TRUE(in_window(rule, "2026-11-23T01:30:00Z", 8 * 3600));
    EXPECT_TRUE(in_window(rule, "2026-11-23T14:30:00Z", -5 * 3600));
    EXPECT_FALSE(in_window(rule, "2026-11-23T09:30:00Z", 8 * 3600));
  }
  EXPECT_TRUE(in_window(R"({"in_window":["23:00","24:00","UTC"]})", "2026-11-23T23:59:59Z"));
  EXPECT_TRUE(in_window(R"({"in_window":["23:00","24:00"]})", "1969-12-31T23:30:00Z")) << "before 1970 too";
}

TEST(InWindow, RefusesWhatIsNoWindow) {
  for (const auto& [rule, pointer] : std::vector<std::pair<const char*, const char*>>{
           {R"({"in_window":["9:00","17:00"]})", "/in_window/0"},
           {R"({"in_window":["24:00","08:00"]})", "/in_window/0"},
           {R"({"in_window":["09:00","17:60"]})", "/in_window/1"},
           {R"({"in_window":["09:00",17]})", "/in_window/1"},
           {R"({"in_window":["09:00","25:00"]})", "/in_window/1"},
           {R"({"in_window":["09:00","09:00"]})", "/in_window/1"},
           {R"({"in_window":["09:00","17:00","../zone"]})", "/in_window/2"},
           {R"({"in_window":["09:00","17:00",1]})", "/in_window/2"},
           {R"({"in_window":[{"var":"from"},"17:00"]})", "/in_window/0"},
       }) {
    const RuleError error = compile_error(rule);
    EXPECT_EQ(error.type, RuleErrorType::bad_argument) << rule;
    EXPECT_EQ(error.pointer, pointer) << rule;
  }
}

TEST(InWindow, FollowsANamedZoneOverChangesOfItsClock) {
  const char* rule = R"({"in_window":["02:00","03:00","Europe/Berlin"]})";
  EXPECT_TRUE(in_window(rule, "2026-11-23T01:30:00Z", 8 * 3600));
  EXPECT_TRUE(in_window(rule, "2026-07-01T00:30:00Z"));
  EXPECT_FALSE(in_window(rule, "2026-03-29T00:59:59Z"));
  EXPECT_FALSE(in_window(rule, "2026-03-29T01:00:00Z")) << "the night in which it is skipped";
  EXPECT_FALSE(in_window(rule, "2026-10-24T23:59:59Z"));
  EXPECT_TRUE(in_window(rule, "2026-10-25T00:00:00Z")) << "the night in which it comes twice";
  EXPECT_TRUE(in_window(rule, "2026-10-25T01:59:59Z"));
  EXPECT_FALSE(in_window(rule, "2026-10-25T02:00:00Z"));
  EXPECT_TRUE(in_window(R"({"in_window":["09:00","10:00","+05:30"]})", "2026-11-23T04:00:00Z"));
  EXPECT_TRUE(in_window(R"({"in_window":["09:00","10:00","Z"]})", "2026-11-23T09:00:00Z"));
}

TEST(InWindow, AZoneThatIsNotKnownHasAnErrorOfItsOwn) {
  const RuleError error = compile_error(R"({"!":{"in_window":["09:00","17:00","Europe/Atlantis"]}})");
  EXPECT_EQ(error.type, RuleErrorType::unknown_time_zone);
  EXPECT_EQ(error.pointer, "/!/in_window/2");
  EXPECT_NE(error.message.find("Europe/Atlantis"), std::string::npos);
}

TEST(InSegment, RunsTheSegmentsRuleInTheOutermostScope) {
  RuleSet rules;
  rules.declare_segment("pro", json(R"({"==":[{"var":"plan"},"pro"]})"));
  rules.declare_segment("pro_writers", json(R"({"and":[{"in_segment":["pro"]},{"var":"writer"}]})"));
  const CompileResult compiled = rules.compile(json(R"({"filter":[{"var":"items"},{"and":[{"in_segment":"pro_writers"},{"var":"x"}]}]})"));
  ASSERT_TRUE(compiled.ok()) << compiled.error.message;
  Evaluator evaluator(rules);
  const auto run = [&](std::string_view data) {
    const Value document = json(data);
    const DocumentInput input(rules, document);
    Value result;
    EXPECT_EQ(evaluator.evaluate(compiled.rule, input.input(), result).error, RuleErrorType::none);
    return to_json(result);
  };
  EXPECT_EQ(run(R"({"plan":"pro","writer":true,"items":[{"x":1},{"x":0},{"x":2,"plan":"free"}]})"), R"([{"x":1},{"x":2,"plan":"free"}])");
  EXPECT_EQ(run(R"({"plan":"free","writer":true,"items":[{"x":1,"plan":"pro","writer":true}]})"), "[]");
}

TEST(InSegment, UnknownAndCircularSegmentsAreRefused) {
  RuleSet rules;
  rules.declare_segment("a", json(R"({"!":{"in_segment":["b"]}})"));
  rules.declare_segment("b", json(R"({"or":[{"in_segment":["c"]},true]})"));
  rules.declare_segment("c", json(R"({"in_segment":["a"]})"));
  rules.declare_segment("self", json(R"({"in_segment":["self"]})"));
  rules.declare_segment("fine", json("true"));
  const RuleError circle = rules.compile_segment("a").error;
  EXPECT_EQ(circle.type, RuleErrorType::bad_argument);
  EXPECT_NE(circle.message.find("a → b → c → a"), std::string::npos) << circle.message;
  EXPECT_EQ(circle.pointer, "/!");
  EXPECT_FALSE(rules.compile_segment("self").ok());
  EXPECT_FALSE(rules.compile_segment("nobody").ok());
  EXPECT_TRUE(rules.compile_segment("fine").ok());
  EXPECT_EQ(rules.compile(json(R"({"in_segment":["nobody"]})")).error.message, "there is no segment \"nobody\"");
  EXPECT_EQ(rules.compile(json(R"({"in_segment":[{"var":"x"}]})")).error.type, RuleErrorType::bad_argument);
}

TEST(InSegment, AnUnknownOperatorInASegmentDisablesWhatUsesIt) {
  RuleSet rules;
  rules.declare_segment("s", json(R"({"and":[{"later":1}]})"));
  const CompileResult compiled = rules.compile(json(R"({"and":[true,{"in_segment":["s"]}]})"));
  EXPECT_EQ(compiled.error.type, RuleErrorType::unknown_operator);
  EXPECT_EQ(compiled.error.pointer, "/and/1");
  EXPECT_TRUE(compiled.error.of_segment);
  EXPECT_NE(compiled.error.message.find(", at /and/0"), std::string::npos) << compiled.error.message;
}

TEST(InSegment, DepthCountsThroughSegments) {
  RuleSet rules;
  std::string id = "s0";
  rules.declare_segment(id, json("true"));
  for (int i = 1; i <= limits::max_rule_depth; i++) {
    const std::string next = "s" + std::to_string(i);
    rules.declare_segment(next, json(R"({"in_segment":[")" + id + "\"]}"));
    id = next;
  }
  EXPECT_TRUE(rules.compile_segment(id).ok());
  EXPECT_EQ(rules.compile(json(R"({"in_segment":[")" + id + "\"]}")).error.type, RuleErrorType::too_deep);
}

TEST(InSegment, ManyCallsMeetTheBudgetOfSteps) {
  RuleSet rules;
  rules.declare_segment("s0", json(R"({"var":"x"})"));
  for (int i = 1; i <= 30; i++) {
    const std::string call = R"({"in_segment":["s)" + std::to_string(i - 1) + "\"]}";
    rules.declare_segment("s" + std::to_string(i), json("{\"or\":[" + call + "," + call + "]}"));
  }
  const CompileResult compiled = rules.compile(json(R"({"in_segment":["s30"]})"));
  ASSERT_TRUE(compiled.ok());
  Evaluator evaluator(rules);
  EXPECT_EQ(evaluator.test(compiled.rule, {}).error, RuleErrorType::budget_exceeded);
}

TEST(History, EqualOperandsShareASlot) {
  RuleSet rules;
  const char* five = R"({"and":[{"event_count":["a","P1D"]},{"event_count":["a","PT24H"]},{"event_count":["a"]},{"event_count":"a"},
                               {"event_count":["a",null]}]})";
  ASSERT_TRUE(rules.compile(json(five)).ok());
  ASSERT_TRUE(rules.compile(json(R"({"event_count":["a",{"==":[{"var":"x"},1]}]})")).ok());
  ASSERT_TRUE(rules.compile(json(R"({"event_age":["a",{"==":[{"var":"x"},1]}]})")).ok());
  ASSERT_EQ(rules.history().size(), 4u);
  EXPECT_EQ(rules.history()[0].window_ms, 86'400'000);
  EXPECT_EQ(rules.history()[1].window_ms, 0);
  EXPECT_NE(rules.history()[2].filter, no_rule);
  EXPECT_EQ(rules.history()[2].filter, rules.history()[3].filter) << "equal filters are one rule";
  EXPECT_EQ(rules.attributes(RuleScope::event), (std::vector<std::string>{"x"}));
  EXPECT_TRUE(rules.attributes(RuleScope::user).empty());
}

TEST(History, ErrorsPointAtTheOperand) {
  for (const auto& [rule, pointer] : std::vector<std::pair<const char*, const char*>>{
           {R"({"and":[true,{">":[{"event_count":["a","P1M"]},0]}]})", "/and/1/>/0/event_count/1"},
           {R"({"event_count":7})", "/event_count"},
           {R"({"event_count":["a",{"nope":1}]})", "/event_count/1"},
           {R"({"event_count":["a","P1D",{"and":[{"nope":1}]}]})", "/event_count/2/and/0"},
           {R"({"event_count":["a",{"event_count":["b"]}]})", "/event_count/1"},
           {R"({"event_age":["a",{"in_segment":["b"]}]})", "/event_age/1"},
           {R"({"event_seq":[["a",5],"PT1M"]})", "/event_seq/0/1"},
       }) {
    const RuleError error = compile_error(rule);
    EXPECT_EQ(error.pointer, pointer) << rule << error.message;
  }
}

TEST(History, IsNotForRulesAboutOneEvent) {
  EXPECT_EQ(compile_error(R"({"event_count":["a"]})", RuleScope::event).type, RuleErrorType::bad_argument);
  RuleSet rules;
  EXPECT_TRUE(rules.compile(json(R"({"in_window":["09:00","17:00"]})"), RuleScope::event).ok());
}

TEST(History, SlotsAreLimited) {
  RuleSet rules;
  for (std::size_t i = 0; i < limits::max_rule_slots; i++)
    ASSERT_TRUE(rules.compile(json(R"({"event_count":["e)" + std::to_string(i) + "\"]}")).ok());
  EXPECT_TRUE(rules.compile(json(R"({"event_count":["e0"]})")).ok());
  EXPECT_EQ(rules.compile(json(R"({"event_count":["one more"]})")).error.type, RuleErrorType::too_large);
}

}  // namespace
}  // namespace docent::core
