// The journal alone: what reserve and commit of a typical record cost the host's thread, beside the floor of copying the same bytes, and what reading
// and releasing them costs the worker. Bursts fit the ring, so that nothing waits for the worker. Exit code 1 when a bound is missed.
#include <array>
#include <barrier>
#include <cstring>
#include <thread>

#include "journal/name_filter.h"
#include "journal/ring.h"
#include "journal/waker.h"
#include "load.h"
#include "model/limits.h"

namespace {

using namespace docent::bench;
using namespace docent::core;

constexpr uint32_t payload_bytes = 190;  // the load of load.h as a record
constexpr uint64_t burst = 8'000;        // records; 2 MB hold 10,000
constexpr int bursts = 60;

std::array<std::byte, payload_bytes> make_payload() {
  std::array<std::byte, payload_bytes> payload;
  for (std::size_t i = 0; i < payload.size(); i++) payload[i] = static_cast<std::byte>(i * 7);
  return payload;
}

bool append(Ring& ring, Waker& waker, const std::array<std::byte, payload_bytes>& payload) {
  Ring::Reservation r;
  if (ring.reserve(payload_bytes, r) != Code::ok) return false;
  std::memcpy(r.payload, payload.data(), payload_bytes);
  ring.commit(r);
  waker.after_commit(false);
  return true;
}

// Nanoseconds a call of fn(i) takes, from whole bursts; `after` runs between bursts, outside of the time.
template <class Call, class After>
double mean_ns(Call fn, After after) {
  uint64_t total = 0;
  for (int b = 0; b < bursts; b++) {
    const uint64_t start = now_ns();
    for (uint64_t i = 0; i < burst; i++) fn(i);
    total += now_ns() - start;
    after();
  }
  return static_cast<double>(total) / (static_cast<double>(burst) * bursts);
}

struct Spread {
  uint64_t p50;
  uint64_t p99;
};

template <class Call, class After>
Spread spread_ns(Call fn, After after) {
  std::vector<uint32_t> times;
  times.reserve(burst * bursts);
  for (int b = 0; b < bursts; b++) {
    for (uint64_t i = 0; i < burst; i++) {
      const uint64_t start = now_ns();
      fn(i);
      times.push_back(static_cast<uint32_t>(now_ns() - start));
    }
    after();
  }
  return {percentile(times, 0.5), percentile(times, 0.99)};
}

// Calls a second by `count` threads that start each burst together.
double calls_per_second(Ring& ring, Waker& waker, unsigned count) {
  const auto payload = make_payload();
  std::atomic<uint64_t> refused{0};
  std::vector<uint64_t> times;
  uint64_t started = 0;
  std::barrier begin(count, [&]() noexcept { started = now_ns(); });
  std::barrier end(count, [&]() noexcept {
    times.push_back(now_ns() - started);
    ring.release(ring.head());
  });
  std::vector<std::thread> threads;
  for (unsigned t = 0; t < count; t++)
    threads.emplace_back([&] {
      for (int b = 0; b < bursts; b++) {
        begin.arrive_and_wait();
        for (uint64_t i = 0; i < burst / count; i++)
          if (!append(ring, waker, payload)) refused++;
        end.arrive_and_wait();
      }
    });
  for (auto& t : threads) t.join();
  if (refused != 0) std::printf("refused: %llu\n", static_cast<unsigned long long>(refused.load()));
  std::nth_element(times.begin(), times.begin() + bursts / 2, times.end());
  return static_cast<double>(burst / count * count) * 1e9 / static_cast<double>(times[bursts / 2]);
}

}  // namespace

int main() {
  SeededRandom random(1);
  const TempDir dir;
  auto made = Ring::create(dir.path(), limits::default_journal_bytes, random);
  if (!made.ok()) return std::fprintf(stderr, "%s\n", made.status().to_string().c_str()), 1;
  Ring& ring = **made;
  Waker waker;
  const auto payload = make_payload();
  std::printf("journal on %s, records of %u bytes\n", medium_name(ring.medium()), payload_bytes);

  std::vector<std::byte> plain(burst * (payload_bytes + 18));
  const auto copy = [&](uint64_t i) { std::memcpy(plain.data() + i * (payload_bytes + 18), payload.data(), payload_bytes); };
  const auto call = [&](uint64_t) { append(ring, waker, payload); };
  const auto release = [&] { ring.release(ring.head()); };
  const auto nothing = [] {};

  const double floor_ns = mean_ns(copy, nothing);
  const double call_ns = mean_ns(call, release);
  const Spread clock = spread_ns([](uint64_t) {}, nothing);
  const Spread spread = spread_ns(call, release);

  uint64_t position = ring.head();
  uint64_t read_ns = 0;
  uint64_t release_ns = 0;
  for (int b = 0; b < bursts; b++) {
    for (uint64_t i = 0; i < burst; i++) call(i);
    std::span<const std::byte> found;
    uint64_t start = now_ns();
    while (ring.next(position, found, false) == Ring::Next::record) {}
    read_ns += now_ns() - start;
    start = now_ns();
    ring.release(position);
    release_ns += now_ns() - start;
  }
  const double per_record = static_cast<double>(burst) * bursts;

  NameFilter filter;
  for (int i = 0; i < 100; i++) filter.add("trigger_" + std::to_string(i));
  uint64_t hits = 0;
  const double filter_ns = mean_ns([&](uint64_t i) { hits += filter.may_contain(event_name(i)); }, nothing);

  bool ok = true;
  ok &= report("floor: copying the bytes, mean", floor_ns, "ns", "<=", 1e9);
  ok &= report("reserve + copy + commit, mean", call_ns, "ns", "<=", 100);
  std::printf("%-56s %12.3g x floor\n", "", call_ns / floor_ns);
  ok &= report("floor: reading the clock, p50", static_cast<double>(clock.p50), "ns", "<=", 1e9);
  ok &= report("reserve + copy + commit, p50, with the clock", static_cast<double>(spread.p50), "ns", "<=", 150);
  ok &= report("reserve + copy + commit, p99, with the clock", static_cast<double>(spread.p99), "ns", "<=", 300);
  ok &= report("1 thread", calls_per_second(ring, waker, 1) / 1e6, "M calls/s", ">=", 5);
  ok &= report("4 threads", calls_per_second(ring, waker, 4) / 1e6, "M calls/s", ">=", 5);
  ok &= report("reading a record", static_cast<double>(read_ns) / per_record, "ns", "<=", 200);
  ok &= report("releasing a record, zeroed", static_cast<double>(release_ns) / per_record, "ns", "<=", 100);
  ok &= report("asking the filter of names", filter_ns, "ns", "<=", 20);
  if (hits > burst * bursts) return 1;  // keeps the loop alive
  (void)ring.remove();
  return ok ? 0 : 1;
}
