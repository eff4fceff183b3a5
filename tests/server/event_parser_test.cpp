#include "ingest/event_parser.h"

#include <gtest/gtest.h>

namespace docent::server {
namespace {

constexpr int64_t received = 1'795'422'000'000;

struct Parsed {
  std::string text;
  std::pmr::monotonic_buffer_resource arena;
  NewEvent event;
  std::optional<Verdict> verdict;
};

std::unique_ptr<Parsed> parse(std::string text, std::optional<int64_t> sent_ms = std::nullopt) {
  auto parsed = std::make_unique<Parsed>();
  parsed->text = std::move(text);
  const std::size_t size = parsed->text.size();
  parsed->text.append(json_padding, '\0');
  parsed->verdict = parse_event(std::string_view(parsed->text).substr(0, size), {received, sent_ms}, {}, parsed->arena, parsed->event);
  return parsed;
}

struct Refusal {
  const char* text;
  RejectCode code;
};

TEST(EventParser, ReasonsToRefuse) {
  const Refusal refusals[] = {
      {R"([])", RejectCode::not_an_object},
      {R"("text")", RejectCode::not_an_object},
      {R"(null)", RejectCode::not_an_object},
      {R"({"event":"e","messageId":"m","userId":"u"})", RejectCode::unknown_type},
      {R"({"type":"TRACK","event":"e","messageId":"m","userId":"u"})", RejectCode::unknown_type},
      {R"({"type":null,"event":"e","messageId":"m","userId":"u"})", RejectCode::unknown_type},
      {R"({"type":"track","messageId":"m","userId":"u"})", RejectCode::missing_event},
      {R"({"type":"track","event":"","messageId":"m","userId":"u"})", RejectCode::missing_event},
      {R"({"type":"track","event":"e","messageId":"m"})", RejectCode::missing_identity},
      {R"({"type":"track","event":"e","messageId":"m","userId":"","anonymousId":null})", RejectCode::missing_identity},
      {R"({"type":"track","event":"e","userId":"u"})", RejectCode::bad_message_id},
      {R"({"type":"track","event":"e","userId":"u","messageId":""})", RejectCode::bad_message_id},
      {R"({"type":"track","event":"e","userId":"u","messageId":"m","timestamp":"yesterday"})", RejectCode::bad_timestamp},
      {R"({"type":"track","event":"e","userId":"u","messageId":"m","timestamp":"2026-11-23T08:00:00"})", RejectCode::bad_timestamp},
      {R"({"type":"track","event":"e","userId":17,"messageId":"m"})", RejectCode::bad_field},
      {R"({"type":"track","event":"e","userId":"u","messageId":"m","properties":[]})", RejectCode::bad_field},
      {R"({"type":"track","event":"e","userId":"u","messageId":"m","context":"c"})", RejectCode::bad_field},
      {R"({"type":"identify","userId":"u","messageId":"m","traits":1})", RejectCode::bad_field},
      {R"({"type":"track","event":"e","userId":"u","messageId":"m","docent":{}})", RejectCode::bad_field},
      {R"({"type":"group","userId":"u","messageId":"m"})", RejectCode::bad_field},
      {R"({"type":"alias","userId":"u","messageId":"m"})", RejectCode::bad_field},
      {R"({"type":"track","event":"e","userId":"u","messageId":"m","properties":{"a":tru}})", RejectCode::bad_field},
      {R"({"type":"track","event":"e","userId":"u","messageId":"m","properties":{"a":"\ud800"}})", RejectCode::bad_field},
  };
  for (const auto& refusal : refusals) {
    const auto parsed = parse(refusal.text);
    ASSERT_TRUE(parsed->verdict) << refusal.text;
    EXPECT_EQ(reject_code_name(parsed->verdict->code), reject_code_name(refusal.code)) << refusal.text << ": " << parsed->verdict->message;
    EXPECT_FALSE(parsed->verdict->message.empty());
  }
}

TEST(EventParser, LimitsHoldAtTheirEdge) {
  const auto with_id = [](std::size_t size) {
    return R"({"type":"track","event":"e","userId":"u","messageId":")" + std::string(size, 'm') + R"("})";
  };
  EXPECT_FALSE(parse(with_id(core::limits::max_message_id_bytes))->verdict);
  EXPECT_EQ(parse(with_id(core::limits::max_message_id_bytes + 1))->verdict->code, RejectCode::bad_message_id);

  const auto with_name = [](std::size_t size) {
    return R"({"type":"track","userId":"u","messageId":"m","event":")" + std::string(size, 'e') + R"("})";
  };
  EXPECT_FALSE(parse(with_name(max_event_name_bytes))->verdict);
  EXPECT_EQ(parse(with_name(max_event_name_bytes + 1))->verdict->code, RejectCode::bad_field);

  const auto with_user = [](std::size_t size) {
    return R"({"type":"track","event":"e","messageId":"m","userId":")" + std::string(size, 'u') + R"("})";
  };
  EXPECT_FALSE(parse(with_user(max_identity_bytes))->verdict);
  EXPECT_EQ(parse(with_user(max_identity_bytes + 1))->verdict->code, RejectCode::bad_field);

  const std::string head = R"({"type":"track","event":"e","userId":"u","messageId":"m","properties":{"a":")";
  const std::size_t room = Limits().max_event_bytes - head.size() - 3;
  EXPECT_FALSE(parse(head + std::string(room, 'x') + "\"}}")->verdict);
  const auto large = parse(head + std::string(room + 1, 'x') + "\"}}");
  EXPECT_EQ(large->verdict->code, RejectCode::too_large);
  EXPECT_EQ(large->verdict->message_id, "m");

