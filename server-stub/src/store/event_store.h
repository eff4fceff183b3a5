// The port to where events live. SqliteStore is the production implementation; tests have their own.
//
// Contract of every implementation:
// - Thread safe. Nothing blocks: each call queues the work and returns false, without calling `done`, when the queue is full (the caller answers
// 429).
// - `done` is called exactly once, on any thread, after the work is committed or has failed; it must not block.
// - ingest() stores each (write key, message id) once, for ever, until erased. What was reported as stored survives kill -9 and power loss.
// - Readers see every event whose ingest() was done before the read began.
// - stop() finishes what was queued and returns when everything is on disk; afterwards every call returns false.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/status.h"
#include "store/event_table.h"
#include "store/new_event.h"

namespace docent::server {

struct IngestOutcome {
  uint64_t accepted = 0;    // stored now, or swallowed because their anonymous id was erased
  uint64_t duplicates = 0;  // stored before
  uint64_t swallowed = 0;   // of the accepted
};

struct EraseRequest {
  std::string write_key;
  std::string request_id;
  std::vector<std::string> anonymous_ids;
  int64_t received_ms = 0;
};

struct StoredEvent {
  int64_t seq = 0;  // rises in the order of commits
  EventType type = EventType::track;
  std::string name;
  std::string message_id;
  std::string write_key;
  std::string anonymous_id;
  std::string user_id;
  int64_t received_ms = 0;
  std::optional<int64_t> sent_ms;
  int64_t at_ms = 0;
  std::shared_ptr<const std::string> context;  // the batch's; null when it had none
  std::string body;                            // the event as it was sent
};

// The newest first; an absent filter takes all.
struct EventQuery {
  std::optional<std::string> name = {};  // of the event, screen or page
  std::optional<std::string> user = {};  // user id or anonymous id
  std::optional<int64_t> before_seq = {};
  std::size_t limit = 100;
};

// The oldest first: after < seq <= upto, until the page has at least `page_bytes`.
struct ScanQuery {
  int64_t after = 0;
  std::optional<int64_t> upto = {};  // absent: what is stored when the scan begins
  std::size_t page_bytes = 256 * 1024;
};
struct ScanPage {
  std::vector<StoredEvent> events;  // empty: nothing is left
  int64_t upto = 0;
};

struct InstallReport {
  std::string write_key;
  std::string install_id;
  std::string client_ledger;  // JSON as the client sent it last, or empty
  std::optional<int64_t> sent_ms;
  int64_t seen_ms = 0;
  uint64_t accepted = 0;
  uint64_t duplicate = 0;
  uint64_t rejected = 0;
};

// received = accepted + duplicate + Σ rejected; stored = accepted − erased. Exact across restarts.
struct LedgerReport {
  uint64_t received = 0;
  uint64_t accepted = 0;
  uint64_t duplicate = 0;
  uint64_t erased = 0;                                     // removed after they were stored, or swallowed when they came
  std::vector<std::pair<std::string, uint64_t>> rejected;  // by reason, non-zero ones
  uint64_t installs_count = 0;
  std::vector<InstallReport> installs;  // the most recently seen first
};

struct StoreStats {
  uint64_t commits = 0;
  uint64_t failures = 0;  // transactions that failed
  uint64_t accepted = 0;  // since the start, as are the next three
  uint64_t duplicates = 0;
  uint64_t rejected = 0;
  uint64_t erased = 0;
  uint64_t commit_ns = 0;  // spent in transactions
  uint64_t queued_jobs = 0;
  uint64_t queued_bytes = 0;
  uint64_t bytes_on_disk = 0;
  std::string last_error;  // "" when the last transaction succeeded
};

class EventStore {
 public:
  template <class T>
  using Done = std::function<void(core::Result<T>)>;

  using Analysis = std::function<core::Result<std::string>(const EventTable&)>;

  virtual ~EventStore() = default;
  virtual bool ingest(std::unique_ptr<IngestBatch> batch, Done<IngestOutcome> done) = 0;
  virtual bool erase(EraseRequest request, Done<uint64_t> done) = 0;  // the number of events erased
  virtual bool events(EventQuery query, Done<std::vector<StoredEvent>> done) = 0;
  virtual bool scan(ScanQuery query, Done<ScanPage> done) = 0;
  // `work` gets all events that were stored before it began, as columns; it may take seconds, and holds up nothing but other analyses.
  virtual bool analyse(Analysis work, Done<std::string> done) = 0;
  virtual bool ledger(std::size_t max_installs, Done<LedgerReport> done) = 0;
  virtual StoreStats stats() const = 0;
  virtual void stop() = 0;
};

}  // namespace docent::server
