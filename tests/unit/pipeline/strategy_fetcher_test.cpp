#include "pipeline/strategy_fetcher.h"

#include "delivery_fixture.h"
#include "model/limits.h"

namespace docent::core {
namespace {

using testing::HasSubstr;

class StrategyFetcherTest : public Delivery {
 protected:
  StrategyFetcherTest() { open_fetcher(); }
  void open_fetcher() {
    client = std::make_unique<ScriptedHttpClient>(clock, [this](const HttpRequest& request) {
      requests.push_back(request);
      request_times.push_back(clock.boot_ms());
      return next;
    });
    fetcher = std::make_unique<StrategyFetcher>(config, *database, *client, clock, random, Log(&Delivery::on_log, this));
    ASSERT_TRUE(fetcher->load().ok());
  }
  void restart_fetcher() {
    fetcher.reset();
    open_fetcher();
  }
  // What the worker does with a fetched document.
  void store(const std::string& json) { ASSERT_TRUE(database->put_meta(StrategyFetcher::document_key, json).ok()); }
  void run_for_ms(int64_t ms) {
    const int64_t end = clock.boot_ms() + ms;
    std::vector<HttpReply> replies;
    while (clock.boot_ms() < end) {
      fetcher->pump();
      client->wait(std::max<int64_t>(0, std::min(fetcher->next_wake_ms(), end) - clock.boot_ms()), {}, replies);
      fetcher->on_replies(replies);
      ASSERT_TRUE(replies.empty());
    }
    fetcher->pump();
  }
  static std::string header(const HttpRequest& request, const std::string& name) {
    for (const auto& [n, value] : request.headers)
      if (n == name) return value;
    return {};
  }

