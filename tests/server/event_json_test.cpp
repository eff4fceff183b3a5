#include "admin/event_json.h"

#include <gtest/gtest.h>

namespace docent::server {
namespace {

StoredEvent stored(std::string body, const char* context = nullptr) {
  StoredEvent event;
  event.seq = 7;
  event.message_id = "m";
  event.write_key = "k";
  event.received_ms = 1'795'422'000'000;
  event.at_ms = 1'795'421'999'000;
  event.body = std::move(body);
  if (context) event.context = std::make_shared<const std::string>(context);
  return event;
}

std::string json_of(const StoredEvent& event) {
  std::string out;
  append_event_json(out, event);
  return out;
}

constexpr std::string_view provenance =
    R"("docent":{"seq":7,"writeKey":"k","receivedAt":"2026-11-23T08:20:00.000Z","at":"2026-11-23T08:19:59.000Z"}})";

TEST(EventJson, KeepsTheEventAsItWasSent) {
  EXPECT_EQ(json_of(stored(R"({"type":"track","properties":{"a":1.50,"b":12345678901234567890123}})")),
            R"({"type":"track","properties":{"a":1.50,"b":12345678901234567890123},)" + std::string(provenance));
}

TEST(EventJson, MergesTheBatchsContextAndTheEventsKeysWin) {
  EXPECT_EQ(json_of(stored(R"({"type":"track"})", R"({"a":1})")), R"({"type":"track","context":{"a":1},)" + std::string(provenance));
  EXPECT_EQ(json_of(stored(R"({"context":{"a":2,"c":3},"type":"track"})", R"({"a":1,"b":{"x":[]}})")),
            R"({"type":"track","context":{"b":{"x":[]},"a":2,"c":3},)" + std::string(provenance));
  EXPECT_EQ(json_of(stored(R"({"type":"track","context":null})", R"({"a":1})")), R"({"type":"track","context":{"a":1},)" + std::string(provenance));
  EXPECT_EQ(json_of(stored(R"({"type":"track","context":{"a":1}})")), R"({"type":"track","context":{"a":1},)" + std::string(provenance));
}

TEST(EventJson, IsOneLine) {
  const auto json = json_of(stored("{\n  \"type\" : \"track\",\r\n  \"properties\": {\n \"a\": [1,\n2] }\n}", "{\n\"b\":\n{ \"c\":\n1}}"));
  EXPECT_EQ(json.find_first_of("\r\n"), std::string::npos);
  EXPECT_NE(json.find(R"("type":"track")"), std::string::npos);
}

TEST(EventJson, SentAtIsThereWhenItWasSent) {
  auto event = stored("{}");
  event.sent_ms = 1'795'422'000'500;
  EXPECT_NE(json_of(event).find(R"("sentAt":"2026-11-23T08:20:00.500Z")"), std::string::npos);
}

TEST(FeedbackJson, ShowsWhatTheUserSaid) {
  auto event =
      stored(R"({"type":"track","event":"feedback_submitted","properties":{"rating":4,"text":"good \"work\"","category":"praise","other":1}})");
  event.user_id = "u";
  std::string out;
  append_feedback_json(out, event);
  EXPECT_EQ(out, R"({"messageId":"m","at":"2026-11-23T08:19:59.000Z","receivedAt":"2026-11-23T08:20:00.000Z","userId":"u",)"
                 R"("rating":4,"text":"good \"work\"","category":"praise"})");
}

}  // namespace
}  // namespace docent::server
