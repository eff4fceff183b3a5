#include "rig.h"

namespace docent::core::test {
namespace {

std::string survey(const std::string& members = "") {
  return R"({"id":"nps","type":"survey","triggers":[{"event":"saved"}])" + members + R"(,"a11y":{"role":"dialog"},"questions":[
    {"id":"score","type":"nps","text":{"en":{"question":"How likely?","lowerBoundLabel":"no"}},
     "branching":[{"if":{"<=":[{"var":"answer"},6]},"next":"why"},{"next":"end"}]},
    {"id":"why","type":"open","optional":true,"text":{"en":"Why?"}}]})";
}

const EngineEvent* last(const Rig& r, const std::string& name) {
  const EngineEvent* found = nullptr;
  for (const EngineEvent& e : r.events) {
    if (e.name == name) found = &e;
  }
  return found;
}

Value property(const EngineEvent& e, const std::string& key) {
  for (const auto& [k, v] : e.properties) {
    if (k == key) return v;
  }
  return {};
}

TEST(Survey, ItsQuestionsAreResolved) {
  Rig r(strategy(survey()));
  r.track("saved");
  ASSERT_EQ(r.count(), 1u);
  const Presentation& p = r.presentations[0];
  EXPECT_EQ(p.title, "How likely?");
  EXPECT_EQ(p.step, "score");
  EXPECT_EQ(p.role, "dialog");
  ASSERT_NE(p.survey, nullptr);
  const Value json = *parse_json(p.json);
  const Value& question = json["questions"].as_array()[0];
  EXPECT_EQ(question["question"].as_string(), "How likely?");
  EXPECT_EQ(question["text"]["lowerBoundLabel"].as_string(), "no");
  EXPECT_EQ(question["highest"].as_int(), 10);
  EXPECT_EQ(question.find("branching"), nullptr) << "the library knows the way";
}

TEST(Survey, AnswersAreRecordedOneByOneAndTogether) {
  Rig r(strategy(survey()));
  r.track("saved").report(Outcome::shown).answer("score", "3");
  const EngineEvent* answered = last(r, "survey_answered");
  ASSERT_NE(answered, nullptr);
  EXPECT_TRUE(answered->critical);
  EXPECT_EQ(property(*answered, "question").as_string(), "score");
  EXPECT_EQ(property(*answered, "answer").as_int(), 3);
  EXPECT_EQ(last(r, "campaign_completed"), nullptr);
  r.answer("why", "\"it is slow\"");
  ASSERT_NE(last(r, "campaign_completed"), nullptr);
  const EngineEvent* response = last(r, "survey_response");
  ASSERT_NE(response, nullptr);
  EXPECT_EQ(property(*response, "complete"), Value(true));
  EXPECT_EQ(to_json(property(*response, "answers")), R"({"score":3,"why":"it is slow"})");
}

TEST(Survey, APromoterIsDoneAfterOneQuestion) {
  Rig r(strategy(survey()));
  r.track("saved").report(Outcome::shown).answer("score", "10");
  EXPECT_EQ(to_json(property(*last(r, "survey_response"), "answers")), R"({"score":10})");
  EXPECT_EQ(r.codes("nps"), "TRIGGER_PENDING");
}

TEST(Survey, APartialAnswerIsKept) {
  for (const auto& end : {std::pair(Outcome::dismissed, "close"), std::pair(Outcome::timed_out, "")}) {
    Rig r(strategy(survey()));
    r.track("saved").report(Outcome::shown).answer("score", "2").report(end.first, end.second);
    const EngineEvent* response = last(r, "survey_response");
    ASSERT_NE(response, nullptr);
    EXPECT_EQ(property(*response, "complete"), Value(false));
    EXPECT_EQ(to_json(property(*response, "answers")), R"({"score":2})");
  }
  Rig r(strategy(survey()));
  r.track("saved").report(Outcome::shown).answer("score", "2").restart();
  ASSERT_NE(last(r, "survey_response"), nullptr) << "the process went before its end";
  EXPECT_EQ(r.count(), 1u);
}

TEST(Survey, ASkippedQuestionIsSaidToBeSkipped) {
  Rig r(strategy(survey()));
  r.track("saved").report(Outcome::shown).answer("score", "2").answer("why", "");
  EXPECT_EQ(property(*last(r, "survey_answered"), "skipped"), Value(true));
  EXPECT_EQ(property(*last(r, "survey_response"), "complete"), Value(true));
}

TEST(Survey, GoingBackReplacesTheAnswer) {
  Rig r(strategy(survey()));
  r.track("saved").report(Outcome::shown).answer("score", "2").answer("score", "9");
  EXPECT_EQ(to_json(property(*last(r, "survey_response"), "answers")), R"({"score":9})");
}

TEST(Survey, UntilRespondedEndsWithTheFirstAnswer) {
  Rig r(strategy(survey(R"(,"frequency":{"until":"responded"})")));
  r.track("saved").report(Outcome::shown).report(Outcome::timed_out).track("saved");
  ASSERT_EQ(r.count(), 2u) << "shown is not answered";
  r.report(Outcome::shown).answer("score", "2").report(Outcome::timed_out).track("saved");
  EXPECT_EQ(r.count(), 2u);
  EXPECT_EQ(r.verdict("nps", "LIMIT_REACHED")["rule"].as_string(), "until: responded");
}

TEST(Survey, WhatIsNoAnswerIsIgnored) {
  Rig r(strategy(survey() + "," + tip("tip", "e")));
  r.track("saved").report(Outcome::shown);
  for (const auto& [question, json] : {std::pair("score", "11"), std::pair("score", "\"x\""), std::pair("score", "null"), std::pair("score", "{"),
                                       std::pair("nothing", "3"), std::pair("", "3")}) {
    r.answer(question, json);
  }
  r.engine->answer(Uuid{}, "score", "3", r.now(), r.out);
  r.take();
  EXPECT_EQ(last(r, "survey_answered"), nullptr);
  r.report(Outcome::dismissed).track("e").answer("score", "3");
  EXPECT_EQ(last(r, "survey_answered"), nullptr) << "a tip asks nothing";
}

}  // namespace
}  // namespace docent::core::test
