// Runs the seed corpus of tests/fuzz/rules_fuzz.cpp, each of its files with bytes changed, cut and doubled, and random rules over random histories:
// the target must not abort.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "base/rfc3339.h"
#include "guidance/eval_lines.h"
#include "json/value.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size);

namespace docent::core {
namespace {

int feed(const std::string& text) { return LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(text.data()), text.size()); }

std::vector<std::string> corpus() {
  std::vector<std::string> texts;
  for (const auto& entry : std::filesystem::directory_iterator(DOCENT_SOURCE_DIR "/tests/fuzz/corpus/rules")) {
    std::ifstream file(entry.path(), std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    texts.push_back(text.str());
  }
  std::sort(texts.begin(), texts.end());
  return texts;
}

TEST(Corpus, EveryFileGivesAnAnswer) {
  const auto texts = corpus();
  ASSERT_GE(texts.size(), 10u);
  for (const std::string& text : texts) {
    EXPECT_EQ(feed(text), 0);
    EXPECT_EQ(eval_line(text, {}).find("invalid_"), std::string::npos) << text;
  }
}

TEST(Corpus, Mutations) {
  std::mt19937 random(11);
  const auto texts = corpus();
  for (int round = 0; round < 10'000; round++) {
    std::string text = texts[random() % texts.size()];
    for (auto edits = random() % 3 + 1; edits > 0 && !text.empty(); edits--) {
      const std::size_t at = random() % text.size();
      switch (random() % 4) {
        case 0: text[at] = static_cast<char>(random() % 256); break;
        case 1: text[at] = "{}[]\",:0123456789.-etrufalsn<>=!+*/%"[random() % 36]; break;
        case 2: text.erase(at, random() % 8); break;
        default: text.insert(at, text.substr(random() % text.size(), random() % 16)); break;
      }
    }
    ASSERT_EQ(feed(text), 0) << text;
  }
}

// Random lines about history: mostly right, with an operand, a time or a property now and then that is not.
class Lines {
 public:
  explicit Lines(uint32_t seed) : random_(seed) {}

  std::string next() {
    Value::Array events;
    for (std::size_t n = pick(30); n > 0; n--) events.push_back(event());
    Value::Object line{{"rule", rule(3)}, {"events", std::move(events)}, {"segments", Value::Array{segment()}}};
    if (pick(4) != 0) line.emplace_back("now", time());
    return to_json(line);
  }

 private:
  std::size_t pick(std::size_t n) { return random_() % n; }
  Value any(std::initializer_list<Value> values) { return *(values.begin() + static_cast<std::ptrdiff_t>(pick(values.size()))); }

  Value name() { return pick(200) == 0 ? any({"", Value(), 5, Value::Array{}}) : any({"a", "b", "c", "dwell", "campaign_shown"}); }
  Value window() { return pick(200) == 0 ? any({"PT0S", "soon", 5}) : any({"PT1S", "PT1M", "PT1H", "P1D", "P36500D"}); }
  Value time() {
    constexpr int64_t around = 1'767'261'600'000;
    if (pick(2'000) == 0) return any({"yesterday", 5, "2026-01-01T00:00:00"});
    std::string text = format_rfc3339(around + static_cast<int64_t>(pick(200'000'000)));
    if (pick(2) == 0) text.replace(text.size() - 1, 1, pick(2) == 0 ? "+05:30" : "-08:00");
    return text;
  }
  Value event() {
    Value::Object properties;
    if (pick(2) == 0) properties.emplace_back("n", any({1, -2.5, 1e308, "x", Value(), true}));
    if (pick(2) == 0) properties.emplace_back("screen", any({"editor", "home", 5}));
    if (pick(2) == 0) properties.emplace_back("ms", any({1'200, 0.5, -1, "x"}));
    if (pick(2) == 0) properties.emplace_back("campaignId", any({"t", "u", 5}));
    return Value::Object{{"event", name()}, {"timestamp", time()}, {"properties", std::move(properties)}};
  }
  Value segment() { return Value::Object{{"id", "s"}, {"rule", pick(2) == 0 ? question() : any({true, 0, Value()})}}; }
  Value filter() {
    return Value::Object{{any({">", "==", "<"}).as_string().data(), Value::Array{Value::Object{{"var", "n"}}, any({1, "x", Value()})}}};
  }
  Value question() {
    const auto op = [](const char* name, Value::Array operands) { return Value(Value::Object{{name, std::move(operands)}}); };
    switch (pick(10)) {
      case 0: return op("event_count", {name(), window(), filter()});
      case 1: return op("event_days", {name(), window()});
      case 2: return op("event_age", {name(), filter()});
      case 3: return op("event_first_age", {name()});
      case 4: return op("event_sum", {name(), "n", window()});
      case 5: return op("event_max", {name(), "n"});
      case 6: return op("event_seq", {Value::Array{name(), name(), name()}, window(), Value::Array{name()}});
      case 7: return op("dwell", {any({"editor", "home", "editing=text"}), window()});
      case 8: return op("campaign_count", {any({"t", "u"}), any({"shown", "dismissed", "seen"})});
      default: return op("campaign_age", {"t", "shown"});
    }
  }
  Value rule(int depth) {
    if (depth == 0 || pick(5) == 0) return question();
    const Value op = any({"and", "or", "==", "!=", "<", ">=", "+", "-", "*", "/", "max", "in", "cat", "!", "in_segment", "map"});
    const std::string name(op.as_string());
    if (name == "in_segment") return Value::Object{{name, Value::Array{"s"}}};
    if (name == "!") return Value::Object{{name, Value::Array{rule(depth - 1)}}};
    if (name == "map") return Value::Object{{name, Value::Array{Value::Array{1, "a", Value()}, rule(depth - 1)}}};
    return Value::Object{{name, Value::Array{rule(depth - 1), pick(2) == 0 ? rule(depth - 1) : any({0, 1.5, "x", Value(), false})}}};
  }

  std::mt19937 random_;
};

TEST(Corpus, RandomHistories) {
  int answered = 0;
  for (uint32_t seed = 0; seed < 5'000; seed++) {
    const std::string line = Lines(seed).next();
    ASSERT_EQ(feed(line), 0);
    answered += eval_line(line, {}).starts_with("{\"result\"") ? 1 : 0;
  }
  EXPECT_GT(answered, 2'000) << "many rules must have a value, or the test tests little";
}

}  // namespace
}  // namespace docent::core
