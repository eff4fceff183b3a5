#include "rules/history_operand.h"

#include <gtest/gtest.h>

#include "model/limits.h"
#include "rig.h"

namespace docent::core::rules {
namespace {

HistoryOperand read(std::string_view op, std::string_view operands) {
  const Value array = json(operands);
  HistoryOperand operand;
  const RuleError error = read_history_operand(op, array.as_array(), operand);
  EXPECT_EQ(error.message, "") << op << operands;
  operand.filter = nullptr;  // it points into `array`
  return operand;
}
RuleError refusal(std::string_view op, std::string_view operands) {
  const Value array = json(operands);
  HistoryOperand operand;
  RuleError error = read_history_operand(op, array.as_array(), operand);
  EXPECT_EQ(error.type, RuleErrorType::bad_argument) << op << operands;
  return error;
}

TEST(HistoryOperand, ReadsEveryOperator) {
  EXPECT_EQ(read("event_count", R"(["a"])").slot.names, (std::vector<std::string>{"a"}));
  EXPECT_EQ(read("event_count", R"(["a","P30D"])").slot.window_ms, int64_t{30} * 86'400'000);
  EXPECT_EQ(read("event_count", R"(["a",{"var":"x"}])").filter_position, 1u);
  EXPECT_EQ(read("event_count", R"(["a","P1D",{"var":"x"}])").filter_position, 2u);
  EXPECT_EQ(read("event_count", R"(["a",null,{"var":"x"}])").filter_position, 2u);
  EXPECT_EQ(read("event_days", R"(["a","P14D"])").slot.op, HistoryOp::event_days);
  EXPECT_EQ(read("event_age", R"(["a",{"var":"x"}])").filter_position, 1u);
  EXPECT_EQ(read("event_first_age", R"(["a"])").slot.op, HistoryOp::event_first_age);
  EXPECT_EQ(read("event_sum", R"(["a","ms","PT1H"])").slot.property, "ms");
  EXPECT_EQ(read("event_max", R"(["a","ms"])").slot.window_ms, 0);
  const HistorySlot sequence = read("event_seq", R"([["a","b"],"PT15M",["c"]])").slot;
  EXPECT_EQ(sequence.names, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(sequence.without, (std::vector<std::string>{"c"}));
  EXPECT_EQ(sequence.window_ms, 900'000);
  EXPECT_EQ(read("dwell", R"(["editor","P1D"])").slot.op, HistoryOp::dwell);
  EXPECT_EQ(read("campaign_count", R"(["tip.format","shown","P7D"])").slot.outcome, "shown");
  EXPECT_EQ(read("campaign_age", R"(["tip.format","dismissed"])").slot.op, HistoryOp::campaign_age);
}

TEST(HistoryOperand, RefusesWithThePlace) {
  const std::string long_name = "[\"" + std::string(limits::max_name_bytes + 1, 'n') + "\"]";
  EXPECT_EQ(refusal("event_count", R"([5])").pointer, "/0");
  EXPECT_EQ(refusal("event_count", R"([""])").pointer, "/0");
  EXPECT_EQ(refusal("event_count", long_name).pointer, "/0");
  EXPECT_EQ(refusal("event_count", R"([{"var":"name"}])").pointer, "/0") << "names are literals";
  EXPECT_EQ(refusal("event_count", R"(["a","10 minutes"])").pointer, "/1");
  EXPECT_EQ(refusal("event_count", R"(["a","P1M"])").pointer, "/1") << "months have no fixed length";
  EXPECT_EQ(refusal("event_count", R"(["a","PT0S"])").pointer, "/1");
  EXPECT_EQ(refusal("event_count", R"(["a",3600])").pointer, "/1");
  EXPECT_EQ(refusal("event_count", R"(["a",{"var":"x"},"P1D"])").pointer, "/2");
  EXPECT_EQ(refusal("event_days", R"(["a",{"var":"x"}])").pointer, "/1") << "event_days needs a window";
  EXPECT_EQ(refusal("event_sum", R"(["a",""])").pointer, "/1");
  EXPECT_EQ(refusal("event_seq", R"(["a","PT1M"])").pointer, "/0");
  EXPECT_EQ(refusal("event_seq", R"([["a"],"PT1M"])").pointer, "/0") << "a sequence has two steps at least";
  EXPECT_EQ(refusal("event_seq", R"([["a",""],"PT1M"])").pointer, "/0/1");
  EXPECT_EQ(refusal("event_seq", R"([["a","b"],"PT1M",[]])").pointer, "/2");
  EXPECT_EQ(refusal("campaign_count", R"(["x","seen"])").pointer, "/1");
  EXPECT_NE(refusal("campaign_count", R"(["x","seen"])").message.find("timed_out"), std::string::npos) << "names the outcomes there are";
}

TEST(HistoryOperand, SequencesAreLimited) {
  std::string steps = "\"e\"";
  for (std::size_t i = 1; i < limits::max_sequence_steps; i++) steps += ",\"e\"";
  EXPECT_EQ(read("event_seq", "[[" + steps + "],\"PT1M\"]").slot.names.size(), limits::max_sequence_steps);
  EXPECT_EQ(refusal("event_seq", "[[" + steps + ",\"e\"],\"PT1M\"]").pointer, "/0");
}

}  // namespace
}  // namespace docent::core::rules
