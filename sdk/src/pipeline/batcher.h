// Decides how events become chunks: a turn's texts go to the open segment, or, when they make a good batch by themselves, straight into a chunk; a
// segment is sealed when it is full, old, of another context than today's, or when everything is to go. Owned by the worker, on its thread.
// Everything that changes the outbox runs in the caller's transaction; the batcher itself keeps no events, so that a rollback loses none.
//
// Invariant: no row and no chunk has more than limits::max_chunk_events and max_chunk_bytes (unless a single event is larger).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/status.h"
#include "pipeline/compressor.h"
#include "storage/outbox.h"

namespace docent::core {

class Batcher {
 public:
  explicit Batcher(Outbox& outbox, Compressor compressor = Compressor());

  // What the batch says about every event in it (JSON object). Segments of another context are sealed as they are.
  // too_large: leaves no room for the rest of the prefix.
  Status set_context(std::string context_json);

  // Takes comma-separated events of one turn; `oldest_ms` is the time of the first. At most one chunk is made.
  Status add(Priority priority, std::string_view json, uint32_t events, int64_t oldest_ms);

  // The segment that should be sealed now, the most important first. `age_ms`: how old its first event may become; INT64_MAX when nothing may be
  // uploaded, so that only full ones and those of another context are sealed. No I/O.
  std::optional<SegmentInfo> due(int64_t now_ms, int64_t age_ms, bool all) const;
  // Makes one chunk of the oldest rows. When there is no memory for it, the segment stays (no_memory).
  Status seal(const SegmentInfo& segment);

  // Of the events in open segments; INT64_MAX without any. No I/O.
  int64_t oldest_ms() const;
  // After a rollback: forgets what the transaction taught.
  void discard() noexcept { context_id_ = 0; }

 private:
  Status append_rows(SegmentRow rest);
  Status insert_chunk(const SegmentRow& what);

  Outbox& outbox_;
  Compressor compressor_;
  std::string context_ = "{}";
  int64_t context_id_ = 0;  // 0: not known yet
  std::string text_;        // of the chunk being made, and its stream
  std::string body_;
};

}  // namespace docent::core
