#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <thread>

#include "json/value.h"
#include "test_support.h"

namespace docent::server {
namespace {

using namespace test;

core::Value json_of(const Reply& reply) {
  EXPECT_EQ(reply.status, 200) << reply.body;
  auto json = core::parse_json(reply.body);
  EXPECT_TRUE(json.ok()) << reply.body;
  return json.ok() ? *json : core::Value();
}

class HttpAdmin : public testing::Test {
 protected:
  TestServer server;
};

TEST_F(HttpAdmin, NeedsTheToken) {
  for (const char* path : {"/api/ledger", "/api/events", "/api/feedback", "/api/export"}) {
    const Reply none = call(server.port(), {.method = "GET", .path = path, .write_key = ""});
    EXPECT_EQ(none.status, 401);
    EXPECT_EQ(none.headers.at("www-authenticate"), R"(Bearer realm="docent")");
    EXPECT_EQ(call(server.port(), {.method = "GET", .path = path}).status, 401) << "a write key is no admin token";
    EXPECT_EQ(call(server.port(), {.method = "GET", .path = path, .bearer = "wrong"}).status, 401);
    EXPECT_EQ(server.admin(path).status, 200);
  }
  EXPECT_EQ(call(server.port(), {.method = "GET", .path = "/v1/strategy", .bearer = server.token()}).status, 401) << "and the other way round";
}

TEST_F(HttpAdmin, HealthAndMetricsNeedNoneOnLoopback) {
  EXPECT_EQ(json_of(call(server.port(), {.method = "GET", .path = "/healthz", .write_key = ""}))["status"].as_string(), "ok");
  server.post(batch({event("m1"), event("m1"), "1"}));
  call(server.port(), {.method = "GET", .path = "/nothing"});
  const Reply metrics = call(server.port(), {.method = "GET", .path = "/metrics", .write_key = ""});
  EXPECT_EQ(metrics.status, 200);
  EXPECT_TRUE(metrics.headers.at("content-type").starts_with("text/plain; version=0.0.4"));
  for (const char* sample : {"docent_events_total{result=\"accepted\"} 1\n", "docent_events_total{result=\"duplicate\"} 1\n",
                             "docent_events_total{result=\"rejected\"} 1\n", "docent_http_replies_total{status=\"404\"} 1\n",
                             "docent_store_commits_total 1\n", "# TYPE docent_events_total counter\n", "docent_http_body_bytes_total "})
    EXPECT_NE(metrics.body.find(sample), std::string::npos) << sample << metrics.body;
}

TEST_F(HttpAdmin, TheLedger) {
  server.post(
      batch({event("m1"), event("m2"), event("m1"), "1"}, R"(,"context":{"installId":"i1"},"ledger":{"accepted":9,"dropped":{"sampled":1}})"));
  const auto ledger = json_of(server.admin("/api/ledger"));
  EXPECT_EQ(ledger["received"].as_int(), 4);
  EXPECT_EQ(ledger["accepted"].as_int(), 2);
  EXPECT_EQ(ledger["duplicate"].as_int(), 1);
  EXPECT_EQ(ledger["rejected"]["not_an_object"].as_int(), 1);
  EXPECT_EQ(ledger["erased"].as_int(-1), 0);
  EXPECT_EQ(ledger["stored"].as_int(), 2);
  EXPECT_EQ(ledger["installsCount"].as_int(), 1);
  const auto& install = ledger["installs"].as_array().at(0);
  EXPECT_EQ(install["installId"].as_string(), "i1");
  EXPECT_EQ(install["accepted"].as_int(), 2);
  EXPECT_EQ(install["client"]["ledger"]["accepted"].as_int(), 9);
  EXPECT_EQ(install["client"]["ledger"]["dropped"]["sampled"].as_int(), 1);
  EXPECT_TRUE(json_of(server.admin("/api/ledger?installs=0"))["installs"].as_array().empty());
}

TEST_F(HttpAdmin, Events) {
  server.post(batch({event("m1", "a b", "x"), event("m2", "c", "x"), event("m3", "a b", "ü")}));
  const auto ids = [&](const std::string& query) {
    std::string out;
    const auto json = json_of(server.admin("/api/events" + query));
    for (const auto& one : json["events"].as_array()) out += std::string(one["messageId"].as_string()) + " ";
    return out;
  };
  EXPECT_EQ(ids(""), "m3 m2 m1 ");
  EXPECT_EQ(ids("?event=a+b"), "m3 m1 ");
  EXPECT_EQ(ids("?event=a%20b&user=x"), "m1 ");
  EXPECT_EQ(ids("?user=%C3%BC"), "m3 ");
  EXPECT_EQ(ids("?event=none"), "");
  EXPECT_EQ(ids("?limit=1"), "m3 ");
  const int64_t before = json_of(server.admin("/api/events?limit=2"))["before"].as_int();
  EXPECT_EQ(ids("?limit=2&before=" + std::to_string(before)), "m1 ");
  EXPECT_EQ(json_of(server.admin("/api/events")).find("before"), nullptr);
}

TEST_F(HttpAdmin, BadParametersAreRefused) {
  for (const char* path : {"/api/events?limit=0", "/api/events?limit=1001", "/api/events?limit=x", "/api/events?before=-1", "/api/feedback?limit=no",
                           "/api/ledger?installs=-1", "/api/export?after=x"}) {
    const Reply reply = server.admin(path);
    EXPECT_EQ(reply.status, 400) << path;
    EXPECT_NE(reply.body.find("bad_parameter"), std::string::npos) << path;
  }
}

TEST_F(HttpAdmin, Feedback) {
  server.post(batch(
      {event("m1"),
       R"({"type":"track","event":"feedback_submitted","messageId":"m2","userId":"u","properties":{"rating":2,"text":"slow","category":"bug"}})"}));
  const auto json = json_of(server.admin("/api/feedback"));
  const auto& feedback = json["feedback"].as_array();
  ASSERT_EQ(feedback.size(), 1u);
  EXPECT_EQ(feedback[0]["text"].as_string(), "slow");
  EXPECT_EQ(feedback[0]["rating"].as_int(), 2);
  EXPECT_EQ(feedback[0]["category"].as_string(), "bug");
  EXPECT_EQ(feedback[0]["userId"].as_string(), "u");
}

TEST_F(HttpAdmin, AnEmptyExportIsWhole) {
  const Reply reply = server.admin("/api/export");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.headers.at("content-type"), "application/x-ndjson");
  EXPECT_TRUE(reply.whole);
  EXPECT_EQ(reply.body, "");
}

TEST(HttpExport, IsCompleteWhileIngestGoesOn) {
  Limits limits;
  limits.export_page_bytes = 4'096;
  TestServer server(limits);
  std::atomic<int> acknowledged{0};
  std::atomic<bool> stop{false};
  std::thread sender([&] {
    HttpClient client(server.port());
    for (int b = 0; !stop; b++) {
      std::vector<std::string> events;
      for (int i = 0; i < 50; i++) events.push_back(event("m" + std::to_string(b * 50 + i)));
      EXPECT_EQ(client.call({.body = batch(events)}).status, 200);
      acknowledged = (b + 1) * 50;
      acknowledged.notify_all();
    }
  });
  for (int round = 0, seen = 0; round < 5; round++) {
    acknowledged.wait(seen);
    seen = acknowledged;
    const auto ids = server.exported_ids();
    const std::set<std::string> unique(ids.begin(), ids.end());
    EXPECT_EQ(unique.size(), ids.size());
    for (int i = 0; i < seen; i++) ASSERT_TRUE(unique.contains("m" + std::to_string(i)));
  }
  stop = true;
  sender.join();
  EXPECT_EQ(server.exported_ids().size(), static_cast<std::size_t>(acknowledged));
  const auto page = server.admin("/api/export?after=40");
  EXPECT_EQ(message_ids(page.body).size(), static_cast<std::size_t>(acknowledged) - 40);
}

}  // namespace
}  // namespace docent::server
