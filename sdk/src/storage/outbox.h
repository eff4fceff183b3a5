// The outbox: committed events on their way to the backend, in SQLite. Worker thread only; every call runs inside the caller's transaction
// (see Database) unless it says otherwise.
//
//   segment  rows of committed events that are not yet a chunk: comma-separated JSON objects, one row per commit, priority and context
//   chunk    a sealed batch: the raw deflate stream of "event,event,…]}" with its CRC-32, ready to be sent as the tail of one gzip member
//   sent     delivered chunks kept for docent_recorded, bounded by limits::max_sent_bytes and max_sent_age_ms
//   context  each distinct batch-level context (JSON object); a chunk refers to the one its events were recorded under
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"
#include "storage/database.h"

namespace docent::core {

enum class Priority : int { critical = 0, normal = 1 };  // lower is sent first and evicted last

struct SegmentRow {
  Priority priority = Priority::normal;
  int64_t context_id = 0;
  uint32_t events = 0;
  int64_t oldest_ms = 0;     // wall clock of the first event
  std::string_view json;     // comma-separated, no trailing comma
};

// A segment of one priority and context, summed over its rows.
struct SegmentInfo {
  Priority priority = Priority::normal;
  int64_t context_id = 0;
  uint64_t events = 0;
  uint64_t bytes = 0;
  int64_t oldest_ms = 0;
};

struct Chunk {
  int64_t id = 0;            // rises with age; assigned by insert
  Priority priority = Priority::normal;
  int64_t context_id = 0;
  uint32_t events = 0;
  uint32_t raw_bytes = 0;    // of "event,event,…]}"
  uint32_t crc = 0;          // CRC-32 (gzip) of the same
  int64_t oldest_ms = 0;
  uint32_t attempts = 0;
  bool maybe_delivered = false;  // an attempt ended without a clear answer
  uint32_t stored_bytes = 0;     // size of the body
};

struct OutboxTotals {
  uint64_t segment_events = 0;
  uint64_t segment_bytes = 0;
  uint64_t chunk_events = 0;
  uint64_t chunk_bytes = 0;
  uint64_t chunks = 0;
  uint64_t sent_bytes = 0;
};

class Outbox {
 public:
  explicit Outbox(Database& database);
  // Reads totals and the chunk list; call once after migration.
  Status load();

  Result<int64_t> context_id(std::string_view context_json);
  Result<std::string> context_json(int64_t context_id);

  Status append(const SegmentRow& row);
  std::vector<SegmentInfo> segments() const;                     // no I/O; oldest first
  // Up to max_events and max_bytes from the oldest rows of a segment, joined by commas into `json`, and deleted. Never less than one row.
  Status take_segment(Priority priority, int64_t context_id, std::string& json, uint32_t& events, int64_t& oldest_ms);
  Result<int64_t> insert_chunk(const Chunk& chunk, std::string_view body);

  // Next chunks to send, most important first, then oldest; without those in `busy`. No I/O.
  std::optional<Chunk> next_chunk(const std::vector<int64_t>& busy) const;
  Result<std::string> chunk_body(int64_t id);                    // may run outside a transaction
  Status mark_attempt(int64_t id, bool maybe_delivered);
  // The chunk was delivered: moved to `sent`, the oldest sent ones pruned.
  Status acknowledge(int64_t id, int64_t now_ms);
  Status remove(int64_t id);                                     // refused for good, or replaced by its halves

  struct Evicted {
    uint64_t events = 0;
    uint64_t maybe_delivered = 0;                                // part of `events`
    uint64_t bytes = 0;
  };
  // Frees at least `bytes`: sent first, then the least important and oldest chunks and segment rows. Chunks in `busy` count as maybe delivered.
  Result<Evicted> evict(uint64_t bytes, const std::vector<int64_t>& busy);
  // Deletes everything (withdrawal, erasure); the caller vacuums. Returns what was pending.
  Result<Evicted> erase_all();

  // Newest first: up to `max_events` events as JSON texts, from segment, chunks and sent. Outside a transaction.
  Status recorded(std::size_t max_events, int64_t not_before_ms, std::vector<std::string>& events);

  const OutboxTotals& totals() const noexcept { return totals_; }

 private:
  Database& database_;
  OutboxTotals totals_;
  std::vector<Chunk> chunks_;      // in sending order
  std::vector<SegmentInfo> segments_;
};

}  // namespace docent::core
