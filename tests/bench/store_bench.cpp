// From a turn's event texts to committed chunks: straight into a chunk, and through the open segment; with the share of compression and the floor, a
// bare SQLite insert of the same bytes, in the same run. First the table from which the compression level was chosen
// (docs/adr/0002-compression-level.md).
#include <libdeflate.h>
#include <sqlite3.h>
#include <zlib.h>

#include "base/random.h"
#include "load.h"
#include "model/event_json.h"
#include "model/limits.h"
#include "pipeline/batcher.h"
#include "storage/chunk_text.h"
#include "storage/ledger.h"

namespace {

using namespace docent::bench;
using namespace docent::core;

constexpr uint64_t event_count = 100'000;

// Everything here is one thread that neither waits nor syncs, so its own processor time is what counts; other load on the machine does not disturb
// it.
uint64_t thread_ns() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<uint64_t>(t.tv_sec) * 1'000'000'000 + static_cast<uint64_t>(t.tv_nsec);
}
double seconds_since(uint64_t begin) { return static_cast<double>(thread_ns() - begin) / 1e9; }

[[noreturn]] void fail(const std::string& what) {
  std::fprintf(stderr, "%s\n", what.c_str());
  std::exit(1);
}

void must(const Status& status) {
  if (!status.ok()) fail(status.to_string());
}

