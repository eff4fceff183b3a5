// The linter on documents with nothing to find, on one mistake at a time (lint_cases.json; lint_example_cases.json
// for the example strategy, where two rules need more than one edit), and on every small change.
#include "guidance/lint.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <set>

#include "files.h"

namespace docent::core::test {
namespace {

Value json_file(const char* name) {
  auto parsed = parse_json(read_text(std::string(DOCENT_SOURCE_DIR "/tests/unit/guidance/") + name));
  EXPECT_TRUE(parsed.ok()) << name << ": " << parsed.status().message();
  return parsed.ok() ? std::move(*parsed) : Value();
}

// `root` with another value at `pointer`, or without it.
Value changed(const Value& root, std::string_view pointer, const Value* to) {
  if (pointer.empty()) return to == nullptr ? Value() : *to;
  const auto end = std::min(pointer.find('/', 1), pointer.size());
  const std::string key(pointer.substr(1, end - 1));
  const std::string_view rest = pointer.substr(end);
  const bool removes = rest.empty() && to == nullptr;
  if (root.is_array()) {
    Value::Array items;
    for (std::size_t i = 0; i < root.as_array().size(); i++) {
      if (std::to_string(i) != key) items.push_back(root.as_array()[i]);
      else if (!removes) items.push_back(changed(root.as_array()[i], rest, to));
    }
    return Value(std::move(items));
  }
  Value::Object members;
  for (const auto& [name, member] : root.as_object()) {
    if (name != key) members.emplace_back(name, member);
    else if (!removes) members.emplace_back(name, changed(member, rest, to));
  }
  if (root.find(key) == nullptr && to != nullptr) members.emplace_back(key, changed(Value(), rest, to));
  return Value(std::move(members));
}

std::vector<std::string> found(const std::string& json) {
  const Findings findings = lint(json);
  std::vector<std::string> list;
  for (const Finding& f : findings.errors) list.push_back(f.rule + " " + f.pointer);
  for (const Finding& f : findings.warnings) list.push_back(f.rule + " " + f.pointer);
  return list;
}

void collect_pointers(const Value& value, const std::string& here, std::vector<std::string>& all) {
  if (!here.empty()) all.push_back(here);
  for (std::size_t i = 0; i < value.as_array().size(); i++) collect_pointers(value.as_array()[i], pointer_to(here, i), all);
  for (const auto& [key, member] : value.as_object()) collect_pointers(member, pointer_to(here, key), all);
}

TEST(Lint, FindsNothingInCleanDocuments) {
  EXPECT_THAT(found(to_json(json_file("lint_base.json"))), testing::IsEmpty());
  EXPECT_THAT(found(read_text(DOCENT_SOURCE_DIR "/examples/notes-terminal/strategy.json")), testing::IsEmpty());
}

TEST(Lint, FindsNothingInTheExampleStrategy) {
  const std::string json = read_text(DOCENT_SHARED_DIR "/strategy.example.json");
  if (json.empty()) GTEST_SKIP() << "the example strategy is not beside this checkout";
  EXPECT_THAT(found(json), testing::IsEmpty());
}

Value edited(const Value& document, const Value& edit) {
  const bool sets = edit.find("set") != nullptr;
  return changed(document, edit[sets ? "set" : "remove"].as_string(), sets ? &edit["value"] : nullptr);
}

void expect_each_mistake(const Value& base, const Value& cases) {
  for (const Value& c : cases.as_array()) {
    Value document = edited(base, c);
    for (const Value& further : c["also"].as_array()) document = edited(document, further);
    const std::string expected = std::string(c["expect"]["rule"].as_string()) + " " + std::string(c["expect"]["pointer"].as_string());
    EXPECT_THAT(found(to_json(document)), testing::ElementsAre(expected)) << c["why"].as_string();
  }
}

TEST(Lint, FindsEachMistakeAndNoOther) { expect_each_mistake(json_file("lint_base.json"), json_file("lint_cases.json")); }

TEST(Lint, FindsEachMistakeInTheExampleStrategyAndNoOther) {
  const std::string json = read_text(DOCENT_SHARED_DIR "/strategy.example.json");
  if (json.empty()) GTEST_SKIP() << "the example strategy is not beside this checkout";
  expect_each_mistake(*parse_json(json), json_file("lint_example_cases.json"));
}

TEST(Lint, FindsTheEndOfACutDocument) {
  const std::string json = to_json(json_file("lint_base.json"));
  EXPECT_THAT(found(json.substr(0, json.size() / 2)), testing::ElementsAre("json "));
}

// docs/lint.md lists the rules of errors in its first paragraph, those of policies and warnings in the first column of its tables.
std::set<std::string> explained_rules() {
  const std::string page = read_text(DOCENT_SOURCE_DIR "/docs/lint.md");
  const auto list = page.find("## Errors");
  std::string text = page.substr(list, page.find("A document with one of them", list) - list);
  for (auto row = page.find("\n| `"); row != std::string::npos; row = page.find("\n| `", row + 1))
    text += page.substr(row, page.find('`', row + 4) + 1 - row);
  std::set<std::string> rules;
  for (auto open = text.find('`'); open != std::string::npos;) {
    const auto close = text.find('`', open + 1);
    rules.insert(text.substr(open + 1, close - open - 1));
    open = text.find('`', close + 1);
  }
  return rules;
}

TEST(Lint, EveryRuleIsExplainedAndHasACase) {
  std::set<std::string> rules = {"json"};
  for (const char* file : {"lint_cases.json", "lint_example_cases.json"}) {
    const Value cases = json_file(file);
    for (const Value& c : cases.as_array()) rules.emplace(c["expect"]["rule"].as_string());
  }
  EXPECT_THAT(rules, testing::ContainerEq(explained_rules()));
}

TEST(Lint, SurvivesEverySmallChange) {
  const Value base = json_file("lint_base.json");
  std::vector<std::string> pointers;
  collect_pointers(base, "", pointers);
  const std::vector<Value> values = {Value(),
                                     Value(true),
                                     Value(0),
                                     Value(-1),
                                     Value(""),
                                     Value("x"),
                                     Value("P1D"),
                                     Value(Value::Array{}),
                                     Value(Value::Object{}),
                                     Value(Value::Object{{"!", Value::Array{}}}),
                                     Value(Value::Object{{"and", Value()}})};
  std::size_t findings = 0;
  for (const std::string& pointer : pointers) {
    findings += found(to_json(changed(base, pointer, nullptr))).size();
    for (const Value& value : values) findings += found(to_json(changed(base, pointer, &value))).size();
  }
  EXPECT_GT(findings, 1'000u);
}

TEST(Lint, ReadsAThousandCampaignsInASecond) {
  const Value base = json_file("lint_base.json");
  Value::Array campaigns;
  for (int i = 0; i < 1'000; i++) {
    const Value id("c" + std::to_string(i));
    campaigns.push_back(changed(base["campaigns"].as_array()[static_cast<std::size_t>(i) % 2], "/id", &id));
  }
  const Value list(std::move(campaigns));
  const std::string json = to_json(changed(base, "/campaigns", &list));
  const auto start = std::chrono::steady_clock::now();
  EXPECT_FALSE(found(json).empty());
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));  // 10 for sanitizers and busy machines
}

}  // namespace
}  // namespace docent::core::test
