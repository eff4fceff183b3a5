#include "ingest/batch_parser.h"

#include <gtest/gtest.h>

#include "ingest/erase_parser.h"
#include "json/validate.h"
#include "test_support.h"

namespace docent::server {
namespace {

constexpr int64_t received = 1'795'422'000'000;

ParsedRequest parse(const std::string& body) { return parse_batch(body, received, {}); }

TEST(BatchParser, TakesTheEnvelope) {
  const auto parsed =
      parse(test::batch({test::event("m1"), test::event("m2")}, R"(,"sentAt":"2026-11-23T08:00:00.000Z","writeKey":"k","ledger":{"accepted":2},)"
                                                                R"("context":{"installId":"i1","os":{"name":"Linux"}},"integrations":{"All":true})"));
  ASSERT_FALSE(parsed.error) << parsed.error->message;
  const IngestBatch& batch = *parsed.batch;
  EXPECT_EQ(batch.write_key, "k");
  EXPECT_EQ(batch.sent_ms, 1'795'420'800'000);
  EXPECT_EQ(batch.install_id, "i1");
  EXPECT_EQ(batch.client_ledger, R"({"accepted":2})");
  EXPECT_EQ(batch.context, R"({"installId":"i1","os":{"name":"Linux"}})");
  ASSERT_EQ(batch.events.size(), 2u);
  EXPECT_EQ(batch.events[1].message_id, "m2");
  EXPECT_EQ(batch.events[1].body, test::event("m2"));
}

TEST(BatchParser, MembersComeInAnyOrder) {
  const auto parsed = parse(R"({"batch":[)" + test::event("m1") + R"(],"context":{"installId":"i"},"sentAt":"2026-11-23T08:20:00.000Z"})");
  ASSERT_FALSE(parsed.error);
  EXPECT_EQ(parsed.batch->install_id, "i");
  EXPECT_TRUE(parsed.batch->sent_ms);
}

TEST(BatchParser, ABadEventTakesNoneWithIt) {
  const auto parsed = parse(test::batch({test::event("m1"), "17", R"({"type":"track","event":"e","messageId":"m3"})", test::event("m4")}));
  ASSERT_FALSE(parsed.error);
  ASSERT_EQ(parsed.batch->events.size(), 2u);
  EXPECT_EQ(parsed.batch->events[1].message_id, "m4");
  ASSERT_EQ(parsed.rejections.size(), 2u);
  EXPECT_EQ(parsed.rejections[0].index, 1u);
  EXPECT_EQ(parsed.rejections[1].index, 2u);
  EXPECT_EQ(parsed.rejections[1].verdict.message_id, "m3");
  EXPECT_EQ(parsed.batch->rejected_count(), 2u);
}

TEST(BatchParser, RefusesWhatItCantUnderstand) {
  const std::pair<std::string, std::string_view> cases[] = {
      {"", "malformed_json"},
      {" \n", "malformed_json"},
      {"<html>", "not_an_object"},
      {"{", "malformed_json"},
      {R"({"batch":[{"type":"track")", "malformed_json"},
      {R"({"batch":[)" + test::event("m") + " " + test::event("n") + "]}", "malformed_json"},
      {R"({"batch":[]}})", "malformed_json"},
      {R"({"batch":[]}{})", "malformed_json"},
      {"{\"batch\":[],\"x\":\"\xff\"}", "malformed_json"},
      {"[]", "not_an_object"},
      {"7", "not_an_object"},
      {"{}", "bad_batch"},
      {R"({"batch":{}})", "bad_batch"},
      {R"({"batch":null})", "bad_batch"},
      {R"({"batch":[],"batch":[]})", "bad_batch"},
      {R"({"batch":[],"context":5})", "bad_envelope"},
      {R"({"batch":[],"ledger":[]})", "bad_envelope"},
      {R"({"batch":[],"context":{"a":tru}})", "bad_envelope"},
      {R"({"batch":[],"context":{"a":")" + std::string(Limits().max_envelope_bytes, 'x') + R"("}})", "bad_envelope"},
  };
  for (const auto& [body, code] : cases) {
    const auto parsed = parse(body);
    ASSERT_TRUE(parsed.error) << body.substr(0, 80);
    EXPECT_EQ(parsed.error->code, code) << body.substr(0, 80) << ": " << parsed.error->message;
    EXPECT_EQ(parsed.error->status, 400);
  }
}

// Whatever is damaged, what is kept is whole: each event's text is JSON, and its fields are within their limits.
void expect_sane(const ParsedRequest& parsed) {
  if (parsed.error) return;
  for (const auto& event : parsed.batch->events) {
    EXPECT_TRUE(core::is_json(event.body, Limits().max_json_depth)) << event.body;
    EXPECT_FALSE(event.message_id.empty());
    EXPECT_LE(event.message_id.size(), core::limits::max_message_id_bytes);
    EXPECT_FALSE(event.user_id.empty() && event.anonymous_id.empty());
  }
  EXPECT_TRUE(parsed.batch->context.empty() || core::is_json(parsed.batch->context, Limits().max_json_depth)) << parsed.batch->context;
}

TEST(BatchParser, EveryTruncationIsRefused) {
  const std::string whole =
      test::batch({test::event("m1"), test::event("m\\u0031")}, R"(,"context":{"installId":"i"},"sentAt":"2026-11-23T08:00:00Z")");
  ASSERT_FALSE(parse(whole).error);
  for (std::size_t size = 0; size < whole.size(); size++) EXPECT_TRUE(parse(whole.substr(0, size)).error) << whole.substr(0, size);
}

TEST(BatchParser, NoDamagedByteIsStored) {
  const std::string whole =
      test::batch({test::event("m1"), R"({"type":"track","event":"\u00e9","messageId":"m2","userId":"u","properties":{"a":[1.5,-2e3,true,null]}})"},
                  R"(,"context":{"installId":"i\n"},"ledger":{"accepted":1},"sentAt":"2026-11-23T08:00:00Z")");
  for (std::size_t i = 0; i < whole.size(); i++) {
    for (const char c : {'\0', '"', '\\', '{', '}', '[', ']', ',', ':', '9', 'x', ' ', '\n', '\x80', '\xff'}) {
      std::string damaged = whole;
      damaged[i] = c;
      expect_sane(parse(damaged));
      damaged.insert(i, 1, c);
      expect_sane(parse(damaged));
    }
    std::string shorter = whole;
    expect_sane(parse(shorter.erase(i, 1)));
  }
}

TEST(BatchParser, DeepJsonIsRefusedWhereverItStands) {
  const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
  EXPECT_TRUE(parse(deep).error);
  EXPECT_TRUE(parse(std::string(1'000'000, '[')).error);
  EXPECT_TRUE(parse(R"({"batch":)" + std::string(1'000'000, '{')).error);
  EXPECT_TRUE(parse(R"({"batch":[],"context":)" + deep + "}").error);
  const auto parsed = parse(test::batch({test::event("m1"), R"({"type":"track","properties":)" + deep + "}"}));
  ASSERT_FALSE(parsed.error);
  EXPECT_EQ(parsed.batch->events.size(), 1u);
  EXPECT_EQ(parsed.rejections.size(), 1u);
}

TEST(BatchParser, AtMost2500Events) {
  std::vector<std::string> events(Limits().max_batch_events, "1");
  EXPECT_FALSE(parse(test::batch(events)).error);
  events.push_back("1");
  const auto parsed = parse(test::batch(events));
  ASSERT_TRUE(parsed.error);
  EXPECT_EQ(parsed.error->status, 413);
  EXPECT_EQ(parsed.error->code, "too_many_events");
}

TEST(BatchParser, AnEmptyBatchIsFine) {
  const auto parsed = parse(R"( {"batch":[]} )");
  ASSERT_FALSE(parsed.error);
  EXPECT_TRUE(parsed.batch->events.empty());
}

TEST(BatchParser, AnUnreadableSentAtIsNoReasonToRefuse) {
  const auto parsed = parse(test::batch({test::event("m")}, R"(,"sentAt":"soon")"));
  ASSERT_FALSE(parsed.error);
  EXPECT_FALSE(parsed.batch->sent_ms);
}

TEST(SingleParser, StoresTheEventWithoutItsEnvelope) {
  const auto parsed = parse_single(R"({"writeKey":"k","sentAt":"2026-11-23T08:00:00.000Z","type":"alias","event":"e","messageId":"m","userId":"u",)"
                                   R"("properties":{"a":[1, 2]},"context":null})",
                                   EventType::track, received, {});
  ASSERT_FALSE(parsed.error) << parsed.error->message;
  ASSERT_EQ(parsed.batch->events.size(), 1u);
  EXPECT_EQ(parsed.batch->write_key, "k");
  EXPECT_TRUE(parsed.batch->sent_ms);
  EXPECT_EQ(parsed.batch->events[0].body, R"({"type":"track","event":"e","messageId":"m","userId":"u","properties":{"a":[1, 2]},"context":null})");
}

TEST(SingleParser, RefusesLikeABatch) {
  EXPECT_EQ(parse_single("[]", EventType::track, received, {}).error->code, "not_an_object");
  EXPECT_EQ(parse_single("{", EventType::track, received, {}).error->code, "malformed_json");
  EXPECT_EQ(parse_single(R"({"event":"e"})", EventType::track, received, {}).rejections.size(), 1u);
}

TEST(EraseParser, TakesWhatTheWireSays) {
  const auto parsed = parse_erase(R"({"requestId":"r","anonymousIds":["a","b"],"sentAt":"2026-11-23T08:00:00.000Z"})", {});
  ASSERT_FALSE(parsed.error);
  EXPECT_EQ(parsed.request.request_id, "r");
  EXPECT_EQ(parsed.request.anonymous_ids, (std::vector<std::string>{"a", "b"}));
}

TEST(EraseParser, RefusesTheRest) {
  std::string many = R"({"requestId":"r","anonymousIds":["a")";
  for (std::size_t i = 0; i < Limits().max_erase_ids; i++) many += ",\"b\"";
  const std::pair<std::string, std::string_view> cases[] = {
      {"{", "malformed_json"},
      {"[]", "not_an_object"},
      {R"({"anonymousIds":["a"]})", "bad_request_id"},
      {R"({"requestId":5,"anonymousIds":["a"]})", "bad_request_id"},
      {R"({"requestId":"r"})", "bad_anonymous_ids"},
      {R"({"requestId":"r","anonymousIds":[]})", "bad_anonymous_ids"},
      {R"({"requestId":"r","anonymousIds":[""]})", "bad_anonymous_ids"},
      {R"({"requestId":"r","anonymousIds":[7]})", "bad_anonymous_ids"},
      {many + "]}", "bad_anonymous_ids"},
  };
  for (const auto& [body, code] : cases) {
    const auto parsed = parse_erase(body, {});
    ASSERT_TRUE(parsed.error) << body;
    EXPECT_EQ(parsed.error->code, code) << body;
  }
}

}  // namespace
}  // namespace docent::server
