// The outbox: committed events on their way to the backend, in SQLite. Worker thread only; every call that changes something runs inside the caller's
// transaction (see Database). Totals, segments and the chunk list are also in memory and follow the transaction: a rollback restores them.
//
//   segment  rows of committed events that are not yet a chunk: comma-separated JSON objects, one row per commit, priority and context
//   chunk    a sealed batch: the raw deflate stream of "event,event,…]}" with its CRC-32, ready to be sent as the tail of one gzip member
//   sent     delivered chunks kept for docent_recorded, bounded by limits::max_sent_bytes and max_sent_age_ms
//   body     the streams of chunks and sent ones, in a table of their own: a delivered chunk moves without its bytes being copied
//   context  each distinct batch-level context (JSON object); a chunk refers to the one its events were recorded under
//
// Events have no index on the device: their ids are inside the texts only.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/status.h"
#include "storage/database.h"

namespace docent::core {

enum class Priority : int { critical = 0, normal = 1 };  // lower is sent first and evicted last

struct SegmentRow {
  Priority priority = Priority::normal;
  int64_t context_id = 0;
  uint32_t events = 0;
  int64_t oldest_ms = 0;  // wall clock of the first event
  std::string_view json;  // comma-separated, no trailing comma
};

// A segment of one priority and context, summed over its rows.
struct SegmentInfo {
  Priority priority = Priority::normal;
  int64_t context_id = 0;
  uint64_t events = 0;
  uint64_t bytes = 0;  // of the rows' texts
  int64_t oldest_ms = 0;
  friend bool operator==(const SegmentInfo&, const SegmentInfo&) = default;
};

struct Chunk {
  int64_t id = 0;  // rises with age; assigned by insert, never used twice while the outbox is open
  Priority priority = Priority::normal;
  int64_t context_id = 0;
  uint32_t events = 0;
  uint32_t raw_bytes = 0;  // of "event,event,…]}"
  uint32_t crc = 0;        // CRC-32 (gzip) of the same
  int64_t oldest_ms = 0;
  uint32_t attempts = 0;
  bool maybe_delivered = false;  // an attempt ended without a clear answer
  uint32_t stored_bytes = 0;     // size of the body; set by insert
  friend bool operator==(const Chunk&, const Chunk&) = default;
};

struct OutboxTotals {
  uint64_t segment_events = 0;
  uint64_t segment_bytes = 0;
  uint64_t chunk_events = 0;
  uint64_t chunk_bytes = 0;
  uint64_t chunks = 0;
  uint64_t sent_bytes = 0;
  friend bool operator==(const OutboxTotals&, const OutboxTotals&) = default;
};

class Outbox final : public TransactionListener {
 public:
  explicit Outbox(Database& database);
  ~Outbox();
  Outbox(const Outbox&) = delete;
  Outbox& operator=(const Outbox&) = delete;
  // Reads totals and the chunk list, and drops contexts that nothing refers to; call once after opening, outside a transaction.
  Status load();

  // The id of a context, which is stored when it is new.
  Result<int64_t> context_id(std::string_view context_json);
  Result<std::string> context_json(int64_t context_id);  // not_found when there is none

  Status append(const SegmentRow& row);
  std::vector<SegmentInfo> segments() const;  // no I/O; oldest first
  // Up to max_events and max_bytes (limits::max_chunk_*) from the oldest rows of a segment, joined by commas into `json`, and deleted. Never less
  // than one row. Without such a segment: OK and no events.
  Status take_segment(Priority priority, int64_t context_id, std::string& json, uint32_t& events, int64_t& oldest_ms);
  Result<int64_t> insert_chunk(const Chunk& chunk, std::string_view body);

  // Next chunk to send, most important first, then oldest; without those in `busy`. No I/O.
  std::optional<Chunk> next_chunk(const std::vector<int64_t>& busy) const;
  std::optional<Chunk> find_chunk(int64_t id) const;      // no I/O
  Result<std::string> chunk_body(int64_t id);             // may run outside a transaction; not_found when it is gone
  Status mark_attempt(int64_t id, bool maybe_delivered);  // not_found when it is gone
  // The chunk was delivered: moved to `sent`, the oldest sent ones pruned. not_found when it was evicted or erased meanwhile; nothing is changed
  // then.
  Status acknowledge(int64_t id, int64_t now_ms);
  Status remove(int64_t id);  // refused for good, or replaced by its halves; not_found when it is gone

  struct Evicted {
    uint64_t events = 0;
    uint64_t maybe_delivered = 0;  // part of `events`
    uint64_t bytes = 0;            // freed, sent ones included
  };
  // Frees at least `bytes`, or everything: sent first, then the least important and oldest chunks, then segment rows of that priority.
  // Chunks in `busy` (in flight) count as maybe delivered.
  Result<Evicted> evict(uint64_t bytes, const std::vector<int64_t>& busy);
  // Deletes everything (withdrawal, erasure); the caller vacuums. Returns what was pending.
  Result<Evicted> erase_all(const std::vector<int64_t>& busy = {});

  // Newest first by their timestamps: up to `max_events` events as JSON texts, limits::max_recorded_bytes together, from segment and chunks, and what
  // was sent since `sent_since_ms`. Outside a transaction.
  Status recorded(std::size_t max_events, int64_t sent_since_ms, std::vector<std::string>& events);

  const OutboxTotals& totals() const noexcept { return totals_; }

  void on_commit() noexcept override;
  void on_rollback() noexcept override;

 private:
  using Key = std::pair<int, int64_t>;  // priority, id: the sending order
  using Chunks = std::map<Key, Chunk>;
  struct Undo {
    Key key;
    Chunks::node_type before;  // empty: there was none
  };
  struct Summary {
    OutboxTotals totals;
    std::vector<SegmentInfo> segments;
  };

  class Newest;
  Status recorded_chunks(Priority priority, std::size_t max_events, int64_t sent_since_ms, Newest& newest);
  Status load_chunks(Chunks& chunks, OutboxTotals& totals, int64_t& last_id);
  Status load_segments(std::vector<SegmentInfo>& segments, OutboxTotals& totals);
  Status require_transaction();
  void add(const Chunk& chunk);
  Chunk take(Chunks::iterator at);
  Chunks::iterator find(int64_t id);
  SegmentInfo* find_segment(Priority priority, int64_t context_id);
  Status shrink_segment(Priority priority, int64_t context_id, uint64_t events, uint64_t bytes);
  Status delete_body(int64_t id);
  Result<std::optional<uint64_t>> forget_sent(int64_t sent_before_ms);
  Status prune_sent(int64_t now_ms);
  Status evict_chunks(Priority priority, uint64_t bytes, const std::vector<int64_t>& busy, Evicted& evicted);
  Status evict_rows(Priority priority, uint64_t bytes, Evicted& evicted);

  Database& database_;
  OutboxTotals totals_;
  Chunks chunks_;
  std::vector<SegmentInfo> segments_;
  int64_t next_chunk_id_ = 1;
  std::string cached_context_;  // the context asked for last, and its id
  int64_t cached_context_id_ = 0;
  std::optional<Summary> before_;  // as the transaction found it, once something changed
  std::vector<Undo> undo_;
};

}  // namespace docent::core
