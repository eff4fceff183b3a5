// Strategies, hosts and times that mean harm or are broken: each is refused with a clear error, disables one campaign, or changes nothing.
#include <gmock/gmock.h>

#include "rig.h"

namespace docent::core::test {
namespace {

std::string repeated(std::size_t count, const std::function<std::string(std::size_t)>& item) {
  std::string list;
  for (std::size_t i = 0; i < count; i++) list += (i == 0 ? "" : ",") + item(i);
  return list;
}
std::string number(std::size_t n) { return std::to_string(n); }

// The message of a refusal; "" when it is accepted.
std::string refusal_of(const std::string& json) {
  Engine engine{EngineConfig{}};
  return std::string(engine.load_strategy(json, {t0, 0}).message());
}

#define EXPECT_REFUSED(json, part) EXPECT_THAT(refusal_of(json), testing::HasSubstr(part))
#define EXPECT_ACCEPTED(json) EXPECT_EQ(refusal_of(json), "")

std::string tour_of(std::size_t steps) {
  return R"({"id":"t","type":"tour","steps":[)" +
         repeated(steps, [](std::size_t i) { return R"({"id":"s)" + number(i) + R"(","text":{"en":"x"}})"; }) + "]}";
}
std::string survey_of(const std::string& questions) { return R"({"id":"s","type":"survey","questions":[)" + questions + "]}"; }
std::string open_question(std::size_t i, const std::string& more = "") {
  return R"({"id":"q)" + number(i) + R"(","type":"open","text":{"en":"?"})" + more + "}";
}
std::string choice_question(std::size_t choices) {
  return R"({"id":"q","type":"single_choice","text":{"en":"?"},"choices":[)" +
         repeated(choices, [](std::size_t i) { return R"({"id":"c)" + number(i) + R"(","text":{"en":"x"}})"; }) + "]}";
}
std::string checklist_of(std::size_t items) {
  return R"({"id":"c","type":"checklist","content":{"text":{"en":"x"}},"items":[)" +
         repeated(items, [](std::size_t i) { return R"({"id":"i)" + number(i) + R"(","completeWhen":false,"text":{"en":"x"}})"; }) + "]}";
}
std::string triggers_of(std::size_t count) {
  return R"({"id":"a","type":"tip","content":{"text":{"en":"x"}},"triggers":[)" +
         repeated(count, [](std::size_t i) { return R"({"event":"e)" + number(i) + "\"}"; }) + "]}";
}
std::string weights(int64_t first, int64_t second) {
  return tip("a", "e",
             R"(,"experiment":{"seed":"s","variants":[{"id":"x","weight":)" + std::to_string(first) + R"(},{"id":"y","weight":)" +
                 std::to_string(second) + "}]}");
}
std::string policies(const std::string& members) { return R"("policies":{)" + members + "}"; }

TEST(Hostile, ThousandsOfCampaigns) {
  const auto campaigns = [](std::size_t n) { return strategy(repeated(n, [](std::size_t i) { return tip("c" + number(i), "e"); })); };
  EXPECT_ACCEPTED(campaigns(limits::max_campaigns));
  EXPECT_REFUSED(campaigns(limits::max_campaigns + 1), "more than 1024 campaigns");
  EXPECT_REFUSED(campaigns(10'000), "/campaigns");
  Rig r(campaigns(limits::max_campaigns));
  r.track("e");
  EXPECT_EQ(r.shown(), "c0") << "they compete like two";
}

TEST(Hostile, ManyCampaignsOneAfterTheOther) {
  const std::size_t n = limits::max_campaigns;
  const std::string ordered = repeated(n, [](std::size_t i) { return "\"c" + number(i) + "\""; });
  Rig r(strategy(repeated(n, [](std::size_t i) { return tip("c" + number(i), "e", R"(,"frequency":{"until":"shown"})"); }),
                 policies(R"("frequency":{"groups":[{"id":"g","ordered":[)" + ordered + "]}]}")));
  r.track("e");
  for (std::size_t i = 0; i < 5; i++) r.report(Outcome::shown).report(Outcome::dismissed);
  EXPECT_EQ(r.shown(), "c0 c1 c2 c3 c4 c5");
}

TEST(Hostile, WhatHasTheSameIdTwice) {
  const std::string a = tip("a", "e");
  const auto twice = [](const std::string& item) { return item + "," + item; };
  for (const std::string& json : {
           strategy(twice(a)),
           strategy(a + R"(,{"id":"a","type":"hologram"})"),
           strategy(R"({"id":"t","type":"tour","steps":[)" + twice(R"({"id":"s","text":{"en":"x"}})") + "]}"),
           strategy(survey_of(twice(open_question(1)))),
           strategy(survey_of(R"({"id":"q","type":"single_choice","text":{"en":"?"},"choices":[)" + twice(R"({"id":"c","text":{"en":"x"}})") + "]}")),
           strategy(R"({"id":"c","type":"checklist","content":{"text":{"en":"x"}},"items":[)" +
                    twice(R"({"id":"i","completeWhen":true,"text":{"en":"x"}})") + "]}"),
           strategy(tip("a", "e", R"(,"experiment":{"seed":"s","variants":[)" + twice(R"({"id":"v","weight":1})") + "]}")),
           strategy(a, R"("segments":[)" + twice(R"({"id":"s","rule":true})") + "]"),
           strategy(a, R"("features":[)" + twice(R"({"id":"f"})") + "]"),
           strategy(a, policies(R"("frequency":{"caps":[)" + twice(R"({"id":"c","limit":1,"window":"P1D"})") + "]}")),
           strategy(a, policies(R"("frequency":{"groups":[)" + twice(R"({"id":"g","ordered":["a"]})") + "]}")),
           strategy(a, policies(R"("emergency":[)" + twice(R"({"id":"p","armWhen":{"event_count":["x","PT1M"]}})") + "]")),
       }) {
    EXPECT_REFUSED(json, "duplicate-id") << json;
  }
}

TEST(Hostile, CirclesOfEveryKind) {
  const std::string three = tip("a", "e") + "," + tip("b", "e") + "," + tip("c", "e");
  const auto groups = [&](const std::string& list) { return strategy(three, policies(R"("frequency":{"groups":[)" + list + "]}")); };
  EXPECT_REFUSED(groups(R"({"id":"g","ordered":["a","b","a"]})"), "cycle");
  EXPECT_REFUSED(groups(R"({"id":"g","ordered":["a","a"]})"), "cycle");
  EXPECT_REFUSED(groups(R"({"id":"g","ordered":["a","b"]},{"id":"h","ordered":["b","c"]},{"id":"i","ordered":["c","a"]})"), "cycle");
  EXPECT_ACCEPTED(groups(R"({"id":"g","ordered":["a","b","c"]},{"id":"h","ordered":["a","c"]})"));
  EXPECT_ACCEPTED(groups(R"({"id":"g","ordered":["a"]},{"id":"h","ordered":[]})"));
  EXPECT_NE(refusal_of(groups(R"({"id":"g","ordered":["a","nobody"]})")).find("nobody") != std::string::npos, true)
      << "a campaign that is not there yet is the linter's";
  const auto segments = [&](const std::string& list) { return strategy(three, R"("segments":[)" + list + "]"); };
  EXPECT_NE(refusal_of(segments(R"({"id":"s","rule":{"in_segment":["s"]}})")), "");
  EXPECT_NE(refusal_of(segments(R"({"id":"s","rule":{"in_segment":["t"]}},{"id":"t","rule":{"!":[{"in_segment":["s"]}]}})")), "");
  EXPECT_REFUSED(strategy(survey_of(open_question(0, R"(,"branching":[{"next":"q0"}])"))), "cycle");
  EXPECT_REFUSED(strategy(survey_of(open_question(0) + "," + open_question(1, R"(,"branching":[{"if":false,"next":"q0"}])"))), "cycle");
  EXPECT_ACCEPTED(strategy(R"({"id":"x","type":"tip","content":{"text":{"en":"x"},"actions":[{"id":"n","action":"launch:x","text":{"en":"n"}}]}})"));
}

TEST(Hostile, SchedulesThatCannotBe) {
  const auto scheduled = [](const std::string& schedule) { return strategy(tip("a", "e", R"(,"schedule":{)" + schedule + "}")); };
  EXPECT_REFUSED(scheduled(R"("start":"2026-02-01T00:00:00Z","end":"2026-01-01T00:00:00Z")"), "not after");
  EXPECT_REFUSED(scheduled(R"("start":"2026-02-01T00:00:00Z","end":"2026-02-01T00:00:00Z")"), "not after");
  for (const char* time :
       {"tomorrow", "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z", "2026-01-01T25:00:00Z", "2026-01-01T00:00:00+99:00", "-1", "0"}) {
    EXPECT_REFUSED(scheduled(R"("start":")" + std::string(time) + "\""), "[time]") << time;
  }
  EXPECT_REFUSED(scheduled(R"("start":"2026-01-01T00:00:00")"), "time-zone");
  for (const char* day : {"0", "8", "-1", "1.5", "\"Monday\"", "null"}) {
    EXPECT_REFUSED(scheduled(R"("windows":[{"daysOfWeek":[)" + std::string(day) + "]}]"), "day of the week") << day;
  }
  for (const char* time : {"24:01", "25:00", "10", "10:60", "-1:00", "10:00:61", "noon"}) {
    EXPECT_REFUSED(scheduled(R"("windows":[{"from":")" + std::string(time) + "\"}]"), "time of day") << time;
  }
  Rig whole(scheduled(R"("windows":[{"from":"10:00","to":"10:00"}])"));
  EXPECT_EQ(whole.track("e").shown(), "a") << "from and to the same: the whole day";
  Rig never(scheduled(R"("windows":[{"daysOfWeek":[]}])"));
  never.track("e").pass("P30D");
  EXPECT_EQ(never.count(), 0u);
  EXPECT_EQ(never.codes("a"), "NOT_STARTED");
  Rig mixed(scheduled(R"("start":"2030-01-01T00:00:00Z","end":"2029-01-01T00:00:00","timeZone":"UTC")"));
  mixed.track("e").pass("P3650D");
  EXPECT_EQ(mixed.count(), 0u) << "an end on a clock before an absolute start cannot be compared, and never opens";
  Rig far(scheduled(R"("start":"9999-12-31T23:59:59Z")"));
  far.track("e").pass("P365D");
  EXPECT_EQ(far.count(), 0u);
}

TEST(Hostile, DurationsThatCannotBe) {
  const auto places = [](const std::string& d) {
    const std::string q = "\"" + d + "\"";
    return std::vector<std::string>{
        strategy(tip("a", "e", R"(,"delay":)" + q)),
        strategy(tip("a", "e", R"(,"minVisible":)" + q)),
        strategy(tip("a", "e", R"(,"frequency":{"interval":)" + q + "}")),
        strategy(tip("a", "e", R"(,"frequency":{"recontact":)" + q + "}")),
        strategy(R"({"id":"a","type":"tip","triggers":[{"event":"e","goal":2,"within":)" + q + R"(}],"content":{"text":{"en":"x"}}})"),
        strategy(tip("a", "e"), policies(R"("frequency":{"cooldown":)" + q + "}")),
        strategy(tip("a", "e"), policies(R"("frequency":{"caps":[{"id":"c","limit":1,"window":)" + q + "}]}")),
        strategy(tip("a", "e"), policies(R"("emergency":[{"id":"p","armWhen":{"event_count":["x","PT1M"]},"standDownAfter":)" + q + "}]")),
        strategy(tip("a", "e"), policies(R"("signals":{"rage_click":{"window":)" + q + "}}")),
    };
  };
  for (const char* bad : {"-PT1S", "PT-1S", "P", "PT", "", "1", "PT1e9S", "P1Y", "P1M", "P99999999999999999999D", "P36601D", "PT0S", "pt1s", " PT1S",
                          "PT1S ", "PT1.5.5S", "P1D1D", "PT\\u0000S", "∞"}) {
    for (const std::string& json : places(bad)) EXPECT_NE(refusal_of(json), "") << bad << " in " << json;
  }
  for (const std::string& json : places("P36600D")) {  // a century everywhere, and nothing overflows
    Rig r(json);
    r.track("e").track("e").track("x").pass("P1D");
    if (r.count() > 0) r.report(Outcome::shown).report(Outcome::snoozed, "P36600D").track("e").pass("P1D");
    EXPECT_FALSE(r.codes("a").empty());
  }
}

TEST(Hostile, LocalesThatAreNone) {
  for (const std::string& locale :
       {std::string(), std::string("!!!"), std::string(10'000, 'x'), std::string("en_US.UTF-8@euro"), std::string("-"), std::string("de-"),
        std::string("--de"), std::string("\xff\xfe"), std::string("de\0fr", 5), std::string("عربي")}) {
    EngineConfig config;
    config.locale = locale;
    Rig r(strategy(tip("a", "e")), config);
    ASSERT_EQ(r.track("e").count(), 1u) << locale;
    EXPECT_EQ(r.presentations[0].locale, "en");
    EXPECT_TRUE(parse_json(r.presentations[0].json).ok());
  }
  Rig r(strategy(R"({"id":"a","type":"tip","triggers":[{"event":"e"}],"content":{"text":{"":"empty","x y":"odd","en":"fine"}}})"));
  EXPECT_EQ(r.track("e").count(), 1u);
}

TEST(Hostile, TextFromRightToLeftAndMarkupInVariables) {
  const std::string title = "שלום {{event.name}} \xe2\x80\x8fمرحبا";
  Rig r(strategy(R"({"id":"a","type":"tip","triggers":[{"event":"e"}],"content":{"format":"markdown","text":{"en":")" + title + R"("}}})"));
  r.track("e", {{"name", Value("<script>alert(1)</script>\xe2\x80\xae[x](javascript:y)")}});
  ASSERT_EQ(r.count(), 1u);
  EXPECT_EQ(r.presentations[0].title, "שלום &lt;script\\>alert\\(1\\)&lt;/script\\>\\[x\\]\\(javascript:y\\) \xe2\x80\x8fمرحبا")
      << "what the author wrote stays, what came in the variable is only text";
  r.report(Outcome::timed_out).track("e", {{"name", Value(std::string(1'000'000, '<'))}});
  EXPECT_LT(r.presentations[1].title.size(), 1'000u);
  r.report(Outcome::timed_out).track("e", {{"name", Value("{{user.name}}\\{{")}});
  EXPECT_EQ(r.presentations[2].title, "שלום \\{\\{user\\.name\\}\\}\\\\\\{\\{ \xe2\x80\x8fمرحبا");
}

TEST(Hostile, EveryLimitIsReachedAndPassedByOne) {
  EXPECT_ACCEPTED(strategy(tour_of(limits::max_tour_steps)));
  EXPECT_REFUSED(strategy(tour_of(limits::max_tour_steps + 1)), "more than 50 steps");
  EXPECT_REFUSED(strategy(tour_of(0)), "no steps");
  const auto questions = [](std::size_t n) { return strategy(survey_of(repeated(n, [](std::size_t i) { return open_question(i); }))); };
  EXPECT_ACCEPTED(questions(limits::max_survey_questions));
  EXPECT_REFUSED(questions(limits::max_survey_questions + 1), "more than 50 questions");
  EXPECT_REFUSED(questions(0), "no questions");
  EXPECT_ACCEPTED(strategy(survey_of(choice_question(limits::max_question_choices))));
  EXPECT_REFUSED(strategy(survey_of(choice_question(limits::max_question_choices + 1))), "more than 100 choices");
  EXPECT_REFUSED(strategy(survey_of(choice_question(0))), "no choices");
  EXPECT_ACCEPTED(strategy(checklist_of(limits::max_checklist_items)));
  EXPECT_REFUSED(strategy(checklist_of(limits::max_checklist_items + 1)), "more than 50 items");
  EXPECT_ACCEPTED(strategy(triggers_of(limits::max_campaign_triggers)));
  EXPECT_REFUSED(strategy(triggers_of(limits::max_campaign_triggers + 1)), "more than 32 triggers");
  EXPECT_ACCEPTED(strategy(weights(INT32_MAX - 1, 1)));
  EXPECT_REFUSED(strategy(weights(INT32_MAX, 1)), "weights add up");
  EXPECT_REFUSED(strategy(weights(int64_t{INT32_MAX} + 1, 0)), "range");
  EXPECT_REFUSED(strategy(weights(0, 0)), "weights add up");
  EXPECT_REFUSED(strategy(weights(-1, 2)), "range");
  struct Range {
    std::string before;
    std::string after;
    std::vector<std::string> good;
    std::vector<std::string> bad;
  };
  const std::string content = R"(,"content":{"text":{"en":"x"}}})";
  for (const Range& r : {
           Range{R"({"id":"a","type":"tip","triggers":[{"event":"e","goal":)", "}]" + content, {"1", "1000"}, {"0", "1001", "-1", "1.5", "1e300"}},
           Range{R"({"id":"a","type":"tip","priority":)", content, {"1000000", "-1000000"}, {"1000001", "-1000001", "0.5", "\"1\""}},
           Range{R"({"id":"a","type":"tip","frequency":{"displayLimit":)", "}" + content, {"0", "1000000"}, {"-1", "1000001", "1e18"}},
           Range{R"({"id":"a","type":"survey","questions":[{"id":"q","type":"rating","text":{"en":"?"},"range":)", "}]}", {"2", "10"}, {"1", "11"}},
           Range{R"({"id":"a","type":"survey","questions":[{"id":"q","type":"open","text":{"en":"?"},"maxChars":)",
                 "}]}",
                 {"1", "5000"},
                 {"0", "5001"}},
           Range{R"({"id":"a","type":"recommendation","slot":"s","candidates":[],"limit":)", "}", {"1", "100"}, {"0", "101"}},
       }) {
    for (const std::string& good : r.good) EXPECT_ACCEPTED(strategy(r.before + good + r.after)) << good;
    for (const std::string& bad : r.bad) EXPECT_NE(refusal_of(strategy(r.before + bad + r.after)), "") << r.before << bad;
  }
  for (const Range& r : {
           Range{R"("frequency":{"maxConcurrent":)", "}", {"1", "1000000"}, {"0", "-1", "1000001"}},
           Range{R"("frequency":{"caps":[{"id":"c","window":"P1D","limit":)", "}]}", {"0", "1000"}, {"-1", "1001"}},
           Range{R"("holdout":{"seed":"s","percentage":)", "}", {"0", "100", "0.001"}, {"-0.001", "100.001", "1e999"}},
           Range{R"("signals":{"rage_click":{"clicks":)", "}}", {"2", "32"}, {"1", "33"}},
           Range{R"("signals":{"rage_click":{"box":)", "}}", {"0", "10000"}, {"-1", "10001"}},
       }) {
    for (const std::string& good : r.good) EXPECT_ACCEPTED(strategy(tip("a", "e"), policies(r.before + good + r.after))) << good;
    for (const std::string& bad : r.bad) EXPECT_NE(refusal_of(strategy(tip("a", "e"), policies(r.before + bad + r.after))), "") << r.before << bad;
  }
}

TEST(Hostile, OutcomesTwiceUnknownAndOutOfOrder) {
  Rig r(strategy(tip("a", "e", R"(,"frequency":{"redisplayAfterDismiss":true})") + "," + tour_of(3), policies(R"("frequency":{"maxConcurrent":9})")));
  r.track("e");
  const Uuid id = r.presentations[0].id;
  const std::size_t before = r.events.size();
  r.report(Uuid{}, Outcome::shown).report(Uuid{}, Outcome::dismissed).report(Uuid{}, static_cast<Outcome>(0), "x");
  EXPECT_EQ(r.events.size(), before) << "unknown";
  r.report(id, Outcome::dismissed, "close").report(id, Outcome::shown).report(id, Outcome::shown).report(id, Outcome::abandoned, "suppressed");
  EXPECT_EQ(r.event_names(), "campaign_offered campaign_dismissed campaign_shown");
  EXPECT_EQ(r.explain("a")["displays"].as_int(), 1);
  r.track("e");
  EXPECT_EQ(r.count(), 2u) << "a late outcome does not keep the next one away";
  r.report(id, Outcome::interacted, "x").report(id, Outcome::completed);
  EXPECT_EQ(r.verdict("a", "SHOWN")["phase"].as_string(), "offered") << "of the second nothing has been said";
  r.report(Outcome::timed_out).launch("t").report(Outcome::completed).report(Outcome::advanced, "s2").report(Outcome::advanced, "next");
  EXPECT_TRUE(r.updates.empty());
  r.report(static_cast<Outcome>(200), std::string(100'000, 'x'));
}

TEST(Hostile, OnlyTheLatestPresentationsAreKnown) {
  Rig r(strategy(tip("a", "e", R"(,"frequency":{"redisplayAfterDismiss":true})")));
  for (std::size_t i = 0; i <= limits::max_campaign_presentations; i++) r.track("e").report(Outcome::timed_out);
  const std::size_t before = r.events.size();
  r.report(r.presentations[0].id, Outcome::shown);
  EXPECT_EQ(r.events.size(), before) << "one too old";
  r.report(r.presentations[1].id, Outcome::shown);
  EXPECT_EQ(r.events.size(), before + 1) << "the oldest that is kept";
}

// ---- rules

std::string deep(std::size_t depth) {
  std::string rule = "true";
  for (std::size_t i = 1; i < depth; i++) rule = R"({"!":[)" + rule + "]}";
  return rule;
}
std::string wide(std::size_t nodes) {
  return R"({"or":[)" + repeated(nodes - 1, [](std::size_t) { return "false"; }) + "]}";
}
std::string doubled(int times, const std::string& op, const std::string& start) {
  return R"({"reduce":[[)" + repeated(static_cast<std::size_t>(times), [](std::size_t) { return "1"; }) + R"(],{")" + op +
         R"(":[{"var":"accumulator"},{"var":"accumulator"}]},)" + start + "]}";
}

