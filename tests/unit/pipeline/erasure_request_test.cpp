#include "pipeline/erasure_request.h"

#include "base/rfc3339.h"
#include "base/uuid.h"
#include "delivery_fixture.h"
#include "model/limits.h"

namespace docent::core {
namespace {

class ErasureRequestTest : public Delivery {
 protected:
  ErasureRequestTest() { open_erasure(); }
  void open_erasure() {
    client = std::make_unique<ScriptedHttpClient>(clock, [this](const HttpRequest& request) {
      EXPECT_EQ(request.url, "https://docent.example.com/v1/erase");
      bodies.push_back(*parse_json(request.body));
      return next;
    });
    erasure = std::make_unique<ErasureRequest>(config, *database, *client, clock, random, Log(&Delivery::on_log, this));
    ASSERT_TRUE(erasure->load().ok());
  }
  void restart_erasure() {
    erasure.reset();
    open_erasure();
  }
  void ask(const std::vector<std::string>& ids) {
    ASSERT_TRUE(database->begin().ok());
    ASSERT_TRUE(erasure->request(ids).ok());
    ASSERT_TRUE(database->commit(Durability::normal).ok());
  }
  void run_for_ms(int64_t ms) {
    const int64_t end = clock.boot_ms() + ms;
    std::vector<HttpReply> replies;
    while (clock.boot_ms() < end) {
      erasure->pump();
      client->wait(std::max<int64_t>(0, std::min(erasure->next_wake_ms(), end) - clock.boot_ms()), {}, replies);
      erasure->on_replies(replies);
    }
  }

  std::unique_ptr<ScriptedHttpClient> client;
  std::unique_ptr<ErasureRequest> erasure;
  std::vector<Value> bodies;
  ScriptedReply next = scripted_status(200, "{\"success\":true,\"erased\":12}");
};

TEST_F(ErasureRequestTest, AsksOnceAndIsDoneWhenConfirmed) {
  EXPECT_FALSE(erasure->pending());
  EXPECT_EQ(erasure->next_wake_ms(), INT64_MAX);
  ask({"a1", "a2"});
  EXPECT_TRUE(erasure->pending());
  run_for_ms(1'000);
  ASSERT_EQ(bodies.size(), 1u);
  EXPECT_TRUE(parse_uuid(bodies[0]["requestId"].as_string()).has_value());
  EXPECT_EQ(to_json(bodies[0]["anonymousIds"]), "[\"a1\",\"a2\"]");
  EXPECT_TRUE(parse_rfc3339(bodies[0]["sentAt"].as_string()).has_value());
  EXPECT_FALSE(erasure->pending());
  EXPECT_FALSE(database->get_meta(ErasureRequest::key)->has_value());
  restart_erasure();
  run_for_ms(1'000);
  EXPECT_EQ(bodies.size(), 1u);
}

TEST_F(ErasureRequestTest, AsksAgainAtEveryStartWithTheSameIdUntilConfirmed) {
  for (const auto& reply : {scripted_status(503), scripted_error(HttpError::connect, false), scripted_status(200, "<html>"),
                            scripted_status(200, "{\"success\":false}"), scripted_status(404), scripted_status(200)}) {
    bodies.clear();
    next = reply;
    ask({"a1"});
    run_for_ms(20'000);
    ASSERT_GE(bodies.size(), 1u);
    EXPECT_LE(bodies.size(), 12u);
    EXPECT_TRUE(erasure->pending());
    const std::string id(bodies[0]["requestId"].as_string());
    next = scripted_status(200, "{\"success\":true,\"erased\":0}");
    restart_erasure();
    EXPECT_TRUE(erasure->pending());
    run_for_ms(1'000);
    EXPECT_EQ(bodies.back()["requestId"].as_string(), id);
    EXPECT_FALSE(erasure->pending());
  }
  EXPECT_TRUE(logged("the backend has not confirmed an erasure"));
}

TEST_F(ErasureRequestTest, ARolledBackRequestIsNotSent) {
  ASSERT_TRUE(database->begin().ok());
  ASSERT_TRUE(erasure->request({"a1"}).ok());
  database->rollback();
  EXPECT_TRUE(erasure->pending());  // not known yet
  run_for_ms(1'000);
  EXPECT_FALSE(erasure->pending());
  EXPECT_TRUE(bodies.empty());
}

TEST_F(ErasureRequestTest, OneThatIsRefusedHoldsNoOtherUp) {
  ask({"refused"});
  ask({"fine"});
  std::vector<std::string> confirmed;
  client = std::make_unique<ScriptedHttpClient>(clock, [&](const HttpRequest& request) {
    const auto body = parse_json(request.body);
    const std::string id((*body)["anonymousIds"].as_array().at(0).as_string());
    if (id == "refused") return scripted_status(500);
    confirmed.push_back(id);
    return scripted_status(204);
  });
  erasure = std::make_unique<ErasureRequest>(config, *database, *client, clock, random, Log());
  ASSERT_TRUE(erasure->load().ok());
  run_for_ms(60'000);
  EXPECT_THAT(confirmed, testing::ElementsAre("fine"));
  EXPECT_TRUE(erasure->pending());
}

TEST_F(ErasureRequestTest, TheNumberOfOpenOnesIsBounded) {
  config.endpoint.clear();  // nowhere to send them
  restart_erasure();
  ASSERT_TRUE(database->begin().ok());
  Status status;
  std::size_t taken = 0;
  while (taken <= limits::max_erasure_requests && (status = erasure->request({"a"})).ok()) taken++;
  EXPECT_EQ(taken, limits::max_erasure_requests);
  EXPECT_EQ(status.code(), Code::queue_full);
  ASSERT_TRUE(database->commit(Durability::normal).ok());
  erasure->pump();
  EXPECT_EQ(erasure->next_wake_ms(), INT64_MAX);
  EXPECT_TRUE(erasure->pending());
}

TEST_F(ErasureRequestTest, ADamagedListIsBegunAnew) {
  ASSERT_TRUE(database->put_meta(ErasureRequest::key, "{{{").ok());
  restart_erasure();
  EXPECT_TRUE(logged("damaged"));
  ask({"a1"});
  run_for_ms(1'000);
  EXPECT_EQ(bodies.size(), 1u);
  EXPECT_FALSE(erasure->pending());
}

}  // namespace
}  // namespace docent::core
