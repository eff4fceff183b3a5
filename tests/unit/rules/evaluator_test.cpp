#include "rules/evaluator.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>

#include "rig.h"
#include "rules/rule_tables.h"
#include "support/sanitizers.h"

#ifndef DOCENT_SANITIZED
#  define DOCENT_COUNTS_ALLOCATIONS

namespace {
std::atomic<uint64_t> allocations{0};
}

// Counts what the process allocates, to show that test() doesn't.
__attribute__((noinline)) void* operator new(std::size_t size) {
  allocations++;
  if (void* made = std::malloc(size > 0 ? size : 1)) return made;
  throw std::bad_alloc();
}
__attribute__((noinline)) void operator delete(void* made) noexcept { std::free(made); }
__attribute__((noinline)) void operator delete(void* made, std::size_t) noexcept { std::free(made); }

#endif

namespace docent::core {
namespace {

constexpr const char* tip_format = R"({"and":[{"==":[{"var":"context.editing"},"text"]},{"sem_ver":[{"var":"app.version"},">=","4.2.0"]},
    {"==":[{"event_count":["style_applied","P30D"]},0]},{"in_segment":["writers"]}]})";

// Attributes bound by slot, as guidance does it.
struct Bound {
  RuleSet rules;
  RuleId rule = no_rule;
  FakeHistory history{rules};
  std::vector<Value> values;
  std::vector<const Value*> slots;

  explicit Bound(std::string_view text) {
    rules.declare_segment("writers", json(R"({">=":[{"event_days":["text_edited","P14D"]},3]})"));
    const CompileResult compiled = rules.compile(json(text));
    EXPECT_TRUE(compiled.ok()) << compiled.error.message;
    rule = compiled.rule;
    values.resize(rules.attributes(RuleScope::user).size());
    slots.resize(values.size());
  }
  void set(std::string_view path, Value value) {
    const uint32_t slot = rules.attribute_slot(RuleScope::user, path);
    ASSERT_LT(slot, slots.size());
    values[slot] = std::move(value);
    slots[slot] = &values[slot];
  }
  RuleInput input() const { return {slots, &history, {}}; }
};

TEST(Evaluator, TargetingOfTheSampleStrategy) {
  Bound tip(tip_format);
  Evaluator evaluator(tip.rules);
  tip.set("context.editing", "text");
  tip.set("app.version", "4.10.1");
  tip.history.values[R"({"event_days":["text_edited","P14D"]})"] = {3, false, false};
  EXPECT_TRUE(evaluator.test(tip.rule, tip.input()).holds);
  tip.history.values[R"({"event_count":["style_applied","P30D"]})"] = {1, false, false};
  EXPECT_FALSE(evaluator.test(tip.rule, tip.input()).holds);
  tip.history.values.clear();
  EXPECT_FALSE(evaluator.test(tip.rule, tip.input()).holds);
}

#ifdef DOCENT_COUNTS_ALLOCATIONS

TEST(Evaluator, ATestThatIsWarmDoesNotAllocate) {
  Bound tip(tip_format);
  Evaluator evaluator(tip.rules);
  tip.set("context.editing", "text");
  tip.set("app.version", "4.10.1");
  class Always final : public RuleContext {
    HistoryValue history(uint32_t slot) const override { return {slot == 0 ? 0.0 : 5.0, false, false}; }
  } history;
  const RuleInput input{tip.slots, &history, {}};
  EXPECT_TRUE(evaluator.test(tip.rule, input).holds) << "all four operands run";
  const uint64_t before = allocations;
  for (int i = 0; i < 100; i++) evaluator.test(tip.rule, input);
  EXPECT_EQ(allocations, before);
}

TEST(Evaluator, EvenStringsAndListsReuseTheScratchMemory) {
  RuleSet rules;
  const RuleId rule = rules.compile(json(R"({"in":[{"cat":["a",{"var":"x"}]},{"map":[{"var":"list"},{"cat":[{"var":""},"1"]}]}]})")).rule;
  const Value document = json(R"({"x":1,"list":["b","a","c"]})");
  const DocumentInput input(rules, document);
  Evaluator evaluator(rules);
  EXPECT_TRUE(evaluator.test(rule, input.input()).holds);
  const uint64_t before = allocations;
  for (int i = 0; i < 100; i++) EXPECT_TRUE(evaluator.test(rule, input.input()).holds);
  EXPECT_EQ(allocations, before);
}

#endif

