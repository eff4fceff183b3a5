#include "rules/history_slot.h"

#include <gtest/gtest.h>

#include "rig.h"

namespace docent::core {
namespace {

HistorySlot slot_of(std::string_view rule) {
  RuleSet rules;
  const CompileResult compiled = rules.compile(json(rule));
  EXPECT_TRUE(compiled.ok()) << rule << compiled.error.message;
  return compiled.ok() ? rules.history()[0] : HistorySlot{};
}

TEST(HistorySlot, KeysAreCanonicalAndCompileToThemselves) {
  for (const auto& [rule, key] : std::vector<std::pair<const char*, const char*>>{
           {R"({"event_count":"a"})", R"({"event_count":["a"]})"},
           {R"({"event_count":["a","PT24H"]})", R"({"event_count":["a","P1D"]})"},
           {R"({"event_count":["a",null,{"==": [{"var":"x"}, 1.0]}]})", R"({"event_count":["a",{"==":[{"var":"x"},1]}]})"},
           {R"({"event_days":["a","P14D"]})", R"({"event_days":["a","P14D"]})"},
           {R"({"event_age":["a"]})", R"({"event_age":["a"]})"},
           {R"({"event_sum":["a","ms","PT90M"]})", R"({"event_sum":["a","ms","PT1H30M"]})"},
           {R"({"event_seq":[["a","b"],"PT15M",["c"]]})", R"({"event_seq":[["a","b"],"PT15M",["c"]]})"},
           {R"({"dwell":"editor"})", R"({"dwell":["editor"]})"},
           {R"({"campaign_count":["t","shown","P1D"]})", R"({"campaign_count":["t","shown","P1D"]})"},
       }) {
    EXPECT_EQ(slot_of(rule).key(), key);
    EXPECT_EQ(slot_of(key).key(), key);
  }
}

TEST(HistorySlot, SeriesKeysLeaveOutOperatorAndWindow) {
  EXPECT_EQ(slot_of(R"({"event_count":["a","P1D"]})").series_key(), "");
  EXPECT_EQ(slot_of(R"({"event_sum":["a","ms","P1D"]})").series_key(), R"(["a","ms"])");
  EXPECT_EQ(slot_of(R"({"event_max":["a","ms"]})").series_key(), R"(["a","ms"])");
  EXPECT_EQ(slot_of(R"({"event_count":["a","P1D",{"var":"x"}]})").series_key(), R"(["a",{"var":"x"}])");
  EXPECT_EQ(slot_of(R"({"event_age":["a",{"var":"x"}]})").series_key(), R"(["a",{"var":"x"}])");
  EXPECT_EQ(slot_of(R"({"dwell":["editor","P1D"]})").series_key(), R"(["dwell","ms",{"===":[{"var":"screen"},"editor"]}])");
  EXPECT_EQ(slot_of(R"({"dwell":["editing=text"]})").series_key(), R"(["dwell","ms",{"===":[{"var":"context"},"editing=text"]}])");
}

TEST(HistorySlot, NamesOfOperators) {
  for (int i = 0; i <= static_cast<int>(HistoryOp::campaign_age); i++) EXPECT_NE(history_op_name(static_cast<HistoryOp>(i)), "");
  EXPECT_TRUE(may_be_never(HistoryOp::event_age));
  EXPECT_FALSE(may_be_never(HistoryOp::event_count));
}

}  // namespace
}  // namespace docent::core
