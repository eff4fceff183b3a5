#include <gtest/gtest.h>

#include "json/value.h"
#include "test_support.h"

namespace docent::server {
namespace {

using namespace test;

class HttpErase : public testing::Test {
 protected:
  Reply erase(const std::string& body, const std::string& key = "key") {
    return call(server.port(), {.path = "/v1/erase", .body = body, .write_key = key});
  }
  TestServer server;
};

TEST_F(HttpErase, ErasesAndSwallowsWhatComesLater) {
  server.post(batch({event("m1", "e", "gone"), event("m2", "e", "stays"), event("m3", "e", "gone")}));
  const std::string request = R"({"requestId":"r1","anonymousIds":["gone"],"sentAt":"2026-11-23T08:00:00Z"})";
  Reply reply = erase(request);
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body, "{\"success\":true,\"erased\":2}\n");
  server.restart();
  EXPECT_EQ(erase(request).body, reply.body) << "the same request again";
  reply = server.post(batch({event("m1", "e", "gone"), event("m4", "e", "gone"), event("m5", "e", "stays")}));
  EXPECT_NE(reply.body.find(R"("accepted":3,"duplicates":0)"), std::string::npos) << reply.body;
  EXPECT_EQ(server.exported_ids(), (std::vector<std::string>{"m2", "m5"}));
  const auto ledger = core::parse_json(server.ledger());
  EXPECT_EQ((*ledger)["erased"].as_int(), 4);
  EXPECT_EQ((*ledger)["accepted"].as_int(), 6);
  EXPECT_EQ((*ledger)["stored"].as_int(), 2);
}

TEST_F(HttpErase, OneKeyCantEraseAnothersEvents) {
  server.post(batch({event("m1", "e", "id")}));
  EXPECT_EQ(erase(R"({"requestId":"r1","anonymousIds":["id"]})", "other").body, "{\"success\":true,\"erased\":0}\n");
  EXPECT_EQ(server.exported_ids().size(), 1u);
}

TEST_F(HttpErase, AUserIdIsNoProof) {
  server.post(batch({R"({"type":"track","event":"e","messageId":"m1","userId":"u","anonymousId":"a"})"}));
  EXPECT_EQ(erase(R"({"requestId":"r1","anonymousIds":["u"]})").body, "{\"success\":true,\"erased\":0}\n");
  EXPECT_EQ(server.exported_ids().size(), 1u);
}

TEST_F(HttpErase, RefusesWhatItCantUnderstand) {
  EXPECT_EQ(erase("{").status, 400);
  EXPECT_EQ(erase(R"({"requestId":"r1"})").status, 400);
  EXPECT_EQ(erase(R"({"requestId":"r1","anonymousIds":["a"]})", "wrong").status, 401);
  EXPECT_EQ(erase(R"({"requestId":"r1","anonymousIds":["a"],"writeKey":"key"})", "").status, 401);
}

}  // namespace
}  // namespace docent::server
