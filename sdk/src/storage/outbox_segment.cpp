// The open segment: rows of committed events that are not yet a chunk, and their sums.
#include <algorithm>

#include "model/limits.h"
#include "storage/outbox.h"

namespace docent::core {

SegmentInfo* Outbox::find_segment(Priority priority, int64_t context_id) {
  for (SegmentInfo& s : segments_)
    if (s.priority == priority && s.context_id == context_id) return &s;
  return nullptr;
}

Status Outbox::append(const SegmentRow& row) {
  DOCENT_TRY(require_transaction());
  DOCENT_TRY(database_.statement("INSERT INTO segment(priority,context,events,oldest_ms,json) VALUES(?,?,?,?,?)")
                 .bind(1, static_cast<int64_t>(row.priority))
                 .bind(2, row.context_id)
                 .bind(3, int64_t{row.events})
                 .bind(4, row.oldest_ms)
                 .bind_text(5, row.json)
                 .run());
  totals_.segment_events += row.events;
  totals_.segment_bytes += row.json.size();
  SegmentInfo* s = find_segment(row.priority, row.context_id);
  if (s == nullptr) s = &segments_.emplace_back(SegmentInfo{row.priority, row.context_id, 0, 0, row.oldest_ms});
  s->events += row.events;
  s->bytes += row.json.size();
  s->oldest_ms = std::min(s->oldest_ms, row.oldest_ms);
  return {};
}

std::vector<SegmentInfo> Outbox::segments() const {
  std::vector<SegmentInfo> sorted = segments_;
  std::sort(sorted.begin(), sorted.end(), [](const SegmentInfo& a, const SegmentInfo& b) { return a.oldest_ms < b.oldest_ms; });
  return sorted;
}

Status Outbox::take_segment(Priority priority, int64_t context_id, std::string& json, uint32_t& events, int64_t& oldest_ms) {
  DOCENT_TRY(require_transaction());
  json.clear();
  events = 0;
  oldest_ms = 0;
  int64_t last_row = 0;
  uint64_t taken_bytes = 0;
  {
    auto query = database_.statement("SELECT id,events,oldest_ms,json FROM segment WHERE priority=? AND context=? ORDER BY id");
    query.bind(1, static_cast<int64_t>(priority)).bind(2, context_id);
    for (;;) {
      const auto row = query.step();
      if (!row.ok()) return row.status();
      if (!*row) break;
      const std::string_view text = query.column_text(3);
      const auto row_events = static_cast<uint32_t>(query.column_int(1));
      const bool fits = json.size() + 1 + text.size() <= limits::max_chunk_bytes && events + row_events <= limits::max_chunk_events;
      if (last_row != 0 && !fits) break;
      if (last_row != 0) json.push_back(',');
      json.append(text);
      oldest_ms = last_row == 0 ? query.column_int(2) : std::min(oldest_ms, query.column_int(2));
      events += row_events;
      taken_bytes += text.size();
      last_row = query.column_int(0);
    }
  }
  if (last_row == 0) return {};
  DOCENT_TRY(database_.statement("DELETE FROM segment WHERE priority=? AND context=? AND id<=?")
                 .bind(1, static_cast<int64_t>(priority))
                 .bind(2, context_id)
                 .bind(3, last_row)
                 .run());
  return shrink_segment(priority, context_id, events, taken_bytes);
}

// Takes rows that were deleted off the sums.
Status Outbox::shrink_segment(Priority priority, int64_t context_id, uint64_t events, uint64_t bytes) {
  totals_.segment_events -= events;
  totals_.segment_bytes -= bytes;
  SegmentInfo* s = find_segment(priority, context_id);
  if (s == nullptr) return {Code::internal, "a segment has rows that the outbox does not know"};
  s->events -= events;
  s->bytes -= bytes;
  auto query = database_.statement("SELECT min(oldest_ms) FROM segment WHERE priority=? AND context=?");
  const auto row = query.bind(1, static_cast<int64_t>(priority)).bind(2, context_id).step();
  if (!row.ok()) return row.status();
  if (query.column_is_null(0)) segments_.erase(segments_.begin() + (s - segments_.data()));
  else s->oldest_ms = query.column_int(0);
  return {};
}

}  // namespace docent::core
