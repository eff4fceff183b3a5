// libFuzzer target: one input is one line of `docent eval`, {"rule": …, "data": …}. Whatever it holds, there is one JSON answer, the same with
// constant folding and without, and explain agrees with it. tests/unit/rules/corpus_test.cpp runs the corpus without a fuzzer.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "json/validate.h"
#include "rules/document_input.h"
#include "rules/eval_lines.h"
#include "rules/evaluator.h"
#include "rules/explain.h"

using namespace docent::core;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

struct Outcome {
  RuleErrorType error = RuleErrorType::none;
  std::string result;
};

Outcome run(const Value& line, bool folding, bool explain) {
  RuleSet rules;
  rules.set_folding(folding);
  const CompileResult compiled = rules.compile(line["rule"]);
  if (!compiled.ok()) {
    require(line["rule"].at_pointer(compiled.error.pointer) != nullptr);
    return {compiled.error.type, ""};
  }
  const DocumentInput document(rules, line["data"]);
  Evaluator evaluator(rules);
  Value result;
  const Verdict verdict = evaluator.evaluate(compiled.rule, document.input(), result);
  if (explain && verdict.error != RuleErrorType::budget_exceeded)
    require(explain_mismatch(evaluator, compiled.rule, document.input()).has_value() == !verdict.holds);
  return {verdict.error, to_json(result)};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto line = parse_json(text, 256);
  if (!line.ok()) return 0;
  require(is_json(text, 256));
  require(is_json(eval_line(text, {}), 1024));
  const Outcome folded = run(*line, true, true);
  const Outcome plain = run(*line, false, false);
  if (folded.error == RuleErrorType::budget_exceeded || plain.error == RuleErrorType::budget_exceeded) return 0;
  require(folded.error == plain.error && folded.result == plain.result);
  return 0;
}
