// The question of a URL, its answer as JSON and CSV, and all of it over HTTP.
#include "analytics/report_routes.h"

#include "../test_support.h"
#include "analytics/report_runner.h"
#include "analytics/reports.h"
#include "json/value.h"
#include "world.h"

namespace docent::server {
namespace {

using namespace test;

const int64_t now = at("2026-11-28T12:00:00");

std::string asked(std::string_view name, std::string_view query) {
  const auto question = parse_report_question(name, query, now);
  if (!question.ok()) return question.status().message();
  return core::format_rfc3339(question->window.from_ms) + " " + core::format_rfc3339(question->window.to_ms);
}

TEST(ReportQuestion, TheWindow) {
  EXPECT_EQ(asked("trends", ""), "2026-10-30T00:00:00.000Z 2026-11-29T00:00:00.000Z");                               // 30 days, today included
  EXPECT_EQ(asked("trends", "from=2026-11-01&to=2026-11-02"), "2026-11-01T00:00:00.000Z 2026-11-03T00:00:00.000Z");  // the last day is in it
  EXPECT_EQ(asked("trends", "from=2026-11-01T08:00:00Z&to=2026-11-01T09:00:00%2B01:00"), "from must be before `to`");
  EXPECT_EQ(asked("trends", "to=2026-03-31"), "2026-03-02T00:00:00.000Z 2026-04-01T00:00:00.000Z");
  EXPECT_EQ(asked("trends", "from=yesterday"), "from must be a date such as 2026-11-01, or a time such as 2026-11-01T08:00:00Z");
  EXPECT_EQ(asked("trends", "from=2027-01-01"), "from must be before `to`");
  EXPECT_EQ(asked("trends", "from=2027-01-01&to=2027-02-01"), "from must be not in the future");
  EXPECT_EQ(asked("trends", "from=1990-01-01"), "from must be at most 20 years before `to`");
  EXPECT_EQ(asked("trends", "timezone=Mars/Olympus"), "timezone must be a name of the IANA database such as Europe/Berlin");
  if (!core::system_time_zones()("Europe/Berlin")) GTEST_SKIP() << "no time zone database";
  EXPECT_EQ(asked("trends", "timezone=Europe/Berlin&from=2026-10-25&to=2026-10-25"), "2026-10-24T22:00:00.000Z 2026-10-25T23:00:00.000Z");
}

TEST(ReportQuestion, WhatIsWrongIsSaid) {
  EXPECT_EQ(asked("nothing", ""), "there is no report 'nothing': see /api/reports");
  EXPECT_EQ(asked("trends", "format=xml"), "format must be json or csv");
  EXPECT_EQ(asked("trends", "compare=previous&format=csv"), "compare must be none in a CSV: ask for the time before with from and to");
  EXPECT_EQ(asked("trends", "events=a&events=b"), "the parameter events is there twice");
  EXPECT_EQ(asked("trends", "events=%ff"), "parameters must be UTF-8");
  EXPECT_EQ(asked("trends", "to=2027-12-31"), asked("trends", ""));  // days to come say nothing
  EXPECT_EQ(asked("trends", "compare=year"), "compare must be none or previous");
  EXPECT_EQ(asked("trends", "breakdown=user"), "breakdown must be release, platform or locale");
  EXPECT_EQ(asked("trends", "event=saved"),
            "the report has no parameter 'event': its own are events unit; all have from to timezone release platform "
            "locale compare breakdown format table");
}

std::string run(const World& world, std::string_view name, const std::string& query) {
  const auto question = parse_report_question(name, query + "&to=2026-11-28", now);
  if (!question.ok()) return question.status().message();
  const auto text = run_report(world.table, *question);
  return text.ok() ? *text : text.status().message();
}

World small() {
  World world;
  world.event("ada", "saved", "2026-11-27", "1.0").event("bob", "saved", "2026-11-28", "2.0").event("ada", "saved", "2026-11-26", "1.0");
  return world;
}

TEST(RunReport, Json) {
  EXPECT_EQ(run(small(), "trends", "from=2026-11-27"),
            R"({"report":"trends","from":"2026-11-27T00:00:00.000Z","to":"2026-11-29T00:00:00.000Z","timeZone":"UTC",)"
            R"("filter":{"release":"","platform":"","locale":""},"reading":")" +
                std::string(all_reports()[0].reading) +
                R"(","tables":[{"name":"trends","columns":[{"name":"date","unit":"date"},{"name":"event","unit":"text"},)"
                R"({"name":"events","unit":"events"},{"name":"persons","unit":"persons"}],)"
                R"("rows":[["2026-11-27","all",1,1],["2026-11-28","all",1,1]]}]})"
                "\n");
}

TEST(RunReport, TheWindowBefore) {
  const auto json = core::parse_json(run(small(), "trends", "from=2026-11-28&compare=previous"));
  ASSERT_TRUE(json.ok());
  EXPECT_EQ((*json)["before"]["from"].as_string(), "2026-11-27T00:00:00.000Z");
  EXPECT_EQ((*json)["before"]["to"].as_string(), "2026-11-28T00:00:00.000Z");
}

TEST(RunReport, TheDaysBeforeAreAsMany) {
  if (!core::system_time_zones()("Europe/Berlin")) GTEST_SKIP() << "no time zone database";
  for (const char* window : {"from=2026-10-20&to=2026-10-26", "from=2026-03-24&to=2026-03-30"}) {  // clocks change in the first, and in the second
    const auto question = parse_report_question("trends", std::string(window) + "&compare=previous&timezone=Europe/Berlin", now);
    ASSERT_TRUE(question.ok());
    const auto json = core::parse_json(*run_report(small().table, *question));
    ASSERT_TRUE(json.ok());
    EXPECT_EQ((*json)["tables"].as_array()[0]["rows"].as_array().size(), 7u) << window;
    EXPECT_EQ((*json)["before"]["tables"].as_array()[0]["rows"].as_array().size(), 7u) << window;
  }
}

TEST(RunReport, AnAnswerHasAnEnd) {
  World world;
  for (int i = 0; i < 12; i++) world.event("ada", "e", "2026-11-27", "1." + std::to_string(i));
  std::string names = "e";
  for (int i = 0; i < 31; i++) names += ",n" + std::to_string(i);
  EXPECT_EQ(run(world, "trends", "events=" + names + "&from=2026-10-01&unit=hour&breakdown=release"),
            "the answer would have more than 200000 rows: choose fewer events, a larger unit, a shorter time or no breakdown");
}

TEST(RunReport, BreakdownByRelease) {
  EXPECT_EQ(run(small(), "trends", "from=2026-11-01&unit=month&breakdown=release&format=csv"),
            "release,date,event,events,persons\r\n1.0,2026-11,all,2,1\r\n2.0,2026-11,all,1,1\r\n");
  EXPECT_EQ(run(small(), "trends", "from=2026-11-01&unit=month&breakdown=locale&format=csv&table=trends"), "locale,date,event,events,persons\r\n");
}

TEST(RunReport, Csv) {
  World world;
  world.event("ada", "=HYPERLINK(\"x\")", "2026-11-27").event("ada", "a,b", "2026-11-27");
  EXPECT_NE(run(world, "features", "from=2026-11-27&format=csv").find("\r\n\"'=HYPERLINK(\"\"x\"\")\",1,1,"), std::string::npos);
  EXPECT_NE(run(world, "trends", R"(events=a\,b&from=2026-11-27&format=csv)").find("2026-11-27,\"a,b\",1,1\r\n"), std::string::npos);
  EXPECT_EQ(run(world, "funnel", "steps=a,b&format=csv&table=conversion"), "persons,converted,rate,median_ms,p90_ms\r\n0,0,,,\r\n");
  EXPECT_EQ(run(world, "funnel", "steps=a,b&format=csv&table=other"), "the report has no table 'other'");
}

TEST(HttpReports, FromEventsToAnAnswer) {
  TestServer server;
  server.post(
      batch({event("m1", "opened", "ada"), event("m2", "opened", "bob"), event("m3", "saved", "ada")}, R"(,"context":{"app":{"version":"4.2"}})"));
  const Reply reply = server.admin("/api/reports/funnel?steps=opened,saved&release=4.2");
  ASSERT_EQ(reply.status, 200) << reply.body;
  const auto json = core::parse_json(reply.body);
  ASSERT_TRUE(json.ok());
  EXPECT_NE(reply.body.find(R"("rows":[[1,"opened",2,1,1,null,null],[2,"saved",1,0.5,0.5,)"), std::string::npos) << reply.body;
  const Reply csv = server.admin("/api/reports/trends?events=opened&format=csv");
  EXPECT_EQ(csv.headers.at("content-type"), "text/csv; charset=utf-8");
  EXPECT_EQ(csv.headers.at("content-disposition"), "attachment; filename=\"trends.csv\"");
  EXPECT_EQ(server.admin("/api/reports/trends?unit=year").status, 400);
  EXPECT_EQ(server.admin("/api/reports/nothing").status, 404);
  const auto list = core::parse_json(server.admin("/api/reports").body);
  ASSERT_TRUE(list.ok());
  EXPECT_EQ((*list)["reports"].as_array().size(), all_reports().size());
  for (const auto& entry : all_reports())
    EXPECT_EQ(call(server.port(), {.method = "GET", .path = "/api/reports/" + std::string(entry.name)}).status, 401) << "a write key reads nothing";
}

}  // namespace
}  // namespace docent::server
