// What one event costs the guidance engine with a strategy of 1,000 campaigns loaded: when nobody listens to it, and when ten of them do; and what
// loading such a strategy costs, in time and memory. Floor of the same run: the same events on an engine without a strategy, which only remembers
// them. Exit code 1 when a bound is missed.
#include <malloc.h>

#include <cmath>

#include "guidance/engine.h"
#include "load.h"
#include "model/event.h"

namespace {

using namespace docent::bench;
using namespace docent::core;

constexpr int campaigns = 1'000;
constexpr int listening = 10;
constexpr int rounds = 15;
constexpr int events = 20'000;  // a round

// Ten campaigns listen to each of a hundred events; each has a targeting with a version, a count of the past and a segment, limits and a policy of
// caps.
std::string strategy() {
  std::string text = R"({"schemaVersion":1,"product":"bench","version":1,"locales":{"default":"en"},
    "segments":[{"id":"writers","rule":{"==":[{"var":"user.role"},"writer"]}}],
    "policies":{"frequency":{"maxConcurrent":1,"cooldown":"PT10M","caps":[{"id":"day","limit":3,"window":"P1D"}]}},"campaigns":[)";
  for (int i = 0; i < campaigns; i++) {
    const std::string n = std::to_string(i);
    const std::string used = std::to_string(i % 100);
    text +=
        (i == 0 ? "" : ",") + (R"({"id":"tip.)" + n + R"(","type":"tip","priority":)" + std::to_string(i % 50) + R"(,"triggers":[{"event":"event_)" +
                               std::to_string(i % (campaigns / listening)) + R"(","goal":3,"within":"PT2M"}],"delay":"PT2S",
      "targeting":{"and":[{"sem_ver":[{"var":"app.version"},">=","9.0.0"]},{"==":[{"event_count":["used_)" +
                               used + R"(","P30D"]},0]},{"in_segment":["writers"]}]},
      "frequency":{"displayLimit":3,"interval":"P3D","until":"interacted"},"invalidateOn":[{"event":"used_)" +
                               used + R"("}],"schedule":{"end":"2030-01-01T00:00:00Z"},
      "content":{"anchor":"a","text":{"en":{"title":"Tip )" +
                               n + R"(","body":"What it does, in a sentence of usual length."}},
      "actions":[{"id":"later","action":"snooze:P7D","text":{"en":"Later"}}]}})");
  }
  return text + "]}";
}

EngineConfig config() {
  EngineConfig c;
  c.install_id = "bench";
  c.attributes = {{"app.version", Value("4.2.0")}};
  return c;
}

// Nanoseconds an event of this name, seconds apart: the median of the rounds.
double event_ns(Engine& engine, const char* name, int64_t& now_ms) {
  EngineOutput out;
  PropertyView chars;
  chars.key = "chars";
  chars.type = PropertyType::integer;
  std::vector<double> per_event;
  for (int round = 0; round < rounds; round++) {
    const uint64_t begin = now_ns();
    for (int i = 0; i < events; i++) {
      now_ms += 1'000;
      chars.integer = i;
      engine.observe({name, std::span(&chars, 1), {now_ms, 0}, {}}, out);
      out.clear();
    }
    per_event.push_back(static_cast<double>(now_ns() - begin) / events);
  }
  std::sort(per_event.begin(), per_event.end());
  return per_event[per_event.size() / 2];
}

std::size_t in_use() {
  const auto info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

}  // namespace

int main() {
  const std::string json = strategy();
  int64_t now_ms = 1'795'422'000'000;
  Engine bare(config());
  const double floor_ns = event_ns(bare, "event_0", now_ms);

  std::vector<double> load_ms;
  std::size_t bytes = 0;
  for (int round = 0; round < rounds; round++) {
    const std::size_t before = in_use();
    const uint64_t begin = now_ns();
    Engine engine(config());
    if (!engine.load_strategy(json, {now_ms, 0}).ok()) return std::fprintf(stderr, "the strategy of this benchmark does not load\n"), 2;
    load_ms.push_back(static_cast<double>(now_ns() - begin) / 1e6);
    bytes = std::max(bytes, in_use() - before);
  }
  std::sort(load_ms.begin(), load_ms.end());

  Engine engine(config());
  (void)engine.load_strategy(json, {now_ms, 0});
  EngineOutput out;
  engine.advance({now_ms, 0}, out);
  PropertyView role;
  role.key = "role";
  role.type = PropertyType::string;
  role.text = "writer";
  engine.set_user(std::span(&role, 1));
  const double none_ns = event_ns(engine, "nobody_listens", now_ms);
  const double ten_ns = event_ns(engine, "event_0", now_ms);
  std::printf("floor: an engine without a strategy remembers an event in %.0f ns; the document has %zu KB\n", floor_ns, json.size() / 1024);
  bool ok = report("engine, 1,000 campaigns, event nobody listens to", none_ns / 1e3, "us", "<=", 0.3);
  ok &= report("engine, 1,000 campaigns, event that 10 listen to", ten_ns / 1e3, "us", "<=", 3);
  ok &= report("engine, loading 1,000 campaigns", load_ms[load_ms.size() / 2], "ms", "<=", 25);
  ok &= report("engine, memory of 1,000 campaigns", static_cast<double>(bytes) / (1024 * 1024), "MB", "<=", 6);
  return ok ? 0 : 1;
}
