// From the journal to a committed, compressed chunk, with profile and guidance on: events/s of one client flat out, CPU and bytes an event, and the
// time from an event to the presentation at the host. The floor, measured in the same run, compresses and stores the same text with nothing around
// it.
#include <sys/resource.h>
#include <condition_variable>
#include <fstream>
#include <mutex>
#include <thread>

#include <libdeflate.h>
#include <sqlite3.h>

#include "load.h"

namespace {

using namespace docent::bench;

constexpr uint64_t event_count = 400'000;

constexpr const char* strategy = R"({
  "schemaVersion": 1, "product": "bench", "version": 1, "locales": {"default": "en", "required": ["en"]},
  "catalogue": {"events": {"table_inserted": {}, "document_opened": {}, "format_applied": {},
    "search_run": {}, "export_finished": {}, "undo": {}, "comment_added": {},
    "style_changed": {}, "moment": {}}, "attributes": {"context.editing": "string"}, "anchors": ["a"]},
  "features": [], "segments": [], "policies": {"state": "ENABLED"},
  "campaigns": [
    {"id": "tip.rare", "type": "tip", "state": "ENABLED", "priority": 1, "triggers": [{"event": "format_applied", "goal": 5, "within": "PT2M"}],
     "targeting": {"and": [{"==": [{"var": "context.editing"}, "text"]}, {"==": [{"event_count": ["style_changed", "P30D"]}, 0]}]},
     "frequency": {"displayLimit": 3}, "content": {"anchor": "a", "a11y": {"role": "status"}, "text": {"en": {"title": "t", "body": "b"}}}},
    {"id": "tip.moment", "type": "tip", "state": "ENABLED", "priority": 2, "triggers": [{"event": "moment"}], "frequency": {"displayLimit": 1000000},
     "content": {"anchor": "a", "a11y": {"role": "status"}, "text": {"en": {"title": "now", "body": "b"}}}}
  ]})";

double cpu_seconds() {
  rusage u{};
  getrusage(RUSAGE_SELF, &u);
  return static_cast<double>(u.ru_utime.tv_sec + u.ru_stime.tv_sec) + static_cast<double>(u.ru_utime.tv_usec + u.ru_stime.tv_usec) * 1e-6;
}

docent_stats stats_of(docent_client* client) {
  docent_stats s{};
  s.struct_size = sizeof s;
  docent_stats_get(client, &s);
  return s;
}

