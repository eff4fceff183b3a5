#include "guidance/survey_flow.h"

#include <gtest/gtest.h>

#include "guidance/strategy_loader.h"
#include "rig.h"

namespace docent::core {
namespace {

std::shared_ptr<const SurveyFlow> flow(const std::string& questions) {
  const std::string json = test::strategy(R"({"id":"s","type":"survey","triggers":[{"event":"e"}],"questions":)" + questions + "}");
  const StrategyReport report = read_strategy(json);
  EXPECT_NE(report.loaded, nullptr) << refusal(report.findings, json).message();
  return report.loaded == nullptr ? nullptr : report.loaded->strategy.campaigns[0].body.survey;
}

bool takes(const SurveyFlow& f, const std::string& question, const std::string& answer) {
  return f.check(*f.question(question), *parse_json(answer)).ok();
}

std::string next(const SurveyFlow& f, const std::string& question, const std::string& answers) {
  return std::string(f.next(*f.question(question), *parse_json(answers)));
}

TEST(SurveyFlow, EachTypeTakesItsAnswers) {
  const auto f = flow(R"([{"id":"nps","type":"nps","text":{"en":"q"}},{"id":"csat","type":"csat","text":{"en":"q"}},
    {"id":"ces","type":"ces","text":{"en":"q"}},{"id":"stars","type":"rating","range":4,"text":{"en":"q"}},
    {"id":"one","type":"single_choice","text":{"en":"q"},"choices":[{"id":"a","text":{"en":"A"}},{"id":"b","text":{"en":"B"}}]},
    {"id":"many","type":"multiple_choice","hasOpenChoice":true,"maxChars":5,"text":{"en":"q"},"choices":[{"id":"a","text":{"en":"A"}}]},
    {"id":"open","type":"open","maxChars":3,"optional":true,"text":{"en":"q"}}])");
  ASSERT_NE(f, nullptr);
  for (const auto& [id, lowest, highest] : {std::tuple("nps", 0, 10), std::tuple("csat", 1, 5), std::tuple("ces", 1, 7), std::tuple("stars", 1, 4)}) {
    EXPECT_TRUE(takes(*f, id, std::to_string(lowest))) << id;
    EXPECT_TRUE(takes(*f, id, std::to_string(highest))) << id;
    EXPECT_FALSE(takes(*f, id, std::to_string(lowest - 1))) << id;
    EXPECT_FALSE(takes(*f, id, std::to_string(highest + 1))) << id;
    for (const char* bad : {"2.5", "\"3\"", "true", "[3]", "{}", "null"}) EXPECT_FALSE(takes(*f, id, bad)) << id << bad;
  }
  EXPECT_TRUE(takes(*f, "one", "\"b\""));
  EXPECT_FALSE(takes(*f, "one", "\"c\""));
  EXPECT_FALSE(takes(*f, "one", "[\"a\"]"));
  EXPECT_TRUE(takes(*f, "many", "[\"a\"]"));
  EXPECT_TRUE(takes(*f, "many", "[\"a\",\"其他原因吧\"]")) << "five characters of the user's own";
  EXPECT_FALSE(takes(*f, "many", "[\"a\",\"sixsix\"]"));
  EXPECT_FALSE(takes(*f, "many", "[\"x\",\"y\"]")) << "two texts of their own";
  EXPECT_FALSE(takes(*f, "many", "[\"a\",\"a\"]"));
  EXPECT_FALSE(takes(*f, "many", "[]"));
  EXPECT_FALSE(takes(*f, "many", "\"a\""));
  EXPECT_TRUE(takes(*f, "open", "\"三个字\""));
  EXPECT_FALSE(takes(*f, "open", "\"four\""));
  EXPECT_TRUE(takes(*f, "open", "null")) << "optional";
  EXPECT_FALSE(takes(*f, "one", "null"));
  EXPECT_EQ(f->question("nothing"), nullptr);
}

TEST(SurveyFlow, BranchesSeeTheAnswerAndEarlierOnes) {
  const auto f = flow(R"([
    {"id":"score","type":"nps","text":{"en":"q"},"branching":[{"if":{"<=":[{"var":"answer"},6]},"next":"why"},
                                                             {"if":{">=":[{"var":"answer"},9]},"next":"love"},{"next":"end"}]},
    {"id":"why","type":"open","optional":true,"text":{"en":"q"},"branching":[{"if":{"<":[{"var":"answers.score"},3]},"next":"call"},{"next":"end"}]},
    {"id":"call","type":"open","optional":true,"text":{"en":"q"},"branching":[{"next":"end"}]},
    {"id":"love","type":"open","optional":true,"text":{"en":"q"}}])");
  ASSERT_NE(f, nullptr);
  EXPECT_EQ(next(*f, "score", R"({"score":0})"), "why");
  EXPECT_EQ(next(*f, "score", R"({"score":6})"), "why");
  EXPECT_EQ(next(*f, "score", R"({"score":7})"), "");
  EXPECT_EQ(next(*f, "score", R"({"score":9})"), "love");
  EXPECT_EQ(next(*f, "why", R"({"score":2,"why":"slow"})"), "call");
  EXPECT_EQ(next(*f, "why", R"({"score":5,"why":"slow"})"), "");
  EXPECT_EQ(next(*f, "why", R"({"score":2})"), "") << "skipped: only the unconditional branch";
  EXPECT_EQ(next(*f, "love", R"({"score":9,"love":"all"})"), "") << "the last one";
}

TEST(SurveyFlow, WithoutABranchTheNextQuestionFollows) {
  const auto f = flow(R"([{"id":"a","type":"csat","text":{"en":"q"},"branching":[{"if":{"==":[{"var":"answer"},5]},"next":"c"}]},
                          {"id":"b","type":"csat","text":{"en":"q"}},{"id":"c","type":"csat","text":{"en":"q"}}])");
  ASSERT_NE(f, nullptr);
  EXPECT_EQ(next(*f, "a", R"({"a":5})"), "c");
  EXPECT_EQ(next(*f, "a", R"({"a":1})"), "b");
  EXPECT_EQ(next(*f, "a", "{}"), "b");
  EXPECT_EQ(next(*f, "b", R"({"b":1})"), "c");
}

TEST(SurveyFlow, TypesHaveNames) {
  for (int i = 0; i < 7; i++) EXPECT_EQ(parse_question_type(question_type_name(static_cast<QuestionType>(i))), static_cast<QuestionType>(i));
  EXPECT_FALSE(parse_question_type("drawing").has_value());
}

}  // namespace
}  // namespace docent::core
