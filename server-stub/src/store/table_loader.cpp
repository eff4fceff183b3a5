#include "store/table_loader.h"

#include <simdjson.h>

#include <functional>
#include <utility>

#include "store/read_transaction.h"
#include "store/schema.h"

namespace docent::server {
namespace {

// What names are called that are too many.
constexpr std::string_view more_names = "(more names)";

uint32_t intern_string(const Limits& limits, TextPool& texts, simdjson::simdjson_result<simdjson::dom::element> element) {
  std::string_view text;
  if (element.get_string().get(text) || text.size() > limits.max_origin_bytes) return 0;
  return texts.size() <= limits.max_origins ? texts.intern(text) : texts.find(text);
}

// What is stored was checked when it came; a member that is not there, or is no string, is empty.
EventTable::Origin origin_of(const Limits& limits, std::string_view json, TextPool& texts) {
  thread_local simdjson::dom::parser parser;
  simdjson::dom::element context;
  if (parser.parse(json.data(), json.size()).get(context)) return {};
  const auto text = [&](auto element) { return intern_string(limits, texts, element); };
  return {text(context["app"]["version"]), text(context["os"]["name"]), text(context["locale"])};
}

// Steps through rows whose first column is an id that rises; `last` is the one taken last. Ends with the first that `take` does not take.
core::Status each_after(Query& query, int64_t& last, const std::function<core::Status(uint32_t id)>& take) {
  query.bind_int(1, last);
  for (;;) {
    auto row = query.step();
    if (!row.ok()) return row.status();
    if (!*row) return {};
    const int64_t id = query.column_int(0);
    if (auto status = take(static_cast<uint32_t>(id)); !status.ok()) {
      query.reset();
      return status;
    }
    last = id;
  }
}

core::Status too_many(std::string_view what, std::size_t limit) {
  return {core::Code::too_large, "there are more than " + std::to_string(limit) + " " + std::string(what) + ", the most that reports take"};
}

}  // namespace

core::Result<TableLoader> TableLoader::open(Sqlite database, const Limits& limits) {
  DOCENT_TRY(prepare_reader(database));
  TableLoader it(std::move(database), limits);
  const std::pair<Query*, const char*> statements[] = {
      {&it.generation_, "SELECT n FROM ledger WHERE key_id = 0 AND counter = 'generation'"},
      {&it.kinds_, "SELECT id, type, name FROM kinds WHERE id > ?1 ORDER BY id"},
      {&it.subjects_, "SELECT id, anonymous, user FROM subjects WHERE id > ?1 ORDER BY id"},
      {&it.contexts_, "SELECT id, json FROM contexts WHERE id > ?1 ORDER BY id"},
      {&it.events_, "SELECT id, kind_id, subject_id, context_id, at_ms FROM events WHERE id > ?1 ORDER BY id"},
  };
  for (const auto& [query, sql] : statements) {
    auto prepared = it.database_.prepare(sql);
    if (!prepared.ok()) return prepared.status();
    *query = std::move(*prepared);
  }
  return it;
}

core::Status TableLoader::refresh(EventTable& table) {
  ReadTransaction transaction(database_);
  DOCENT_TRY(transaction.begin());
  DOCENT_TRY(begin_anew_after_erasure(table));
  return load(table);
}

core::Status TableLoader::begin_anew_after_erasure(EventTable& table) {
  auto row = generation_.step();
  if (!row.ok()) return row.status();
  const int64_t generation = *row ? generation_.column_int(0) : 0;
  generation_.reset();
  if (std::exchange(generation_seen_, generation) == generation) return {};
  table = EventTable();
  last_kind_ = last_subject_ = last_context_ = last_event_ = 0;
  return {};
}

core::Status TableLoader::load(EventTable& table) {
  DOCENT_TRY(each_after(kinds_, last_kind_, [&](uint32_t id) {
    const auto name = table.kinds() <= limits_.max_report_names ? kinds_.column_bytes(2) : more_names;
    table.add_kind(id, static_cast<EventType>(kinds_.column_int(1)), name);
    return core::Status();
  }));
  DOCENT_TRY(each_after(subjects_, last_subject_, [&](uint32_t id) {
    if (table.persons() >= limits_.max_report_persons) return too_many("persons", limits_.max_report_persons);
    table.add_subject(id, subjects_.column_bytes(1), subjects_.column_bytes(2));
    return core::Status();
  }));
  DOCENT_TRY(each_after(contexts_, last_context_, [&](uint32_t id) {
    table.add_context(id, origin_of(limits_, contexts_.column_bytes(1), table.texts()));
    return core::Status();
  }));
  // The one that is large: without a call for each row.
  events_.bind_int(1, last_event_);
  for (;;) {
    auto row = events_.step();
    if (!row.ok()) return row.status();
    if (!*row) return {};
    if (table.rows() == limits_.max_report_events) {
      events_.reset();
      return too_many("events", limits_.max_report_events);
    }
    last_event_ = events_.column_int(0);
    table.add({events_.column_int(4), static_cast<uint32_t>(events_.column_int(1)), static_cast<uint32_t>(events_.column_int(2)),
               static_cast<uint32_t>(events_.column_int(3))});
  }
}

}  // namespace docent::server
