#include <gmock/gmock.h>

#include "guidance/strategy_loader.h"
#include "rig.h"

namespace docent::core::test {
namespace {

std::vector<std::string> errors(const std::string& campaign, const std::string& members = "") {
  std::vector<std::string> list;
  for (const Finding& f : read_strategy(strategy(campaign, members)).findings.errors) list.push_back(f.rule + " " + f.pointer);
  return list;
}
std::string questions(const std::string& list) { return R"({"id":"s","type":"survey","triggers":[{"event":"e"}],"questions":[)" + list + "]}"; }
std::string q(const std::string& id, const std::string& members = "") {
  return R"({"id":")" + id + R"(","type":"csat","text":{"en":"q"})" + members + "}";
}

TEST(BodyLoader, ABranchLeadsForward) {
  using testing::ElementsAre;
  EXPECT_THAT(errors(questions(q("a", R"(,"branching":[{"next":"b"}])") + "," + q("b"))), ElementsAre());
  EXPECT_THAT(errors(questions(q("a", R"(,"branching":[{"next":"c"}])") + "," + q("b"))),
              ElementsAre("unknown-reference /campaigns/0/questions/0/branching/0/next"));
  EXPECT_THAT(errors(questions(q("a") + "," + q("b", R"(,"branching":[{"next":"a"}])"))),
              ElementsAre("cycle /campaigns/0/questions/1/branching/0/next"));
  EXPECT_THAT(errors(questions(q("a", R"(,"branching":[{"if":{"==":[{"var":"answer"},1]},"next":"a"}])"))),
              ElementsAre("cycle /campaigns/0/questions/0/branching/0/next"));
  EXPECT_THAT(errors(questions(q("a", R"(,"branching":[{"next":"c"}])") + "," + q("b", R"(,"branching":[{"next":"end"}])") + "," +
                               q("c", R"(,"branching":[{"if":{"==":[{"var":"answer"},1]},"next":"b"},{"next":"end"}])"))),
              ElementsAre())
      << "backwards in the list, and no circle";
  EXPECT_THAT(errors(questions(q("a", R"(,"branching":[{"if":{"event_count":["x"]},"next":"end"}])"))),
              ElementsAre("rule /campaigns/0/questions/0/branching/0/if"))
      << "a branch sees answers, not history";
}

TEST(BodyLoader, ABranchBehindAnUnconditionalOneIsAWarning) {
  const auto report =
      read_strategy(strategy(questions(q("a", R"(,"branching":[{"next":"end"},{"if":{"==":[{"var":"answer"},1]},"next":"b"}])") + "," + q("b"))));
  ASSERT_NE(report.loaded, nullptr);
  bool found = false;
  for (const Finding& f : report.findings.warnings) found = found || (f.rule == "unreachable" && f.pointer == "/campaigns/0/questions/0/branching/1");
  EXPECT_TRUE(found);
}

std::string many(std::size_t n, const std::string& item) {
  std::string list;
  for (std::size_t i = 0; i < n; i++) {
    std::string one = item;
    one.replace(one.find('#'), 1, std::to_string(i));
    list += (i == 0 ? "" : ",") + one;
  }
  return list;
}

TEST(BodyLoader, ListsHaveLimits) {
  using testing::ElementsAre;
  const std::string step = R"({"id":"i#","text":{"en":"s"}})";
  const auto tour = [&](std::size_t n) { return R"({"id":"t","type":"tour","triggers":[{"event":"e"}],"steps":[)" + many(n, step) + "]}"; };
  EXPECT_THAT(errors(tour(limits::max_tour_steps)), ElementsAre());
  EXPECT_THAT(errors(tour(limits::max_tour_steps + 1)), ElementsAre("limit /campaigns/0/steps"));
  const std::string question = R"({"id":"i#","type":"csat","text":{"en":"q"}})";
  EXPECT_THAT(errors(questions(many(limits::max_survey_questions, question))), ElementsAre());
  EXPECT_THAT(errors(questions(many(limits::max_survey_questions + 1, question))), ElementsAre("limit /campaigns/0/questions"));
  const std::string choice = R"({"id":"i#","text":{"en":"c"}})";
  const auto choices = [&](std::size_t n) {
    return questions(R"({"id":"q","type":"single_choice","text":{"en":"q"},"choices":[)" + many(n, choice) + "]}");
  };
  EXPECT_THAT(errors(choices(limits::max_question_choices)), ElementsAre());
  EXPECT_THAT(errors(choices(limits::max_question_choices + 1)), ElementsAre("limit /campaigns/0/questions/0/choices"));
  const std::string item = R"({"id":"i#","completeWhen":true,"text":{"en":"i"}})";
  const auto list = [&](std::size_t n) { return R"({"id":"l","type":"checklist","content":{"text":{"en":"l"}},"items":[)" + many(n, item) + "]}"; };
  EXPECT_THAT(errors(list(limits::max_checklist_items)), ElementsAre());
  EXPECT_THAT(errors(list(limits::max_checklist_items + 1)), ElementsAre("limit /campaigns/0/items"));
}

TEST(BodyLoader, TheContentPolicyHoldsForEveryPart) {
  const std::string policy = R"("policies":{"content":{"titleMaxChars":5,"bodyMaxChars":8,"maxTourSteps":1,"bannedWords":["now"]}})";
  const auto violation = [&](const std::string& campaign) {
    Rig r(strategy(campaign, policy));
    return std::string(r.verdict("c", "POLICY_VIOLATION")["rule"].as_string());
  };
  const auto tour = [](const std::string& steps) { return R"({"id":"c","type":"tour","triggers":[{"event":"e"}],"steps":[)" + steps + "]}"; };
  EXPECT_EQ(violation(tour(R"({"id":"a","text":{"en":"12345"}})")), "");
  EXPECT_TRUE(violation(tour(R"({"id":"a","text":{"en":"123456"}})")).starts_with("titleMaxChars"));
  EXPECT_TRUE(violation(tour(R"({"id":"a","text":{"en":"1"}},{"id":"b","text":{"en":"2"}})")).starts_with("maxTourSteps"));
  const auto survey = [](const std::string& question) {
    return R"({"id":"c","type":"survey","triggers":[{"event":"e"}],"questions":[)" + question + "]}";
  };
  EXPECT_EQ(violation(survey(R"({"id":"q","type":"csat","text":{"en":"12345678"}})")), "");
  EXPECT_TRUE(violation(survey(R"({"id":"q","type":"csat","text":{"en":"123456789"}})")).starts_with("bodyMaxChars"));
  EXPECT_TRUE(violation(survey(R"({"id":"q","type":"single_choice","text":{"en":"q"},"choices":[{"id":"a","text":{"en":"Buy now"}}]})"))
                  .starts_with("banned"));
  EXPECT_TRUE(violation(R"({"id":"c","type":"checklist","content":{"text":{"en":"l"}},"items":[{"id":"i","completeWhen":true,"text":{"en":"now"}}]})")
                  .starts_with("banned"));
}

TEST(BodyLoader, GroupsMustNotGoInCircles) {
  const auto groups = [](const std::string& list) { return R"("policies":{"frequency":{"groups":[)" + list + "]}}"; };
  const std::string campaigns = tip("a", "e") + "," + tip("b", "e") + "," + tip("c", "e");
  EXPECT_THAT(errors(campaigns, groups(R"({"id":"g","ordered":["a","b","c"]},{"id":"h","ordered":["a","c"]})")), testing::ElementsAre());
  EXPECT_THAT(errors(campaigns, groups(R"({"id":"g","ordered":["a","b","c"]},{"id":"h","ordered":["c","a"]})")),
              testing::ElementsAre("cycle /policies/frequency/groups/1/ordered/1"));
  EXPECT_THAT(errors(campaigns, groups(R"({"id":"g","ordered":["a"]},{"id":"g","ordered":["b"]})")),
              testing::ElementsAre("duplicate-id /policies/frequency/groups/1/id"));
}

}  // namespace
}  // namespace docent::core::test
