// The call on the host's thread: latency and rate of docent_track in bursts that fit the ring, at a human pace with the wake-up, and with four
// threads. Allocations are counted by replacing operator new. The floor, measured in the same run, is two clock readings.
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>
#include <atomic>
#include <cstring>
#include <thread>

#include "load.h"

namespace {

thread_local uint64_t allocations = 0;

}  // namespace

void* operator new(std::size_t size) {
  allocations++;
  if (void* p = std::malloc(size)) return p;
  throw std::bad_alloc();
}
void operator delete(void* p) noexcept { std::free(p); }
void operator delete(void* p, std::size_t) noexcept { std::free(p); }

namespace {

using namespace docent::bench;

constexpr int paced_calls = 300;      // at 10 a second
constexpr std::size_t burst = 4'000;  // about 0.9 MB of the 2 MB ring

void drain(docent_client* client) {
  if (docent_flush(client, DOCENT_FLUSH_DURABLE, 10'000) != DOCENT_OK) std::exit(1);
}

bool flat_out(docent_client* client) {
  std::vector<uint32_t> latency;
  latency.reserve(60 * burst);
  uint64_t refused = 0;
  for (int round = 0; round < 60; round++) {
    drain(client);
    Load load(0);
    for (std::size_t n = 0; n < burst; n++) {
      const uint64_t a = now_ns();
      refused += docent_track(client, event_name(n), DOCENT_AUTO_LEN, load.properties, 5) != DOCENT_OK;
      const uint64_t b = now_ns();
      latency.push_back(static_cast<uint32_t>(b - a));
    }
  }
  std::vector<uint32_t> clock;
  for (int i = 0; i < 100'000; i++) {
    const uint64_t a = now_ns();
    clock.push_back(static_cast<uint32_t>(now_ns() - a));
  }
  const uint64_t floor_ns = percentile(clock, 0.5);
  std::printf("floor: reading the clock twice %llu ns; %llu refused\n", static_cast<unsigned long long>(floor_ns),
              static_cast<unsigned long long>(refused));
  bool ok = report("track, bursts, p50", static_cast<double>(percentile(latency, 0.5)), "ns", "<=", 250);
  ok &= report("track, bursts, p99", static_cast<double>(percentile(latency, 0.99)), "ns", "<=", 600);
  return ok;
}

bool no_allocation(docent_client* client) {
  drain(client);
  Load load(1);
  docent_track(client, "warm_up", DOCENT_AUTO_LEN, load.properties, 5);
  const uint64_t before = allocations;
  for (std::size_t n = 0; n < burst; n++) docent_track(client, event_name(n), DOCENT_AUTO_LEN, load.properties, 5);
  return report("track, allocations", static_cast<double>(allocations - before), "", "<=", 0);
}

constexpr const char* every_call_a_trigger =
    R"({"schemaVersion": 1, "product": "bench", "version": 1, "locales": {"default": "en"}, "campaigns": [{"id": "tip", "type": "tip",
  "triggers": [{"event": "table_inserted", "goal": 1000, "within": "P1D"}], "content": {"text": {"en": {"title": "t", "body": "b"}}}}]})";

struct Pace {
  double p50_us = 0;
  double p99_us = 0;
};

Pace pace_of(std::vector<uint32_t>& latency) {
  return {static_cast<double>(percentile(latency, 0.5)) / 1e3, static_cast<double>(percentile(latency, 0.99)) / 1e3};
}

// What the operating system takes to wake a thread that waits in poll(), at the same pace, without Docent.
Pace wake_floor() {
  const int bell = eventfd(0, EFD_NONBLOCK);
  std::atomic<bool> done{false};
  std::thread sleeper([&] {
    while (!done) {
      pollfd waiting{bell, POLLIN, 0};
      poll(&waiting, 1, -1);
      uint64_t count = 0;
      [[maybe_unused]] const auto n = read(bell, &count, sizeof count);
    }
  });
  std::vector<uint32_t> latency;
  for (int n = 0; n < paced_calls / 3; n++) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    const uint64_t one = 1;
    const uint64_t a = now_ns();
    [[maybe_unused]] const auto written = write(bell, &one, sizeof one);
    latency.push_back(static_cast<uint32_t>(now_ns() - a));
  }
  done = true;
  const uint64_t one = 1;
  [[maybe_unused]] const auto written = write(bell, &one, sizeof one);
  sleeper.join();
  close(bell);
  return pace_of(latency);
}

