// Stopping in order: requests in flight are finished, idle connections closed, latecomers told to come back.
#include <gtest/gtest.h>

#include <thread>

#include "fake_store.h"
#include "test_support.h"

namespace docent::server {
namespace {

using namespace test;

void wait_until(const std::function<bool()>& condition) {
  while (!condition()) std::this_thread::yield();
}

TEST(HttpStop, ARequestInFlightIsAnswered) {
  auto owned = std::make_unique<FakeStore>(FakeStore::Mode::hold);
  FakeStore& store = *owned;
  TestServer server({}, std::move(owned));
  HttpClient client(server.port());
  HttpClient idle(server.port());
  const std::string body = batch({event("m1")});
  client.send("POST /v1/batch HTTP/1.1\r\nHost: t\r\nAuthorization: Basic " + base64("key:") + "\r\nContent-Length: " + std::to_string(body.size()) +
              "\r\n\r\n" + body);
  wait_until([&] { return store.held() == 1; });
  std::thread stopper([&] { server.server().stop(); });
  EXPECT_TRUE(idle.closed_by_peer());
  store.release();
  const Reply reply = client.read_reply();
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.headers.at("connection"), "close");
  EXPECT_TRUE(client.closed_by_peer());
  stopper.join();
  EXPECT_EQ(call(server.port(), {.body = body}).status, 0) << "nobody listens any more";
}

TEST(HttpStop, ABodyOnItsWayIsTakenAndALateHeaderIsToldToComeBack) {
  Limits limits;
  limits.linger_timeout_ms = 100;
  TestServer server(limits);
  HttpClient sending(server.port());
  HttpClient late(server.port());
  HttpClient idle(server.port());
  const std::string body = batch({event("m1")});
  const std::string head = "POST /v1/batch HTTP/1.1\r\nHost: t\r\nAuthorization: Basic " + base64("key:") + "\r\n";
  // 100 Continue shows that the header has been judged.
  sending.send(head + "Expect: 100-continue\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n");
  EXPECT_NE(sending.receive().find("100 Continue"), std::string::npos);
  late.send("POST /v1/batch HTTP/1.1\r\n");
  wait_until([&] { return server.admin("/metrics").body.find("docent_connections 4\n") != std::string::npos; });
  std::thread stopper([&] { server.server().stop(); });
  EXPECT_TRUE(idle.closed_by_peer());
  late.send(head.substr(head.find("\r\n") + 2) + "Content-Length: 2\r\n\r\n{}");
  const Reply told = late.read_reply();
  if (told.status != 0) {  // the stop may have found it before its first byte was read
    EXPECT_EQ(told.status, 503);
    EXPECT_TRUE(told.headers.contains("retry-after"));
  }
  sending.send(body);
  EXPECT_EQ(sending.read_reply().status, 200);
  stopper.join();
  server.restart();
  EXPECT_EQ(server.exported_ids(), std::vector<std::string>{"m1"});
}

TEST(HttpStop, ASlowClientCantHoldItUpForEver) {
  Limits limits;
  limits.stop_timeout_ms = 200;
  TestServer server(limits);
  HttpClient client(server.port());
  client.send("POST /v1/batch HTTP/1.1\r\nHost: t\r\nAuthorization: Basic " + base64("key:") +
              "\r\nExpect: 100-continue\r\nContent-Length: 100\r\n\r\n");
  EXPECT_NE(client.receive().find("100 Continue"), std::string::npos);
  server.server().stop();
  EXPECT_TRUE(client.closed_by_peer());
}

TEST(HttpStop, StartsAgainOnTheSameDirectoryAtOnce) {
  TestServer server;
  for (int i = 0; i < 5; i++) {
    EXPECT_EQ(server.post(batch({event("m" + std::to_string(i))})).status, 200);
    server.restart();
  }
  EXPECT_EQ(server.exported_ids().size(), 5u);
}

}  // namespace
}  // namespace docent::server
