#include <gtest/gtest.h>

#include "test_support.h"

namespace docent::server {
namespace {

using namespace test;

Reply fetch(const TestServer& server, std::vector<std::string> headers = {}) {
  return call(server.port(), {.method = "GET", .path = "/v1/strategy", .headers = std::move(headers)});
}

TEST(HttpStrategy, TagsNotModifiedAndANewVersion) {
  TempDir dir;
  const std::string path = dir / "strategy.json";
  write_file(path, R"({"version":7})");
  TestServer server({}, nullptr, path);
  const Reply first = fetch(server);
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(first.body, R"({"version":7})");
  EXPECT_EQ(first.headers.at("cache-control"), "no-cache");
  const std::string etag = first.headers.at("etag");

  const Reply again = fetch(server, {"If-None-Match: " + etag});
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.headers.at("etag"), etag);
  EXPECT_EQ(again.body, "");
  EXPECT_NE(server.post(batch({event("m1")})).body.find(R"("strategy":{"version":7})"), std::string::npos);

  write_file(path, R"({"version":8})");
  const Reply changed = fetch(server, {"If-None-Match: " + etag});
  EXPECT_EQ(changed.status, 200);
  EXPECT_NE(changed.headers.at("etag"), etag);
  EXPECT_NE(server.post(batch({event("m2")})).body.find(R"("strategy":{"version":8})"), std::string::npos);

  write_file(path, R"({"version":)");
  EXPECT_EQ(fetch(server).body, R"({"version":8})");
}

TEST(HttpStrategy, ARollBackIsMarked) {
  TempDir dir;
  write_file(dir / "s", R"({"version":6})");
  const Reply plain = fetch(TestServer({}, nullptr, dir / "s"));
  EXPECT_EQ(plain.headers.count("docent-rollback-from"), 0u);
  TestServer server({}, nullptr, dir / "s", 7);
  const Reply marked = fetch(server, {"If-None-Match: " + plain.headers.at("etag")});
  EXPECT_EQ(marked.status, 200) << "whoever has the document does not know of the mark";
  EXPECT_EQ(marked.headers.at("docent-rollback-from"), "7");
  write_file(dir / "s", R"({"version":8})");
  EXPECT_EQ(fetch(server).headers.count("docent-rollback-from"), 0u);
}

TEST(HttpStrategy, ANotModifiedReplyLeavesTheConnectionUsable) {
  TempDir dir;
  write_file(dir / "s", R"({"version":7})");
  TestServer server({}, nullptr, dir / "s");
  HttpClient client(server.port());
  const Call get{.method = "GET", .path = "/v1/strategy", .headers = {"If-None-Match: *"}};
  EXPECT_EQ(client.call(get).status, 304);
  EXPECT_EQ(client.call(get).status, 304);
}

TEST(HttpStrategy, NoneIsPublished) {
  TestServer server;
  EXPECT_EQ(fetch(server).status, 404);
  EXPECT_EQ(call(server.port(), {.method = "GET", .path = "/v1/strategy", .write_key = ""}).status, 401);
}

}  // namespace
}  // namespace docent::server
