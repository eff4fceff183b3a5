#include "guidance/rule_reading.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace docent::core {
namespace {

Value json(const std::string& text) { return *parse_json(text); }

std::vector<std::string> used(const std::string& rule, RuleScope scope = RuleScope::user) {
  References references;
  note_references(json(rule), scope, "/r", references);
  Findings findings;
  references.report_undeclared(findings);
  std::vector<std::string> list;
  for (const Finding& f : findings.warnings) list.push_back(f.pointer);
  return list;
}

TEST(RuleReading, NotesWhatARuleNames) {
  using testing::UnorderedElementsAre;
  EXPECT_THAT(used(R"({"and":[{"==":[{"var":"user.a"},1]},{"event_count":["e","P1D"]},{"in_segment":"s"},{"campaign_count":["c","shown"]}]})"),
              UnorderedElementsAre("/r/and/0/==/0/var", "/r/and/1/event_count", "/r/and/2/in_segment", "/r/and/3/campaign_count"));
  EXPECT_THAT(used(R"({"event_seq":[["a","b"],"P1D",["c"]]})").size(), 3u);
  EXPECT_THAT(used(R"({"var":"property"})", RuleScope::event), UnorderedElementsAre());
  EXPECT_THAT(used(R"({"some":[{"var":"user.list"},{"==":[{"var":"element"},1]}]})"), UnorderedElementsAre("/r/some/0/var"));
  EXPECT_THAT(used(R"({"==":[{"var":""},{"var":["user.a",1]}]})"), UnorderedElementsAre("/r/==/1/var"));
  EXPECT_THAT(used("true"), UnorderedElementsAre());
  EXPECT_THAT(used(R"({"and":[{"missing":["user.a","user.b"]},{"missing_some":[1,["user.c"]]},{"missing":"user.d"},{"missing":{"var":"user.e"}}]})"),
              UnorderedElementsAre("/r/and/0/missing", "/r/and/0/missing", "/r/and/1/missing_some", "/r/and/2/missing"));
}

TEST(RuleReading, FindsTheQuestionsToHistory) {
  const Value rule = json(R"({"and":[{"==":[{"event_count":["a","P30D"]},0]},{"event_seq":[["a","b"],"PT15M"]},{">":[{"event_count":["a","P30D"]},0]},
                               {">":[{"event_count":["c","P1D",{"var":"x"}]},0]},{"event_days":"d"},{"event_sum":["e","p"]}]})");
  const auto questions = history_questions(rule);
  ASSERT_EQ(questions.size(), 3u) << "repeated, filtered and summing ones are left out";
  EXPECT_EQ(questions[0].op, HistoryOp::event_count);
  EXPECT_EQ(questions[0].window_ms, int64_t{30} * 86'400'000);
  EXPECT_THAT(questions[1].names, testing::ElementsAre("a", "b"));
  EXPECT_EQ(questions[2].names[0], "d");
  EXPECT_EQ(questions[2].window_ms, 0);
}

TEST(RuleReading, EventNamesGoThroughSegments) {
  const Value segments = json(R"([{"id":"s","rule":{"or":[{"event_count":["b"]},{"in_segment":["s"]}]}}])");
  EXPECT_THAT(
      event_names(json(R"({"and":[{"event_age":["a"]},{"in_segment":["s"]},{"event_seq":[["c"],"P1D",["d"]]},{"campaign_count":["x","shown"]}]})"),
                  segments),
      testing::ElementsAre("a", "b", "c", "d"));
  EXPECT_THAT(event_names(json(R"({">":[{"dwell":["editor"]},60]})"), segments), testing::ElementsAre("dwell"));
}

}  // namespace
}  // namespace docent::core
