// How an exchange can end: every way a server or the network can misbehave, against sockets on loopback.
#include "http/curl_transfer.h"

#include "http/curl_client.h"
#include "tiny_server.h"

namespace docent::core {
namespace {

using testing::HasSubstr;
using testing::Not;

HttpRequest post(const std::string& url, std::string body = "payload") {
  HttpRequest request;
  request.method = "POST";
  request.url = url;
  request.headers = {{"Content-Type", "application/json"}, {"Authorization", "Basic a2V5Og=="}};
  request.body = std::move(body);
  request.connect_timeout_ms = 2'000;
  request.timeout_ms = 5'000;
  request.max_reply_bytes = 100'000;
  return request;
}

HttpRequest get(const std::string& url) {
  HttpRequest request = post(url, "");
  request.method = "GET";
  return request;
}

HttpReply exchange(HttpRequest request, CurlOptions options = {}) {
  auto client = CurlClient::create(std::move(options));
  EXPECT_TRUE(client.ok());
  const uint64_t id = (*client)->start(std::move(request));
  std::vector<HttpReply> replies;
  for (int i = 0; i < 1'000 && replies.empty(); i++) (*client)->wait(10'000, {}, replies);
  EXPECT_EQ(replies.size(), 1u);
  EXPECT_EQ(replies.at(0).id, id);
  return replies.at(0);
}

HttpReply exchange_with(TinyAnswer answer) {
  TinyServer server([&](const TinyRequest&) { return answer; });
  return exchange(post(server.url("/v1/batch")));
}

TEST(CurlTransfer, CarriesRequestAndReplyWhole) {
  TinyServer server([](const TinyRequest&) { return tiny_reply("202 Accepted", "{\"success\":true}", "X-Thing:  some value \r\n"); });
  const std::string body(300'000, 'x');
  const HttpReply reply = exchange(post(server.url("/v1/batch"), body));
  EXPECT_EQ(reply.error, HttpError::none) << reply.error_text;
  EXPECT_EQ(reply.status, 202);
  EXPECT_EQ(reply.body, "{\"success\":true}");
  EXPECT_EQ(reply.header("x-thing"), "some value");
  EXPECT_EQ(reply.header("absent"), "");
  EXPECT_TRUE(reply.sent);
  const auto requests = server.requests();
  ASSERT_EQ(requests.size(), 1u);
  EXPECT_EQ(requests[0].body, body);
  EXPECT_THAT(requests[0].head, HasSubstr("POST /v1/batch HTTP/1.1\r\n"));
  EXPECT_THAT(requests[0].head, HasSubstr("Authorization: Basic a2V5Og==\r\n"));
  EXPECT_THAT(requests[0].head, Not(HasSubstr("Expect:")));
}

TEST(CurlTransfer, SkipsInterimReplies) {
  const HttpReply reply = exchange_with({"HTTP/1.1 103 Early Hints\r\nX-Early: 1\r\n\r\n" + tiny_reply("200 OK", "{}").bytes});
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.header("x-early"), "");
}

TEST(CurlTransfer, PlainHttpToOtherHostsIsRefusedUnlessAllowed) {
  const HttpReply refused = exchange(post("http://docent.invalid/v1/batch"));
  EXPECT_EQ(refused.error, HttpError::refused);
  EXPECT_FALSE(refused.sent);
  CurlOptions insecure;
  insecure.allow_insecure = true;
  insecure.proxy = "";
  EXPECT_EQ(exchange(post("http://docent.invalid/v1/batch"), insecure).error, HttpError::resolve);
}

TEST(CurlTransfer, RefusedConnectionWasNotSent) {
  int port = 0;
  {
    TinyServer gone([](const TinyRequest&) { return TinyAnswer{}; });
    port = gone.port();
  }
  const HttpReply reply = exchange(post("http://127.0.0.1:" + std::to_string(port) + "/"));
  EXPECT_EQ(reply.error, HttpError::connect);
  EXPECT_FALSE(reply.sent);
  EXPECT_FALSE(reply.error_text.empty());
}

TEST(CurlTransfer, ResetAndSilentCloseAreResets) {
  for (const auto then : {TinyAnswer::Then::reset, TinyAnswer::Then::close}) {
    const HttpReply reply = exchange_with({"", then});
    EXPECT_EQ(reply.error, HttpError::reset);
    EXPECT_TRUE(reply.sent);
    EXPECT_EQ(reply.status, 0);
  }
}

TEST(CurlTransfer, CutShortRepliesAreErrors) {
  const HttpReply by_length = exchange_with({"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"success\":tr", TinyAnswer::Then::close});
  EXPECT_EQ(by_length.error, HttpError::reset);
  EXPECT_TRUE(by_length.body.empty());
  const HttpReply by_chunk = exchange_with({"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"suc\r\n", TinyAnswer::Then::close});
  EXPECT_EQ(by_chunk.error, HttpError::reset);
  const HttpReply in_header = exchange_with({"HTTP/1.1 200 OK\r\nContent-Le", TinyAnswer::Then::close});
  EXPECT_NE(in_header.error, HttpError::none);
}

TEST(CurlTransfer, GarbageIsMalformed) {
  EXPECT_EQ(exchange_with({"SSH-2.0-OpenSSH_9.2\r\n\r\n", TinyAnswer::Then::close}).error, HttpError::malformed);
  EXPECT_NE(exchange_with({std::string("\0\xff\x80garbage\r\n\r\n", 14), TinyAnswer::Then::close}).error, HttpError::none);
}

TEST(CurlTransfer, HangingServerTimesOut) {
  TinyServer server([](const TinyRequest&) { return TinyAnswer{"HTTP/1.1 200 OK\r\n", TinyAnswer::Then::hang}; });
  HttpRequest request = post(server.url());
  request.timeout_ms = 150;
  const auto begun = std::chrono::steady_clock::now();
  const HttpReply reply = exchange(std::move(request));
  EXPECT_EQ(reply.error, HttpError::timeout);
  EXPECT_TRUE(reply.sent);
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(3));
}

TEST(CurlTransfer, LongRepliesAreRefusedWithAndWithoutLength) {
  const std::string big(100'001, 'x');
  EXPECT_EQ(exchange_with(tiny_reply("200 OK", big)).error, HttpError::too_large);
  EXPECT_EQ(exchange_with({"HTTP/1.1 200 OK\r\n\r\n" + big, TinyAnswer::Then::close}).error, HttpError::too_large);
  EXPECT_EQ(exchange_with(tiny_reply("200 OK", std::string(100'000, 'x'))).error, HttpError::none);
  std::string header;
  for (int i = 0; i < 70; i++) header += "X-" + std::to_string(i) + ": " + std::string(1'000, 'h') + "\r\n";
  EXPECT_EQ(exchange_with(tiny_reply("200 OK", "{}", header)).error, HttpError::too_large);
}

TEST(CurlTransfer, FollowsRedirectsOnTheSameHostAndKeepsTheBody) {
  for (const char* status : {"301 Moved", "302 Found", "307 Temporary", "308 Permanent"}) {
    TinyServer server([&](const TinyRequest& request) {
      return request.head.find("/old") != std::string::npos ? tiny_reply(status, "", "Location: /new\r\n") : tiny_reply("200 OK", "{}");
    });
    const HttpReply reply = exchange(post(server.url("/old")));
    EXPECT_EQ(reply.error, HttpError::none) << reply.error_text;
    EXPECT_EQ(reply.status, 200);
    const auto requests = server.requests();
    ASSERT_EQ(requests.size(), 2u);
    EXPECT_THAT(requests[1].head, HasSubstr("POST /new HTTP/1.1"));
    EXPECT_EQ(requests[1].body, "payload");
  }
}

TEST(CurlTransfer, OtherRedirectsAreErrors) {
  EXPECT_EQ(exchange_with(tiny_reply("302 Found", "", "Location: http://elsewhere.invalid/login\r\n")).error, HttpError::redirect);
  EXPECT_EQ(exchange_with(tiny_reply("302 Found", "", "Location: https://elsewhere.invalid/login\r\n")).error, HttpError::redirect);
  EXPECT_EQ(exchange_with(tiny_reply("303 See Other", "", "Location: /page\r\n")).error, HttpError::redirect);
  EXPECT_EQ(exchange_with(tiny_reply("302 Found", "")).error, HttpError::redirect);
  int hops = 0;
  TinyServer loop([&](const TinyRequest&) { return tiny_reply("302 Found", "", "Location: /" + std::to_string(++hops) + "\r\n"); });
  const HttpReply reply = exchange(get(loop.url()));
  EXPECT_EQ(reply.error, HttpError::redirect);
  EXPECT_EQ(hops, 4);  // the first request and three redirects
}

TEST(CurlTransfer, NotModifiedIsAReply) {
  TinyServer server([](const TinyRequest&) { return TinyAnswer{"HTTP/1.1 304 Not Modified\r\nETag: \"7\"\r\n\r\n"}; });
  HttpRequest request = get(server.url("/v1/strategy"));
  request.headers.push_back({"If-None-Match", "\"7\""});
  const HttpReply reply = exchange(std::move(request));
  EXPECT_EQ(reply.error, HttpError::none);
  EXPECT_EQ(reply.status, 304);
  EXPECT_EQ(reply.header("etag"), "\"7\"");
  EXPECT_THAT(server.requests().at(0).head, HasSubstr("If-None-Match: \"7\"\r\n"));
}

TEST(CurlTransfer, LoopbackIsNeverReachedThroughAProxy) {
  TinyServer proxy([](const TinyRequest&) { return tiny_reply("200 OK", "from the proxy"); });
  TinyServer server([](const TinyRequest&) { return tiny_reply("200 OK", "direct"); });
  CurlOptions options;
  options.proxy = proxy.url("");
  options.allow_insecure = true;
  EXPECT_EQ(exchange(get(server.url()), options).body, "direct");
  EXPECT_EQ(exchange(get("http://docent.invalid/x"), options).body, "from the proxy");
  EXPECT_THAT(proxy.requests().at(0).head, HasSubstr("GET http://docent.invalid/x HTTP/1.1"));
}

}  // namespace
}  // namespace docent::core
