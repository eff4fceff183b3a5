// libFuzzer target: one input is one line of `docent eval`, {"rule": …, "data": …, "events": …, "now": …, "segments": …}. Whatever it holds, there is
// one JSON answer, the same each time; a value keeps its meaning without constant folding and explain agrees with it.
// tests/unit/guidance/corpus_test.cpp runs the corpus without a fuzzer.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "guidance/eval_lines.h"
#include "guidance/told_history.h"
#include "json/validate.h"
#include "rules/evaluator.h"
#include "rules/explain.h"

using namespace docent::core;

namespace {

std::string_view input;  // the one at work

void require(bool holds) {
  if (holds) return;
  std::fprintf(stderr, "does not hold for: %.*s\n", static_cast<int>(input.size()), input.data());
  std::abort();
}

struct Outcome {
  RuleErrorType error = RuleErrorType::none;
  std::string result;
};

Outcome run(const Value& line, bool folding, bool explain) {
  RuleSet rules;
  rules.set_folding(folding);
  for (const Value& segment : line["segments"].as_array()) rules.declare_segment(segment["id"].as_string(), segment["rule"]);
  const CompileResult compiled = rules.compile(line["rule"]);
  if (!compiled.ok()) {
    require(line["rule"].at_pointer(compiled.error.pointer) != nullptr);
    return {compiled.error.type, ""};
  }
  const auto told = read_told_events(line["events"]);
  const auto events = told.ok() ? *told : std::vector<ToldEvent>();
  const ToldInput document(rules, line["data"], events, events.empty() ? Instant() : events.back().at);
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
  input = text;
  const auto line = parse_json(text, 256);
  if (!line.ok()) return 0;
  require(is_json(text, 256));
  const std::string answer = eval_line(text, {});
  require(is_json(answer, 1024) && answer == eval_line(text, {}));
  const Outcome folded = run(*line, true, true);
  const Outcome plain = run(*line, false, false);
  if (folded.error == RuleErrorType::budget_exceeded || plain.error == RuleErrorType::budget_exceeded) return 0;
  require(folded.error == plain.error && folded.result == plain.result);
  return 0;
}