// Batches of at most `max_bytes` and `max_events` of the load as the worker writes it: real ids, times some seconds apart, a session that changes now
// and then.
std::vector<std::string> make_batches(uint64_t events, std::size_t max_bytes, uint32_t max_events, std::vector<uint32_t>& counts) {
  SeededRandom random(1);
  seed_uuid_v7(random);
  EventEnvelope envelope;
  std::vector<std::string> batches(1);
  counts.assign(1, 0);
  int64_t wall_ns = 1'795'422'000'000'000'000;
  envelope.anonymous_id = to_string(new_uuid_v4(random));
  for (uint64_t n = 0; n < events; n++) {
    if (n % 500 == 0) envelope.session_id = to_string(new_uuid_v4(random));
    const Load load(random.next());
    std::vector<PropertyView> properties = {{"source", PropertyType::string, n % 2 == 0 ? "context_menu" : "toolbar"},
                                            {"document", PropertyType::string, load.document},
                                            {"rows", PropertyType::integer, {}, static_cast<int64_t>(random.below(200))},
                                            {"columns", PropertyType::integer, {}, static_cast<int64_t>(random.below(12))},
                                            {"first_time", PropertyType::boolean, {}, random.below(5) == 0}};
    wall_ns += static_cast<int64_t>(random.below(3'000'000'000));
    Record record;
    record.kind = RecordKind::track;
    record.name = event_name(random.next());
    record.wall_ns = wall_ns;
    record.id = new_uuid_v7(wall_ns);
    if (counts.back() == max_events || batches.back().size() + 600 > max_bytes) {
      batches.emplace_back();
      counts.push_back(0);
    }
    if (!batches.back().empty()) batches.back().push_back(',');
    append_event_json(batches.back(), record, properties, envelope, {});
    counts.back()++;
  }
  return batches;
}

std::size_t gzip_bytes(const std::string& text) {
  z_stream z{};
  deflateInit2(&z, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY);
  std::string out(text.size() + 1'000, '\0');
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  z.avail_in = static_cast<uInt>(text.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  deflate(&z, Z_FINISH);
  const std::size_t bytes = z.total_out;
  deflateEnd(&z);
  return bytes;
}

double compress_all(int level, const std::vector<std::string>& batches, std::vector<std::string>& bodies) {
  Compressor compressor(level);
  bodies.assign(batches.size(), {});
  const uint64_t begin = thread_ns();
  for (std::size_t i = 0; i < batches.size(); i++) must(compressor.compress(batches[i], bodies[i]));
  return seconds_since(begin);
}

std::size_t total_bytes(const std::vector<std::string>& texts) {
  std::size_t bytes = 0;
  for (const auto& t : texts) bytes += t.size();
  return bytes;
}

// Prints the table; returns bytes on the wire at the level in use, as a multiple of gzip -6.
double level_table(const std::vector<std::string>& batches) {
  const uint64_t begin = thread_ns();
  std::size_t gzip = 0;
  for (const auto& b : batches) gzip += gzip_bytes(b);
  const double gzip_seconds = seconds_since(begin);
  const auto n = static_cast<double>(event_count);
  std::printf("%zu chunks of %zu bytes, %.0f bytes an event\n", batches.size(), batches[0].size(), static_cast<double>(total_bytes(batches)) / n);
  std::printf("%-12s %10.0f events/s %7.1f bytes/event\n", "gzip -6", n / gzip_seconds, static_cast<double>(gzip) / n);
  double chosen = 0;
  for (int level = 1; level <= 6; level++) {
    std::vector<std::string> bodies;
    const double seconds = compress_all(level, batches, bodies);
    const double ratio =
        static_cast<double>(total_bytes(bodies) + 18 * bodies.size()) / static_cast<double>(gzip);  // 18: a member's header and trailer
    std::printf("libdeflate %d %10.0f events/s %7.1f bytes/event  %.3f of gzip -6%s\n", level, n / seconds,
                static_cast<double>(total_bytes(bodies)) / n, ratio, level == limits::compression_level ? "  <- in use" : "");
    if (level == limits::compression_level) chosen = ratio;
  }
  return chosen;
}

// Seconds to insert the bodies, one transaction each, with the settings of the real database and nothing else.
double bare_inserts(const std::string& path, const std::vector<std::string>& bodies) {
  sqlite3* db = nullptr;
  sqlite3_open(path.c_str(), &db);
  sqlite3_exec(
      db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA wal_autocheckpoint=0; CREATE TABLE chunk(id INTEGER PRIMARY KEY, body BLOB)",
      nullptr, nullptr, nullptr);
  sqlite3_stmt* insert = nullptr;
  sqlite3_prepare_v2(db, "INSERT INTO chunk(body) VALUES(?)", -1, &insert, nullptr);
  const uint64_t begin = thread_ns();
  for (const auto& body : bodies) {
    sqlite3_bind_blob64(insert, 1, body.data(), body.size(), SQLITE_STATIC);
    if (sqlite3_step(insert) != SQLITE_DONE) fail(sqlite3_errmsg(db));
    sqlite3_reset(insert);
  }
  const double seconds = seconds_since(begin);
  sqlite3_finalize(insert);
  sqlite3_close(db);
  return seconds;
}

// Seconds for turns of the given texts, each committed with ledger and journal position, segments sealed as they become due.
double through_batcher(const std::string& path, const std::vector<std::string>& turns, const std::vector<uint32_t>& counts, uint64_t& chunks) {
  auto database = Database::open(path);
  if (!database.ok()) fail(database.status().to_string());
  Outbox outbox(**database);
  Ledger ledger(**database);
  must(outbox.load());
  must(ledger.load());
  Batcher batcher(outbox);
  const std::vector<uint8_t> epoch(16, 1);
  const uint64_t begin = thread_ns();
  for (std::size_t i = 0; i < turns.size(); i++) {
    must((*database)->begin());
    ledger.accept(counts[i]);
    must(batcher.add(Priority::normal, turns[i], counts[i], 1));
    must(ledger.save());
    must((*database)->put_journal(epoch, "/run/ring", i));
    must((*database)->commit(Durability::normal));
    if (const auto due = batcher.due(0, INT64_MAX, i + 1 == turns.size())) {
      must((*database)->begin());
      must(batcher.seal(*due));
      must((*database)->commit(Durability::normal));
    }
  }
  const double seconds = seconds_since(begin);
  if (outbox.totals().chunk_events + outbox.totals().segment_events != event_count) fail("events are missing");
  chunks = outbox.totals().chunks;
  return seconds;
}

bool measure(const char* name, const std::string& path, const std::vector<std::string>& turns, const std::vector<uint32_t>& counts,
             double compression, double floor) {
  uint64_t chunks = 0;
  const double seconds = through_batcher(path, turns, counts, chunks);
  const auto n = static_cast<double>(event_count);
  std::printf("%s: %zu turns, %llu chunks, %.2f us an event; compression %.0f %% of it; %.2f of the rate of bare inserts with the same compression\n",
              name, turns.size(), static_cast<unsigned long long>(chunks), seconds / n * 1e6, 100 * compression / seconds,
              (floor + compression) / seconds);
  return report(name, n / seconds, "events/s", ">=", 250'000);
}

}  // namespace

int main() {
  TempDir dir;
  std::vector<uint32_t> full_counts;
  const auto full = make_batches(event_count, limits::max_chunk_bytes, limits::max_chunk_events, full_counts);
  bool ok = report("bytes of full chunks, of gzip -6", level_table(full), "", "<=", 1.15);
  std::vector<uint32_t> small_counts;
  const auto small = make_batches(event_count, limits::max_chunk_bytes, 30, small_counts);  // an event a second, sealed after half a minute
  ok &= report("bytes of chunks of 30 events, of gzip -6", level_table(small), "", "<=", 1.3);

  std::vector<std::string> bodies;
  const double compression = compress_all(limits::compression_level, full, bodies);
  const double floor = bare_inserts(dir.path() + "/floor.db", bodies);
  std::printf("floor, bare inserts of %.0f bytes a chunk: %.0f events/s\n",
              static_cast<double>(total_bytes(bodies)) / static_cast<double>(bodies.size()), static_cast<double>(event_count) / floor);
  ok &= measure("full batches straight into chunks", dir.path() + "/direct.db", full, full_counts, compression, floor);
  std::vector<uint32_t> turn_counts;
  const auto turns = make_batches(event_count, limits::max_chunk_bytes, limits::max_turn_records, turn_counts);
  ok &= measure("turns of 256 through the segment", dir.path() + "/segment.db", turns, turn_counts, compression, floor);
  return ok ? 0 : 1;
}