TEST(Evaluator, NotesMissingDataUnlessADefaultOrMissingAsksForIt) {
  const auto missing = [](std::string_view rule, std::string_view data) {
    RuleSet rules;
    const RuleId id = rules.compile(json(rule)).rule;
    const Value document = json(data);
    const DocumentInput input(rules, document);
    Evaluator evaluator(rules);
    return evaluator.test(id, input.input()).missing_data;
  };
  EXPECT_TRUE(missing(R"({"==":[{"var":"a"},1]})", "{}"));
  EXPECT_TRUE(missing(R"({"<":[{"var":"a"},1]})", "{}")) << "also when it ends in an error";
  EXPECT_TRUE(missing(R"({"var":[{"cat":["a",".b"]}]})", "{}"));
  EXPECT_FALSE(missing(R"({"==":[{"var":"a"},1]})", R"({"a":2})"));
  EXPECT_FALSE(missing(R"({"==":[{"var":"a"},null]})", R"({"a":null})")) << "null is there";
  EXPECT_FALSE(missing(R"({"==":[{"var":["a",0]},1]})", "{}"));
  EXPECT_FALSE(missing(R"({"missing":["a"]})", "{}"));
  EXPECT_FALSE(missing(R"({"or":[true,{"var":"a"}]})", "{}")) << "not read";
  EXPECT_FALSE(missing(R"({"map":[[{}],{"var":"x"}]})", "{}")) << "an element's member is no attribute";
}

TEST(Evaluator, NotesSaturatedHistory) {
  Bound rule(R"({">":[{"event_count":["a"]},5]})");
  Evaluator evaluator(rule.rules);
  rule.history.values[R"({"event_count":["a"]})"] = {1000, false, true};
  EXPECT_TRUE(evaluator.test(rule.rule, rule.input()).saturated);
  rule.history.values[R"({"event_count":["a"]})"] = {7, false, false};
  EXPECT_FALSE(evaluator.test(rule.rule, rule.input()).saturated);
}

TEST(Evaluator, AnErrorNeverHolds) {
  RuleSet rules;
  const RuleId rule = rules.compile(json(R"({"or":[{"<":[{"var":"age"},18]},true]})")).rule;
  Evaluator evaluator(rules);
  const Verdict verdict = evaluator.test(rule, {});
  EXPECT_FALSE(verdict.holds);
  EXPECT_EQ(verdict.error, RuleErrorType::type_error);
  EXPECT_EQ(verdict.rule, rule);
  EXPECT_EQ(rules::node_pointer(*rules.tables().programs[rule], verdict.node), "/or/0");
}

TEST(Evaluator, ErrorsInSegmentsNameTheSegmentsRule) {
  RuleSet rules;
  rules.declare_segment("s", json(R"({"and":[true,{"+":[{"var":"x"},1]}]})"));
  const RuleId rule = rules.compile(json(R"({"in_segment":["s"]})")).rule;
  Evaluator evaluator(rules);
  const Verdict verdict = evaluator.test(rule, {});
  EXPECT_EQ(verdict.error, RuleErrorType::type_error);
  EXPECT_EQ(verdict.rule, rules.compile_segment("s").rule);
  EXPECT_NE(verdict.rule, rule);
}

TEST(Evaluator, Scores) {
  RuleSet rules;
  const RuleId number = rules.compile(json(R"({"*":[{"var":"x"},2]})")).rule;
  const RuleId never = rules.compile(json(R"({"event_age":["a"]})")).rule;
  const RuleId text = rules.compile(json(R"({"cat":["a",{"var":"x"}]})")).rule;
  const Value document = json(R"({"x":2.5})");
  const DocumentInput input(rules, document);
  Evaluator evaluator(rules);
  double score = -1;
  EXPECT_EQ(evaluator.score(number, input.input(), score).error, RuleErrorType::none);
  EXPECT_EQ(score, 5);
  EXPECT_EQ(evaluator.score(never, input.input(), score).error, RuleErrorType::none);
  EXPECT_EQ(score, 0);
  EXPECT_EQ(evaluator.score(text, input.input(), score).error, RuleErrorType::type_error);
  EXPECT_EQ(score, 0);
}

TEST(Evaluator, RefusesIdsThatAreNone) {
  RuleSet rules;
  Evaluator evaluator(rules);
  EXPECT_EQ(evaluator.test(no_rule, {}).error, RuleErrorType::bad_argument);
  EXPECT_EQ(evaluator.test(0, {}).error, RuleErrorType::bad_argument);
}

TEST(Evaluator, RulesAboutAnEventSeeItsPropertiesOnly) {
  RuleSet rules;
  ASSERT_TRUE(rules.compile(json(R"({"var":"format"})")).ok());
  const RuleId filter = rules.compile(json(R"({"==":[{"var":"format"},"cloud"]})"), RuleScope::event).rule;
  Evaluator evaluator(rules);
  const Value format("cloud");
  const Value* properties[] = {&format};
  EXPECT_TRUE(evaluator.test(filter, {properties, nullptr, {}}).holds);
  EXPECT_TRUE(evaluator.test(filter, {}).missing_data);
}

}  // namespace
}  // namespace docent::core
