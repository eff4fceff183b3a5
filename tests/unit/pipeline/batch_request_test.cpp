#include "pipeline/batch_request.h"

#include "delivery_fixture.h"
#include "model/limits.h"

namespace docent::core {
namespace {

using testing::ElementsAre;
using testing::StartsWith;

TEST(BatchRequest, TheBodyIsOneMemberThatInflatesToOneDocument) {
  const std::string text = "{\"a\":1},{\"b\":\"},{\"}]}";
  std::string body;
  ASSERT_TRUE(Compressor().compress(text, body).ok());
  const std::string prefix = batch_prefix(1'795'422'000'000, "{\"app\":{}}", "{\"accepted\":2}");
  const HttpRequest request = batch_request({"https://x", "k", "1"}, prefix, body, gzip_crc32(text), static_cast<uint32_t>(text.size()));
  EXPECT_EQ(gunzip(request.body), prefix + text);
  EXPECT_EQ(request.timeout_ms, limits::request_timeout_ms);
  EXPECT_EQ(request.max_reply_bytes, limits::max_reply_bytes);
  const auto json = parse_json(gunzip(request.body));
  ASSERT_TRUE(json.ok()) << json.status().to_string();
  EXPECT_EQ((*json)["sentAt"].as_string().size(), 24u);
  EXPECT_EQ((*json)["batch"].as_array().size(), 2u);
}

TEST(BatchRequest, ThePrefixStaysWithinItsLimit) {
  const std::string huge = "{\"x\":\"" + std::string(limits::max_prefix_bytes, 'x') + "\"}";
  const std::string prefix = batch_prefix(0, huge, "{}");
  EXPECT_LE(prefix.size(), limits::max_prefix_bytes);
  EXPECT_THAT(prefix, StartsWith("{\"sentAt\":\"1970-01-01T00:00:00.000Z\",\"ledger\":{},\"batch\":["));
  EXPECT_LE(batch_prefix(0, "{\"x\":\"" + std::string(limits::max_context_bytes - 8, 'x') + "\"}", "{}").size(), limits::max_prefix_bytes);
}

TEST(BatchRequest, TakesTextsApartAndTogether) {
  const std::string text = "{\"a\":\"}{\"},{\"b\":{\"c\":[{}]}},{\"d\":\"\\\"\"}]}";
  const auto events = split_events(text);
  EXPECT_THAT(events, ElementsAre("{\"a\":\"}{\"}", "{\"b\":{\"c\":[{}]}}", "{\"d\":\"\\\"\"}"));
  EXPECT_EQ(part_text(events, 0, 3), text);
  EXPECT_EQ(part_text(events, 1, 1), "{\"b\":{\"c\":[{}]}}]}");
  EXPECT_EQ(part_text(events, 1, 2), "{\"b\":{\"c\":[{}]}},{\"d\":\"\\\"\"}]}");
  EXPECT_TRUE(split_events("]}").empty());
}

}  // namespace
}  // namespace docent::core
