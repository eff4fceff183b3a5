// Runs the vectors about rules (README.md) through what `docent eval` does with a line, and those about bucketing through rules/bucketing.h. Each
// case becomes a test of its own. usage: conformance_rules FOLDER
#include <gtest/gtest.h>

#include <cstdio>
#include <deque>
#include <fstream>
#include <sstream>

#include "base/rfc3339.h"
#include "guidance/eval_lines.h"
#include "json/value.h"
#include "rules/bucketing.h"
#include "rules/murmur3.h"

namespace docent::core {
namespace {

constexpr int max_depth = 128;

// `count` copies of an event, `step_ms` apart.
void append_series(Value::Array& events, const Value& series) {
  const Value& event = series.as_array()[0];
  const int64_t step_ms = series.as_array()[2].as_int();
  const int64_t first = parse_rfc3339(event["timestamp"].as_string()).value();
  for (int64_t i = 0; i < series.as_array()[1].as_int(); i++) {
    Value one = event;
    for (auto& [key, member] : one.object())
      if (key == "timestamp") member = Value(format_rfc3339(first + i * step_ms));
    events.push_back(std::move(one));
  }
}

// A value of a vector, with what it doesn't spell out.
Value expanded(const Value& value) {
  if (value.is_array()) {
    Value::Array items;
    for (const Value& item : value.as_array()) {
      if (const Value* series = item.find("$series")) append_series(items, *series);
      else items.push_back(expanded(item));
    }
    return items;
  }
  if (!value.is_object()) return value;
  if (const Value* repeat = value.find("$repeat")) {
    std::string text;
    for (int64_t i = 0; i < repeat->as_array()[1].as_int(); i++) text += repeat->as_array()[0].as_string();
    return text;
  }
  if (const Value* list = value.find("$list"))
    return Value::Array(static_cast<std::size_t>(list->as_array()[1].as_int()), expanded(list->as_array()[0]));
  if (const Value* deep = value.find("$deep")) {
    const std::string op(deep->as_array()[0].as_string());
    Value inner = expanded(deep->as_array()[2]);
    for (int64_t i = 0; i < deep->as_array()[1].as_int(); i++) {
      Value list = Value::Array{std::move(inner)};
      inner = op == "$array" ? std::move(list) : Value(Value::Object{{op, std::move(list)}});
    }
    return inner;
  }
  Value::Object members;
  for (const auto& [key, member] : value.as_object()) members.emplace_back(key, expanded(member));
  return members;
}

class Vector : public testing::Test {
 public:
  explicit Vector(const Value& vector) : case_(vector) {}

  void TestBody() override {
    if (case_.find("rule") != nullptr) rule();
    else if (case_.find("murmur3") != nullptr) EXPECT_EQ(int64_t{murmur3_x86_32(case_["text"].as_string())}, case_["murmur3"].as_int());
    else if (case_.find("in_holdout") != nullptr) holdout();
    else experiment();
  }

 private:
  void rule() {
    Value::Object line;
    for (const char* member : {"rule", "data", "events", "now", "segments"})
      if (const Value* value = case_.find(member)) line.emplace_back(member, expanded(*value));
    const std::string text = to_json(line);
    const std::string answer = eval_line(text, {});
    EXPECT_EQ(answer, eval_line(text, {})) << "the same line, the same answer";
    const auto read = parse_json(answer, max_depth);
    ASSERT_TRUE(read.ok()) << answer;
    if (const Value* error = case_.find("error")) {
      EXPECT_EQ((*read)["error"]["type"].as_string(), error->as_string()) << answer;
    } else {
      ASSERT_NE(read->find("result"), nullptr) << answer;
      EXPECT_EQ((*read)["result"], expanded(case_["result"])) << answer;
    }
  }
  void holdout() {
    EXPECT_EQ(in_holdout(case_["seed"].as_string(), case_["attribute"].as_string(), case_["percentage"].as_double()), case_["in_holdout"].as_bool());
  }
  void experiment() {
    auto hash = static_cast<uint32_t>(case_["hash"].as_int());
    if (case_.find("seed") != nullptr) {
      EXPECT_EQ(hash, experiment_hash(case_["seed"].as_string(), case_["attribute"].as_string()));
    }
    std::vector<uint32_t> weights;
    uint64_t total = 0;
    for (const Value& weight : case_["weights"].as_array()) {
      weights.push_back(static_cast<uint32_t>(weight.as_int()));
      total += weights.back();
    }
    if (const Value* bucket = case_.find("bucket")) {
      EXPECT_EQ(bucket_of(hash, total), static_cast<uint64_t>(bucket->as_int()));
    }
    const Value& variant = case_["variant"];
    EXPECT_EQ(pick_variant(hash, weights), variant.is_null() ? no_bucket : static_cast<std::size_t>(variant.as_int()));
  }

  const Value& case_;
};

}  // namespace
}  // namespace docent::core

int main(int argc, char** argv) {
  using namespace docent::core;
  testing::InitGoogleTest(&argc, argv);
  if (argc != 2) {
    std::fprintf(stderr, "usage: conformance_rules FOLDER\n");
    return 2;
  }
  static std::deque<Value> files;  // the tests refer to what they hold
  for (const char* name : {"rules", "history", "bucketing"}) {
    std::ifstream file(std::string(argv[1]) + "/" + name + ".json", std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    auto cases = parse_json(text.str(), max_depth);
    if (!cases.ok()) {
      std::fprintf(stderr, "%s/%s.json: %s\n", argv[1], name, std::string(cases.status().message()).c_str());
      return 1;
    }
    for (const Value& vector : files.emplace_back(std::move(*cases)).as_array()) {
      testing::RegisterTest(name, std::string(vector["name"].as_string()).c_str(), nullptr, nullptr, __FILE__, __LINE__,
                            [&vector]() -> testing::Test* { return new Vector(vector); });
    }
  }
  return RUN_ALL_TESTS();
}
