#include "pipeline/batcher.h"

#include <algorithm>

#include "model/limits.h"
#include "storage/chunk_text.h"

namespace docent::core {
namespace {

constexpr std::size_t max_events_bytes = limits::max_chunk_bytes - chunk_end.size();

// Takes as many whole events off `rest` as one chunk may have.
SegmentRow take_batch(SegmentRow& rest) {
  SegmentRow batch = rest;
  if (rest.json.size() <= max_events_bytes && rest.events <= limits::max_chunk_events) {
    rest.json = {};
    rest.events = 0;
    return batch;
  }
  const std::size_t bytes = whole_events(rest.json, max_events_bytes, limits::max_chunk_events, batch.events);
  if (bytes != 0) batch.json = rest.json.substr(0, bytes);
  rest.json.remove_prefix(std::min(rest.json.size(), batch.json.size() + 1));  // and the comma
  if (rest.json.empty()) batch.events = rest.events;                           // what the caller counted is what the ledger has
  rest.events -= std::min(rest.events, batch.events);
  return batch;
}

}  // namespace

Batcher::Batcher(Outbox& outbox, Compressor compressor) : outbox_(outbox), compressor_(std::move(compressor)) {}

Status Batcher::set_context(std::string context_json) {
  if (context_json.size() > limits::max_context_bytes)
    return {Code::too_large,
            "the context has " + std::to_string(context_json.size()) + " bytes, " + std::to_string(limits::max_context_bytes) + " are permitted"};
  context_ = std::move(context_json);
  context_id_ = 0;
  return {};
}

Status Batcher::add(Priority priority, std::string_view json, uint32_t events, int64_t oldest_ms) {
  if (events == 0 || json.empty()) return {};
  const auto context = outbox_.context_id(context_);
  if (!context.ok()) return context.status();
  context_id_ = *context;
  SegmentRow rest{priority, context_id_, events, oldest_ms, json};
  if (json.size() >= limits::min_direct_chunk_bytes || events > limits::max_chunk_events) {
    const SegmentRow all = rest;
    const Status made = insert_chunk(take_batch(rest));
    if (made.code() == Code::no_memory) rest = all;
    else DOCENT_TRY(made);
  }
  return append_rows(rest);
}

Status Batcher::append_rows(SegmentRow rest) {
  while (!rest.json.empty()) DOCENT_TRY(outbox_.append(take_batch(rest)));
  return {};
}

std::optional<SegmentInfo> Batcher::due(int64_t now_ms, int64_t age_ms, bool all) const {
  std::optional<SegmentInfo> found;
  for (const SegmentInfo& s : outbox_.segments()) {
    const bool full = s.bytes >= max_events_bytes || s.events >= limits::max_chunk_events;
    const bool other_context = context_id_ != 0 && s.context_id != context_id_;
    // A first event from the future means that the clock was set back: its age is unknown.
    const bool old = age_ms != INT64_MAX && (s.oldest_ms > now_ms || now_ms - s.oldest_ms >= age_ms);
    if ((all || full || other_context || old) && (!found || s.priority < found->priority)) found = s;
  }
  return found;
}

Status Batcher::seal(const SegmentInfo& segment) {
  SegmentRow row{segment.priority, segment.context_id, 0, 0, {}};
  DOCENT_TRY(outbox_.take_segment(segment.priority, segment.context_id, text_, row.events, row.oldest_ms));
  return row.events == 0 ? Status() : insert_chunk(row);
}

// Makes a chunk of `what.json`, or of the text that is in text_ already.
Status Batcher::insert_chunk(const SegmentRow& what) {
  if (!what.json.empty()) text_.assign(what.json);
  text_.append(chunk_end);
  DOCENT_TRY(compressor_.compress(text_, body_));
  Chunk chunk;
  chunk.priority = what.priority;
  chunk.context_id = what.context_id;
  chunk.events = what.events;
  chunk.raw_bytes = static_cast<uint32_t>(text_.size());
  chunk.crc = gzip_crc32(text_);
  chunk.oldest_ms = what.oldest_ms;
  const auto id = outbox_.insert_chunk(chunk, body_);
  return id.ok() ? Status() : id.status();
}

int64_t Batcher::oldest_ms() const {
  int64_t oldest = INT64_MAX;
  for (const SegmentInfo& s : outbox_.segments()) oldest = std::min(oldest, s.oldest_ms);
  return oldest;
}

}  // namespace docent::core
