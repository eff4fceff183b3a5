#include "guidance/eval_lines.h"

#include <gtest/gtest.h>

#include <sstream>

#include "json/value.h"
#include "model/limits.h"
#include "support/time_zones.h"

namespace docent::core {
namespace {

std::string error_type(std::string_view line) {
  const auto value = parse_json(eval_line(line, {}));
  EXPECT_TRUE(value.ok()) << line;
  return std::string((*value)["error"]["type"].as_string());
}

TEST(EvalLine, Results) {
  EXPECT_EQ(eval_line(R"({"rule":{"==":[{"var":"a"},1]},"data":{"a":1}})", {}), R"({"result":true})");
  EXPECT_EQ(eval_line(R"({"rule":{"cat":["é\n",{"var":"x"}]},"data":{"x":1.5}})", {}), R"({"result":"é\n1.5"})");
  EXPECT_EQ(eval_line(R"({"rule":null})", {}), R"({"result":null})");
  EXPECT_EQ(eval_line(R"({"rule":{"event_age":["x"]}})", {}), R"({"result":null})");
  EXPECT_EQ(eval_line(R"({"rule":{"in_segment":["s"]},"segments":[{"id":"s","rule":{"var":"x"}}],"data":{"x":[1]}})", {}), R"({"result":[1]})");
}

TEST(EvalLine, Errors) {
  EXPECT_EQ(eval_line(R"({"rule":{"and":[true,{"foo":1}]}})", {}),
            R"({"error":{"type":"unknown_operator","pointer":"/and/1","message":"there is no operator \"foo\""}})");
  EXPECT_EQ(eval_line(R"({"rule":{"<":[{"var":"x"},1]},"data":{"x":"abc"}})", {}),
            R"({"error":{"type":"nan","pointer":"","message":"\"<\" gives no finite number with these operands: \"abc\", 1"}})");
  EXPECT_EQ(error_type(R"({"rule":{"+":[null]}})"), "type_error");
  EXPECT_EQ(error_type(R"({"rule":{"/":[1,0]}})"), "division_by_zero");
  EXPECT_EQ(error_type(R"({"rule":{"==":[1]}})"), "bad_argument");
  EXPECT_EQ(error_type(R"({"rule":{"in_segment":["s"]}})"), "bad_argument");
}

TEST(EvalLine, DeepRulesAreTooDeepNotBadJson) {
  std::string rule = "true";
  for (int i = 0; i < 200; i++) rule = "{\"!\":[" + rule + "]}";
  EXPECT_EQ(error_type("{\"rule\":" + rule + "}"), "too_deep");
}

TEST(EvalLine, LinesThatAreSomethingElse) {
  for (const char* bad : {"", "x", "{\"rule\":", "{\"rule\":1}}", "\xff"}) EXPECT_EQ(error_type(bad), "invalid_json") << bad;
  for (const char* bad :
       {"1", "[]", "{}", R"({"data":1})", R"({"rule":1,"now":"yesterday"})", R"({"rule":1,"now":"2026-11-23T08:00:00"})", R"({"rule":1,"now":5})",
        R"({"rule":1,"segments":1})", R"({"rule":1,"segments":[{"id":"s"}]})", R"({"rule":1,"segments":[{"rule":1}]})"})
    EXPECT_EQ(error_type(bad), "invalid_input") << bad;
}

