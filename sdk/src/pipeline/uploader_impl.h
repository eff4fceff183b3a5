// The inside of the Uploader, shared by uploader.cpp (what to send, and when) and uploader_answers.cpp (what an answer changes).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/acknowledgements.h"
#include "pipeline/bisection.h"
#include "pipeline/compressor.h"
#include "pipeline/reply.h"
#include "pipeline/retry_policy.h"
#include "pipeline/uploader.h"

namespace docent::core {

// A chunk that was refused as a whole, taken apart to find out why. `events` are views into `text`.
struct Trial {
  Trial(const Chunk& c, std::string t, uint64_t successes, int64_t now_ms);
  Chunk chunk;
  std::string text;
  std::vector<std::string_view> events;
  Bisection bisection;
  std::string code;  // of rejections found by dividing: "http_400"
  std::string reason;
  std::vector<RejectedEvent> rejected;  // by the backend, one by one, in parts that it took
};

struct Uploader::Impl {
  Impl(UploaderConfig config, Database& database, Outbox& outbox, Ledger& ledger, HttpClient& http, Clock& clock, Random& random, Log log);

  struct Candidate {
    Chunk chunk;
    std::optional<Bisection::Part> part;  // of the trial's chunk
  };
  struct Transfer {
    uint64_t request = 0;
    Chunk chunk;
    std::optional<Bisection::Part> part;
    uint64_t epoch = 0;           // failure_epoch when it was started
    bool second_opinion = false;  // another chunk, sent during a trial
  };
  // A chunk that failed. What fails while others are delivered is the reason itself: it lets them go first, and then waits.
  struct Failing {
    int64_t chunk_id = 0;
    uint32_t failures = 0;  // in a row, since another chunk was delivered
    uint32_t strikes = 0;   // failures after another chunk was delivered
    bool passed = false;    // another chunk was delivered since its last failure
    int64_t until_ms = 0;   // boot clock
  };
  enum class Pause { none, unauthorized, wrong_endpoint };

  // --- uploader.cpp: sending ---
  bool may_send() const { return permitted && !config.endpoint.empty(); }
  uint32_t window() const;
  int64_t blocked_until_ms() const;
  std::optional<Candidate> candidate() const;
  std::optional<Candidate> trial_candidate(std::vector<int64_t> busy) const;
  std::vector<int64_t> busy_chunks() const;
  bool start_next();
  bool send(const Candidate& next);
  Status load_body(const Candidate& next, std::string& body, uint32_t& crc, uint32_t& raw_bytes);
  Status load_context(int64_t context_id);
  void prepare();
  void storage_failed(const Status& why);
  Status commit();

  // --- uploader_answers.cpp: answers ---
  void on_reply(const Transfer& transfer, const HttpReply& reply);
  void on_delivered(const Transfer& transfer, BatchReply& answer);
  void on_retry(const Transfer& transfer, const BatchReply& answer);
  void on_refused(const Transfer& transfer, const BatchReply& answer, int status);
  void on_part_refused(const Transfer& transfer, int status);
  void on_wrong(const Transfer& transfer);
  void begin_trial(const Chunk& chunk, const BatchReply& answer, int status);
  void end_trial_if_done();
  void acknowledge(const Chunk& chunk, const BatchReply& answer);
  void note_refused_chunk(int64_t id);
  bool others_refused(int64_t id) const;
  void note_failure(int64_t id);
  void note_delivery(int64_t id);
  bool goes_later(const Failing& f) const;
  void back_off(std::optional<int64_t> retry_after_ms);
  void pause_delivery(Pause why);
  void prolong_pause();
  Result<std::string> chunk_text(const Chunk& chunk);

  UploaderConfig config;
  Database& database;
  Outbox& outbox;
  Ledger& ledger;
  HttpClient& http;
  Clock& clock;
  Log log;
  RetryPolicy retry;
  Acknowledgements acknowledgements;
  Compressor compressor;

  bool permitted = false;
  std::vector<Transfer> transfers;
  std::unique_ptr<Trial> trial;
  Pause pause = Pause::none;
  int64_t pause_ms = 0;
  int64_t pause_until_ms = 0;    // boot clock
  int64_t storage_retry_ms = 0;  // boot clock; 0: the storage works
  uint64_t successes = 0;
  uint64_t failure_epoch = 0;           // answers to requests of an older epoch say nothing new about an outage
  std::vector<int64_t> refused_chunks;  // as a whole, since the last success
  std::vector<Failing> failing;
  uint32_t announced_version = 0;
  uint64_t journal_events = 0;
  UploaderStats stats;

  int64_t prepared_id = 0;  // the body of the chunk that comes next, read while others are in flight; 0: none
  std::string prepared_body;
  int64_t context_id = -1;  // of `context`
  std::string context;
};

}  // namespace docent::core
