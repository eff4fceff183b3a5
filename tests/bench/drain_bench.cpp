// Delivery of a stored backlog of 100,000 events, against a bare libcurl loop that posts as many bodies of the same size with as many requests in
// flight, in the same run and interleaved. The backend is a sink in a process of its own; the time is taken there, from the first request to the last
// answer. It answers after 1 ms, less than any network and any backend that commits needs; and, for the processor's share alone, at once. Also: bytes
// on the wire against gzip -6 of the same batch.
#include <curl/curl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>
#include <thread>

#include "load.h"
#include "sink.h"

namespace {

using namespace docent::bench;

constexpr uint64_t backlog = 100'000;
constexpr int in_flight = 4;

docent_stats stats_of(docent_client* client) {
  docent_stats s{};
  s.struct_size = sizeof s;
  docent_stats_get(client, &s);
  return s;
}

void fill(const std::string& dir) {
  docent_client* client = open_client(dir, 2u << 20);
  Load load(0);
  for (uint64_t n = 0; n < backlog; n++) {
    load.set(n);
    while (docent_track(client, event_name(n), DOCENT_AUTO_LEN, load.properties, 5) == DOCENT_QUEUE_FULL)
      std::this_thread::sleep_for(std::chrono::microseconds(200));
  }
  docent_flush(client, DOCENT_FLUSH_DURABLE, 60'000);
  docent_client_close(client, 5'000);
}

struct Drained {
  double seconds = 0;
  uint64_t requests = 0;
  uint64_t bytes = 0;
  uint64_t events = 0;
};

Drained drain(const std::string& dir, const std::string& url, SinkLog& log) {
  log.reset();
  docent_client* client = open_client(dir, 2u << 20, url.c_str());
  // What lies in sealed chunks goes by itself. The open segment, compressed on demand, is not part of the measurement.
  docent_stats s = stats_of(client);
  for (uint64_t before = 1; s.requests == 0 || before != s.requests || s.delivery_state == DOCENT_DELIVERY_ACTIVE; s = stats_of(client)) {
    before = s.requests;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  Drained result;
  result.seconds = log.seconds();
  result.requests = s.requests;
  result.bytes = s.bytes_sent;
  result.events = s.delivered;
  if (docent_flush(client, DOCENT_FLUSH_DELIVERED, 120'000) != DOCENT_OK) std::exit(1);
  docent_client_close(client, 1'000);
  return result;
}

std::size_t discard(char*, std::size_t size, std::size_t count, void*) { return size * count; }

double bare_loop(const std::string& url, uint64_t requests, std::size_t body_bytes, SinkLog& log) {
  log.reset();
  const std::string body(body_bytes, 'x');
  const std::string target = url + "/v1/batch";
  curl_slist* headers = curl_slist_append(nullptr, "Content-Type: application/json");
  headers = curl_slist_append(headers, "Expect:");
  CURLM* multi = curl_multi_init();
  const auto make = [&] {
    CURL* easy = curl_easy_init();
    curl_easy_setopt(easy, CURLOPT_URL, target.c_str());
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, body.data());
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, discard);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    return easy;
  };
  uint64_t started = 0;
  for (; started < std::min<uint64_t>(in_flight, requests); started++) curl_multi_add_handle(multi, make());
  for (uint64_t done = 0; done < requests;) {
    int running = 0;
    curl_multi_perform(multi, &running);
    int left = 0;
    while (CURLMsg* message = curl_multi_info_read(multi, &left)) {
      CURL* easy = message->easy_handle;
      curl_multi_remove_handle(multi, easy);
      done++;
      if (started < requests) curl_multi_add_handle(multi, easy), started++;
      else curl_easy_cleanup(easy);
    }
    if (running > 0) curl_multi_poll(multi, nullptr, 0, 1000, nullptr);
  }
  curl_multi_cleanup(multi);
  curl_slist_free_all(headers);
  return log.seconds();
}

// Bytes of the whole recorded list under gzip -6, per event.
double gzip_floor(const std::string& json, uint64_t events) {
  uLongf size = compressBound(json.size());
  std::string out(size, '\0');
  compress2(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(json.data()), json.size(), 6);
  return static_cast<double>(size + 12) / static_cast<double>(events);
}

double floor_bytes_per_event(const std::string& dir) {
  docent_client* client = open_client(dir, 2u << 20);
  docent_text* text = nullptr;
  docent_recorded(client, 30'000, &text, nullptr);
  const std::string json(docent_text_data(text), docent_text_size(text));
  docent_text_destroy(text);
  docent_client_close(client, 1'000);
  uint64_t events = 0;
  for (std::size_t at = json.find("\"messageId\""); at != std::string::npos; at = json.find("\"messageId\"", at + 1)) events++;
  return gzip_floor(json, events);
}

struct Comparison {
  double ratio = 0;           // median
  double bytes_an_event = 0;  // on the wire
  double gzip_bytes = 0;      // … of gzip -6 of the same events
};

Comparison compare(const std::string& url, SinkLog& log, uint64_t service_us) {
  constexpr int rounds = 5;
  log.service_us = service_us;
  Comparison result;
  std::vector<double> ratios;
  for (int round = 0; round < rounds; round++) {
    TempDir dir;
    fill(dir.path() + "/data");
    if (round == 0) result.gzip_bytes = floor_bytes_per_event(dir.path() + "/data");
    const Drained ours = drain(dir.path() + "/data", url, log);
    const double bare = bare_loop(url, ours.requests, ours.bytes / std::max<uint64_t>(1, ours.requests), log);
    result.bytes_an_event = static_cast<double>(ours.bytes) / static_cast<double>(ours.events);
    ratios.push_back(bare / ours.seconds);
    std::printf("answers after %llu us: %llu requests, %.0f events/s, bare loop %.0f events/s, ratio %.2f\n",
                static_cast<unsigned long long>(service_us), static_cast<unsigned long long>(ours.requests),
                static_cast<double>(ours.events) / ours.seconds, static_cast<double>(ours.events) / bare, ratios.back());
  }
  std::sort(ratios.begin(), ratios.end());
  result.ratio = ratios[rounds / 2];
  return result;
}

}  // namespace

int main() {
  signal(SIGPIPE, SIG_IGN);
  pid_t sink = 0;
  SinkLog* log = nullptr;
  const std::string url = "http://127.0.0.1:" + std::to_string(start_sink(sink, log));
  const Comparison at_once = compare(url, *log, 0);
  const Comparison real = compare(url, *log, 1'000);
  kill(sink, SIGKILL);
  waitpid(sink, nullptr, 0);
  std::printf("floor: a bare libcurl loop; answered at once, the drain has %.2f of its speed\n", at_once.ratio);
  bool ok = report("drain of 100,000 events, of a bare libcurl loop, median", real.ratio, "", ">=", 0.8);
  ok &= report("bytes on the wire, full chunks, of gzip -6", real.bytes_an_event / real.gzip_bytes, "", "<=", 1.15);
  std::printf("%.1f bytes an event on the wire, gzip -6 of all of them %.1f\n", real.bytes_an_event, real.gzip_bytes);
  return ok ? 0 : 1;
}
