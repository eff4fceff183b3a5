#include "guidance/told_history.h"

#include <gtest/gtest.h>

#include "rules/evaluator.h"

namespace docent::core {
namespace {

Value json(std::string_view text) {
  auto value = parse_json(text);
  EXPECT_TRUE(value.ok()) << text;
  return value.ok() ? std::move(*value) : Value();
}

Instant at(std::string_view text) {
  Instant instant;
  EXPECT_TRUE(read_instant(text, instant)) << text;
  return instant;
}

// The rule's result as JSON.
std::string told(std::string_view rule, std::string_view events, std::string_view now = "2026-01-01T10:00:00Z", std::string_view data = "null") {
  RuleSet rules;
  const auto compiled = rules.compile(json(rule));
  EXPECT_TRUE(compiled.ok()) << compiled.error.message;
  const Value list = json(events);
  const auto read = read_told_events(list);
  EXPECT_TRUE(read.ok()) << read.status().message();
  const Value document = json(data);
  const ToldInput input(rules, document, *read, at(now));
  Evaluator evaluator(rules);
  Value result;
  EXPECT_EQ(evaluator.evaluate(compiled.rule, input.input(), result).error, RuleErrorType::none);
  return to_json(result);
}

TEST(ToldHistory, TimesWithTheirOffset) {
  EXPECT_EQ(at("1970-01-01T00:00:00Z").wall_ms, 0);
  EXPECT_EQ(at("2026-01-01T00:30:00.250+01:00").utc_offset_s, 3'600);
  EXPECT_EQ(at("2026-01-01T00:30:00.250+01:00").local_ms() - at("2026-01-01T00:30:00.250Z").wall_ms, 0);
  EXPECT_EQ(at("1969-12-31T23:59:59.500-05:30").utc_offset_s, -19'800) << "before 1970, too, the fraction counts forwards";
  Instant none{7, 8};
  for (const char* bad : {"", "2026-01-01", "2026-01-01T00:00:00", "yesterday", "2026-02-30T00:00:00Z", "2026-01-01T00:00:00+99:00"})
    EXPECT_FALSE(read_instant(bad, none)) << bad;
  EXPECT_EQ(none.wall_ms, 7);
}

TEST(ToldHistory, EventsAreSortedAndThoseOfOneTimeStayInOrder) {
  const Value list = json(R"([{"event":"c","timestamp":"2026-01-01T09:00:00Z"},{"event":"a","timestamp":"2026-01-01T08:00:00Z"},
                              {"event":"b","timestamp":"2026-01-01T10:00:00+01:00"}])");
  const auto read = read_told_events(list);
  ASSERT_TRUE(read.ok());
  ASSERT_EQ(read->size(), 3u);
  EXPECT_EQ((*read)[0].name, "a");
  EXPECT_EQ((*read)[1].name, "c");
  EXPECT_EQ((*read)[2].name, "b");
}

TEST(ToldHistory, BadEventsAreRefusedByNumber) {
  const std::string good = R"({"event":"e","timestamp":"2026-01-01T09:00:00Z"})";
  for (const std::string bad :
       {R"(1)", R"({})", R"({"event":"e"})", R"({"timestamp":"2026-01-01T09:00:00Z"})", R"({"event":"","timestamp":"2026-01-01T09:00:00Z"})",
        R"({"event":5,"timestamp":"2026-01-01T09:00:00Z"})", R"({"event":"e","timestamp":"noon"})", R"({"event":"e","timestamp":1767258000})",
        R"({"event":"e","timestamp":"2026-01-01T09:00:00"})", R"({"event":"e","timestamp":"2026-01-01T09:00:00Z","properties":[1]})"}) {
    const Value list = json("[" + good + "," + bad + "]");
    const auto read = read_told_events(list);
    EXPECT_FALSE(read.ok()) << bad;
    EXPECT_NE(read.status().message().find("event 1 of"), std::string_view::npos) << read.status().message();
  }
  const std::string long_name = R"([{"event":")" + std::string(limits::max_name_bytes + 1, 'n') + R"(","timestamp":"2026-01-01T09:00:00Z"}])";
  const Value list = json(long_name);
  EXPECT_FALSE(read_told_events(list).ok());
  for (const char* none : {"null", "1", "{}", "\"x\""}) {
    const Value value = json(none);
    EXPECT_FALSE(read_told_events(value).ok()) << none;
  }
}

TEST(ToldHistory, WindowsAreHalfOpenAndTheFutureHasNotHappened) {
  const char* events = R"([{"event":"a","timestamp":"2026-01-01T10:00:00.001Z"},{"event":"a","timestamp":"2026-01-01T09:00:00.001Z"},
                           {"event":"a","timestamp":"2026-01-01T09:00:00Z"},{"event":"a","timestamp":"2026-01-01T10:00:00Z"}])";
  EXPECT_EQ(told(R"({"event_count":["a","PT1H"]})", events), "2");
  EXPECT_EQ(told(R"({"event_count":["a"]})", events), "3");
  EXPECT_EQ(told(R"({"event_age":["a"]})", events), "0");
  EXPECT_EQ(told(R"({"event_first_age":["a"]})", events), "3600");
}

TEST(ToldHistory, AnOffsetDefinesTheDay) {
  const char* events = R"([{"event":"a","timestamp":"2026-01-01T23:30:00+01:00"},{"event":"a","timestamp":"2026-01-02T00:30:00+01:00"},
                           {"event":"a","timestamp":"2026-01-01T23:40:00Z"}])";
  EXPECT_EQ(told(R"({"event_days":["a","P30D"]})", events, "2026-01-03T00:00:00Z"), "2");
}

