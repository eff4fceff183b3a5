#include "fixture.h"

#include <algorithm>
#include <chrono>

#include "base/rfc3339.h"

namespace docent::test {
namespace {

using EventTest = CapiTest;

TEST_F(EventTest, TrackBecomesASegmentEvent) {
  open();
  const docent_property properties[] = {docent_string("source", "menu"),
                                        docent_int("rows", 3),
                                        docent_double("ratio", 0.5),
                                        docent_bool("first", 1),
                                        docent_null("none"),
                                        docent_time("at", 1000),
                                        docent_json("list", "[1,{\"a\":\"b\"}]")};
  ASSERT_EQ(docent_track(client_, "table_inserted", DOCENT_AUTO_LEN, properties, 7), DOCENT_OK);
  const auto events = recorded();
  ASSERT_EQ(events.size(), 1u);
  const Value& e = events[0];
  EXPECT_EQ(e["type"].as_string(), "track");
  EXPECT_EQ(e["event"].as_string(), "table_inserted");
  EXPECT_EQ(e["messageId"].as_string().size(), 36u);
  EXPECT_EQ(e["anonymousId"].as_string().size(), 36u);
  EXPECT_EQ(core::to_json(e["properties"]),
            R"({"source":"menu","rows":3,"ratio":0.5,"first":true,"none":null,"at":"1970-01-01T00:00:01.000Z","list":[1,{"a":"b"}]})");
}

TEST_F(EventTest, EveryCallMakesItsKindOfEvent) {
  open();
  const docent_property p[] = {docent_string("k", "v")};
  EXPECT_EQ(docent_screen(client_, "editor", DOCENT_AUTO_LEN, p, 1), DOCENT_OK);
  EXPECT_EQ(docent_identify(client_, "u1", DOCENT_AUTO_LEN, p, 1), DOCENT_OK);
  EXPECT_EQ(docent_group(client_, "acme", DOCENT_AUTO_LEN, p, 1), DOCENT_OK);
  EXPECT_EQ(docent_alias(client_, "u2", DOCENT_AUTO_LEN), DOCENT_OK);
  EXPECT_EQ(docent_report_error(client_, "E42", DOCENT_AUTO_LEN, "disk full", DOCENT_AUTO_LEN, p, 1), DOCENT_OK);
  EXPECT_EQ(docent_metric(client_, "open_file", DOCENT_AUTO_LEN, 12.5, "ms", DOCENT_AUTO_LEN, nullptr, 0), DOCENT_OK);
  EXPECT_EQ(docent_feedback(client_, 4, "good", DOCENT_AUTO_LEN, "praise", DOCENT_AUTO_LEN), DOCENT_OK);
  const auto events = recorded();
  ASSERT_EQ(events.size(), 7u);
  std::vector<std::string> kinds;
  for (const auto& e : events) kinds.push_back(std::string(e["type"].as_string()) + ":" + std::string(e["event"].as_string(e["name"].as_string())));
  std::sort(kinds.begin(), kinds.end());
  EXPECT_EQ(kinds, (std::vector<std::string>{"alias:", "group:", "identify:", "screen:editor", "track:error_reported", "track:feedback_submitted",
                                             "track:metric_recorded"}));
  for (const auto& e : events) {
    if (e["type"].as_string() == "alias") {
      EXPECT_EQ(e["previousId"].as_string(), "u1");
      EXPECT_EQ(e["userId"].as_string(), "u2");
    }
    if (e["event"].as_string() == "feedback_submitted") {
      EXPECT_EQ(core::to_json(e["properties"]), R"({"text":"good","rating":4,"category":"praise"})");
    }
    if (e["event"].as_string() == "error_reported") {
      EXPECT_EQ(core::to_json(e["properties"]), R"({"code":"E42","message":"disk full","k":"v"})");
    }
    if (e["type"].as_string() == "group") {
      EXPECT_EQ(e.at_pointer("/context/screen")->as_string(), "editor");
    }
  }
}

TEST_F(EventTest, CaptureTakesForeignIdsAndTimes) {
  open();
  docent_event e{};
  e.struct_size = sizeof e;
  e.kind = DOCENT_EVENT_PAGE;
  e.name = "home";
  e.name_len = 4;
  e.message_id = "import-7";
  e.message_id_len = DOCENT_AUTO_LEN;
  e.user_id = "someone";
  e.user_id_len = DOCENT_AUTO_LEN;
  const int64_t at_ms =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count() - 86'400'000;
  e.timestamp_ms = at_ms;
  ASSERT_EQ(docent_capture(client_, &e), DOCENT_OK);
  const auto events = recorded();
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0]["messageId"].as_string(), "import-7");
  EXPECT_EQ(events[0]["userId"].as_string(), "someone");
  EXPECT_EQ(core::parse_rfc3339(events[0]["timestamp"].as_string()), at_ms);
  EXPECT_EQ(events[0]["type"].as_string(), "page");
}

