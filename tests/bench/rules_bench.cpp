// What an evaluation costs the worker, with attributes, history and segments bound by the engine's own RuleRuntime: a rule of two clauses, and a
// realistic targeting (a version, two counts of the past, a segment). Floors and reference are measured in the same run: the same conjunction written
// by hand in C++, and json-logic-engine from npm, which compiles rules to JavaScript, on the same rules and data (not measured without node, npm or
// the registry). Also: that an evaluation allocates nothing, and what compiling costs. Exit code 1 when a bound is missed.
#include <cmath>
#include <new>
#include <optional>

#include "guidance/rule_runtime.h"
#include "load.h"
#include "rules/evaluator.h"
#include "rules/sem_ver.h"

namespace {

uint64_t allocations = 0;

}  // namespace

// The whole program counts.
void* operator new(std::size_t size) {
  allocations++;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace {

using namespace docent::bench;
using namespace docent::core;

constexpr const char* two_clauses = R"({"and":[
    {"==":[{"var":"context.editing"},"text"]},
    {">=":[{"var":"user.level"},3]}]})";
constexpr const char* targeting = R"({"and":[
    {"sem_ver":[{"var":"app.version"},">=","4.2.0"]},
    {"==":[{"event_count":["style_applied","P30D"]},0]},
    {">=":[{"event_count":["text_edited","P14D"]},3]},
    {"in_segment":["writers"]}]})";
