#include "storage/chunk_text.h"

#include <gmock/gmock.h>
#include <libdeflate.h>

namespace docent::core {
namespace {

using ::testing::ElementsAre;

std::string deflate(std::string_view text) {
  auto* compressor = libdeflate_alloc_compressor(6);
  std::string body(libdeflate_deflate_compress_bound(compressor, text.size()), '\0');
  body.resize(libdeflate_deflate_compress(compressor, text.data(), text.size(), body.data(), body.size()));
  libdeflate_free_compressor(compressor);
  return body;
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> events;
  for (auto e = next_event(text); !e.empty(); e = next_event(text)) events.emplace_back(e);
  return events;
}

TEST(ChunkTextTest, TheChecksumIsThatOfGzip) {
  EXPECT_EQ(gzip_crc32("123456789"), 0xcbf43926u);
  EXPECT_EQ(gzip_crc32(""), 0u);
}

TEST(ChunkTextTest, InflatesWhatWasDeflated) {
  const std::string text = R"({"a":1},{"b":2}]})";
  const std::string body = deflate(text);
  std::string out = "old";
  ASSERT_TRUE(inflate_chunk(body, static_cast<uint32_t>(text.size()), gzip_crc32(text), out).ok());
  EXPECT_EQ(out, text);
}

TEST(ChunkTextTest, RefusesWrongSizesChecksumsAndStreams) {
  const std::string text(1'000, 'x');
  const std::string body = deflate(text);
  const uint32_t crc = gzip_crc32(text);
  std::string out;
  EXPECT_EQ(inflate_chunk(body, 999, crc, out).code(), Code::corrupt);
  EXPECT_EQ(inflate_chunk(body, 1'001, crc, out).code(), Code::corrupt);
  EXPECT_EQ(inflate_chunk(body, 1'000, crc + 1, out).code(), Code::corrupt);
  EXPECT_EQ(inflate_chunk(std::string_view(body).substr(0, body.size() - 1), 1'000, crc, out).code(), Code::corrupt);
  EXPECT_EQ(inflate_chunk("", 0, 0, out).code(), Code::corrupt);
}

TEST(ChunkTextTest, SplitsEventsWithAndWithoutTheEnd) {
  EXPECT_THAT(split(R"({"a":1},{"b":2})"), ElementsAre(R"({"a":1})", R"({"b":2})"));
  EXPECT_THAT(split(R"({"a":1},{"b":2}]})"), ElementsAre(R"({"a":1})", R"({"b":2})"));
  EXPECT_THAT(split(""), ElementsAre());
  EXPECT_THAT(split("]}"), ElementsAre());
}

TEST(ChunkTextTest, BracesAndQuotesInsideStringsDoNotCount) {
  EXPECT_THAT(split(R"({"a":"}{\"},{\\"},{"b":"\\\\\"}"},{"c":{"d":[{},{}]}}]})"),
              ElementsAre(R"({"a":"}{\"},{\\"})", R"({"b":"\\\\\"}"})", R"({"c":{"d":[{},{}]}})"));
}

TEST(ChunkTextTest, ACutOffEventIsReturnedAsItIs) {
  EXPECT_THAT(split(R"({"a":1},{"b":")"), ElementsAre(R"({"a":1})", R"({"b":")"));
  EXPECT_THAT(split(R"({"a":1},{"b":"\)"), ElementsAre(R"({"a":1})", R"({"b":"\)"));
  EXPECT_THAT(split("{"), ElementsAre("{"));
}

TEST(ChunkTextTest, WholeEventsStopsAtBytesAndCount) {
  const std::string_view events = R"({"a":1},{"b":2},{"c":3})";  // 7 bytes each, a comma between
  uint32_t count = 0;
  EXPECT_EQ(whole_events(events, 100, 100, count), events.size());
  EXPECT_EQ(count, 3u);
  EXPECT_EQ(whole_events(events, 15, 100, count), 15u);
  EXPECT_EQ(count, 2u);
  EXPECT_EQ(whole_events(events, 14, 100, count), 7u);
  EXPECT_EQ(count, 1u);
  EXPECT_EQ(whole_events(events, 100, 2, count), 15u);
  EXPECT_EQ(count, 2u);
  EXPECT_EQ(whole_events(events, 1, 100, count), 7u);  // never less than one
  EXPECT_EQ(count, 1u);
  EXPECT_EQ(whole_events("nonsense", 100, 100, count), 0u);
  EXPECT_EQ(count, 0u);
}

TEST(ChunkTextTest, FindsTheEventsOwnTime) {
  EXPECT_EQ(event_time_ms(R"({"timestamp":"1970-01-01T00:00:01.500Z"})"), 1'500);
  EXPECT_EQ(event_time_ms(R"({"properties":{"timestamp":"1970-01-01T00:00:09Z"},"timestamp":"1970-01-01T00:00:01Z"})"), 1'000);
  EXPECT_EQ(event_time_ms(R"({"event":"timestamp","x":"\"timestamp\":\"1970-01-01T00:00:01Z\""})"), std::nullopt);
  EXPECT_EQ(event_time_ms(R"({"timestamp":17})"), std::nullopt);
  EXPECT_EQ(event_time_ms(R"({"timestamp":"yesterday"})"), std::nullopt);
  EXPECT_EQ(event_time_ms(R"({"timestamp":"1970-01-01T00)"), std::nullopt);
  EXPECT_EQ(event_time_ms("{}"), std::nullopt);
  EXPECT_EQ(event_time_ms("}"), std::nullopt);
}

}  // namespace
}  // namespace docent::core