TEST_F(EventTest, TimersMeasure) {
  open();
  EXPECT_EQ(docent_timer_stop(client_, "export", DOCENT_AUTO_LEN, nullptr, 0), DOCENT_NOT_FOUND);
  ASSERT_EQ(docent_timer_start(client_, "export", DOCENT_AUTO_LEN), DOCENT_OK);
  ASSERT_EQ(docent_timer_stop(client_, "export", DOCENT_AUTO_LEN, nullptr, 0), DOCENT_OK);
  ASSERT_EQ(docent_timer_start(client_, "other", DOCENT_AUTO_LEN), DOCENT_OK);
  ASSERT_EQ(docent_timer_cancel(client_, "other", DOCENT_AUTO_LEN), DOCENT_OK);
  EXPECT_EQ(docent_timer_cancel(client_, "other", DOCENT_AUTO_LEN), DOCENT_NOT_FOUND);
  for (int i = 0; i < 64; i++) ASSERT_EQ(docent_timer_start(client_, std::to_string(i).c_str(), DOCENT_AUTO_LEN), DOCENT_OK);
  EXPECT_EQ(docent_timer_start(client_, "one too many", DOCENT_AUTO_LEN), DOCENT_TOO_LARGE);
  const auto events = recorded();
  ASSERT_EQ(events.size(), 1u);
  const double ms = events[0].at_pointer("/properties/durationMs")->as_double(-1);
  EXPECT_GE(ms, 0);
  EXPECT_LT(ms, 10'000);
}

TEST_F(EventTest, SuperPropertiesRideAlongUntilReset) {
  open();
  const docent_property plan[] = {docent_string("plan", "pro"), docent_int("seats", 5)};
  ASSERT_EQ(docent_set_super_properties(client_, plan, 2), DOCENT_OK);
  track("one");
  const docent_property remove[] = {docent_null("seats")};
  ASSERT_EQ(docent_set_super_properties(client_, remove, 1), DOCENT_OK);
  track("two");
  ASSERT_EQ(docent_reset(client_), DOCENT_OK);
  track("three");
  const auto events = recorded();
  ASSERT_EQ(events.size(), 3u);
  EXPECT_EQ(core::to_json(events[0]["properties"]), R"({"plan":"pro","seats":5})");
  EXPECT_EQ(core::to_json(events[1]["properties"]), R"({"plan":"pro"})");
  EXPECT_EQ(core::to_json(events[2]["properties"]), "{}");
  EXPECT_NE(events[2]["anonymousId"].as_string(), events[1]["anonymousId"].as_string());
}

TEST_F(EventTest, RedactionAndBeforeSend) {
  setup_.redacted = {"secret"};
  setup_.before_send = [](void* data, const char* json, size_t len, docent_replacement* replacement) -> int {
    ++*static_cast<int*>(data);
    const std::string text(json, len);
    EXPECT_EQ(text.find("hunter2"), std::string::npos);
    if (text.find("\"drop_me\"") != std::string::npos) return 0;
    if (text.find("\"change_me\"") != std::string::npos) {
      EXPECT_EQ(docent_replacement_set(replacement, "{\"no\":\"id\"}", 11), DOCENT_INVALID_JSON);
      const std::string changed = R"({"type":"track","event":"changed","messageId":"m","anonymousId":"a"})";
      EXPECT_EQ(docent_replacement_set(replacement, changed.data(), changed.size()), DOCENT_OK);
    }
    if (text.find("\"throw\"") != std::string::npos) throw 7;
    return 1;
  };
  int calls = 0;
  setup_.before_send_data = &calls;
  open();
  const docent_property p[] = {docent_string("secret", "hunter2")};
  docent_track(client_, "keep_me", DOCENT_AUTO_LEN, p, 1);
  track("drop_me");
  track("change_me");
  track("throw");
  const auto events = recorded();
  ASSERT_EQ(events.size(), 2u);
  const auto& kept = events[0]["event"].as_string() == "keep_me" ? events[0] : events[1];
  const auto& changed = &kept == &events[0] ? events[1] : events[0];
  ASSERT_NE(kept.at_pointer("/properties/secret"), nullptr);
  EXPECT_EQ(kept.at_pointer("/properties/secret")->as_string(), "[redacted]");
  EXPECT_EQ(changed["event"].as_string(), "changed");
  EXPECT_EQ(calls, 4);
  EXPECT_EQ(ledger()["dropped"]["before_send"].as_int(), 2);  // an exception counts as a no: nothing unseen leaves
}

TEST_F(EventTest, SessionsAreOpenedAndClosed) {
  setup_.sessions = true;
  open();
  track("one");
  reopen();
  const auto events = recorded();
  ASSERT_EQ(events.size(), 4u);
  EXPECT_EQ(events[0]["event"].as_string(), "session_start");
  EXPECT_EQ(events[2]["event"].as_string(), "session_end");
  EXPECT_EQ(events[2].at_pointer("/properties/reason")->as_string(), "closed");
  EXPECT_EQ(events[3]["event"].as_string(), "session_start");
  EXPECT_EQ(events[3].at_pointer("/properties/number")->as_int(), 2);
  const auto session = [&](std::size_t i) { return std::string(events[i].at_pointer("/context/sessionId")->as_string()); };
  EXPECT_EQ(session(0), session(2));
  EXPECT_NE(session(0), session(3));
}

}  // namespace
}  // namespace docent::test
