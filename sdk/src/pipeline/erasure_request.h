// Asks the backend to erase what it has of anonymous ids (POST /v1/erase), and again, also at every later start, until it confirms. What is open is
// in the database (meta key "erasure"). Needs no consent: withdrawing is a right. Worker thread only; never waits.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "http/http_client.h"
#include "json/value.h"
#include "pipeline/backend.h"
#include "pipeline/retry_policy.h"
#include "storage/database.h"

namespace docent::core {

class ErasureRequest {
 public:
  static constexpr std::string_view key = "erasure";
  ErasureRequest(BackendConfig config, Database& database, HttpClient& http, Clock& clock, Random& random, Log log);
  ~ErasureRequest();
  Status load();  // outside a transaction

  // Inside the caller's transaction, which erases here. queue_full: limits::max_erasure_requests are unconfirmed.
  Status request(const std::vector<std::string>& anonymous_ids);
  bool pending() const noexcept { return stale_ || !open_.empty(); }
  // Replies that belong here are taken out of `replies`.
  void on_replies(std::vector<HttpReply>& replies);
  void pump();                   // outside a transaction
  int64_t next_wake_ms() const;  // boot clock; INT64_MAX: none

 private:
  struct Open {
    std::string request_id;
    Value::Array anonymous_ids;
  };
  Result<std::vector<Open>> read();
  static std::string to_json(const std::vector<Open>& open);
  void start();
  void on_reply(const HttpReply& reply);
  Status confirm(const std::string& request_id);

  BackendConfig config_;
  Database& database_;
  HttpClient& http_;
  Clock& clock_;
  Random& random_;
  Log log_;
  RetryPolicy retry_;
  std::vector<Open> open_;  // in asking order
  bool stale_ = false;      // request() wrote to the database; what of it was committed is read by pump()
  uint64_t transfer_ = 0;   // 0: none in flight
  std::string asked_id_;    // of the one in flight
  int64_t next_ms_ = 0;     // boot clock
};

}  // namespace docent::core
