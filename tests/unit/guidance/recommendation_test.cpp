#include "rig.h"

namespace docent::core::test {
namespace {

std::string candidate(const std::string& feature, const std::string& more) {
  return R"({"feature":")" + feature + R"(","text":{"en":{"title":")" + feature + R"(","body":"b"}})" + more + "}";
}
std::string slot(const std::string& candidates, const std::string& more = "", const std::string& id = "r") {
  return R"({"id":")" + id + R"(","type":"recommendation","slot":"home","candidates":[)" + candidates + "]" + more + "}";
}
const std::string features =
    R"("features":[{"id":"a","usedBy":[{"event":"a_used"}]},{"id":"b","usedBy":[{"event":"used","filter":{"==":[{"var":"what"},"b"]}}]},{"id":"c"}])";

std::string recommended(Rig& r) {
  const auto list = r.engine->recommend("home", r.now());
  if (!list) return "no slot";
  std::string text;
  for (const auto& item : list->items) text += (text.empty() ? "" : " ") + item.feature;
  return text;
}

TEST(Recommendation, BestFirstWithStableTies) {
  Rig r(strategy(
      slot(candidate("a", R"(,"score":1)") + "," + candidate("b", R"(,"score":{"event_count":["e"]})") + "," + candidate("c", R"(,"score":1)")),
      features));
  EXPECT_EQ(recommended(r), "a c b");
  r.track("e");
  EXPECT_EQ(recommended(r), "a b c") << "equal scores keep the document's order";
  r.track("e");
  EXPECT_EQ(recommended(r), "b a c");
  const auto list = r.engine->recommend("home", r.now());
  EXPECT_EQ(list->items[0].reason, "e 2 times");
  EXPECT_EQ(list->items[0].score, 2);
  EXPECT_EQ(list->items[0].title, "b");
  EXPECT_EQ(list->items[0].body, "b");
  EXPECT_EQ(list->campaign, "r");
  EXPECT_FALSE(list->items[1].reason.empty());
}

TEST(Recommendation, ItsTextsAreFilledIn) {
  Rig r(strategy(slot(R"({"feature":"a","text":{"en":{"title":"For {{context.name|you}}","body":"{{event.x|none}}"}}})"), features));
  EXPECT_EQ(r.engine->recommend("home", r.now())->items[0].title, "For you");
  r.context("name", Value("Mia"));
  const auto list = r.engine->recommend("home", r.now());
  EXPECT_EQ(list->items[0].title, "For Mia");
  EXPECT_EQ(list->items[0].body, "none") << "no event has led to it";
}

TEST(Recommendation, LimitAndCondition) {
  Rig r(strategy(slot(candidate("a", "") + "," + candidate("b", R"(,"if":{"event_count":["e"]})") + "," + candidate("c", ""), R"(,"limit":2)"),
                 features));
  EXPECT_EQ(recommended(r), "a c");
  r.track("e");
  EXPECT_EQ(recommended(r), "a b");
}

TEST(Recommendation, WhatWasUsedIsLeftOut) {
  Rig r(strategy(slot(candidate("a", "") + "," + candidate("b", ""), R"(,"excludeUsedWithin":"P90D")"), features));
  EXPECT_EQ(recommended(r), "a b");
  r.track("a_used").track("used", {{"what", Value("other")}});
  EXPECT_EQ(recommended(r), "b");
  r.track("used", {{"what", Value("b")}});
  EXPECT_EQ(recommended(r), "");
  r.pass("P89DT23H59M");
  EXPECT_EQ(recommended(r), "");
  r.pass("PT1M");
  EXPECT_EQ(recommended(r), "a b") << "half open";
}

TEST(Recommendation, NoCampaignServesTheSlot) {
  Rig r(strategy(slot(candidate("a", ""), R"(,"state":"DISABLED")") + "," + tip("t", "e"), features));
  EXPECT_EQ(recommended(r), "no slot");
}

TEST(Recommendation, AServedSlotMayBeEmpty) {
  Rig closed(strategy(slot(candidate("a", ""), R"(,"targeting":{"var":"user.pro"})"), features));
  EXPECT_EQ(recommended(closed), "");
  closed.user("pro", Value(true));
  EXPECT_EQ(recommended(closed), "a");
  closed.engine->set_history_permitted(false);
  EXPECT_EQ(recommended(closed), "") << "without consent for guidance";
  Rig expired(strategy(slot(candidate("a", ""), R"(,"schedule":{"end":"2020-01-01T00:00:00Z"})"), features));
  EXPECT_EQ(recommended(expired), "");
  EngineConfig config;
  config.install_id = "x";
  Rig held_out(strategy(slot(candidate("a", "")), features + R"(,"policies":{"holdout":{"seed":"h","percentage":100}})"), config);
  EXPECT_EQ(recommended(held_out), "");
}

TEST(Recommendation, AnInvalidatedCampaignAndOneThatBreaksThePolicyAnswerNothing) {
  Rig done(strategy(slot(candidate("a", ""), R"(,"invalidateOn":[{"event":"finished"}])"), features));
  EXPECT_EQ(recommended(done), "a");
  done.track("finished");
  EXPECT_EQ(recommended(done), "");
  EXPECT_EQ(done.codes("r"), "INVALIDATED");
  Rig banned(strategy(slot(candidate("a", "")), features + R"(,"policies":{"content":{"expiryRequired":true}})"));
  EXPECT_EQ(recommended(banned), "");
  EXPECT_EQ(banned.codes("r"), "POLICY_VIOLATION");
}

TEST(Recommendation, WhatLimitsDisplaysDoesNotLimitAnswers) {
  Rig r(strategy(slot(candidate("a", ""), R"(,"frequency":{"displayLimit":1,"interval":"P1D"})"),
                 features + R"(,"policies":{"frequency":{"cooldown":"PT1H","caps":[{"id":"all","limit":1,"window":"P1D"}],"suppressWhen":true}})"));
  r.engine->recommendation_outcome("r", "a", Outcome::shown, r.now(), r.out);
  EXPECT_EQ(recommended(r), "a");
  EXPECT_EQ(r.codes("r"), "") << "explain agrees";
}

TEST(Recommendation, OfSeveralCampaignsTheHighestPriorityAnswers) {
  Rig r(strategy(slot(candidate("a", ""), R"(,"priority":1,"targeting":{"!":[{"var":"user.pro"}]})", "low") + "," +
                     slot(candidate("b", ""), R"(,"priority":0)", "base") + "," +
                     slot(candidate("c", ""), R"(,"priority":5,"targeting":{"var":"user.pro"})", "pro"),
                 features));
  EXPECT_EQ(recommended(r), "a");
  r.user("pro", Value(true));
  EXPECT_EQ(recommended(r), "c");
}

TEST(Recommendation, AModelMayRankWithinTheRules) {
  Rig r(strategy(slot(candidate("a", R"(,"score":3)") + "," + candidate("b", R"(,"score":2)") + "," + candidate("c", R"(,"if":false)")), features));
  r.engine->set_ranker([](std::string_view s, std::span<const std::string_view> names, std::span<double> scores) {
    EXPECT_EQ(s, "home");
    ASSERT_EQ(names.size(), 2u) << "what the rules exclude stays excluded";
    for (std::size_t i = 0; i < names.size(); i++) scores[i] = names[i] == "b" ? 10 : 0;
  });
  EXPECT_EQ(recommended(r), "b a");
  r.engine->set_ranker(nullptr);
  EXPECT_EQ(recommended(r), "a b");
}

TEST(Recommendation, EveryAnswerHasItsOwnId) {
  Rig r(strategy(slot(candidate("a", "")), features));
  EXPECT_NE(r.engine->recommend("home", r.now())->id, r.engine->recommend("home", r.now())->id);
}

}  // namespace
}  // namespace docent::core::test
