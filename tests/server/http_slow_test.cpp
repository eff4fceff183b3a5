// Clients that take their time: each is answered 408 or closed when its time is up, and a prompt one is served meanwhile.
#include <gtest/gtest.h>

#include "json/value.h"
#include "test_support.h"

namespace docent::server {
namespace {

using namespace test;

class HttpSlow : public testing::Test {
 protected:
  static Limits short_times() {
    Limits limits;
    limits.header_timeout_ms = 300;
    limits.body_timeout_ms = 300;
    limits.idle_timeout_ms = 300;
    limits.write_timeout_ms = 300;
    limits.linger_timeout_ms = 100;
    return limits;
  }
  TestServer server{short_times()};
  const std::string head = "POST /v1/batch HTTP/1.1\r\nHost: t\r\nAuthorization: Basic " + base64("key:") + "\r\n";
};

TEST_F(HttpSlow, AHeaderThatNeverEnds) {
  HttpClient client(server.port());
  client.send("POST /v1/batch HTTP/1.1\r\nX: ");
  EXPECT_EQ(server.post(batch({event("m1")})).status, 200);
  const Reply reply = client.read_reply();
  EXPECT_EQ(reply.status, 408);
  EXPECT_NE(reply.body.find("timeout"), std::string::npos);
  EXPECT_TRUE(client.closed_by_peer());
}

TEST_F(HttpSlow, ABodyThatTrickles) {
  HttpClient client(server.port());
  client.send(head + "Content-Length: 1000000\r\n\r\n");
  // Each byte comes in time, the body does not: the limit is for the whole.
  while (client.send("x") && server.server().port() != 0) {
    if (server.admin("/metrics").body.find("docent_http_timeouts_total 1") != std::string::npos) break;
  }
  EXPECT_EQ(client.read_reply().status, 408);
}

TEST_F(HttpSlow, AnIdleConnectionIsClosedWithoutAWord) {
  HttpClient client(server.port());
  EXPECT_EQ(client.call({.body = batch({event("m1")})}).status, 200);
  EXPECT_EQ(client.receive(), "");
  EXPECT_TRUE(client.closed_by_peer());
}

TEST_F(HttpSlow, AnExportThatNobodyReadsIsCutAndHoldsNothingUp) {
  const std::string filler(2'000, 'x');
  for (int b = 0; b < 30; b++) {  // far more than socket buffers hold
    std::vector<std::string> events;
    for (int i = 0; i < 400; i++) events.push_back(event("m" + std::to_string(b * 400 + i), filler.substr(0, 500), filler.substr(0, 500)));
    EXPECT_EQ(call(server.port(), {.body = gzip(batch(events)), .headers = {"Content-Encoding: gzip"}}).status, 200);
  }
  HttpClient client(server.port());
  client.send("GET /api/export HTTP/1.1\r\nHost: t\r\nAuthorization: Bearer " + server.token() + "\r\n\r\n");
  const Reply whole = server.admin("/api/export");
  EXPECT_TRUE(whole.whole);
  EXPECT_EQ(message_ids(whole.body).size(), 12'000u);
  // The other one stood still for longer than a write may take.
  while (server.admin("/metrics").body.find("docent_connections 1\n") == std::string::npos) continue;
  EXPECT_FALSE(client.read_reply().whole);
}

}  // namespace
}  // namespace docent::server