// Events/s of compressing (libdeflate, level 6) and storing chunks of 450 KB of such events, with FULL durability.
double floor_rate(const std::string& dir, const std::string& sample_event) {
  std::string chunk;
  uint64_t per_chunk = 0;
  while (chunk.size() + sample_event.size() < 450'000) chunk += sample_event + ",", per_chunk++;
  for (std::size_t i = 0; i < chunk.size(); i += 37) chunk[i] = static_cast<char>('a' + (i * 7919) % 26);  // ids and texts differ in real data
  sqlite3* db = nullptr;
  sqlite3_open((dir + "/floor.db").c_str(), &db);
  sqlite3_exec(db, "pragma journal_mode=wal; pragma synchronous=full; create table chunk(id integer primary key, body blob)", nullptr, nullptr,
               nullptr);
  sqlite3_stmt* insert = nullptr;
  sqlite3_prepare_v2(db, "insert into chunk(body) values(?)", -1, &insert, nullptr);
  libdeflate_compressor* compressor = libdeflate_alloc_compressor(6);
  std::string out(chunk.size(), '\0');
  const uint64_t begin = now_ns();
  uint64_t events = 0;
  for (int i = 0; i < 60; i++) {
    const std::size_t n = libdeflate_deflate_compress(compressor, chunk.data(), chunk.size(), out.data(), out.size());
    sqlite3_bind_blob(insert, 1, out.data(), static_cast<int>(n), SQLITE_STATIC);
    sqlite3_step(insert);
    sqlite3_reset(insert);
    events += per_chunk;
  }
  const double seconds = static_cast<double>(now_ns() - begin) / 1e9;
  sqlite3_finalize(insert);
  sqlite3_close(db);
  libdeflate_free_compressor(compressor);
  return static_cast<double>(events) / seconds;
}

bool throughput(docent_client* client, const std::string& dir) {
  docent_flush(client, DOCENT_FLUSH_DURABLE, 10'000);
  const docent_stats before = stats_of(client);
  const double cpu = cpu_seconds();
  const uint64_t begin = now_ns();
  Load load(0);
  for (uint64_t n = 0; n < event_count; n++) {
    load.set(n);
    while (docent_track(client, event_name(n), DOCENT_AUTO_LEN, load.properties, 5) == DOCENT_QUEUE_FULL)
      std::this_thread::sleep_for(std::chrono::microseconds(200));
  }
  docent_flush(client, DOCENT_FLUSH_DURABLE, 60'000);
  const double seconds = static_cast<double>(now_ns() - begin) / 1e9;
  const docent_stats after = stats_of(client);
  const double rate = static_cast<double>(after.accepted - before.accepted) / seconds;
  docent_text* text = nullptr;
  docent_recorded(client, 10'000, &text, nullptr);
  std::string sample(docent_text_data(text), std::min<std::size_t>(docent_text_size(text), 2'000));
  docent_text_destroy(text);
  const auto end = sample.find("},{\"type\"");
  sample = end == std::string::npos ? std::string(330, 'x') : sample.substr(1, end);
  const double floor = floor_rate(dir, sample);
  std::printf(
      "journal to chunk: %.0f events/s, %.2f us CPU an event (host included), %zu bytes an event as JSON, %.1f stored; floor %.0f events/s, ratio "
      "%.2f\n",
      rate, (cpu_seconds() - cpu) / static_cast<double>(event_count) * 1e6, sample.size(),
      static_cast<double>(after.pending_bytes - before.pending_bytes) / static_cast<double>(after.pending - before.pending), floor, rate / floor);
  return report("journal to committed chunk", rate, "events/s", ">=", 250'000);
}

bool presentation_latency(docent_client* client) {
  struct Wake {
    std::mutex mutex;
    std::condition_variable changed;
    bool woken = false;
  } wake;
  docent_set_wakeup(
      client,
      [](void* data) {
        auto* w = static_cast<Wake*>(data);
        const std::lock_guard lock(w->mutex);
        w->woken = true;
        w->changed.notify_one();
      },
      &wake);
  std::vector<uint32_t> latency;
  for (int i = 0; i < 300; i++) {
    wake.woken = false;
    const uint64_t begin = now_ns();
    docent_track(client, "moment", DOCENT_AUTO_LEN, nullptr, 0);
    {
      std::unique_lock lock(wake.mutex);
      if (!wake.changed.wait_for(lock, std::chrono::seconds(2), [&] { return wake.woken; })) break;
    }
    docent_presentation* p = docent_poll(client);
    latency.push_back(static_cast<uint32_t>(now_ns() - begin));
    docent_presentation_report(client, p, DOCENT_OUTCOME_SHOWN, nullptr, 0);
    docent_presentation_report(client, p, DOCENT_OUTCOME_INTERACTED, nullptr, 0);
    docent_presentation_destroy(p);
    docent_flush(client, DOCENT_FLUSH_DURABLE, 1'000);
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  docent_set_wakeup(client, nullptr, nullptr);
  if (latency.size() < 300) {
    std::printf("only %zu of 300 moments led to a presentation\n", latency.size());
    return false;
  }
  bool ok = report("event to presentation, p50", static_cast<double>(percentile(latency, 0.5)) / 1e6, "ms", "<=", 1);
  ok &= report("event to presentation, p99", static_cast<double>(percentile(latency, 0.99)) / 1e6, "ms", "<=", 5);
  return ok;
}

uint64_t voluntary_switches() {
  uint64_t total = 0;
  for (const auto& task : std::filesystem::directory_iterator("/proc/self/task")) {
    std::ifstream status(task.path() / "status");
    for (std::string line; std::getline(status, line);)
      if (line.starts_with("voluntary_ctxt_switches:")) total += std::stoull(line.substr(24));
  }
  return total;
}

bool idle(int seconds) {
  std::this_thread::sleep_for(std::chrono::seconds(14));  // the linger, and the checkpoint after it
  const uint64_t before = voluntary_switches();
  std::this_thread::sleep_for(std::chrono::seconds(seconds));
  const uint64_t after = voluntary_switches();
  // One switch is this thread's own sleep.
  return report("idle, wake-ups", static_cast<double>(after - before) - 1, seconds == 60 ? "in 60 s" : "", "<=", 0);
}

}  // namespace

int main(int argc, char** argv) {
  const bool with_idle = argc > 1 && std::string(argv[1]) == "--idle";
  TempDir dir;
  docent_client* client = open_client(dir.path() + "/data", 2u << 20, "", strategy);
  bool ok = presentation_latency(client);
  ok &= throughput(client, dir.path());
  if (with_idle) ok &= idle(60);
  docent_client_close(client, 2'000);
  return ok ? 0 : 1;
}