constexpr const char* writers = R"({"==":[{"var":"user.role"},"writer"]})";
constexpr const char* data = R"({"context":{"editing":"text"},"user":{"level":5,"role":"writer"},"app":{"version":"4.10.1"}})";
constexpr const char* history = R"({"style_applied P30D":0,"text_edited P14D":5})";
constexpr int rounds = 21;
constexpr int evaluations = 200'000;  // a round
constexpr Instant now{1'795'422'000'000, 3'600};

struct Rig {
  RuleSet rules;
  RuleId small = no_rule;
  RuleId real = no_rule;
  History past;
  AttributeTable attributes;
  CampaignStates states;
  std::optional<RuleRuntime> runtime;

  Rig() {
    rules.declare_segment("writers", *parse_json(writers));
    small = rules.compile(*parse_json(two_clauses)).rule;
    real = rules.compile(*parse_json(targeting)).rule;
    if (small == no_rule || real == no_rule) std::exit(2);
    const Value document = *parse_json(data);
    for (const auto& [group, members] : document.as_object())
      for (const auto& [name, value] : members.as_object()) attributes.set(group + "." + name, value);
    runtime.emplace(rules, past, attributes, states);
    constexpr int64_t day = 86'400'000;
    for (int i = 0; i < 40; i++) past.record("style_applied", {now.wall_ms - 31 * day - i, 0});
    for (int i = 0; i < 500; i++) past.record("text_edited", {now.wall_ms - 15 * day - i, 0});
    for (int i = 0; i < 5; i++) past.record("text_edited", {now.wall_ms - i * day, 0});
  }
};

bool by_hand(const AttributeTable& attributes, const History& past) {
  const Value* version = attributes.slots()[2];
  const Value* role = attributes.slots()[3];
  if (version == nullptr || role == nullptr) return false;
  const auto parsed = parse_sem_ver(version->as_string());
  if (!parsed || !sem_ver_holds(*parsed, SemVerOp::greater_equal, *parse_sem_ver("4.2.0"))) return false;
  constexpr int64_t day = 86'400'000;
  return past.series(0).count(now.wall_ms, 30 * day) == 0 && past.series(1).count(now.wall_ms, 14 * day) >= 3 && role->as_string() == "writer";
}

// Nanoseconds a call: the median of the rounds.
template <class Call>
double median_ns(Call call) {
  std::vector<uint32_t> picoseconds;
  for (int round = 0; round < rounds; round++) {
    int held = 0;
    const uint64_t begin = now_ns();
    for (int i = 0; i < evaluations; i++) {
      held += call() ? 1 : 0;
      asm volatile("" : "+r"(held) : : "memory");
    }
    picoseconds.push_back(static_cast<uint32_t>((now_ns() - begin) * 1'000 / evaluations));
    if (held != evaluations) std::exit(2);
  }
  return static_cast<double>(percentile(picoseconds, 0.5)) / 1'000;
}

// What json-logic-engine needs for each of the two rules; empty when it can't be run.
std::vector<double> reference_ns() {
  const TempDir folder;
  const std::string source = DOCENT_SOURCE_DIR "/tests/bench/npm/";
  const std::string input = folder.path() + "/input.json";
  if (std::FILE* file = std::fopen(input.c_str(), "w")) {
    std::fprintf(file, R"({"rules":[["two clauses",%s],["targeting",%s]],"data":%s,"segments":{"writers":%s},"history":%s})", two_clauses, targeting,
                 data, writers, history);
    std::fclose(file);
  }
  const std::string command = "cd '" + folder.path() + "' && cp '" + source + "package.json' '" + source + "rules_reference.mjs' . && " +
                              "npm install --no-audit --no-fund --no-package-lock --loglevel=silent >/dev/null 2>&1 && node rules_reference.mjs " +
                              std::to_string(rounds) + " " + std::to_string(evaluations) + " < input.json 2>/dev/null";
  std::vector<double> ns;
  if (std::FILE* pipe = popen(command.c_str(), "r")) {
    for (double value = 0; std::fscanf(pipe, "%lf", &value) == 1;) ns.push_back(value);
    if (pclose(pipe) != 0) ns.clear();
  }
  return ns.size() == 2 ? ns : std::vector<double>();
}

}  // namespace

int main() {
  Rig rig;
  const std::vector<double> reference = reference_ns();
  const double floor_ns = median_ns([&] { return by_hand(rig.attributes, rig.past); });
  const double small_ns = median_ns([&] { return rig.runtime->test(rig.small, now).holds; });
  const uint64_t before = allocations;
  const double real_ns = median_ns([&] { return rig.runtime->test(rig.real, now).holds; });
  // The rounds themselves make a list of their figures.
  const double made = static_cast<double>(allocations - before) / (rounds * evaluations);
  std::printf("floor: the same conjunction in C++ %.1f ns; the rule costs %.1f times that\n", floor_ns, real_ns / floor_ns);
  bool ok = report("rules, two clauses", small_ns, "ns", "<=", 60);
  ok &= report("rules, targeting: version, two counts, segment", real_ns, "ns", "<=", 300);
  ok &= report("rules, allocations an evaluation of it", std::floor(made), "", "<=", 0);
  if (reference.empty()) {
    std::printf("reference: json-logic-engine not measured (needs node, npm and the registry)\n");
  } else {
    std::printf("reference: json-logic-engine, compiled, needs %.1f ns for two clauses (ratio %.2g) and %.1f ns for the targeting\n", reference[0],
                reference[0] / small_ns, reference[1]);
    ok &= report("rules, targeting: times as fast as the reference", reference[1] / real_ns, "", ">=", 3);
  }

  rig.attributes.set("app.version", Value("4.1.9"));
  ok &= report("rules, the same, the first clause decides", median_ns([&] { return !rig.runtime->test(rig.real, now).holds; }), "ns", "<=", 120);

  const Value rule = *parse_json(targeting);
  const double compile_ns = median_ns([&] {
    static int n = 0;
    if (n++ % 1'000 != 0) return true;  // one in a thousand compiles
    RuleSet rules;
    rules.declare_segment("writers", *parse_json(writers));
    return rules.compile(rule).ok();
  });
  ok &= report("rules, compiling the same rule and its segment", compile_ns, "us", "<=", 50);
  return ok ? 0 : 1;
}
