#include "guidance/reason.h"

#include <gtest/gtest.h>

namespace docent::core {
namespace {

constexpr int64_t day = 86'400'000;

TEST(Reason, Durations) {
  EXPECT_EQ(duration_words(1'000), "1 second");
  EXPECT_EQ(duration_words(120'000), "2 minutes");
  EXPECT_EQ(duration_words(90 * 60'000), "1 hour 30 minutes");
  EXPECT_EQ(duration_words(30 * day), "30 days");
  EXPECT_EQ(duration_words(day + 3'600'000 + 60'000), "1 day 1 hour") << "two parts say enough";
  EXPECT_EQ(duration_words(0), "0 seconds");
}

TEST(Reason, Facts) {
  EXPECT_EQ(count_fact("print_opened", 3, 30 * day), "print_opened 3 times in 30 days");
  EXPECT_EQ(count_fact("print_opened", 1, 0), "print_opened once");
  EXPECT_EQ(count_fact("print_opened", 0, day), "no print_opened in 1 day");
  const auto fact = [](HistoryOp op, std::vector<std::string> names, int64_t window, const Value& figure) {
    return evidence_fact({0, op, std::move(names), window}, figure);
  };
  EXPECT_EQ(fact(HistoryOp::event_count, {"e"}, day, Value(2)), "e 2 times in 1 day");
  EXPECT_EQ(fact(HistoryOp::event_days, {"e"}, 14 * day, Value(3)), "e on 3 days in 14 days");
  EXPECT_EQ(fact(HistoryOp::event_days, {"e"}, 14 * day, Value(1)), "e on 1 day in 14 days");
  EXPECT_EQ(fact(HistoryOp::event_days, {"e"}, 0, Value(0)), "no e");
  EXPECT_EQ(fact(HistoryOp::event_age, {"e"}, 0, Value(120)), "e last 2 minutes ago");
  EXPECT_EQ(fact(HistoryOp::event_age, {"e"}, 0, Value()), "e never");
  EXPECT_EQ(fact(HistoryOp::event_first_age, {"e"}, 0, Value(3600)), "e first 1 hour ago");
  EXPECT_EQ(fact(HistoryOp::event_seq, {"a", "b"}, 900'000, Value(true)), "a, then b within 15 minutes");
  EXPECT_EQ(fact(HistoryOp::event_seq, {"a", "b"}, 900'000, Value(false)), "");
  EXPECT_EQ(fact(HistoryOp::campaign_count, {"c"}, 0, Value(1)), "");
}

TEST(Reason, ASentenceHasFewFactsAndNoneTwice) {
  RuleSet set;
  std::vector<Evidence> evidence;
  for (const char* name : {"a", "a", "b", "c", "d"}) {
    const auto rule = set.compile(*parse_json(R"({"event_count":[")" + std::string(name) + R"("]})"));
    ASSERT_TRUE(rule.ok());
    evidence.push_back({rule.rule, HistoryOp::event_count, {name}, 0});
  }
  History history;
  AttributeTable attributes;
  CampaignStates states;
  RuleRuntime runtime(set, history, attributes, states);
  history.record("a", {1, 0});
  EXPECT_EQ(reason_sentence("first", evidence, runtime, {2, 0}), "first; a once; no b");
  EXPECT_EQ(reason_sentence("", {}, runtime, {2, 0}), "");
}

}  // namespace
}  // namespace docent::core