  std::unique_ptr<ScriptedHttpClient> client;
  std::unique_ptr<StrategyFetcher> fetcher;
  std::vector<HttpRequest> requests;
  std::vector<int64_t> request_times;
  ScriptedReply next = scripted_status(200, "{\"version\":7}", {{"etag", "\"v7\""}});
};

TEST_F(StrategyFetcherTest, FetchesAtTheStartAndHandsTheDocumentOutOnce) {
  run_for_ms(1'000);
  ASSERT_EQ(requests.size(), 1u);
  EXPECT_EQ(requests[0].method, "GET");
  EXPECT_EQ(requests[0].url, "https://docent.example.com/v1/strategy");
  EXPECT_EQ(header(requests[0], "Authorization"), "Basic a2V5Og==");
  EXPECT_EQ(header(requests[0], "If-None-Match"), "");
  EXPECT_EQ(requests[0].max_reply_bytes, limits::max_strategy_bytes);
  EXPECT_TRUE(requests[0].body.empty());
  const auto fetched = fetcher->take();
  ASSERT_TRUE(fetched.has_value());
  EXPECT_EQ(fetched->json, "{\"version\":7}");
  EXPECT_EQ(fetched->version, 7u);
  EXPECT_FALSE(fetcher->take().has_value());
}

TEST_F(StrategyFetcherTest, RefreshesWithJitterAndAFloor) {
  run_for_ms(1'000);
  next = scripted_status(304);
  run_for_ms(40 * limits::default_refresh_interval_ms);
  ASSERT_GT(request_times.size(), 30u);
  int64_t low = INT64_MAX;
  int64_t high = 0;
  for (std::size_t i = 1; i < request_times.size(); i++) {
    low = std::min(low, request_times[i] - request_times[i - 1]);
    high = std::max(high, request_times[i] - request_times[i - 1]);
  }
  EXPECT_GE(low, limits::default_refresh_interval_ms * 8 / 10);
  EXPECT_LE(high, limits::default_refresh_interval_ms);
  EXPECT_GT(high - low, limits::default_refresh_interval_ms / 10);
  EXPECT_EQ(header(requests.back(), "If-None-Match"), "\"v7\"");
  fetcher->set_refresh_interval_ms(1);
  run_for_ms(2 * limits::default_refresh_interval_ms);
  const std::size_t before = requests.size();
  run_for_ms(300'000);
  EXPECT_LE(requests.size() - before, 10u);
}

TEST_F(StrategyFetcherTest, AnAnnouncedVersionIsFetchedAtOnceAndOnce) {
  run_for_ms(1'000);
  fetcher->set_announced_version(7);
  run_for_ms(1'000);
  EXPECT_EQ(requests.size(), 1u);  // known
  next = scripted_status(200, "{\"version\":8}", {{"etag", "\"v8\""}});
  fetcher->set_announced_version(8);
  EXPECT_LE(fetcher->next_wake_ms(), clock.boot_ms());
  run_for_ms(1'000);
  EXPECT_EQ(requests.size(), 2u);
  EXPECT_EQ(fetcher->take()->version, 8u);
  next = scripted_status(304);
  for (int i = 0; i < 10; i++) {
    fetcher->set_announced_version(9);  // a cache on the way still has the old one
    run_for_ms(1'000);
  }
  EXPECT_EQ(requests.size(), 3u);
}

TEST_F(StrategyFetcherTest, TheEtagSurvivesARestartTogetherWithItsDocumentOnly) {
  run_for_ms(1'000);
  store(fetcher->take()->json);
  restart_fetcher();
  next = scripted_status(304);
  run_for_ms(1'000);
  EXPECT_EQ(header(requests.back(), "If-None-Match"), "\"v7\"");
  EXPECT_FALSE(fetcher->take().has_value());
  store("{\"version\":6}");  // the document was not stored before a crash
  restart_fetcher();
  run_for_ms(1'000);
  EXPECT_EQ(header(requests.back(), "If-None-Match"), "");
  store("{\"version\":7}");
  config.library_version = "1.2.4";  // another library may understand what this one refused
  restart_fetcher();
  run_for_ms(1'000);
  EXPECT_EQ(header(requests.back(), "If-None-Match"), "");
}

TEST_F(StrategyFetcherTest, ARollBackIsHandedOutWithItsDocumentAndSurvivesARestart) {
  run_for_ms(1'000);
  EXPECT_EQ(fetcher->take()->rollback_from, 0u);
  next = scripted_status(200, "{\"version\":6}", {{"etag", "\"v6\""}});
  fetcher->set_announced_version(6);
  run_for_ms(1'000);
  EXPECT_EQ(fetcher->take()->rollback_from, 0u);
  next = scripted_status(200, "{\"version\":6}", {{"etag", "\"v6-7\""}, {"docent-rollback-from", "7"}});
  run_for_ms(limits::default_refresh_interval_ms);
  const auto marked = fetcher->take();
  ASSERT_TRUE(marked.has_value()) << "the document is the same, the mark is new";
  EXPECT_EQ(marked->rollback_from, 7u);
  store(marked->json);
  ASSERT_TRUE(database->put_meta(StrategyFetcher::rollback_key, "7").ok());
  restart_fetcher();
  run_for_ms(1'000);
  EXPECT_EQ(header(requests.back(), "If-None-Match"), "\"v6-7\"");
  EXPECT_FALSE(fetcher->take().has_value()) << "known";
}

TEST_F(StrategyFetcherTest, ARollBackIsAVersion) {
  for (const char* bad : {"", "x", "-1", "7x", " 7", "4294967296", "1.5"}) EXPECT_EQ(StrategyFetcher::parse_rollback(bad), 0u) << bad;
  EXPECT_EQ(StrategyFetcher::parse_rollback("4294967295"), UINT32_MAX);
}

TEST_F(StrategyFetcherTest, AnUnchangedDocumentIsNotHandedOutAgain) {
  next = scripted_status(200, "{\"version\":7}");  // a server without ETags
  run_for_ms(1'000);
  EXPECT_TRUE(fetcher->take().has_value());
  run_for_ms(3 * limits::default_refresh_interval_ms);
  EXPECT_GE(requests.size(), 3u);
  EXPECT_FALSE(fetcher->take().has_value());
}

TEST_F(StrategyFetcherTest, GarbageIsRefusedWithALineAndBackOff) {
  for (const auto& reply :
       {scripted_status(200, "<html>log in</html>"), scripted_status(200), scripted_status(200, "{\"version\":"), scripted_status(200, "[1]"),
        scripted_status(500), scripted_error(HttpError::connect, false), scripted_status(200, "{\"a\":\"\xff\"}")}) {
    log_lines.clear();
    requests.clear();
    next = reply;
    restart_fetcher();
    run_for_ms(60'000);
    EXPECT_TRUE(logged("the strategy was not fetched")) << reply.reply.body;
    EXPECT_EQ(log_lines.size(), 1u);  // not one a try
    EXPECT_GE(requests.size(), 3u);
    EXPECT_LE(requests.size(), 20u);
    EXPECT_FALSE(fetcher->take().has_value());
    next = scripted_status(200, "{\"version\":7}");
    run_for_ms(limits::retry_cap_ms);
    EXPECT_TRUE(fetcher->take().has_value());
  }
}

TEST_F(StrategyFetcherTest, AnOversizeDocumentIsRefusedAndAskedForAtTheUsualPace) {
  next = scripted_status(200, "{\"x\":\"" + std::string(limits::max_strategy_bytes, 'x') + "\"}");
  run_for_ms(60'000);
  EXPECT_EQ(requests.size(), 1u);
  EXPECT_TRUE(logged("reply too large"));
  EXPECT_FALSE(fetcher->take().has_value());
}

TEST_F(StrategyFetcherTest, NoneIsPublishedOrTheKeyIsWrong) {
  for (const int status : {404, 401, 403}) {
    requests.clear();
    next = scripted_status(status);
    restart_fetcher();
    run_for_ms(limits::default_refresh_interval_ms * 7 / 10);
    EXPECT_EQ(requests.size(), 1u) << status;
  }
}

TEST_F(StrategyFetcherTest, HonoursRetryAfter) {
  next = scripted_status(503, "", {{"retry-after", "120"}});
  run_for_ms(119'000);
  EXPECT_EQ(requests.size(), 1u);
}

TEST_F(StrategyFetcherTest, WithoutAnEndpointItSleeps) {
  config.endpoint.clear();
  restart_fetcher();
  fetcher->pump();
  EXPECT_EQ(fetcher->next_wake_ms(), INT64_MAX);
  EXPECT_TRUE(requests.empty());
}

}  // namespace
}  // namespace docent::core