  const auto nested = [&](int depth) {
    return R"({"type":"track","event":"e","userId":"u","messageId":"m","properties":{"a":)" + std::string(static_cast<std::size_t>(depth - 2), '[') +
           std::string(static_cast<std::size_t>(depth - 2), ']') + "}}";
  };
  EXPECT_FALSE(parse(nested(Limits().max_json_depth))->verdict);
  EXPECT_EQ(parse(nested(Limits().max_json_depth + 1))->verdict->code, RejectCode::bad_field);
}

TEST(EventParser, NamesAndIdentities) {
  const auto screen = parse(R"({"type":"screen","name":"editor","messageId":"m","anonymousId":"a","userId":"u"})");
  ASSERT_FALSE(screen->verdict);
  EXPECT_EQ(screen->event.name, "editor");
  EXPECT_EQ(screen->event.anonymous_id, "a");
  EXPECT_EQ(screen->event.user_id, "u");
  const auto identify = parse(R"({"type":"identify","messageId":"m","userId":"u","traits":{"a":1}})");
  ASSERT_FALSE(identify->verdict);
  EXPECT_EQ(identify->event.name, "identify");
  const auto alias = parse(R"({"type":"alias","messageId":"m","userId":"u","previousId":"anon-1"})");
  ASSERT_FALSE(alias->verdict);
  EXPECT_EQ(alias->event.anonymous_id, "anon-1");
}

TEST(EventParser, EscapesAreUndone) {
  const auto parsed = parse(R"({"\u0074ype":"tr\u0061ck","event":"caf\u00e9 \"x\"","messageId":"\u006d","userId":"u\\1"})");
  ASSERT_FALSE(parsed->verdict) << parsed->verdict->message;
  EXPECT_EQ(parsed->event.name, "café \"x\"");
  EXPECT_EQ(parsed->event.message_id, "m");
  EXPECT_EQ(parsed->event.user_id, "u\\1");
}

TEST(EventParser, OnlyCanonicalUuidsBecomeBytes) {
  const auto text = [](const char* id) { return R"({"type":"track","event":"e","userId":"u","messageId":")" + std::string(id) + R"("})"; };
  EXPECT_TRUE(parse(text("0190f1c2-7c1e-7aaa-8bbb-123456789abc"))->event.has_uuid);
  EXPECT_FALSE(parse(text("0190F1C2-7c1e-7aaa-8bbb-123456789abc"))->event.has_uuid);
  EXPECT_FALSE(parse(text("node-next-1795422000000-0190f1c2"))->event.has_uuid);
}

TEST(EventParser, TheClientsClockIsCorrected) {
  const std::string text = R"({"type":"track","event":"e","userId":"u","messageId":"m","timestamp":"2020-01-01T00:00:00.000Z"})";
  const int64_t timestamp = 1'577'836'800'000;
  EXPECT_EQ(parse(text)->event.at_ms, timestamp);                            // no sentAt: nothing to correct by
  EXPECT_EQ(parse(text, timestamp + 1'500)->event.at_ms, received - 1'500);  // sent 1.5 s after it happened
  EXPECT_EQ(parse(text, timestamp - 1'500)->event.at_ms, received + 1'500);  // stamped ahead of its sending
  EXPECT_EQ(parse(R"({"type":"track","event":"e","userId":"u","messageId":"m"})", 5)->event.at_ms, received);
}

}  // namespace
}  // namespace docent::server
