// Memory of a host that captures, is guided and uploads: a minute's work in a few seconds, then what the process holds. The floor, measured in a
// process of its own in the same run, is the same program with a database and one request of libcurl but without Docent.
#include <curl/curl.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>

#include <fstream>

#include "load.h"
#include "sink.h"

namespace {

using namespace docent::bench;

constexpr uint64_t journal_bytes = 2u << 20;
constexpr uint64_t events = 200'000;
constexpr const char* strategy =
    R"({"schemaVersion": 1, "product": "bench", "version": 1, "locales": {"default": "en"}, "campaigns": [{"id": "tip", "type": "tip",
  "triggers": [{"event": "table_inserted", "goal": 3, "within": "PT1M"}], "targeting": {">": [{"event_count": ["document_opened", "P1D"]}, 0]},
  "content": {"text": {"en": {"title": "t", "body": "b"}}}}]})";

struct Memory {
  double rss_mb = 0;
  double private_mb = 0;
};

Memory memory() {
  Memory m;
  std::ifstream rollup("/proc/self/smaps_rollup");
  for (std::string line; std::getline(rollup, line);) {
    const auto mb = [&line](const char* field) {
      return line.rfind(field, 0) == 0 ? static_cast<double>(std::strtoull(line.c_str() + std::string(field).size(), nullptr, 10)) / 1024 : 0;
    };
    m.rss_mb += mb("Rss:");
    m.private_mb += mb("Private_Dirty:");  // clean pages of a library are page cache, shared as soon as another process uses it
  }
  return m;
}

std::size_t discard(char*, std::size_t size, std::size_t count, void*) { return size * count; }

// SQLite and libcurl as the SDK uses them, in a child.
Memory floor_memory(const std::string& dir, const std::string& url) {
  int ends[2];
  if (pipe(ends) != 0) std::exit(1);
  const pid_t child = fork();
  if (child == 0) {
    sqlite3* db = nullptr;
    sqlite3_open((dir + "/floor.db").c_str(), &db);
    sqlite3_exec(db, "PRAGMA journal_mode=WAL; CREATE TABLE t(a); INSERT INTO t VALUES(1)", nullptr, nullptr, nullptr);
    curl_global_init(CURL_GLOBAL_DEFAULT);
    CURL* easy = curl_easy_init();
    curl_easy_setopt(easy, CURLOPT_URL, (url + "/v1/batch").c_str());
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, "{}");
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, discard);
    curl_easy_perform(easy);
    const Memory m = memory();
    _exit(write(ends[1], &m, sizeof m) == sizeof m ? 0 : 1);
  }
  Memory m;
  if (read(ends[0], &m, sizeof m) != sizeof m) std::exit(1);
  waitpid(child, nullptr, 0);
  return m;
}

void work(docent_client* client) {
  Load load(0);
  for (uint64_t n = 0; n < events; n++) {
    load.set(n);
    while (docent_track(client, event_name(n), DOCENT_AUTO_LEN, load.properties, 5) == DOCENT_QUEUE_FULL) std::this_thread::yield();
    while (docent_presentation* p = docent_poll(client)) {
      docent_presentation_report(client, p, DOCENT_OUTCOME_SHOWN, nullptr, 0);
      docent_presentation_report(client, p, DOCENT_OUTCOME_DISMISSED, nullptr, 0);
      docent_presentation_destroy(p);
    }
  }
  docent_feedback(client, 5, "good", DOCENT_AUTO_LEN, nullptr, 0);
  if (docent_flush(client, DOCENT_FLUSH_DELIVERED, 60'000) != DOCENT_OK) std::exit(1);
}

}  // namespace

int main() {
  TempDir dir;
  pid_t sink = 0;
  SinkLog* log = nullptr;
  const std::string url = "http://127.0.0.1:" + std::to_string(start_sink(sink, log));
  const Memory floor = floor_memory(dir.path(), url);
  docent_client* client = open_client(dir.path() + "/data", journal_bytes, url.c_str(), strategy);
  work(client);
  const Memory held = memory();
  docent_client_close(client, 2'000);
  kill(sink, SIGKILL);
  waitpid(sink, nullptr, 0);
  const double ring_mb = static_cast<double>(journal_bytes) / 1048576;
  std::printf("floor: SQLite and libcurl alone, RSS %.1f MB, private %.1f MB; with Docent %.1f and %.1f, of that %.0f the ring\n", floor.rss_mb,
              floor.private_mb, held.rss_mb, held.private_mb, ring_mb);
  bool ok = report("private memory without the ring", held.private_mb - ring_mb, "MB", "<=", 6);
  ok &= report("RSS", held.rss_mb, "MB", "<=", 20);
  return ok ? 0 : 1;
}
