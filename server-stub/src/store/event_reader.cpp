#include "store/event_reader.h"

#include <utility>

#include "base/uuid.h"
#include "store/read_transaction.h"
#include "store/schema.h"

namespace docent::server {
namespace {

constexpr std::size_t max_cached_contexts = 256;

// The columns of read(), in its order.
constexpr char select_events[] =
    "SELECT e.id, k.type, k.name, e.message_id, w.key, s.anonymous, s.user, e.received_ms, e.sent_ms, e.at_ms, e.context_id, b.body "
    "FROM events e CROSS JOIN bodies b ON b.id = e.id "
    "CROSS JOIN kinds k ON k.id = e.kind_id CROSS JOIN subjects s ON s.id = e.subject_id CROSS JOIN write_keys w ON w.id = e.key_id ";

std::string message_id(const Query& row, int column) {
  const auto bytes = row.column_bytes(column);
  if (!row.column_is_blob(column) || bytes.size() != 16) return std::string(bytes);
  core::Uuid uuid;
  for (std::size_t i = 0; i < 16; i++) uuid.bytes[i] = static_cast<uint8_t>(bytes[i]);
  return core::to_string(uuid);
}

}  // namespace

core::Result<EventReader> EventReader::open(Sqlite database) {
  DOCENT_TRY(prepare_reader(database));
  EventReader it(std::move(database));
  const std::pair<Query*, std::string> statements[] = {
      {&it.scan_, std::string(select_events) + "WHERE e.id > ?1 AND e.id <= ?2 ORDER BY e.id"},
      {&it.last_, "SELECT coalesce(max(id), 0) FROM events"},
      {&it.find_context_, "SELECT json FROM contexts WHERE id=?1"},
  };
  for (const auto& [query, sql] : statements) {
    auto prepared = it.database_.prepare(sql);
    if (!prepared.ok()) return prepared.status();
    *query = std::move(*prepared);
  }
  return it;
}

core::Result<StoredEvent> EventReader::read(Query& row) {
  StoredEvent event;
  event.seq = row.column_int(0);
  event.type = static_cast<EventType>(row.column_int(1));
  event.name = row.column_bytes(2);
  event.message_id = message_id(row, 3);
  event.write_key = row.column_bytes(4);
  event.anonymous_id = row.column_bytes(5);
  event.user_id = row.column_bytes(6);
  event.received_ms = row.column_int(7);
  if (!row.column_is_null(8)) event.sent_ms = row.column_int(8);
  event.at_ms = row.column_int(9);
  event.body = row.column_bytes(11);
  if (!row.column_is_null(10)) {
    auto json = context(row.column_int(10));
    if (!json.ok()) return json.status();
    event.context = *json;
  }
  return event;
}

core::Result<std::shared_ptr<const std::string>> EventReader::context(int64_t id) {
  if (const auto known = contexts_.find(id); known != contexts_.end()) return known->second;
  find_context_.bind_int(1, id);
  auto row = find_context_.step();
  if (!row.ok()) return row.status();
  std::shared_ptr<const std::string> json;
  if (*row) json = std::make_shared<const std::string>(find_context_.column_bytes(0));
  find_context_.reset();
  if (contexts_.size() >= max_cached_contexts) contexts_.clear();
  contexts_.emplace(id, json);
  return json;
}

core::Result<std::vector<StoredEvent>> EventReader::events(const EventQuery& query) {
  contexts_.clear();  // an erasure may have freed an id, and another context may have it now
  std::string sql = std::string(select_events) + "WHERE 1";
  // The unary plus keeps an index from being used for the name when the user selects far better.
  if (query.name) sql += std::string(" AND ") + (query.user ? "+" : "") + "e.kind_id IN (SELECT id FROM kinds WHERE name = ?1)";
  if (query.user)
    sql +=
        " AND e.subject_id IN (SELECT id FROM subjects WHERE (user = ?2 AND user <> '') UNION SELECT id FROM subjects WHERE anonymous = ?2 AND "
        "anonymous <> '')";
  if (query.before_seq) sql += " AND e.id < ?3";
  sql += " ORDER BY e.id DESC LIMIT ?4";
  auto prepared = database_.prepare(sql);
  if (!prepared.ok()) return prepared.status();
  if (query.name) prepared->bind_text(1, *query.name);
  if (query.user) prepared->bind_text(2, *query.user);
  if (query.before_seq) prepared->bind_int(3, *query.before_seq);
  prepared->bind_int(4, static_cast<int64_t>(query.limit));
  ReadTransaction transaction(database_);
  DOCENT_TRY(transaction.begin());
  std::vector<StoredEvent> found;
  for (;;) {
    auto row = prepared->step();
    if (!row.ok()) return row.status();
    if (!*row) return found;
    auto event = read(*prepared);
    if (!event.ok()) return event.status();
    found.push_back(std::move(*event));
  }
}

core::Result<int64_t> EventReader::last_seq() {
  auto row = last_.step();
  if (!row.ok()) return row.status();
  const int64_t seq = *row ? last_.column_int(0) : 0;
  last_.reset();
  return seq;
}

core::Result<ScanPage> EventReader::scan(const ScanQuery& query) {
  contexts_.clear();
  ReadTransaction transaction(database_);
  DOCENT_TRY(transaction.begin());
  ScanPage page;
  if (query.upto) {
    page.upto = *query.upto;
  } else {
    auto last = last_seq();
    if (!last.ok()) return last.status();
    page.upto = *last;
  }
  scan_.bind_int(1, query.after);
  scan_.bind_int(2, page.upto);
  std::size_t bytes = 0;
  while (bytes < query.page_bytes) {
    auto row = scan_.step();
    if (!row.ok()) return row.status();
    if (!*row) break;
    auto event = read(scan_);
    if (!event.ok()) {
      scan_.reset();
      return event.status();
    }
    bytes += event->body.size();
    page.events.push_back(std::move(*event));
  }
  scan_.reset();
  return page;
}

core::Result<LedgerReport> EventReader::ledger(std::size_t max_installs) {
  ReadTransaction transaction(database_);
  DOCENT_TRY(transaction.begin());
  LedgerReport report;
  DOCENT_TRY(read_counters(report));
  DOCENT_TRY(read_installs(report, max_installs));
  return report;
}

core::Status EventReader::read_counters(LedgerReport& report) {
  auto query = database_.prepare("SELECT counter, sum(n) FROM ledger GROUP BY counter ORDER BY counter");
  if (!query.ok()) return query.status();
  constexpr std::string_view rejected = "rejected:";
  uint64_t rejected_count = 0;
  for (;;) {
    auto row = query->step();
    if (!row.ok()) return row.status();
    if (!*row) break;
    const auto counter = query->column_bytes(0);
    const auto n = static_cast<uint64_t>(query->column_int(1));
    if (counter == "accepted") report.accepted = n;
    else if (counter == "duplicate") report.duplicate = n;
    else if (counter == "erased") report.erased = n;
    else if (counter.starts_with(rejected)) {
      report.rejected.emplace_back(counter.substr(rejected.size()), n);
      rejected_count += n;
    }
  }
  report.received = report.accepted + report.duplicate + rejected_count;
  return {};
}

core::Status EventReader::read_installs(LedgerReport& report, std::size_t max_installs) {
  auto count = database_.prepare("SELECT count(*) FROM installs");
  auto list = database_.prepare(
      "SELECT w.key, i.install, i.ledger, i.sent_ms, i.seen_ms, i.accepted, i.duplicate, i.rejected FROM installs i "
      "JOIN write_keys w ON w.id = i.key_id ORDER BY i.seen_ms DESC, i.id DESC LIMIT ?1");
  if (!count.ok()) return count.status();
  if (!list.ok()) return list.status();
  auto counted = count->step();
  if (!counted.ok()) return counted.status();
  report.installs_count = static_cast<uint64_t>(count->column_int(0));
  list->bind_int(1, static_cast<int64_t>(max_installs));
  for (;;) {
    auto row = list->step();
    if (!row.ok()) return row.status();
    if (!*row) return {};
    InstallReport install;
    install.write_key = list->column_bytes(0);
    install.install_id = list->column_bytes(1);
    install.client_ledger = list->column_bytes(2);
    if (!list->column_is_null(2)) install.sent_ms = list->column_int(3);
    install.seen_ms = list->column_int(4);
    install.accepted = static_cast<uint64_t>(list->column_int(5));
    install.duplicate = static_cast<uint64_t>(list->column_int(6));
    install.rejected = static_cast<uint64_t>(list->column_int(7));
    report.installs.push_back(std::move(install));
  }
}

}  // namespace docent::server
