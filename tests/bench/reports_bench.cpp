// The backend's reports: 10 million events of 50,000 users over 90 days, 40 names, six releases. Loading them from the database (the first report
// after a start), and each report over the whole time. The floor, measured in the same run: one pass over the columns that adds up what it sees.
//
// usage: reports_bench [--events N]
#include <sys/resource.h>

#include <cstring>
#include <map>

#include "analytics/reports.h"
#include "load.h"
#include "store/schema.h"
#include "store/table_loader.h"

namespace {

using namespace docent;
using namespace docent::bench;
using namespace docent::server;

constexpr int64_t day_ms = 86'400'000;
constexpr int64_t first_ms = 1'756'684'800'000;  // 2025-09-01
constexpr int64_t days = 90;
constexpr uint64_t users = 50'000, names = 40, releases = 6;

class Given final : public Parameters {
 public:
  explicit Given(std::map<std::string, std::string> values) : values_(std::move(values)) {}
  std::optional<std::string> text(std::string_view name) const override {
    const auto found = values_.find(std::string(name));
    return found == values_.end() ? std::nullopt : std::optional(found->second);
  }

 private:
  std::map<std::string, std::string> values_;
};

uint64_t next_random(uint64_t& state) noexcept {
  state ^= state << 13;
  state ^= state >> 7;
  return state ^= state << 17;
}

core::Status run(Sqlite& database, const char* sql) { return database.execute(sql); }

// In the order of time, with a little disorder as uploads have it; some users and names are far more frequent than others.
core::Status fill(Sqlite& database, uint64_t events) {
  DOCENT_TRY(run(database, "PRAGMA synchronous=OFF; BEGIN"));
  for (uint64_t i = 1; i <= names; i++) {
    const std::string name = i <= 10 ? "screen_" + std::to_string(i) : "event_" + std::to_string(i);
    DOCENT_TRY(run(database, ("INSERT INTO kinds VALUES(" + std::to_string(i) + "," + (i <= 10 ? "2" : "1") + ",'" + name + "')").c_str()));
  }
  for (uint64_t i = 1; i <= users; i++) {
    const auto id = std::to_string(i);
    DOCENT_TRY(run(database, ("INSERT INTO subjects VALUES(" + id + ",1,'device-" + id + "','user-" + id + "')").c_str()));
  }
  for (uint64_t i = 1; i <= releases; i++)
    DOCENT_TRY(run(database, ("INSERT INTO contexts VALUES(" + std::to_string(i) + ",0,NULL,1,'{\"app\":{\"version\":\"4." + std::to_string(i) +
                              "\"},\"os\":{\"name\":\"Linux\"}}')")
                                 .c_str()));
  auto insert = database.prepare(
      "INSERT INTO events(key_id, message_id, kind_id, subject_id, context_id, received_ms, sent_ms, at_ms) "
      "VALUES(1, ?1, ?2, ?3, ?4, ?5, NULL, ?5)");
  if (!insert.ok()) return insert.status();
  uint64_t state = 88'172'645'463'325'252;
  for (uint64_t n = 0; n < events; n++) {
    const uint64_t r = next_random(state), q = next_random(state);
    const uint64_t skew = (r % 1'000) * (r >> 10 & 1'023) / 1'024;  // more often small
    insert->bind_int(1, static_cast<int64_t>(n));
    insert->bind_int(2, static_cast<int64_t>(1 + skew * names / 1'000));
    insert->bind_int(3, static_cast<int64_t>(1 + (q % users) * (q >> 20 & 4'095) / 4'096));
    insert->bind_int(4, static_cast<int64_t>(1 + n * releases / events));
    insert->bind_int(5, first_ms + static_cast<int64_t>(n * static_cast<uint64_t>(days * day_ms) / events) - static_cast<int64_t>(r >> 40 & 4'095));
    DOCENT_TRY(insert->run());
  }
  return run(database, "COMMIT");
}

double seconds_since(uint64_t from_ns) { return static_cast<double>(now_ns() - from_ns) / 1e9; }

int fail(const core::Status& status) {
  std::fprintf(stderr, "reports_bench: %s\n", status.to_string().c_str());
  return 1;
}

struct Case {
  const char* name;
  Report report;
  std::map<std::string, std::string> parameters;
  double bound_s;
};

}  // namespace

int main(int argc, char** argv) {
  uint64_t events = 10'000'000;
  for (int i = 1; i + 1 < argc; i += 2)
    if (std::strcmp(argv[i], "--events") == 0) events = std::strtoull(argv[i + 1], nullptr, 10);
  TempDir dir;
  const std::string path = dir / "events.db";
  auto writing = Sqlite::open(path, Sqlite::Role::writer);
  if (!writing.ok()) return fail(writing.status());
  if (auto status = prepare_writer(*writing); !status.ok()) return fail(status);
  // Without the indexes of ingest, which reports do not use.
  for (const char* sql : {"DROP INDEX events_message", "DROP INDEX events_kind", "DROP INDEX events_subject", "DROP INDEX subjects_user"})
    if (auto status = run(*writing, sql); !status.ok()) return fail(status);
  if (auto status = fill(*writing, events); !status.ok()) return fail(status);
  if (auto moved = writing->checkpoint(true); !moved.ok()) return fail(moved.status());

  auto reading = Sqlite::open(path, Sqlite::Role::reader);
  if (!reading.ok()) return fail(reading.status());
  auto loader = TableLoader::open(std::move(*reading), Limits());
  if (!loader.ok()) return fail(loader.status());
  EventTable table;
  uint64_t begun = now_ns();
  if (auto status = loader->refresh(table); !status.ok()) return fail(status);
  const double load_s = seconds_since(begun);

  uint64_t sum = 0;
  begun = now_ns();
  table.scan(INT64_MIN, INT64_MAX,
             [&](const EventTable::Row& row) { sum += row.kind + row.subject + row.context + static_cast<uint64_t>(row.at_ms); });
  std::printf("floor: a pass over %zu rows %.3f s (sum %llu)\n", table.rows(), seconds_since(begun), static_cast<unsigned long long>(sum));
  bool ok = report("reports, loading the events after a start", load_s, "s", "<=", 10);
  const EventView view(table, {first_ms, first_ms + days * day_ms}, {});
  const Calendar calendar;
  const Case cases[] = {
      {"reports, funnel of 4 steps", funnel, {{"steps", "event_11,event_14,event_18,event_25"}}, 2},
      {"reports, funnel of 4 steps, strict", funnel, {{"steps", "event_11,event_14,event_18,event_25"}, {"order", "strict"}}, 2},
      {"reports, unique users a day", trends, {{"unit", "day"}}, 1},
      {"reports, retention by week", retention, {{"unit", "week"}}, 3},
      {"reports, retention by day, rolling", retention, {{"unit", "day"}, {"mode", "rolling"}}, 3},
      {"reports, paths of 5 screens", paths, {}, 3},
      {"reports, features", features, {}, 3},
      {"reports, life cycle by week", life_cycle, {}, 3},
      {"reports, sessions by day", sessions, {}, 3},
  };
  for (const auto& one : cases) {
    begun = now_ns();
    const auto tables = one.report(view, calendar, Given(one.parameters));
    const double took = seconds_since(begun);
    if (!tables.ok()) return fail(tables.status());
    ok = report(one.name, took, "s", "<=", one.bound_s) && ok;
  }
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  ok = report("reports, most memory (with the filling)", static_cast<double>(usage.ru_maxrss) / 1024, "MB", "<=", 500) && ok;
  return ok ? 0 : 1;
}