TEST(Hostile, RulesThatAreTooMuchDisableTheirCampaignOnly) {
  for (const std::string& rule :
       {deep(200), wide(10'000), std::string(R"({"no_such_operator":[1]})"), std::string(R"({"event_count":[{"var":"x"},"P1D"]})"),
        std::string(R"({"event_seq":[[)") + repeated(17, [](std::size_t) { return "\"e\""; }) + R"(],"P1D"]})"}) {
    const std::string document = strategy(tip("bad", "e", R"(,"targeting":)" + rule) + "," + tip("good", "e"));
    const std::string refused = refusal_of(document);
    if (!refused.empty()) {
      EXPECT_THAT(refused, testing::AnyOf(testing::HasSubstr("/campaigns/0/targeting"), testing::HasSubstr("nested more than"))) << "it says where";
      continue;
    }
    Rig r(document);
    r.track("e").report(Outcome::timed_out).track("e");
    EXPECT_EQ(r.shown(), "good good");
    EXPECT_EQ(r.codes("bad"), "DISABLED");
  }
  // A document nests no deeper than a rule may, so a rule within it is stopped a little earlier.
  EXPECT_REFUSED(strategy(tip("a", "e", R"(,"targeting":)" + deep(static_cast<std::size_t>(limits::max_rule_depth)))), "nested more than 64");
  EXPECT_ACCEPTED(strategy(tip("a", "e", R"(,"targeting":)" + deep(30))));
}

TEST(Hostile, RulesThatGrowAreNeverTrue) {
  for (const std::string& rule : {doubled(60, "cat", R"("xxxxxxxx")"), doubled(60, "merge", "[1,2,3,4]"),
                                  R"({">":[)" + doubled(2'000, "+", "1e300") + ",0]}", R"({"==":[)" + doubled(40, "merge", "[[1],[1]]") + ",[]]}"}) {
    for (const bool emergency : {false, true}) {
      const std::string campaign = tip("bad", "e", std::string(emergency ? R"(,"policy":"emergency")" : "") + R"(,"targeting":)" + rule);
      if (!refusal_of(strategy(campaign)).empty()) continue;
      Rig r(strategy(campaign + "," + tip("good", "e"), policies(R"("frequency":{"maxConcurrent":9})")));
      r.track("e");
      EXPECT_EQ(r.shown(), "good") << rule.substr(rule.size() - 80);
      EXPECT_FALSE(r.codes("bad").empty());
    }
  }
}

TEST(Hostile, RulesThatGrowElsewhereAreNotTrueEither) {
  const std::string bomb = doubled(60, "cat", R"("xxxxxxxx")");
  Rig r(strategy(tip("a", "e") + R"(,{"id":"c","type":"checklist","content":{"text":{"en":"x"}},"items":[{"id":"i","completeWhen":)" + bomb +
                     R"(,"text":{"en":"x"}}]},{"id":"s","type":"survey","questions":[)" +
                     open_question(0, R"(,"branching":[{"if":)" + bomb + R"(,"next":"end"},{"next":"q1"}])") + "," + open_question(1) + "]}",
                 R"("segments":[{"id":"all","rule":)" + bomb + R"(}],"features":[{"id":"f","available":)" + bomb + R"(}],)" +
                     policies(R"("frequency":{"maxConcurrent":9,"suppressWhen":)" + bomb +
                              R"(},"emergency":[{"id":"p","killSwitch":["f"],"armWhen":)" + bomb + "}]")));
  r.pass("PT1S").track("e");
  EXPECT_THAT(r.shown(), testing::AllOf(testing::HasSubstr("a"), testing::HasSubstr("c")));
  EXPECT_TRUE(r.engine->disabled_features().empty());
  r.launch("s").answer("q0", "\"x\"");
  EXPECT_EQ(r.event_names().find("survey_response"), std::string::npos) << "on to the second question";
}

}  // namespace
}  // namespace docent::core::test