Pace human_pace(const std::string& dir, const char* strategy) {
  docent_client* client = open_client(dir, 2u << 20, "", strategy);
  std::vector<uint32_t> latency;
  Load load(2);
  for (int n = 0; n < paced_calls; n++) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    const uint64_t a = now_ns();
    docent_track(client, "table_inserted", DOCENT_AUTO_LEN, load.properties, 5);
    latency.push_back(static_cast<uint32_t>(now_ns() - a));
  }
  docent_client_close(client, 2'000);
  return pace_of(latency);
}

// Ordinary events leave the worker asleep, which looks at the journal twice a second; triggers wake it. Waking a thread has its price on each
// machine.
bool at_human_pace(const std::string& dir) {
  const Pace ordinary = human_pace(dir + "/ordinary", nullptr);
  const Pace floor = wake_floor();
  const Pace trigger = human_pace(dir + "/trigger", every_call_a_trigger);
  std::printf(
      "floor: waking a thread that waits in poll(), at 10 a second, p50 %.1f us, p99 %.1f us; a trigger, which does so, p50 %.1f us, p99 %.1f us\n",
      floor.p50_us, floor.p99_us, trigger.p50_us, trigger.p99_us);
  bool ok = report("track, 10 events/s, p50", ordinary.p50_us, "us", "<=", 6);
  ok &= report("track, 10 events/s, p99", ordinary.p99_us, "us", "<=", 15);
  ok &= report("track, 10 triggers/s, above the floor, p50", trigger.p50_us - floor.p50_us, "us", "<=", 15);
  return ok;
}

bool four_threads(docent_client* client) {
  std::vector<double> rates;
  uint64_t refused = 0;
  for (int round = 0; round < 30; round++) {
    drain(client);
    std::atomic<int> ready{0};
    std::atomic<bool> go{false};
    std::atomic<uint64_t> bad{0};
    std::vector<std::thread> threads;
    std::vector<uint64_t> begin(4), end(4);
    for (std::size_t t = 0; t < 4; t++)
      threads.emplace_back([&, t] {
        Load load(t);
        ready++;
        while (!go.load()) std::this_thread::yield();
        begin[t] = now_ns();
        for (std::size_t n = 0; n < burst / 4; n++) bad += docent_track(client, event_name(n), DOCENT_AUTO_LEN, load.properties, 5) != DOCENT_OK;
        end[t] = now_ns();
      });
    while (ready.load() < 4) std::this_thread::yield();
    go = true;
    for (auto& t : threads) t.join();
    refused += bad;
    const double seconds = static_cast<double>(*std::max_element(end.begin(), end.end()) - *std::min_element(begin.begin(), begin.end())) / 1e9;
    rates.push_back(static_cast<double>(burst) / seconds / 1e6);
  }
  std::sort(rates.begin(), rates.end());
  std::printf("four threads: median %.2f M/s, best %.2f M/s, %llu refused\n", rates[rates.size() / 2], rates.back(),
              static_cast<unsigned long long>(refused));
  return report("track, four threads, bursts, median", rates[rates.size() / 2], "M/s", ">=", 5);
}

// For an instruction counter: calls, and nothing around them that it should count.
int only_calls(const std::string& dir, uint64_t count) {
  docent_client* client = open_client(dir, 2u << 20);
  Load load(0);
  for (uint64_t n = 0; n < count; n++) {
    if (n % 1'000 == 0) drain(client);
    if (docent_track(client, event_name(n), DOCENT_AUTO_LEN, load.properties, 5) != DOCENT_OK) return 1;
  }
  return docent_client_close(client, 2'000) == DOCENT_OK ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  TempDir dir;
  if (argc == 3 && std::strcmp(argv[1], "--calls") == 0) return only_calls(dir.path(), std::strtoull(argv[2], nullptr, 10));
  docent_client* client = open_client(dir.path(), 2u << 20);
  bool ok = flat_out(client);
  ok &= no_allocation(client);
  ok &= four_threads(client);
  docent_client_close(client, 2'000);
  ok &= at_human_pace(dir.path());
  return ok ? 0 : 1;
}
