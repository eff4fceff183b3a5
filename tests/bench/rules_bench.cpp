// What an evaluation costs the worker: the targeting of the sample strategy's first tip, with attributes and history bound as guidance binds them.
// The floor, measured in the same run, is the same conjunction written by hand in C++. Exit code 1 when a bound is missed.
#include "load.h"
#include "rules/evaluator.h"
#include "rules/explain.h"
#include "rules/sem_ver.h"

namespace {

using namespace docent::bench;
using namespace docent::core;

constexpr const char* targeting = R"({"and":[
    {"==":[{"var":"context.editing"},"text"]},
    {"sem_ver":[{"var":"app.version"},">=","4.2.0"]},
    {"==":[{"event_count":["style_applied","P30D"]},0]},
    {"in_segment":["writers"]}]})";
constexpr const char* writers = R"({">=":[{"event_days":["text_edited","P14D"]},3]})";
constexpr int rounds = 21;
constexpr int evaluations = 200'000;  // a round

class History final : public RuleContext {
 public:
  HistoryValue history(uint32_t slot) const override { return values[slot]; }
  std::vector<HistoryValue> values;
};

struct Rig {
  RuleSet rules;
  RuleId rule = no_rule;
  History history;
  Value editing{"text"};
  Value version{"4.10.1"};
  std::vector<const Value*> attributes;

  Rig() {
    rules.declare_segment("writers", *parse_json(writers));
    rule = rules.compile(*parse_json(targeting)).rule;
    if (rule == no_rule) std::exit(2);
    attributes = {&editing, &version};
    history.values = {{0, false, false}, {5, false, false}};
  }
  RuleInput input() const { return {attributes, &history, {}}; }
};

bool by_hand(const Value* const* attributes, const RuleContext& history) {
  if (attributes[0] == nullptr || attributes[0]->as_string() != "text" || attributes[1] == nullptr) return false;
  const auto version = parse_sem_ver(attributes[1]->as_string());
  if (!version || !sem_ver_holds(*version, SemVerOp::greater_equal, *parse_sem_ver("4.2.0"))) return false;
  return history.history(0).value == 0 && history.history(1).value >= 3;
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

}  // namespace

int main() {
  Rig rig;
  Evaluator evaluator(rig.rules);
  const RuleInput input = rig.input();
  const double floor_ns = median_ns([&] { return by_hand(rig.attributes.data(), rig.history); });
  const double rule_ns = median_ns([&] { return evaluator.test(rig.rule, input).holds; });
  std::printf("floor: the same conjunction in C++ %.1f ns; the rule costs %.1f times that\n", floor_ns, rule_ns / floor_ns);
  bool ok = report("rules, targeting of the sample tip, all four hold", rule_ns, "ns", "<=", 400);

  rig.editing = Value("table");
  ok &= report("rules, targeting of the sample tip, the first decides", median_ns([&] { return !evaluator.test(rig.rule, input).holds; }), "ns",
               "<=", 120);

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
