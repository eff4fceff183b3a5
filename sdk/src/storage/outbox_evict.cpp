// How the outbox gets smaller other than by delivery: sent chunks that are no longer kept, the disk cap, erasure.
#include <algorithm>

#include "model/limits.h"
#include "storage/outbox.h"

namespace docent::core {

// Deletes the oldest sent chunk and tells how large it was; nothing when none is left or when the oldest was sent at or after `not_after_ms`.
Result<std::optional<uint64_t>> Outbox::forget_sent(int64_t sent_before_ms) {
  int64_t id = 0;
  uint64_t bytes = 0;
  {
    auto query = database_.statement("SELECT id,stored_bytes,sent_ms FROM sent ORDER BY id LIMIT 1");
    const auto row = query.step();
    if (!row.ok()) return row.status();
    if (!*row || query.column_int(2) >= sent_before_ms) return std::optional<uint64_t>();
    id = query.column_int(0);
    bytes = static_cast<uint64_t>(query.column_int(1));
  }
  DOCENT_TRY(database_.statement("DELETE FROM sent WHERE id=?").bind(1, id).run());
  DOCENT_TRY(delete_body(id));
  totals_.sent_bytes -= bytes;
  return std::optional<uint64_t>(bytes);
}

Status Outbox::prune_sent(int64_t now_ms) {
  for (;;) {
    const bool too_much = totals_.sent_bytes > limits::max_sent_bytes;
    const auto freed = forget_sent(too_much ? INT64_MAX : now_ms - limits::max_sent_age_ms);
    if (!freed.ok()) return freed.status();
    if (!*freed) return {};
  }
}

Result<Outbox::Evicted> Outbox::evict(uint64_t bytes, const std::vector<int64_t>& busy) {
  DOCENT_TRY(require_transaction());
  Evicted evicted;
  while (evicted.bytes < bytes) {
    const auto freed = forget_sent(INT64_MAX);
    if (!freed.ok()) return freed.status();
    if (!*freed) break;
    evicted.bytes += **freed;
  }
  for (const Priority priority : {Priority::normal, Priority::critical}) {
    DOCENT_TRY(evict_chunks(priority, bytes, busy, evicted));
    DOCENT_TRY(evict_rows(priority, bytes, evicted));
  }
  return evicted;
}

Status Outbox::evict_chunks(Priority priority, uint64_t bytes, const std::vector<int64_t>& busy, Evicted& evicted) {
  while (evicted.bytes < bytes) {
    const auto at = chunks_.lower_bound({static_cast<int>(priority), 0});
    if (at == chunks_.end() || at->second.priority != priority) return {};
    const Chunk chunk = at->second;
    DOCENT_TRY(remove(chunk.id));
    const bool in_flight = std::find(busy.begin(), busy.end(), chunk.id) != busy.end();
    evicted.events += chunk.events;
    evicted.maybe_delivered += chunk.maybe_delivered || in_flight ? chunk.events : 0;
    evicted.bytes += chunk.stored_bytes;
  }
  return {};
}

Status Outbox::evict_rows(Priority priority, uint64_t bytes, Evicted& evicted) {
  while (evicted.bytes < bytes) {
    int64_t id = 0;
    int64_t context_id = 0;
    uint64_t row_events = 0;
    uint64_t row_bytes = 0;
    {
      auto query = database_.statement("SELECT id,context,events,length(CAST(json AS BLOB)) FROM segment WHERE priority=? ORDER BY id LIMIT 1");
      const auto row = query.bind(1, static_cast<int64_t>(priority)).step();
      if (!row.ok()) return row.status();
      if (!*row) return {};
      id = query.column_int(0);
      context_id = query.column_int(1);
      row_events = static_cast<uint64_t>(query.column_int(2));
      row_bytes = static_cast<uint64_t>(query.column_int(3));
    }
    DOCENT_TRY(database_.statement("DELETE FROM segment WHERE id=?").bind(1, id).run());
    DOCENT_TRY(shrink_segment(priority, context_id, row_events, row_bytes));
    evicted.events += row_events;
    evicted.bytes += row_bytes;
  }
  return {};
}

Result<Outbox::Evicted> Outbox::erase_all(const std::vector<int64_t>& busy) {
  DOCENT_TRY(require_transaction());
  Evicted erased;
  erased.events = totals_.segment_events + totals_.chunk_events;
  erased.bytes = totals_.segment_bytes + totals_.chunk_bytes + totals_.sent_bytes;
  for (const auto& [key, chunk] : chunks_)
    if (chunk.maybe_delivered || std::find(busy.begin(), busy.end(), chunk.id) != busy.end()) erased.maybe_delivered += chunk.events;
  for (const char* sql : {"DELETE FROM segment", "DELETE FROM chunk", "DELETE FROM sent", "DELETE FROM body", "DELETE FROM context"})
    DOCENT_TRY(database_.statement(sql).run());
  while (!chunks_.empty()) take(chunks_.begin());
  segments_.clear();
  totals_ = {};
  cached_context_.clear();
  cached_context_id_ = 0;
  return erased;
}

}  // namespace docent::core