TEST(EvalLine, NowBringsItsOwnOffset) {
  const char* rule =
      R"({"rule":[{"in_window":["09:00","10:00","local"]},{"in_window":["01:00","02:00","UTC"]}],"now":"2026-11-23T09:30:00.250+08:00"})";
  EXPECT_EQ(eval_line(rule, {}), R"({"result":[true,true]})");
  EXPECT_EQ(eval_line(R"({"rule":{"in_window":["00:00","00:01","UTC"]}})", {30'000, 0}), R"({"result":true})");
  const char* berlin = R"({"rule":{"in_window":["02:30","02:31","Europe/Berlin"]},"now":"2026-11-23T01:30:00Z"})";
  EXPECT_EQ(eval_line(berlin, {}, test::known_zones()), R"({"result":true})");
  EXPECT_EQ(error_type(berlin), "unknown_time_zone");
}

TEST(EvalLine, EventsAreHistory) {
  const std::string events =
      R"(,"events":[{"event":"a","timestamp":"2026-01-01T09:30:00Z","properties":{"k":1}},{"event":"a","timestamp":"2026-01-01T08:00:00Z"}])";
  EXPECT_EQ(eval_line(R"({"rule":{"event_count":["a","PT1H"]},"data":{})" + events + R"(,"now":"2026-01-01T10:00:00Z"})", {}), R"({"result":1})");
  EXPECT_EQ(eval_line(R"({"rule":[{"event_age":["a"]},{"event_count":["a",{"var":"k"}]}])" + events + "}", {}), R"({"result":[0,1]})")
      << "now is the time of the last event";
  EXPECT_EQ(eval_line(R"({"rule":{"in_segment":["s"]},"segments":[{"id":"s","rule":{"event_count":["a"]}}])" + events + "}", {}), R"({"result":2})");
  EXPECT_EQ(eval_line(R"({"rule":{"in_window":["08:30","10:00"]},"events":[{"event":"a","timestamp":"2026-01-01T09:30:00+05:00"}]})", {}),
            R"({"result":true})");
  EXPECT_EQ(eval_line(R"({"rule":{"event_age":["a"]},"events":[]})", {}), R"({"result":null})");
  EXPECT_EQ(eval_line(R"({"rule":{"event_count":["a"]})" + events + R"(,"now":"2026-01-01T07:00:00Z"})", {}), R"({"result":0})");
}

TEST(EvalLine, BadEventsAreInvalidInput) {
  for (const char* bad : {R"({"rule":1,"events":1})", R"({"rule":1,"events":null})", R"({"rule":1,"events":[1]})",
                          R"({"rule":1,"events":[{"event":"a"}]})", R"({"rule":1,"events":[{"event":"a","timestamp":"2026-01-01"}]})"})
    EXPECT_EQ(error_type(bad), "invalid_input") << bad;
}

TEST(EvalLines, AnswersEveryLineInOrder) {
  std::istringstream in("{\"rule\":1}\n\n  \r\nnonsense\n{\"rule\":{\"+\":[1,{\"var\":\"\"}]},\"data\":2}\r\n{\"rule\":[]}");
  std::ostringstream out;
  const EvalCounts counts = eval_lines(in, out, ManualClock());
  std::istringstream answers(out.str());
  std::string line;
  std::getline(answers, line);
  EXPECT_EQ(line, R"({"result":1})");
  std::getline(answers, line);
  EXPECT_NE(line.find("invalid_json"), std::string::npos);
  std::getline(answers, line);
  EXPECT_EQ(line, R"({"result":3})");
  std::getline(answers, line);
  EXPECT_EQ(line, R"({"result":[]})");
  EXPECT_FALSE(std::getline(answers, line));
  EXPECT_EQ(counts.lines, 4u);
  EXPECT_EQ(counts.errors, 1u);
}

TEST(EvalLines, LongLinesAreRefusedAndTheNextOneIsRead) {
  std::string longest = "{\"rule\":\"";
  longest.append(limits::max_eval_line_bytes - longest.size() - 2, 'x').append("\"}");
  ASSERT_EQ(longest.size(), limits::max_eval_line_bytes);
  std::istringstream in(longest + "\n" + longest + " \n{\"rule\":2}\n");
  std::ostringstream out;
  const EvalCounts counts = eval_lines(in, out, ManualClock());
  EXPECT_EQ(counts.lines, 3u);
  EXPECT_EQ(counts.errors, 1u);
  EXPECT_NE(out.str().find("\"type\":\"too_large\""), std::string::npos);
  EXPECT_TRUE(out.str().ends_with("{\"result\":2}\n"));
}

TEST(EvalLines, StopsWhenTheOutputFails) {
  std::istringstream in("{\"rule\":1}\n{\"rule\":2}\n");
  std::ostringstream out;
  out.setstate(std::ios::badbit);
  EXPECT_EQ(eval_lines(in, out, ManualClock()).lines, 0u);
}

TEST(EvalLines, NothingInNothingOut) {
  std::istringstream in("");
  std::ostringstream out;
  EXPECT_EQ(eval_lines(in, out, ManualClock()).lines, 0u);
  EXPECT_EQ(out.str(), "");
}

}  // namespace
}  // namespace docent::core
