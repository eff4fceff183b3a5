#include "http/scripted_http_client.h"

#include <unistd.h>

namespace docent::core {
namespace {

HttpRequest request_with_timeout(int64_t timeout_ms) {
  HttpRequest request;
  request.method = "GET";
  request.url = "https://backend/";
  request.timeout_ms = timeout_ms;
  request.max_reply_bytes = 10;
  return request;
}

TEST(ScriptedHttpClient, DeliversRepliesWhenTheirVirtualTimeHasCome) {
  ManualClock clock;
  int64_t delay = 30;
  ScriptedHttpClient http(clock, [&](const HttpRequest&) {
    auto reply = scripted_status(200, "ok");
    reply.delay_ms = std::exchange(delay, 10);
    return reply;
  });
  const uint64_t slow = http.start(request_with_timeout(1'000));
  const uint64_t fast = http.start(request_with_timeout(1'000));
  EXPECT_EQ(http.in_flight(), 2u);
  std::vector<HttpReply> replies;
  const int64_t begun = clock.boot_ms();
  http.wait(5, {}, replies);
  EXPECT_TRUE(replies.empty());
  EXPECT_EQ(clock.boot_ms() - begun, 5);
  http.wait(-1, {}, replies);
  ASSERT_EQ(replies.size(), 1u);
  EXPECT_EQ(replies[0].id, fast);
  EXPECT_EQ(clock.boot_ms() - begun, 10);
  http.wait(-1, {}, replies);
  ASSERT_EQ(replies.size(), 2u);
  EXPECT_EQ(replies[1].id, slow);
  EXPECT_EQ(clock.boot_ms() - begun, 30);
  http.wait(-1, {}, replies);  // nothing in flight: time stands still
  EXPECT_EQ(clock.boot_ms() - begun, 30);
  EXPECT_EQ(http.started(), 2u);
}

TEST(ScriptedHttpClient, KeepsTimeoutAndSizeLimits) {
  ManualClock clock;
  ScriptedReply next;
  ScriptedHttpClient http(clock, [&](const HttpRequest&) { return next; });
  std::vector<HttpReply> replies;
  const int64_t begun = clock.boot_ms();
  next.never = true;
  http.start(request_with_timeout(500));
  http.wait(-1, {}, replies);
  EXPECT_EQ(replies.at(0).error, HttpError::timeout);
  EXPECT_EQ(clock.boot_ms() - begun, 500);
  next = scripted_status(200, "more than ten bytes");
  http.start(request_with_timeout(500));
  http.wait(-1, {}, replies);
  EXPECT_EQ(replies.at(1).error, HttpError::too_large);
}

TEST(ScriptedHttpClient, ForgetsCancelledRequestsAndNoticesDescriptors) {
  ManualClock clock;
  ScriptedHttpClient http(clock, [](const HttpRequest&) { return scripted_status(200); });
  http.cancel(http.start(request_with_timeout(500)));
  EXPECT_EQ(http.in_flight(), 0u);
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  ASSERT_EQ(write(ends[1], "x", 1), 1);
  std::vector<HttpReply> replies;
  const int64_t begun = clock.boot_ms();
  http.wait(1'000, std::vector<int>{ends[0]}, replies);
  EXPECT_EQ(clock.boot_ms(), begun);
  EXPECT_TRUE(replies.empty());
  close(ends[0]);
  close(ends[1]);
}

}  // namespace
}  // namespace docent::core
