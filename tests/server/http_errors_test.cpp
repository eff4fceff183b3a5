// Every row of the error table in docs/wire.md, over a real connection.
#include <gtest/gtest.h>

#include "fake_store.h"
#include "json/value.h"
#include "test_support.h"

namespace docent::server {
namespace {

using namespace test;

// Every refusal has this form.
void expect_error(const Reply& reply, int status, std::string_view code) {
  EXPECT_EQ(reply.status, status) << reply.body;
  EXPECT_TRUE(reply.whole);
  const auto json = core::parse_json(reply.body);
  ASSERT_TRUE(json.ok()) << reply.body;
  EXPECT_EQ((*json)["success"].as_bool(true), false);
  EXPECT_EQ((*json)["error"]["code"].as_string(), code);
  EXPECT_FALSE((*json)["error"]["message"].as_string().empty());
}

class HttpErrors : public testing::Test {
 protected:
  TestServer server;
  const std::string good = batch({event("m1")});
};

TEST_F(HttpErrors, MalformedBodies) {
  expect_error(server.post(""), 400, "malformed_json");
  expect_error(server.post("{\"batch\":["), 400, "malformed_json");
  expect_error(server.post("[]"), 400, "not_an_object");
  expect_error(server.post("{}"), 400, "bad_batch");
  expect_error(server.post(std::string(500'000, '[')), 400, "not_an_object");
  expect_error(server.post("{\"batch\":" + std::string(500'000, '[')), 400, "malformed_json");
  EXPECT_TRUE(server.exported_ids().empty());
}

TEST_F(HttpErrors, WrongAndMissingKeys) {
  expect_error(call(server.port(), {.body = good, .write_key = "wrong"}), 401, "unauthorized");
  expect_error(call(server.port(), {.body = good, .write_key = ""}), 401, "unauthorized");
  expect_error(call(server.port(), {.body = good, .write_key = "", .headers = {"Authorization: Digest x"}}), 401, "unauthorized");
  expect_error(call(server.port(), {.body = batch({event("m")}, R"(,"writeKey":"wrong")"), .write_key = ""}), 401, "unauthorized");
  // A wrong header is not made good by the body.
  const Reply reply = call(server.port(), {.body = batch({event("m")}, R"(,"writeKey":"key")"), .write_key = "wrong"});
  expect_error(reply, 401, "unauthorized");
  EXPECT_EQ(reply.headers.at("www-authenticate"), R"(Basic realm="docent")");
  EXPECT_TRUE(server.exported_ids().empty());
}

TEST_F(HttpErrors, UnknownPathsAndMethods) {
  expect_error(call(server.port(), {.path = "/v2/batch", .body = good}), 404, "not_found");
  expect_error(call(server.port(), {.method = "GET", .path = "/"}), 404, "not_found");
  const Reply reply = call(server.port(), {.method = "GET"});
  expect_error(reply, 405, "method_not_allowed");
  EXPECT_EQ(reply.headers.at("allow"), "POST");
  expect_error(call(server.port(), {.method = "DELETE", .path = "/v1/strategy"}), 405, "method_not_allowed");
}

TEST_F(HttpErrors, NoLength) {
  HttpClient client(server.port());
  client.send("POST /v1/batch HTTP/1.1\r\nHost: t\r\nAuthorization: Basic " + base64("key:") + "\r\n\r\n");
  expect_error(client.read_reply(), 411, "length_required");
}

TEST_F(HttpErrors, AHundredMegabytesAreRefusedUnread) {
  HttpClient client(server.port());
  client.send("POST /v1/batch HTTP/1.1\r\nHost: t\r\nAuthorization: Basic " + base64("key:") + "\r\nContent-Length: 100000000\r\n\r\n");
  expect_error(client.read_reply(), 413, "too_large");
  // A client that sends on regardless still gets the reply.
  expect_error(call(server.port(), {.body = std::string(100'000'000, ' ')}), 413, "too_large");
}

TEST_F(HttpErrors, AHundredMegabytesInChunksAreCut) {
  HttpClient client(server.port());
  client.send("POST /v1/batch HTTP/1.1\r\nHost: t\r\nAuthorization: Basic " + base64("key:") + "\r\nTransfer-Encoding: chunked\r\n\r\n");
  const std::string chunk = "10000\r\n" + std::string(0x10000, ' ') + "\r\n";
  int sent = 0;
  while (sent < 1'600 && client.send(chunk)) sent++;
  expect_error(client.read_reply(), 413, "too_large");
}

TEST_F(HttpErrors, TheBodyLimitHoldsAtItsEdge) {
  const std::size_t limit = Limits().max_body_bytes;
  EXPECT_EQ(server.post(good + std::string(limit - good.size(), ' ')).status, 200);
  expect_error(server.post(good + std::string(limit + 1 - good.size(), ' ')), 413, "too_large");
}

TEST_F(HttpErrors, GzipThatIsNoneOrCutShortOrABomb) {
  const auto post_gzip = [&](const std::string& body) { return call(server.port(), {.body = body, .headers = {"Content-Encoding: gzip"}}); };
  const std::string whole = gzip(good);
  expect_error(post_gzip(whole.substr(0, whole.size() - 5)), 400, "malformed_gzip");
  expect_error(post_gzip(good), 400, "malformed_gzip");
  expect_error(post_gzip(""), 400, "malformed_gzip");
  const std::string bomb = gzip(std::string(500'000'000, ' '));
  ASSERT_LT(bomb.size(), Limits().max_body_bytes);
  expect_error(post_gzip(bomb), 413, "too_large");
  EXPECT_EQ(post_gzip(gzip(good + std::string(Limits().max_inflated_bytes - good.size(), ' '))).status, 200);
}

TEST_F(HttpErrors, OtherEncodings) {
  for (const char* coding : {"br", "deflate", "zstd", "gzip, gzip"})
    expect_error(call(server.port(), {.body = good, .headers = {std::string("Content-Encoding: ") + coding}}), 415, "unsupported_encoding");
}

TEST_F(HttpErrors, TooManyEvents) { expect_error(server.post(batch(std::vector<std::string>(2'501, "1"))), 413, "too_many_events"); }

TEST_F(HttpErrors, ALargeHeader) {
  expect_error(call(server.port(), {.body = good, .headers = {"X: " + std::string(Limits().max_header_bytes, 'x')}}), 431, "header_too_large");
  HttpClient endless(server.port());
  endless.send("GET /");
  const std::string more(4'096, 'x');
  for (int i = 0; i < 100 && endless.send(more); i++) continue;
  expect_error(endless.read_reply(), 431, "header_too_large");
}

TEST_F(HttpErrors, WhatIsNotHttp) {
  for (const std::string noise :
       {"\x16\x03\x01\x02 a TLS hello\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "POST /v1/batch HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        "POST /v1/batch HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"}) {
    HttpClient client(server.port());
    client.send(noise);
    expect_error(client.read_reply(), 400, "bad_request");
    EXPECT_TRUE(client.closed_by_peer());
  }
  HttpClient chunks(server.port());
  chunks.send("POST /v1/batch HTTP/1.1\r\nAuthorization: Basic " + base64("key:") + "\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n");
  expect_error(chunks.read_reply(), 400, "bad_request");
}

TEST_F(HttpErrors, AClientThatLeavesInTheMiddleHarmsNobody) {
  for (const std::string part :
       {"", "POST", "POST /v1/batch HTTP/1.1\r\n", "POST /v1/batch HTTP/1.1\r\nAuthorization: Basic a2V5Og==\r\nContent-Length: 100\r\n\r\n{"}) {
    HttpClient client(server.port());
    client.send(part);
  }
  EXPECT_EQ(server.post(good).status, 200);
}

TEST(HttpStoreErrors, AFullQueueIs429WithRetryAfter) {
  TestServer server({}, std::make_unique<FakeStore>(FakeStore::Mode::full));
  const Reply reply = server.post(batch({event("m1")}));
  expect_error(reply, 429, "overloaded");
  EXPECT_GE(std::stoi(reply.headers.at("retry-after")), 1);
  expect_error(call(server.port(), {.path = "/v1/track", .body = event("m1")}), 429, "overloaded");
  expect_error(call(server.port(), {.path = "/v1/erase", .body = R"({"requestId":"r","anonymousIds":["a"]})"}), 429, "overloaded");
  expect_error(server.admin("/api/ledger"), 429, "overloaded");
  expect_error(server.admin("/api/events"), 429, "overloaded");
}

TEST(HttpStoreErrors, AStoreThatFailsIs503AndShowsInHealth) {
  TestServer server({}, std::make_unique<FakeStore>(FakeStore::Mode::fail));
  const Reply reply = server.post(batch({event("m1")}));
  expect_error(reply, 503, "storage_failed");
  EXPECT_GE(std::stoi(reply.headers.at("retry-after")), 1);
  expect_error(call(server.port(), {.path = "/v1/erase", .body = R"({"requestId":"r","anonymousIds":["a"]})"}), 503, "storage_failed");
  expect_error(server.admin("/api/ledger"), 500, "storage_failed");
  EXPECT_EQ(call(server.port(), {.method = "GET", .path = "/healthz"}).status, 503);
}

TEST(HttpStoreErrors, AnExportThatFailsMidwayIsNotTakenForWhole) {
  TestServer server({}, std::make_unique<FakeStore>(FakeStore::Mode::fail));
  const Reply reply = server.admin("/api/export");
  EXPECT_EQ(reply.status, 200);
  EXPECT_NE(reply.body.find("m1"), std::string::npos);
  EXPECT_FALSE(reply.whole);
}

TEST(HttpConnectionLimit, BeyondItConnectionsAreAnswered429) {
  Limits limits;
  limits.max_connections = 2;
  TestServer server(limits);
  HttpClient first(server.port());
  HttpClient second(server.port());
  EXPECT_EQ(first.call({.body = batch({event("m1")})}).status, 200);
  EXPECT_EQ(second.call({.body = batch({event("m2")})}).status, 200);
  HttpClient third(server.port());
  const Reply reply = third.call({.body = batch({event("m3")})});
  expect_error(reply, 429, "overloaded");
  EXPECT_TRUE(reply.headers.contains("retry-after"));
  EXPECT_TRUE(third.closed_by_peer());
  EXPECT_EQ(first.call({.body = batch({event("m1")})}).status, 200);
}

TEST(HttpBodyBudget, BodiesBeyondItAreAnswered429) {
  Limits limits;
  limits.max_bodies_bytes = 1'000;
  TestServer server(limits);
  EXPECT_EQ(server.post(batch({event("m1")})).status, 200);
  expect_error(server.post(batch({event("m1")}) + std::string(2'000, ' ')), 429, "overloaded");
  EXPECT_EQ(server.post(batch({event("m2")})).status, 200);
}

}  // namespace
}  // namespace docent::server
