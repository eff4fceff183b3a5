#include "model/event_json.h"

#include <gtest/gtest.h>

#include "json/value.h"

namespace docent::core {
namespace {

Record record_of(RecordKind kind, std::string_view name) {
  Record r;
  r.kind = kind;
  r.name = name;
  r.id = *parse_uuid("0190f1c2-7c1e-7aaa-8bbb-123456789abc");
  r.wall_ns = 1'795'417'198'123'000'000;
  return r;
}

PropertyView text_property(std::string_view key, std::string_view text, PropertyType type = PropertyType::string) {
  PropertyView p;
  p.key = key;
  p.type = type;
  p.text = text;
  return p;
}

PropertyView int_property(std::string_view key, int64_t value, PropertyType type = PropertyType::integer) {
  PropertyView p;
  p.key = key;
  p.type = type;
  p.integer = value;
  return p;
}

EventEnvelope envelope_of() {
  EventEnvelope e;
  e.anonymous_id = "anon";
  e.session_id = "s1";
  return e;
}

TEST(EventJson, Track) {
  std::string out;
  const PropertyView properties[] = {text_property("source", "me\"nu"), int_property("rows", 3), int_property("first", 1, PropertyType::boolean)};
  auto envelope = envelope_of();
  envelope.user_id = "u1";
  envelope.screen = "editor";
  append_event_json(out, record_of(RecordKind::track, "table_inserted"), properties, envelope, {});
  EXPECT_EQ(out, R"({"type":"track","event":"table_inserted","messageId":"0190f1c2-7c1e-7aaa-8bbb-123456789abc","anonymousId":"anon","userId":"u1",)"
                 R"("timestamp":"2026-11-23T06:59:58.123Z","properties":{"source":"me\"nu","rows":3,"first":true},)"
                 R"("context":{"sessionId":"s1","screen":"editor"}})");
}

TEST(EventJson, EveryKindIsValidJson) {
  for (const auto kind : {RecordKind::track, RecordKind::screen, RecordKind::page, RecordKind::identify, RecordKind::group, RecordKind::alias}) {
    std::string out;
    auto r = record_of(kind, "x");
    r.message_id = "own-id";
    r.timestamp_ms = 1000;
    append_event_json(out, r, {}, envelope_of(), {}, "before");
    const auto parsed = parse_json(out);
    ASSERT_TRUE(parsed.ok()) << out;
    EXPECT_EQ((*parsed)["messageId"].as_string(), "own-id");
    EXPECT_EQ((*parsed)["timestamp"].as_string(), "1970-01-01T00:00:01.000Z");
    EXPECT_EQ((*parsed)["previousId"].as_string(), kind == RecordKind::alias ? "before" : "");
  }
}

TEST(EventJson, RedactsAtEveryDepth) {
  std::string out;
  const PropertyView properties[] = {text_property("password", "hunter2"),
                                     text_property("form", R"({"a":[{"password":"hunter2"}],"b":1})", PropertyType::json)};
  append_event_json(out, record_of(RecordKind::track, "x"), properties, envelope_of(), {"password"});
  EXPECT_EQ(out.find("hunter2"), std::string::npos);
  const auto parsed = parse_json(out);
  ASSERT_TRUE(parsed.ok());
  EXPECT_EQ((*parsed).at_pointer("/properties/form/a/0/password")->as_string(), "[redacted]");
}

TEST(EventJson, OwnPropertyBeatsSuperProperty) {
  auto envelope = envelope_of();
  envelope.super_json = R"("plan":"pro","team":7)";
  const PropertyView own[] = {text_property("plan", "free")};
  std::string out;
  append_event_json(out, record_of(RecordKind::track, "x"), own, envelope, {});
  EXPECT_NE(out.find(R"("properties":{"team":7,"plan":"free"})"), std::string::npos) << out;
  out.clear();
  const PropertyView other[] = {text_property("other", "free")};
  append_event_json(out, record_of(RecordKind::track, "x"), other, envelope, {});
  EXPECT_NE(out.find(R"("properties":{"plan":"pro","team":7,"other":"free"})"), std::string::npos) << out;
  out.clear();
  append_event_json(out, record_of(RecordKind::track, "x"), {}, envelope, {});
  EXPECT_NE(out.find(R"("properties":{"plan":"pro","team":7})"), std::string::npos) << out;
}

}  // namespace
}  // namespace docent::core
