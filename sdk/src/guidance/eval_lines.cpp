#include "guidance/eval_lines.h"

#include "guidance/told_history.h"
#include "json/value.h"
#include "json/writer.h"
#include "model/limits.h"
#include "rules/evaluator.h"
#include "rules/explain.h"

namespace docent::core {
namespace {

constexpr int max_line_depth = 1'024;  // so that a rule that is too deep is told so, and not called bad JSON

std::string error_line(std::string_view type, std::string_view pointer, std::string_view message) {
  std::string line = "{\"error\":{\"type\":";
  append_json_string(line, type);
  line += ",\"pointer\":";
  append_json_string(line, pointer);
  line += ",\"message\":";
  append_json_string(line, message);
  return line + "}}";
}
std::string error_line(const RuleError& error) { return error_line(rule_error_name(error.type), error.pointer, error.message); }
std::string invalid_input(std::string_view message) { return error_line("invalid_input", "", message); }

// Declares "segments"; false when they have another form.
bool declare_segments(const Value& line, RuleSet& rules) {
  const Value* segments = line.find("segments");
  if (segments == nullptr) return true;
  for (const Value& segment : segments->as_array()) {
    const Value* rule = segment.find("rule");
    if (rule == nullptr || !segment["id"].is_string()) return false;
    rules.declare_segment(segment["id"].as_string(), *rule);
  }
  return segments->is_array();
}

// Reads one line, cut to `max_bytes`. False at the end of the input.
bool read_line(std::streambuf& in, std::string& line, std::size_t max_bytes, bool& cut) {
  using Traits = std::char_traits<char>;
  line.clear();
  cut = false;
  bool any = false;
  for (auto c = in.sbumpc(); c != Traits::eof(); c = in.sbumpc()) {
    any = true;
    if (c == '\n') return true;
    if (line.size() < max_bytes) line.push_back(Traits::to_char_type(c));
    else cut = true;
  }
  return any;
}

}  // namespace

std::string eval_line(std::string_view text, Instant present, const ZoneSource& zones) {
  const auto line = parse_json(text, max_line_depth);
  if (!line.ok()) return error_line("invalid_json", "", line.status().message());
  const Value* rule = line->find("rule");
  if (rule == nullptr) return invalid_input("a line needs the form {\"rule\": …, \"data\": …}");
  RuleSet rules;
  rules.set_zones(zones);
  if (!declare_segments(*line, rules)) return invalid_input("\"segments\" needs the form [{\"id\": …, \"rule\": …}]");
  std::vector<ToldEvent> events;
  if (const Value* told = line->find("events")) {
    auto read = read_told_events(*told);
    if (!read.ok()) return invalid_input(read.status().message());
    events = std::move(*read);
  }
  Instant now = events.empty() ? present : events.back().at;
  const Value* time = line->find("now");
  if (time != nullptr && !read_instant(time->as_string(), now)) return invalid_input("\"now\" needs a time such as \"2026-11-23T08:00:00+01:00\"");
  const CompileResult compiled = rules.compile(*rule);
  if (!compiled.ok()) return error_line(compiled.error);
  const ToldInput input(rules, (*line)["data"], events, now);
  Evaluator evaluator(rules);
  Value result;
  if (evaluator.evaluate(compiled.rule, input.input(), result).error != RuleErrorType::none)
    return error_line(explain_error(evaluator, compiled.rule, input.input()));
  std::string answer = "{\"result\":";
  append_json(answer, result);
  return answer + "}";
}

EvalCounts eval_lines(std::istream& in, std::ostream& out, const Clock& clock, const ZoneSource& zones) {
  EvalCounts counts;
  const ZoneSource known = ask_once(zones);
  std::string line;
  bool cut = false;
  while (out.good() && read_line(*in.rdbuf(), line, limits::max_eval_line_bytes, cut)) {
    if (!cut && line.find_first_not_of(" \t\r") == std::string::npos) continue;
    const std::string answer = cut ? error_line("too_large", "", "a line of more than " + std::to_string(limits::max_eval_line_bytes) + " bytes")
                                   : eval_line(line, clock.now(), known);
    out << answer << '\n';
    counts.lines++;
    counts.errors += answer.starts_with("{\"error\"") ? 1 : 0;
    if (in.rdbuf()->in_avail() <= 0) out.flush();
  }
  out.flush();
  return counts;
}

}  // namespace docent::core
