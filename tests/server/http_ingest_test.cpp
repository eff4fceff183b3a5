#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <thread>

#include "base/rfc3339.h"
#include "json/value.h"
#include "test_support.h"

namespace docent::server {
namespace {

using namespace test;
using Ids = std::vector<std::string>;

core::Value json_of(const Reply& reply) {
  auto json = core::parse_json(reply.body);
  EXPECT_TRUE(json.ok()) << reply.body;
  return json.ok() ? *json : core::Value();
}

class HttpIngest : public testing::Test {
 protected:
  TestServer server;
};

TEST_F(HttpIngest, TheReplyHasAVerdictForEveryEvent) {
  const Reply reply = server.post(batch({event("m1"), R"({"type":"track","event":"e","messageId":"m2"})", event("m1")}));
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.headers.at("content-type"), "application/json");
  const auto json = json_of(reply);
  EXPECT_TRUE(json["success"].as_bool());
  EXPECT_EQ(json["accepted"].as_int(), 1);
  EXPECT_EQ(json["duplicates"].as_int(), 1);
  ASSERT_EQ(json["rejected"].as_array().size(), 1u);
  const auto& rejected = json["rejected"].as_array()[0];
  EXPECT_EQ(rejected["index"].as_int(), 1);
  EXPECT_EQ(rejected["messageId"].as_string(), "m2");
  EXPECT_EQ(rejected["code"].as_string(), "missing_identity");
  EXPECT_EQ(json.find("strategy"), nullptr);
  EXPECT_EQ(server.exported_ids(), Ids{"m1"});
}

TEST_F(HttpIngest, DuplicatesWithinAcrossAndAfterARestart) {
  EXPECT_EQ(json_of(server.post(batch({event("m1"), event("m1")})))["duplicates"].as_int(), 1);
  EXPECT_EQ(json_of(server.post(batch({event("m1"), event("m2")})))["duplicates"].as_int(), 1);
  server.restart();
  EXPECT_EQ(json_of(server.post(batch({event("m1"), event("m2"), event("m3")})))["duplicates"].as_int(), 2);
  EXPECT_EQ(json_of(call(server.port(), {.body = batch({event("m1")}), .write_key = "other"}))["accepted"].as_int(), 1);
  EXPECT_EQ(server.exported_ids(), (Ids{"m1", "m2", "m3", "m1"}));
}

TEST_F(HttpIngest, TheWaysRealClientsSend) {
  const std::string key_in_body = R"(,"writeKey":"key")";
  EXPECT_EQ(call(server.port(), {.body = batch({event("m1")}, key_in_body), .write_key = ""}).status, 200);
  EXPECT_EQ(call(server.port(), {.body = batch({event("m2")}, key_in_body), .headers = {"Content-Type: application/json"}}).status, 200);
  EXPECT_EQ(call(server.port(),
                 {.body = gzip(batch({event("m3")})), .headers = {"Content-Encoding: gzip", "Content-Type: application/x-www-form-urlencoded"}})
                .status,
            200);
  EXPECT_EQ(call(server.port(), {.body = gzip(R"({"batch":[)") + gzip(event("m4")) + gzip("]}"), .headers = {"Content-Encoding: GZIP"}}).status, 200);
  EXPECT_EQ(call(server.port(), {.body = gzip(batch({event("m5")})), .headers = {"Content-Type: text/plain"}}).status, 200);
  EXPECT_EQ(call(server.port(), {.path = "/v1/batch/", .body = batch({event("m6")}), .headers = {"Content-Encoding: identity"}}).status, 200);
  EXPECT_EQ(call(server.port(), {.path = "/v1/batch?x=1", .body = batch({event("m7")})}).status, 200);
  EXPECT_EQ(server.exported_ids(), (Ids{"m1", "m2", "m3", "m4", "m5", "m6", "m7"}));
}

TEST_F(HttpIngest, ChunkedAndExpectContinue) {
  const std::string head = "POST /v1/batch HTTP/1.1\r\nHost: t\r\nAuthorization: Basic " + base64("key:") + "\r\n";
  const std::string body = batch({event("m1")});
  char size[8];
  std::snprintf(size, sizeof size, "%zx", body.size() - 1);
  HttpClient chunked(server.port());
  chunked.send(head + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n" + size + ";ext=1\r\n" + body.substr(1) + "\r\n0\r\nTrailer: x\r\n\r\n");
  EXPECT_EQ(chunked.read_reply().status, 200);

  HttpClient waiting(server.port());
  waiting.send(head + "Expect: 100-continue\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n");
  EXPECT_EQ(waiting.receive(), "HTTP/1.1 100 Continue\r\n\r\n");
  waiting.send(body);
  EXPECT_EQ(json_of(waiting.read_reply())["duplicates"].as_int(), 1);
}

TEST_F(HttpIngest, ManyRequestsOnOneConnectionAlsoPipelined) {
  HttpClient client(server.port());
  for (int i = 0; i < 5; i++) EXPECT_EQ(client.call({.body = batch({event("a" + std::to_string(i))})}).status, 200);
  std::string requests;
  for (int i = 0; i < 5; i++) {
    const std::string body = batch({event("b" + std::to_string(i))});
    requests += "POST /v1/batch HTTP/1.1\r\nHost: t\r\nAuthorization: Basic " + base64("key:") +
                "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
  }
  client.send(requests);
  for (int i = 0; i < 5; i++) EXPECT_EQ(client.read_reply().status, 200);
  EXPECT_EQ(server.exported_ids().size(), 10u);
}

TEST_F(HttpIngest, Http10GetsItsReplyAndTheEnd) {
  const std::string body = batch({event("m1")});
  HttpClient client(server.port());
  client.send("POST /v1/batch HTTP/1.0\r\nAuthorization: Basic " + base64("key:") + "\r\nContent-Length: " + std::to_string(body.size()) +
              "\r\n\r\n" + body);
  EXPECT_EQ(client.read_reply().status, 200);
  EXPECT_TRUE(client.closed_by_peer());
  HttpClient reader(server.port());
  reader.send("GET /api/export HTTP/1.0\r\nAuthorization: Bearer " + server.token() + "\r\n\r\n");
  EXPECT_EQ(message_ids(reader.read_reply().body), Ids{"m1"});
}

TEST_F(HttpIngest, SingleEvents) {
  const std::pair<std::string, std::string> events[] = {
      {"track", R"({"event":"e","messageId":"m1","userId":"u"})"},
      {"screen", R"({"name":"editor","messageId":"m2","userId":"u"})"},
      {"page", R"({"name":"home","messageId":"m3","userId":"u"})"},
      {"identify", R"({"traits":{"plan":"x"},"messageId":"m4","userId":"u"})"},
      {"group", R"({"groupId":"g","messageId":"m5","userId":"u"})"},
      {"alias", R"({"previousId":"a","messageId":"m6","userId":"u","writeKey":"key"})"},
  };
  for (const auto& [type, body] : events) {
    const Reply reply = call(server.port(), {.path = "/v1/" + type, .body = body});
    EXPECT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(json_of(reply)["accepted"].as_int(), 1);
  }
  const std::string exported = server.admin("/api/export").body;
  for (const auto& [type, body] : events) EXPECT_NE(exported.find(R"({"type":")" + type + "\""), std::string::npos) << exported;
  EXPECT_EQ(exported.find("\"writeKey\":\"key\",\"rec") == std::string::npos, false);  // only the backend's own mention
  EXPECT_EQ(message_ids(exported), (Ids{"m1", "m2", "m3", "m4", "m5", "m6"}));
}

TEST_F(HttpIngest, ARefusedSingleEventIs400AndCounted) {
  const Reply reply = call(server.port(), {.path = "/v1/track", .body = R"({"messageId":"m","userId":"u"})"});
  EXPECT_EQ(reply.status, 400);
  EXPECT_EQ(json_of(reply)["error"]["code"].as_string(), "missing_event");
  const auto ledger = core::parse_json(server.ledger());
  EXPECT_EQ((*ledger)["rejected"]["missing_event"].as_int(), 1);
}

TEST_F(HttpIngest, TimesAreCorrectedByTheClientsLag) {
  server.post(batch({R"({"type":"track","event":"e","messageId":"m","userId":"u","timestamp":"2001-01-01T00:00:00.000Z"})"},
                    R"(,"sentAt":"2001-01-01T00:01:00.000Z")"));
  const auto line = core::parse_json(server.admin("/api/export").body);
  ASSERT_TRUE(line.ok());
  const auto& docent = (*line)["docent"];
  const auto received = core::parse_rfc3339(docent["receivedAt"].as_string());
  const auto at = core::parse_rfc3339(docent["at"].as_string());
  ASSERT_TRUE(received && at);
  EXPECT_EQ(*received - *at, 60'000);
  EXPECT_EQ((*line)["timestamp"].as_string(), "2001-01-01T00:00:00.000Z");
  EXPECT_EQ(docent["sentAt"].as_string(), "2001-01-01T00:01:00.000Z");
}

TEST_F(HttpIngest, WhatWasSentComesBack) {
  const std::string odd =
      R"({"type":"track","event":"日本 \u00e9","messageId":"m1","userId":"ü","properties":{"a":"\u0000\n","b":[1.0,-0,1e300,{}],"c":null}})";
  server.post(batch({odd}, R"(,"context":{"locale":"de"})"));
  const auto sent = core::parse_json(odd);
  const auto line = core::parse_json(server.admin("/api/export").body);
  ASSERT_TRUE(line.ok());
  for (const auto& [key, value] : sent->as_object()) EXPECT_EQ((*line)[key], value) << key;
  EXPECT_EQ((*line)["context"]["locale"].as_string(), "de");
}

TEST_F(HttpIngest, ConcurrentClientsWithOverlappingRetries) {
  constexpr int clients = 8;
  constexpr int batches = 20;
  std::vector<std::thread> threads;
  for (int c = 0; c < clients; c++)
    threads.emplace_back([this, c] {
      HttpClient client(server.port());
      for (int b = 0; b < batches; b++) {
        std::vector<std::string> events;
        for (int i = 0; i < 10; i++) events.push_back(event("m" + std::to_string((c / 2) * 1'000 + b * 10 + i)));  // two clients send the same
        EXPECT_EQ(client.call({.body = gzip(batch(events)), .headers = {"Content-Encoding: gzip"}}).status, 200);
      }
    });
  for (auto& thread : threads) thread.join();
  auto ids = server.exported_ids();
  EXPECT_EQ(ids.size(), 800u);
  EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()).size(), 800u);
  const auto ledger = core::parse_json(server.ledger());
  EXPECT_EQ((*ledger)["received"].as_int(), 1'600);
  EXPECT_EQ((*ledger)["accepted"].as_int(), 800);
  EXPECT_EQ((*ledger)["duplicate"].as_int(), 800);
}

}  // namespace
}  // namespace docent::server
