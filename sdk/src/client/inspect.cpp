#include "client/inspect.h"

#include <cstdlib>

#include "model/consent.h"
#include "journal/ring.h"
#include "json/value.h"
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

Value journal_of(const Database::JournalRow& row) {
  Value::Object o;
  o.emplace_back("path", row.path);
  o.emplace_back("position", static_cast<int64_t>(row.position));
  const auto look = Ring::look(row.path);
  o.emplace_back("medium", look.ok() ? Value(medium_name(look->medium)) : Value());
  o.emplace_back("pendingBytes", look.ok() && look->head > row.position ? Value(static_cast<int64_t>(look->head - row.position)) : Value(0));
  if (!look.ok()) o.emplace_back("problem", look.status().message());
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

  Value::Array journals;
  DOCENT_TRY(database.load_journals([&](const Database::JournalRow& row) { journals.push_back(journal_of(row)); }));
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
