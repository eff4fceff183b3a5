#include "guidance/rule_runtime.h"

#include <gtest/gtest.h>

namespace docent::core {
namespace {

constexpr int64_t t0 = 1'795'424'400'000;
constexpr int64_t minute = 60'000, hour = 60 * minute, day = 24 * hour;

// One rule, evaluated against a history that the test fills.
struct Bench {
  explicit Bench(const std::string& json) {
    const auto compiled = set.compile(*parse_json(json));
    EXPECT_TRUE(compiled.ok()) << compiled.error.message;
    rule = compiled.rule;
    runtime.emplace(set, history, attributes, states);
  }
  // Records an event as the engine does.
  void happen(const std::string& name, int64_t at, std::vector<PropertyView> properties = {}) {
    const EventView event{name, properties, {at, 0}, {}};
    history.record(name, event.at);
    runtime->set_event(event);
    for (auto [it, end] = runtime->feeds().equal_range(name); it != end; ++it) runtime->feed(it->second);
  }
  Value at(int64_t ms) { return runtime->evaluate(rule, {ms, 0}); }

  RuleSet set;
  History history;
  AttributeTable attributes;
  CampaignStates states;
  RuleId rule = no_rule;
  std::optional<RuleRuntime> runtime;
};

PropertyView text(std::string_view key, std::string_view value) {
  PropertyView p;
  p.key = key, p.type = PropertyType::string, p.text = value;
  return p;
}
PropertyView number(std::string_view key, double value) {
  PropertyView p;
  p.key = key, p.type = PropertyType::number, p.number = value;
  return p;
}

TEST(RuleRuntime, EventCountInAHalfOpenWindow) {
  Bench b(R"({"event_count":["e","PT1H"]})");
  EXPECT_EQ(b.at(t0), Value(0));
  b.happen("e", t0);
  b.happen("e", t0 + minute);
  EXPECT_EQ(b.at(t0 + minute), Value(2));
  EXPECT_EQ(b.at(t0 + hour - 1), Value(2));
  EXPECT_EQ(b.at(t0 + hour), Value(1));
  EXPECT_EQ(b.at(t0 + hour + minute), Value(0));
}

TEST(RuleRuntime, EventCountOfAllThePast) {
  Bench b(R"({"event_count":["e"]})");
  for (int i = 0; i < 1500; i++) b.happen("e", t0 + i);
  EXPECT_EQ(b.at(t0 + 1000 * day), Value(1500)) << "exact without a window";
}

TEST(RuleRuntime, EventCountWithAFilter) {
  Bench b(R"({"event_count":["export","P1D",{"==":[{"var":"format"},"pdf"]}]})");
  b.happen("export", t0, {text("format", "pdf")});
  b.happen("export", t0, {text("format", "html")});
  b.happen("export", t0);
  b.happen("other", t0, {text("format", "pdf")});
  EXPECT_EQ(b.at(t0), Value(1));
}

TEST(RuleRuntime, EventDays) {
  Bench b(R"({"event_days":["e","P14D"]})");
  for (int d = 0; d < 3; d++) {
    b.happen("e", t0 + d * day);
    b.happen("e", t0 + d * day + hour);
  }
  EXPECT_EQ(b.at(t0 + 2 * day + hour), Value(3));
  EXPECT_EQ(b.at(t0 + 14 * day + hour), Value(2));
}

TEST(RuleRuntime, AgesAndNever) {
  Bench last(R"({"event_age":["e"]})");
  EXPECT_TRUE(last.at(t0).is_null()) << "never";
  last.happen("e", t0);
  last.happen("e", t0 + minute);
  EXPECT_EQ(last.at(t0 + 2 * minute), Value(60));
  EXPECT_EQ(last.at(t0), Value(0)) << "not in the future";
  Bench first(R"({"event_first_age":["e"]})");
  first.happen("e", t0);
  first.happen("e", t0 + minute);
  EXPECT_EQ(first.at(t0 + 2 * minute), Value(120));
  Bench never(R"({"<":[{"event_age":["e"]},1000000]})");
  EXPECT_EQ(never.at(t0), Value(false)) << "every comparison with never is false";
}

TEST(RuleRuntime, SumAndMaxOfAProperty) {
  Bench sum(R"({"event_sum":["e","n","PT1H"]})");
  Bench max(R"({"event_max":["e","n","PT1H"]})");
  EXPECT_EQ(sum.at(t0), Value(0));
  EXPECT_TRUE(max.at(t0).is_null());
  for (Bench* b : {&sum, &max}) {
    b->happen("e", t0, {number("n", 5)});
    b->happen("e", t0 + minute, {number("n", 2)});
  }
  EXPECT_EQ(sum.at(t0 + minute), Value(7));
  EXPECT_EQ(max.at(t0 + minute), Value(5));
  EXPECT_EQ(max.at(t0 + hour), Value(2));
  EXPECT_TRUE(max.at(t0 + 2 * hour).is_null());
}

TEST(RuleRuntime, WhatIsNoNumberFeedsNoSum) {
  Bench b(R"({"event_sum":["e","n"]})");
  b.happen("e", t0, {text("n", "5")});
  b.happen("e", t0, {number("m", 5)});
  EXPECT_EQ(b.at(t0), Value(0));
  EXPECT_FALSE(b.history.slot(0).total() > 0);
}

TEST(RuleRuntime, DwellSumsTheSecondsOfOneScreen) {
  Bench b(R"({"dwell":["editor","PT1H"]})");
  EXPECT_EQ(b.at(t0), Value(0));
  b.happen("dwell", t0, {text("screen", "editor"), number("ms", 1'500)});
  b.happen("dwell", t0 + minute, {text("screen", "editor"), number("ms", 2'000)});
  b.happen("dwell", t0 + minute, {text("screen", "home"), number("ms", 9'000)});
  b.happen("dwell", t0 + minute, {text("context", "editor"), number("ms", 9'000)});
  EXPECT_EQ(b.at(t0 + minute), Value(3.5));
  EXPECT_EQ(b.at(t0 + hour), Value(2));
  EXPECT_EQ(b.at(t0 + hour + minute), Value(0));
}

TEST(RuleRuntime, DwellInAContext) {
  Bench b(R"([{"dwell":["editing=text"]},{"dwell":["editing"]}])");
  b.happen("dwell", t0, {text("context", "editing=text"), number("ms", 250)});
  b.happen("dwell", t0, {text("context", "editing"), number("ms", 9'000)});
  EXPECT_EQ(b.at(t0), Value(Value::Array{0.25, 0}));
}

TEST(RuleRuntime, Sequences) {
  Bench b(R"({"event_seq":[["a","b"],"PT15M",["x"]]})");
  b.happen("a", t0);
  b.happen("x", t0 + 1);
  b.happen("b", t0 + minute);
  EXPECT_EQ(b.at(t0 + hour).as_double() != 0 || b.at(t0 + hour).as_bool(), false);
  b.happen("a", t0 + hour);
  b.happen("b", t0 + hour + minute);
  EXPECT_EQ(b.at(t0 + day).as_double() != 0 || b.at(t0 + day).as_bool(), true);
}

TEST(RuleRuntime, CampaignHistory) {
  Bench count(R"({"campaign_count":["c","shown","PT1H"]})");
  EXPECT_EQ(count.at(t0), Value(0));
  count.states["c"].record(Milestone::shown, {t0, 0});
  EXPECT_EQ(count.at(t0), Value(1));
  EXPECT_EQ(count.at(t0 + hour), Value(0));
  Bench age(R"({"campaign_age":["c","dismissed"]})");
  EXPECT_TRUE(age.at(t0).is_null());
  age.states["c"].record(Milestone::dismissed, {t0, 0});
  EXPECT_EQ(age.at(t0 + minute), Value(60));
}

TEST(RuleRuntime, AttributesAndComputedPaths) {
  Bench b(R"({"var":[{"cat":["context.","editing"]}]})");
  b.attributes.set("context.editing", Value("text"));
  EXPECT_EQ(b.at(t0).as_string(), "text");
}

TEST(RuleRuntime, AMismatchNamesItsNode) {
  Bench b(R"({"and":[{"==":[1,1]},{"==":[{"event_count":["e"]},3]}]})");
  const auto m = b.runtime->mismatch(b.rule, {t0, 0});
  ASSERT_TRUE(m.has_value());
  EXPECT_EQ(m->pointer, "/and/1");
  EXPECT_EQ(m->op, "==");
  for (int i = 0; i < 3; i++) b.happen("e", t0);
  EXPECT_FALSE(b.runtime->mismatch(b.rule, {t0, 0}).has_value());
  EXPECT_TRUE(b.runtime->holds(b.rule, {t0, 0}));
  EXPECT_TRUE(b.runtime->holds(no_rule, {t0, 0}));
  EXPECT_FALSE(b.runtime->mismatch(no_rule, {t0, 0}).has_value());
}

TEST(RuleRuntime, ScoresThatAreNoNumbersAreZero) {
  Bench b(R"({"var":"user.score"})");
  EXPECT_EQ(b.runtime->number(b.rule, {t0, 0}), 0);
  b.attributes.set("user.score", Value(2.5));
  EXPECT_EQ(b.runtime->number(b.rule, {t0, 0}), 2.5);
  b.attributes.set("user.score", Value("many"));
  EXPECT_EQ(b.runtime->number(b.rule, {t0, 0}), 0);
}

TEST(RuleRuntime, EqualFeedsShareASeries) {
  Bench b(R"({"event_count":["e","P1D",{"var":"x"}]})");
  const std::string key = b.set.history()[0].series_key();
  const auto id = b.runtime->add_feed("e", key, no_rule, "");
  EXPECT_EQ(b.runtime->feeds().size(), 1u);
  EXPECT_EQ(b.history.find_slot(key), id);
}

}  // namespace
}  // namespace docent::core