TEST(ToldHistory, PropertiesOfEveryTypeReachFiltersAndSums) {
  const char* events = R"([{"event":"a","timestamp":"2026-01-01T09:00:00Z","properties":{"n":2,"x":0.5,"s":"ü","b":true,"z":null,"o":{"k":[1]}}},
                           {"event":"a","timestamp":"2026-01-01T09:00:00Z","properties":{"n":"7","n":3}},
                           {"event":"a","timestamp":"2026-01-01T09:00:00Z"}])";
  EXPECT_EQ(told(R"({"event_sum":["a","n"]})", events), "5");
  EXPECT_EQ(told(R"({"event_max":["a","x"]})", events), "0.5");
  EXPECT_EQ(told(R"({"event_count":["a",{"==":[{"var":"s"},"ü"]}]})", events), "1");
  EXPECT_EQ(told(R"({"event_count":["a",{"==":[{"var":"b"},true]}]})", events), "1");
  EXPECT_EQ(told(R"({"event_count":["a",{"==":[{"var":"o.k.0"},1]}]})", events), "1");
  EXPECT_EQ(told(R"({"event_count":["a",{"!":[{"var":"z"}]}]})", events), "3");
}

TEST(ToldHistory, DwellIsActiveSeconds) {
  const char* events = R"([{"event":"dwell","timestamp":"2026-01-01T09:00:00Z","properties":{"screen":"editor","ms":1200}},
                           {"event":"dwell","timestamp":"2026-01-01T09:30:00Z","properties":{"screen":"editor","ms":300.5}},
                           {"event":"dwell","timestamp":"2026-01-01T09:30:00Z","properties":{"screen":"home","ms":5000}},
                           {"event":"dwell","timestamp":"2026-01-01T09:30:00Z","properties":{"context":"editing=text","ms":60000}},
                           {"event":"dwell","timestamp":"2026-01-01T09:30:00Z","properties":{"screen":"editor","ms":"long"}}])";
  EXPECT_EQ(told(R"({"dwell":["editor"]})", events), "1.5005");
  EXPECT_EQ(told(R"({"dwell":["editor","PT1H"]})", events), "0.3005");
  EXPECT_EQ(told(R"({"dwell":["editing=text"]})", events), "60");
  EXPECT_EQ(told(R"({"dwell":["nowhere"]})", events), "0");
}

TEST(ToldHistory, CampaignEventsAreOutcomesAndNotCountedAsEvents) {
  const char* events = R"([{"event":"campaign_shown","timestamp":"2026-01-01T09:00:00Z","properties":{"campaignId":"tip"}},
                           {"event":"campaign_shown","timestamp":"2026-01-01T09:30:00Z","properties":{"campaignId":"tip"}},
                           {"event":"campaign_dismissed","timestamp":"2026-01-01T09:40:00Z","properties":{"campaignId":"tip"}},
                           {"event":"recommendation_interacted","timestamp":"2026-01-01T09:50:00Z","properties":{"campaignId":"list","feature":"f"}},
                           {"event":"campaign_shown","timestamp":"2026-01-01T09:30:00Z","properties":{"campaignId":5}},
                           {"event":"campaign_planned","timestamp":"2026-01-01T09:30:00Z"}])";
  EXPECT_EQ(told(R"({"campaign_count":["tip","shown"]})", events), "2");
  EXPECT_EQ(told(R"({"campaign_count":["tip","shown","PT1H"]})", events), "1");
  EXPECT_EQ(told(R"({"campaign_age":["tip","dismissed"]})", events), "1200");
  EXPECT_EQ(told(R"({"campaign_count":["list","interacted"]})", events), "1");
  EXPECT_EQ(told(R"({"campaign_age":["other","shown"]})", events), "null");
  EXPECT_EQ(told(R"({"event_count":["campaign_shown"]})", events), "0");
  EXPECT_EQ(told(R"({"event_count":["campaign_planned"]})", events), "1") << "no outcome: a host's event";
}

TEST(ToldHistory, DataIsADocumentWhole) {
  EXPECT_EQ(told(R"([{"var":""},{"var":"a.b"},{"var":[{"cat":["a.","b"]}]}])", "[]", "2026-01-01T10:00:00Z", R"({"a":{"b":1}})"),
            R"([{"a":{"b":1}},1,1])");
}

}  // namespace
}  // namespace docent::core
