// The official JsonLogic cases, each with constant folding (as in production) and without (so that every operator runs in the machine).
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "rules/document_input.h"
#include "rules/evaluator.h"

namespace docent::core {
namespace {

constexpr int official_count = 278;

Value cases() {
  std::ifstream file(DOCENT_SHARED_DIR "/data/jsonlogic/compatible.json");
  std::stringstream text;
  text << file.rdbuf();
  auto value = parse_json(text.str());
  return value.ok() ? std::move(*value) : Value();
}

void run_all(bool folding) {
  const std::string path = DOCENT_SHARED_DIR "/data/jsonlogic/compatible.json";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << path << " is missing";
  int count = 0;
  const Value all = cases();
  for (const Value& test : all.as_array()) {
    if (test.is_string()) continue;  // a heading
    SCOPED_TRACE(to_json(test["rule"]) + " on " + to_json(test["data"]));
    RuleSet rules;
    rules.set_folding(folding);
    const CompileResult compiled = rules.compile(test["rule"]);
    ASSERT_TRUE(compiled.ok()) << compiled.error.message;
    const DocumentInput document(rules, test["data"]);
    Evaluator evaluator(rules);
    Value result;
    const Verdict verdict = evaluator.evaluate(compiled.rule, document.input(), result);
    EXPECT_EQ(rule_error_name(verdict.error), "");
    EXPECT_EQ(to_json(result), to_json(test["result"]));
    count++;
  }
  EXPECT_EQ(count, official_count);
}

TEST(OfficialCases, AllPass) { run_all(true); }
TEST(OfficialCases, AllPassWithoutFolding) { run_all(false); }

}  // namespace
}  // namespace docent::core
