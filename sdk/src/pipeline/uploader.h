// Delivers chunks: takes them from the outbox, sends each as one gzip member, reads the verdict, acknowledges in grouped transactions, backs off,
// halves what is refused, pauses on a wrong endpoint. Worker thread only; never waits: the worker calls pump() when replies came or time passed.
// docs/wire.md has the table of replies. Invariants: a chunk is removed only by a clear answer, by eviction or by erasure; the ledger changes in the same
// transaction; the earliest next attempt is persisted, so that a restart does not hurry.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "http/http_client.h"
#include "storage/ledger.h"
#include "storage/outbox.h"

namespace docent::core {

// Values equal DOCENT_DELIVERY_*.
enum class DeliveryState : uint32_t { idle = 0, active = 1, backoff = 2, unauthorized = 3, wrong_endpoint = 4, held = 5, off = 6, storage_failed = 7 };

struct UploaderConfig {
  std::string endpoint;    // "https://host[:port][/prefix]" without a trailing slash; "" turns delivery off
  std::string write_key;
  std::string library_version;
};

struct UploaderStats {
  uint64_t requests = 0;
  uint64_t failures = 0;
  uint64_t bytes_sent = 0;
  uint64_t last_status = 0;
  std::string last_error;
};

class Uploader {
 public:
  Uploader(UploaderConfig config, Database& database, Outbox& outbox, Ledger& ledger, HttpClient& http, Clock& clock, Random& random, Log log);
  ~Uploader();
  Status load();                                   // persisted back-off

  // Uploads are permitted (analytics consent granted) or not. Not: transfers are aborted; their chunks count as maybe delivered.
  void set_permitted(bool permitted);
  // Replies that belong to this uploader are taken out of `replies`.
  void on_replies(std::vector<HttpReply>& replies);
  // Starts what may start, commits acknowledgements that are due. `journal_events`: accepted and not yet replayed, for the envelope's ledger.
  Status pump(uint64_t journal_events);
  // Commits acknowledgements now.
  Status flush_acknowledgements();
  // Forgets the back-off wait and a pause once (flush requested by the host while nothing is in flight keeps Retry-After).
  void hurry();
  void abort_all();

  // Boot-clock milliseconds of the next call to pump() without a reply; INT64_MAX: none.
  int64_t next_wake_ms() const;
  DeliveryState state() const;
  const UploaderStats& stats() const;
  std::vector<int64_t> busy_chunks() const;
  // The newest strategy version an upload reply named; 0: none yet.
  uint32_t announced_strategy_version() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace docent::core
