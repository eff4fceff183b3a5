#include "client/inspect.h"

#include <cstdlib>
#include <map>
#include <optional>

#include "journal/recovery.h"
#include "journal/ring_info.h"
#include "json/value.h"
#include "model/consent.h"
#include "platform/file_system.h"
#include "storage/ledger.h"
#include "storage/outbox.h"

namespace docent::core {
namespace {

Value object_of(std::string_view json) {
  auto parsed = parse_json(json);
  return parsed.ok() ? std::move(*parsed) : Value();
}

std::string meta_or_empty(Database& database, std::string_view key) {
  const auto value = database.get_meta(key);
  return value.ok() && *value ? **value : std::string();
}

Value journal_of(const RingFile& ring, std::optional<uint64_t> position) {
  Value::Object o;
  o.emplace_back("path", ring.path);
  const auto kind = file_system_kind(ring.path);
  o.emplace_back("medium", kind.ok() && *kind == FileSystemKind::memory ? "tmpfs" : "disk");
  const auto info = read_ring_info(ring.path);
  const uint64_t from = position.value_or(info.ok() ? info->tail : 0);
  o.emplace_back("pendingBytes", info.ok() && info->head > from ? static_cast<int64_t>(info->head - from) : int64_t{0});
  if (!info.ok()) o.emplace_back("problem", info.status().message());
  return Value(std::move(o));
}

}  // namespace

Result<std::string> inspect_data_dir(const std::string& path) {
  auto opened = Database::open_read_only(path + "/docent.db");
  if (!opened.ok()) return opened.status();
  Database& database = **opened;
  Ledger ledger(database);
  DOCENT_TRY(ledger.load());
  Outbox outbox(database);
  DOCENT_TRY(outbox.load());
  const OutboxTotals& totals = outbox.totals();

  Value::Object o;
  o.emplace_back("ledger", object_of(ledger.to_json()));
  Value::Object pending;
  pending.emplace_back("events", static_cast<int64_t>(totals.segment_events + totals.chunk_events));
  pending.emplace_back("bytes", static_cast<int64_t>(totals.segment_bytes + totals.chunk_bytes));
  pending.emplace_back("chunks", static_cast<int64_t>(totals.chunks));
  o.emplace_back("pending", Value(std::move(pending)));

  std::map<std::string, uint64_t> positions;
  DOCENT_TRY(database.load_journals([&](const Database::JournalRow& row) { positions[row.epoch] = row.position; }));
  Value::Array journals;
  for (const RingFile& ring : find_rings(path)) {
    const auto known = positions.find(std::string(ring.epoch.bytes.begin(), ring.epoch.bytes.end()));
    journals.push_back(journal_of(ring, known == positions.end() ? std::nullopt : std::optional(known->second)));
  }
  o.emplace_back("journals", Value(std::move(journals)));

  const Value identity = object_of(meta_or_empty(database, "identity"));
  Value::Object who;
  who.emplace_back("installId", meta_or_empty(database, "install_id"));
  who.emplace_back("anonymousId", identity["anonymousId"]);
  who.emplace_back("userId", identity["userId"]);
  o.emplace_back("identity", Value(std::move(who)));

  const std::string consent = meta_or_empty(database, "consent:" + std::string(identity["key"].as_string()));
  const auto bits = consent.empty() ? Consent::unknown_bit : static_cast<uint32_t>(std::strtoul(consent.c_str(), nullptr, 10));
  o.emplace_back("consent", consent_name(Consent::valid(bits) ? Consent::from_bits(bits) : Consent()));
  const Value strategy = object_of(meta_or_empty(database, "strategy"));
  o.emplace_back("strategyVersion", strategy["version"].is_int() ? strategy["version"] : Value());
  o.emplace_back("schemaVersion", Database::schema_version());
  o.emplace_back("diskBytes", static_cast<int64_t>(database.bytes_on_disk()));
  return to_json(Value(std::move(o)));
}

}  // namespace docent::core
