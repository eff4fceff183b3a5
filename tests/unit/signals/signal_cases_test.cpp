// Runs signal_cases.json, which says its own format: steps of a host and the signals they make, for this implementation and any other.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "base/duration.h"
#include "reports.h"

namespace docent::core::test {
namespace {

const Value& document() {
  static const Value loaded = [] {
    std::ifstream file(DOCENT_SOURCE_DIR "/tests/unit/signals/signal_cases.json");
    auto parsed = parse_json(std::string(std::istreambuf_iterator<char>(file), {}));
    EXPECT_TRUE(parsed.ok()) << parsed.status().message();
    return parsed.ok() ? std::move(*parsed) : Value();
  }();
  return loaded;
}

int64_t duration(const Value& text) {
  const auto ms = parse_duration_ms(text.as_string());
  EXPECT_TRUE(ms.has_value()) << to_json(text);
  return ms.value_or(0);
}

// As policies.signals of a strategy.
SignalThresholds thresholds(const Value& policy) {
  SignalThresholds t;
  const auto read = [&policy](const char* name, bool& enabled, std::initializer_list<std::pair<const char*, int64_t*>> figures) {
    const Value* signal = policy.find(name);
    if (signal == nullptr) return;
    enabled = signal->as_bool(true);
    for (const auto& [member, figure] : figures) {
      const Value& value = (*signal)[member];
      if (!value.is_null()) *figure = value.is_string() ? duration(value) : value.as_int();
    }
  };
  read("rage_click", t.rage_click.enabled, {{"clicks", &t.rage_click.clicks}, {"window", &t.rage_click.window_ms}, {"box", &t.rage_click.box_px}});
  read("dead_click", t.dead_click.enabled, {{"wait", &t.dead_click.wait_ms}});
  read("error_click", t.error_click.enabled, {{"within", &t.error_click.within_ms}});
  read("u_turn", t.u_turn.enabled, {{"max", &t.u_turn.max_ms}});
  read("loop", t.loop.enabled, {{"visits", &t.loop.visits}, {"window", &t.loop.window_ms}});
  read("undo_burst", t.undo_burst.enabled, {{"undos", &t.undo_burst.undos}, {"window", &t.undo_burst.window_ms}});
  read("form_abandoned", t.form_abandoned.enabled, {{"idle", &t.form_abandoned.idle_ms}});
  read("dwell", t.dwell.enabled, {{"idle", &t.dwell.idle_ms}});
  return t;
}

void take(Reports& reports, const Value& step) {
  const int64_t at = step["at"].as_int();
  if (const Value* i = step.find("interaction")) {
    Interaction interaction{(*i)["kind"].as_string(), (*i)["target"].as_string(), (*i)["role"].as_string(), (*i)["form"].as_string(), {}, {}};
    if ((*i)["x"].is_number()) interaction.x = (*i)["x"].as_double();
    if ((*i)["y"].is_number()) interaction.y = (*i)["y"].as_double();
    reports.report(at, interaction);
  } else if (const Value* name = step.find("screen")) {
    reports.screen(at, name->as_string());
  } else if (const Value* front = step.find("foreground")) {
    reports.foreground(at, front->as_bool());
  } else if (step.find("error") != nullptr) {
    reports.error(at);
  } else if (step.find("clear") != nullptr) {
    reports.detector.clear();
  } else {
    ASSERT_NE(step.find("advance"), nullptr) << "an unknown step: " << to_json(step);
    reports.advance(at);
  }
}

Value made(const std::vector<Signal>& signals) {
  Value::Array list;
  for (const Signal& s : signals)
    list.push_back(Value::Object{{"at", Value(s.at.wall_ms - Reports::start_ms)}, {"name", Value(s.name)}, {"properties", Value(s.properties)}});
  return list;
}

TEST(SignalCases, EachMakesItsSignals) {
  const auto& cases = document()["cases"].as_array();
  ASSERT_GE(cases.size(), 20u);
  for (const Value& c : cases) {
    SCOPED_TRACE(c["name"].as_string());
    Reports reports;
    if (c.find("thresholds") != nullptr) reports.detector.set_thresholds(thresholds(c["thresholds"]));
    for (const Value& step : c["steps"].as_array()) take(reports, step);
    const Value actual = made(reports.signals);
    EXPECT_TRUE(actual == c["signals"]) << "made " << to_json(actual) << "\ninstead of " << to_json(c["signals"]);
    if (const Value* timer = c.find("nextTimer")) {
      EXPECT_EQ(reports.timer(), timer->is_null() ? -1 : timer->as_int());
    }
  }
}

}  // namespace
}  // namespace docent::core::test
