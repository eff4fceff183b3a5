// Keeps the published strategy document up to date: GET /v1/strategy at the start, when an upload reply names a newer version, and every refresh
// interval (80 to 100 % of it, floor limits::min_refresh_interval_ms), also when no event occurs. Sends no identifiers and needs no consent. Worker
// thread only; never waits.
//
// A new document is handed out by take(), once. Whoever takes it validates it and stores it under the meta key "strategy", with what it rolls back
// beside; the ETag is kept beside
// with a checksum of the document it belongs to, so that after a crash between the two the document is fetched again instead of being "not modified"
// for ever.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "http/http_client.h"
#include "pipeline/backend.h"
#include "pipeline/retry_policy.h"
#include "storage/database.h"

namespace docent::core {

class StrategyFetcher {
 public:
  struct Fetched {
    std::string json;            // one JSON object of at most limits::max_strategy_bytes
    uint32_t version = 0;        // its "version"; 0: it names none
    uint32_t rollback_from = 0;  // the backend takes back the versions from its own to this one; 0: none
  };
  static constexpr std::string_view document_key = "strategy";                // in meta, written by the caller
  static constexpr std::string_view rollback_key = "strategy_rollback_from";  // beside it
  static constexpr std::string_view etag_key = "strategy_etag";

  StrategyFetcher(BackendConfig config, Database& database, HttpClient& http, Clock& clock, Random& random, Log log);
  ~StrategyFetcher();
  Status load();  // outside a transaction
  // What the header Docent-Rollback-From and rollback_key hold; 0: none, or no version.
  static uint32_t parse_rollback(std::string_view text) noexcept;

  // policies.service.refreshInterval of the strategy in use. Counts from the next refresh on.
  void set_refresh_interval_ms(int64_t interval_ms);
  // What upload replies named last; 0: nothing yet. A version other than the newest known one is fetched at once.
  void set_announced_version(uint32_t version);
  // Replies that belong to the fetcher are taken out of `replies`.
  void on_replies(std::vector<HttpReply>& replies);
  // Starts a fetch that is due. Outside a transaction.
  void pump();
  std::optional<Fetched> take();
  int64_t next_wake_ms() const;  // boot clock; INT64_MAX: none

 private:
  void start();
  void on_reply(const HttpReply& reply);
  void on_document(const HttpReply& reply);
  void on_failure(const HttpReply& reply, std::string why);
  void schedule_refresh();
  void store_etag();

  BackendConfig config_;
  Database& database_;
  HttpClient& http_;
  Clock& clock_;
  Random& random_;
  Log log_;
  RetryPolicy retry_;
  int64_t interval_ms_;
  int64_t next_ms_ = 0;   // boot clock
  uint64_t request_ = 0;  // 0: none in flight
  std::string etag_;      // of the newest document seen
  uint32_t checksum_ = 0;
  uint32_t version_ = 0;
  uint32_t rollback_from_ = 0;
  uint32_t asked_version_ = 0;  // the announcement that was followed last: each is followed once
  bool etag_unsaved_ = false;
  std::optional<Fetched> fetched_;
};

}  // namespace docent::core
