#include "pipeline/reply.h"

#include "model/limits.h"

namespace docent::core {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

HttpReply http(int status, std::string body = {}) {
  HttpReply reply;
  reply.status = status;
  reply.body = std::move(body);
  reply.sent = true;
  return reply;
}

BatchReply read(int status, std::string body = {}, uint32_t events = 10) { return read_batch_reply(http(status, std::move(body)), events, 0); }

TEST(BatchReply, ReadsTheVerdictOfDocentsBackend) {
  const auto reply =
      read(200,
           R"({"success":true,"accepted":7,"duplicates":1,"rejected":[{"index":4,"messageId":"m4","code":"too_large","message":"32 KB"},
                              {"index":2,"messageId":"m2","code":"bad_field","message":"properties"}],"strategy":{"version":7}})");
  EXPECT_EQ(reply.verdict, Verdict::delivered);
  EXPECT_EQ(reply.strategy_version, 7u);
  ASSERT_THAT(reply.rejected, SizeIs(2));
  EXPECT_EQ(reply.rejected[0].index, 2u);
  EXPECT_EQ(reply.rejected[0].code, "bad_field");
  EXPECT_EQ(reply.rejected[1].index, 4u);
  EXPECT_EQ(reply.rejected[1].message, "32 KB");
}

TEST(BatchReply, ImpossibleRejectionsAreIgnoredAndRepeatsCountOnce) {
  const auto reply = read(200, R"({"rejected":[{"index":3},{"index":3,"code":"x"},{"index":10},{"index":-1},{"index":"2"},{},7,{"index":2.5}]})");
  EXPECT_EQ(reply.verdict, Verdict::delivered);
  ASSERT_THAT(reply.rejected, SizeIs(1));
  EXPECT_EQ(reply.rejected[0].index, 3u);
  const auto wide =
      read(200, "{\"rejected\":[{\"index\":0,\"code\":\"" + std::string(5'000, 'c') + "\",\"message\":\"" + std::string(5'000, 'm') + "\"}]}");
  EXPECT_LE(wide.rejected.at(0).code.size() + wide.rejected.at(0).message.size(), 400u);
}

TEST(BatchReply, OtherBackendsObjectsCount) {
  for (const char* body : {"{}", "{\"status\":\"ok\"}", "{\"success\":null}", "{\"accepted\":true}", "{\"success\":\"yes\"}",
                           "{\"strategy\":{\"version\":-1}}", "{\"strategy\":{\"version\":99999999999}}", "{\"strategy\":7}"}) {
    const auto reply = read(200, body);
    EXPECT_EQ(reply.verdict, Verdict::delivered) << body;
    EXPECT_EQ(reply.strategy_version, 0u) << body;
  }
  EXPECT_EQ(read(204).verdict, Verdict::delivered);
}

TEST(BatchReply, UnclearSuccessesAreNone) {
  for (const char* body : {"", " ", "ok", "<!doctype html><title>Log in</title>", "{\"success\":false}", "[]", "true", "{\"success\":true",
                           "{\"success\":true}{}", "{\"success\":true,\"accepted\":9}", "{\"accepted\":0}",
                           "{\"accepted\":-9223372036854775808,\"duplicates\":9223372036854775807,\"success\":false}"}) {
    const auto reply = read(200, body);
    EXPECT_EQ(reply.verdict, Verdict::retry) << body;
    EXPECT_TRUE(reply.maybe_delivered) << body;
    EXPECT_FALSE(reply.reason.empty());
  }
  EXPECT_EQ(read(201).verdict, Verdict::retry);
  EXPECT_EQ(read(205, "{}").verdict, Verdict::retry);
  EXPECT_EQ(read(206, "{}").verdict, Verdict::retry);
}

TEST(BatchReply, StatusesByTheTable) {
  for (const int status : {401, 403}) EXPECT_EQ(read(status).verdict, Verdict::unauthorized) << status;
  for (const int status : {400, 413, 422}) EXPECT_EQ(read(status).verdict, Verdict::refused) << status;
  for (const int status : {402, 404, 405, 406, 409, 410, 411, 415, 418, 451, 499}) EXPECT_EQ(read(status).verdict, Verdict::wrong) << status;
  for (const int status : {301, 304, 407, 408, 425, 429, 460, 500, 501, 502, 503, 504, 505, 599, 600, 100})
    EXPECT_EQ(read(status).verdict, Verdict::retry) << status;
  EXPECT_FALSE(read(429).maybe_delivered);
  EXPECT_FALSE(read(413).maybe_delivered);
  EXPECT_TRUE(read(502).maybe_delivered);
}

TEST(BatchReply, NetworkErrorsAreDoubtfulOnlyWhenSomethingWasSent) {
  for (const auto error : {HttpError::timeout, HttpError::reset, HttpError::malformed, HttpError::too_large, HttpError::other}) {
    HttpReply reply;
    reply.error = error;
    reply.error_text = "what libcurl says";
    EXPECT_FALSE(read_batch_reply(reply, 10, 0).maybe_delivered);
    reply.sent = true;
    const auto read = read_batch_reply(reply, 10, 0);
    EXPECT_TRUE(read.maybe_delivered);
    EXPECT_EQ(read.verdict, Verdict::retry);
    EXPECT_THAT(read.reason, HasSubstr("what libcurl says"));
  }
}

TEST(BatchReply, CarriesRetryAfterAndTheServersWords) {
  HttpReply reply = http(503, R"({"success":false,"error":{"code":"stopping","message":"back in a minute"}})");
  reply.headers = {{"retry-after", "60"}};
  const auto read = read_batch_reply(reply, 10, 0);
  EXPECT_EQ(read.retry_after_ms, 60'000);
  EXPECT_EQ(read.reason, "HTTP 503: back in a minute");
  reply.body = "{\"error\":{\"message\":\"" + std::string(10'000, 'x') + "\"}}";
  EXPECT_LE(read_batch_reply(reply, 10, 0).reason.size(), 300u);
}

}  // namespace
}  // namespace docent::core
