// Delivers chunks: takes them from the outbox, sends each as one gzip member, reads the verdict, acknowledges in grouped transactions, backs off,
// divides what is refused, pauses on a wrong endpoint. Worker thread only; never waits: the worker calls pump() when replies came or time passed, and
// never inside a transaction. docs/wire.md has the table of replies.
//
// Invariants: a chunk is removed only by a clear answer, by eviction or by erasure; the ledger changes in the same transaction; the earliest next
// attempt is persisted, so that a restart does not hurry; after a failure there is at most one request in flight until one succeeds; nothing is sent
// unless permitted.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "http/http_client.h"
#include "pipeline/backend.h"
#include "storage/ledger.h"
#include "storage/outbox.h"

namespace docent::core {

// Values equal DOCENT_DELIVERY_*.
enum class DeliveryState : uint32_t {
  idle = 0,
  active = 1,
  backoff = 2,
  unauthorized = 3,
  wrong_endpoint = 4,
  held = 5,
  off = 6,
  storage_failed = 7
};

using UploaderConfig = BackendConfig;

struct UploaderStats {
  uint64_t requests = 0;
  uint64_t failures = 0;     // requests that did not deliver
  uint64_t bytes_sent = 0;   // request bodies
  uint64_t last_status = 0;  // HTTP status of the last reply; 0: it had none
  std::string last_error;    // of the last failure
};

class Uploader {
 public:
  Uploader(UploaderConfig config, Database& database, Outbox& outbox, Ledger& ledger, HttpClient& http, Clock& clock, Random& random, Log log);
  ~Uploader();
  Status load();  // persisted back-off; outside a transaction

  // Uploads are permitted (analytics consent granted) or not, as at first. Not: transfers are aborted; their chunks count as maybe delivered.
  void set_permitted(bool permitted);
  // Replies that belong to this uploader are taken out of `replies`.
  void on_replies(std::vector<HttpReply>& replies);
  // Starts what may start, commits acknowledgements that are due. `journal_events`: accepted and not yet replayed, for the envelope's ledger.
  // An error is the storage's: nothing is lost, and pump() tries again after limits::storage_retry_ms.
  Status pump(uint64_t journal_events);
  // Commits acknowledgements now.
  Status flush_acknowledgements();
  // Whether chunks are delivered and not yet acknowledged in the database.
  bool acknowledging() const;
  // The host wants it now: forgets the back-off wait and a pause once. What a server asked for by Retry-After stays.
  void hurry();
  // Cancels what is in flight; those chunks count as maybe delivered.
  void abort_all();

  // Boot-clock milliseconds of the next call to pump() without a reply; INT64_MAX: none.
  int64_t next_wake_ms() const;
  DeliveryState state() const;
  const UploaderStats& stats() const;
  // In flight, or delivered and not yet acknowledged in the database: when evicted or erased they are maybe delivered.
  std::vector<int64_t> busy_chunks() const;
  // The newest strategy version an upload reply named; 0: none yet.
  uint32_t announced_strategy_version() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace docent::core
