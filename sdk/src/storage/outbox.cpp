#include "storage/outbox.h"

#include <algorithm>

#include "model/limits.h"

namespace docent::core {
namespace {

Status gone(int64_t id) { return {Code::not_found, "chunk " + std::to_string(id) + " is no longer in the outbox"}; }

}  // namespace

Outbox::Outbox(Database& database) : database_(database) { database_.add_listener(this); }
Outbox::~Outbox() { database_.remove_listener(this); }

Status Outbox::load() {
  if (database_.in_transaction()) return {Code::internal, "the outbox can't be loaded inside a transaction"};
  Chunks chunks;
  std::vector<SegmentInfo> segments;
  OutboxTotals totals;
  int64_t last_id = 0;
  DOCENT_TRY(load_chunks(chunks, totals, last_id));
  DOCENT_TRY(load_segments(segments, totals));
  if (!database_.read_only())
    DOCENT_TRY(database_.statement("DELETE FROM context WHERE id NOT IN (SELECT context FROM chunk UNION SELECT context FROM segment)").run());
  chunks_ = std::move(chunks);
  segments_ = std::move(segments);
  totals_ = totals;
  next_chunk_id_ = std::max(next_chunk_id_, last_id + 1);
  cached_context_id_ = 0;
  return {};
}

Status Outbox::load_chunks(Chunks& chunks, OutboxTotals& totals, int64_t& last_id) {
  auto query = database_.statement("SELECT id,priority,context,events,raw_bytes,crc,oldest_ms,attempts,maybe_delivered,stored_bytes FROM chunk");
  for (;;) {
    const auto row = query.step();
    if (!row.ok()) return row.status();
    if (!*row) break;
    Chunk c;
    c.id = query.column_int(0);
    c.priority = query.column_int(1) == 0 ? Priority::critical : Priority::normal;
    c.context_id = query.column_int(2);
    c.events = static_cast<uint32_t>(query.column_int(3));
    c.raw_bytes = static_cast<uint32_t>(query.column_int(4));
    c.crc = static_cast<uint32_t>(query.column_int(5));
    c.oldest_ms = query.column_int(6);
    c.attempts = static_cast<uint32_t>(query.column_int(7));
    c.maybe_delivered = query.column_int(8) != 0;
    c.stored_bytes = static_cast<uint32_t>(query.column_int(9));
    totals.chunks++;
    totals.chunk_events += c.events;
    totals.chunk_bytes += c.stored_bytes;
    last_id = std::max(last_id, c.id);
    chunks.emplace(Key{static_cast<int>(c.priority), c.id}, c);
  }
  auto sent = database_.statement("SELECT ifnull(max(id),0), ifnull(sum(stored_bytes),0) FROM sent");
  const auto row = sent.step();
  if (!row.ok()) return row.status();
  last_id = std::max(last_id, sent.column_int(0));
  totals.sent_bytes = static_cast<uint64_t>(sent.column_int(1));
  return {};
}

Status Outbox::load_segments(std::vector<SegmentInfo>& segments, OutboxTotals& totals) {
  auto query = database_.statement(
      "SELECT priority,context,sum(events),sum(length(CAST(json AS BLOB))),min(oldest_ms) FROM segment GROUP BY priority,context");
  for (;;) {
    const auto row = query.step();
    if (!row.ok()) return row.status();
    if (!*row) return {};
    SegmentInfo s;
    s.priority = query.column_int(0) == 0 ? Priority::critical : Priority::normal;
    s.context_id = query.column_int(1);
    s.events = static_cast<uint64_t>(query.column_int(2));
    s.bytes = static_cast<uint64_t>(query.column_int(3));
    s.oldest_ms = query.column_int(4);
    totals.segment_events += s.events;
    totals.segment_bytes += s.bytes;
    segments.push_back(s);
  }
}

// --- following the transaction ---

Status Outbox::require_transaction() {
  if (!database_.in_transaction()) return {Code::internal, "the outbox is changed inside a transaction only"};
  if (!before_) before_ = Summary{totals_, segments_};
  return {};
}

void Outbox::on_commit() noexcept {
  before_.reset();
  undo_.clear();
}

// Nodes that were taken out are put back as they were: nothing is allocated.
void Outbox::on_rollback() noexcept {
  for (; !undo_.empty(); undo_.pop_back()) {
    Undo& undo = undo_.back();
    chunks_.erase(undo.key);
    if (!undo.before.empty()) chunks_.insert(std::move(undo.before));
  }
  if (before_) {
    totals_ = before_->totals;
    segments_ = std::move(before_->segments);
    before_.reset();
  }
  cached_context_id_ = 0;  // may have been inserted by this transaction
}

void Outbox::add(const Chunk& chunk) {
  const Key key{static_cast<int>(chunk.priority), chunk.id};
  undo_.push_back({key, {}});
  chunks_.emplace(key, chunk);
  totals_.chunks++;
  totals_.chunk_events += chunk.events;
  totals_.chunk_bytes += chunk.stored_bytes;
}

Chunk Outbox::take(Chunks::iterator at) {
  const Chunk chunk = at->second;
  undo_.push_back({at->first, {}});
  undo_.back().before = chunks_.extract(at);
  totals_.chunks--;
  totals_.chunk_events -= chunk.events;
  totals_.chunk_bytes -= chunk.stored_bytes;
  return chunk;
}

Outbox::Chunks::iterator Outbox::find(int64_t id) {
  for (const Priority priority : {Priority::critical, Priority::normal})
    if (const auto found = chunks_.find({static_cast<int>(priority), id}); found != chunks_.end()) return found;
  return chunks_.end();
}

// --- contexts ---

Result<int64_t> Outbox::context_id(std::string_view context_json) {
  if (cached_context_id_ != 0 && context_json == cached_context_) return cached_context_id_;
  DOCENT_TRY(require_transaction());
  int64_t id = 0;
  {
    auto query = database_.statement("SELECT id FROM context WHERE json=?");
    const auto row = query.bind_text(1, context_json).step();
    if (!row.ok()) return row.status();
    if (*row) id = query.column_int(0);
  }
  if (id == 0) {
    DOCENT_TRY(database_.statement("INSERT INTO context(json) VALUES(?)").bind_text(1, context_json).run());
    id = database_.last_insert_id();
  }
  cached_context_ = context_json;
  cached_context_id_ = id;
  return id;
}

Result<std::string> Outbox::context_json(int64_t context_id) {
  auto query = database_.statement("SELECT json FROM context WHERE id=?");
  const auto row = query.bind(1, context_id).step();
  if (!row.ok()) return row.status();
  if (!*row) return Status(Code::not_found, "there is no context " + std::to_string(context_id));
  return std::string(query.column_text(0));
}

// --- chunks ---

Result<int64_t> Outbox::insert_chunk(const Chunk& chunk, std::string_view body) {
  DOCENT_TRY(require_transaction());
  Chunk stored = chunk;
  stored.id = next_chunk_id_++;
  stored.stored_bytes = static_cast<uint32_t>(body.size());
  DOCENT_TRY(database_
                 .statement("INSERT INTO chunk(id,priority,context,events,raw_bytes,crc,oldest_ms,attempts,maybe_delivered,stored_bytes) "
                            "VALUES(?,?,?,?,?,?,?,?,?,?)")
                 .bind(1, stored.id)
                 .bind(2, static_cast<int64_t>(stored.priority))
                 .bind(3, stored.context_id)
                 .bind(4, int64_t{stored.events})
                 .bind(5, int64_t{stored.raw_bytes})
                 .bind(6, int64_t{stored.crc})
                 .bind(7, stored.oldest_ms)
                 .bind(8, int64_t{stored.attempts})
                 .bind(9, int64_t{stored.maybe_delivered})
                 .bind(10, int64_t{stored.stored_bytes})
                 .run());
  DOCENT_TRY(database_.statement("INSERT INTO body(id,bytes) VALUES(?,?)").bind(1, stored.id).bind_blob(2, body).run());
  add(stored);
  return stored.id;
}

std::optional<Chunk> Outbox::next_chunk(const std::vector<int64_t>& busy) const {
  for (const auto& [key, chunk] : chunks_)
    if (std::find(busy.begin(), busy.end(), chunk.id) == busy.end()) return chunk;
  return std::nullopt;
}

std::optional<Chunk> Outbox::find_chunk(int64_t id) const {
  const auto found = const_cast<Outbox*>(this)->find(id);
  return found == chunks_.end() ? std::nullopt : std::optional<Chunk>(found->second);
}

Result<std::string> Outbox::chunk_body(int64_t id) {
  auto query = database_.statement("SELECT bytes FROM body WHERE id=?");
  const auto row = query.bind(1, id).step();
  if (!row.ok()) return row.status();
  if (!*row) return gone(id);
  return std::string(query.column_blob(0));
}

Status Outbox::mark_attempt(int64_t id, bool maybe_delivered) {
  DOCENT_TRY(require_transaction());
  const auto at = find(id);
  if (at == chunks_.end()) return gone(id);
  Chunk changed = at->second;
  changed.attempts++;
  changed.maybe_delivered = changed.maybe_delivered || maybe_delivered;
  DOCENT_TRY(database_.statement("UPDATE chunk SET attempts=?, maybe_delivered=? WHERE id=?")
                 .bind(1, int64_t{changed.attempts})
                 .bind(2, int64_t{changed.maybe_delivered})
                 .bind(3, id)
                 .run());
  take(at);
  add(changed);
  return {};
}

Status Outbox::acknowledge(int64_t id, int64_t now_ms) {
  DOCENT_TRY(require_transaction());
  const auto at = find(id);
  if (at == chunks_.end()) return gone(id);
  DOCENT_TRY(database_
                 .statement("INSERT INTO sent(id,priority,events,raw_bytes,crc,sent_ms,stored_bytes) SELECT "
                            "id,priority,events,raw_bytes,crc,?,stored_bytes FROM chunk WHERE id=?")
                 .bind(1, now_ms)
                 .bind(2, id)
                 .run());
  DOCENT_TRY(database_.statement("DELETE FROM chunk WHERE id=?").bind(1, id).run());
  totals_.sent_bytes += take(at).stored_bytes;
  return prune_sent(now_ms);
}

Status Outbox::remove(int64_t id) {
  DOCENT_TRY(require_transaction());
  const auto at = find(id);
  if (at == chunks_.end()) return gone(id);
  DOCENT_TRY(database_.statement("DELETE FROM chunk WHERE id=?").bind(1, id).run());
  DOCENT_TRY(delete_body(id));
  take(at);
  return {};
}

Status Outbox::delete_body(int64_t id) { return database_.statement("DELETE FROM body WHERE id=?").bind(1, id).run(); }

}  // namespace docent::core
