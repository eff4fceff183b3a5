// The operators whose operands are literals: in_segment, in_window and event history. Part of the Compiler.
#include "json/pointer.h"
#include "model/limits.h"
#include "rules/compiler.h"
#include "rules/history_operand.h"

namespace docent::core::rules {
namespace {

// Minutes since midnight of "HH:MM"; "24:00" where the end of the day is meant. -1 when it is none.
int minutes_of(const Value& value, bool end_of_day) {
  const std::string_view text = value.as_string();
  if (text.size() != 5 || text[2] != ':') return -1;
  for (const std::size_t i : {0, 1, 3, 4})
    if (text[i] < '0' || text[i] > '9') return -1;
  const int hour = (text[0] - '0') * 10 + (text[1] - '0');
  const int minute = (text[3] - '0') * 10 + (text[4] - '0');
  if (hour == 24 && minute == 0 && end_of_day) return 24 * 60;
  return hour < 24 && minute < 60 ? hour * 60 + minute : -1;
}

// {"===": [{"var": "screen"}, context]}; a context with a '=' is no screen but what the event calls its context.
Value dwell_filter(const std::string& context) {
  Value::Object property{{"var", context.find('=') == std::string::npos ? "screen" : "context"}};
  return Value::Object{{"===", Value::Array{std::move(property), context}}};
}

}  // namespace

bool Compiler::parse_literal(uint32_t node, std::span<const Value> operands, bool bare, int depth) {
  for (const Value& operand : operands)
    if (!count_values(operand, node)) return false;
  if (at(node).op == Op::in_window) return parse_window(node, operands);
  if (program_->scope == RuleScope::event)
    return fail(RuleErrorType::bad_argument, node, quoted(at(node).name) + " asks about the user; a rule about one event can't");
  return at(node).op == Op::in_segment ? parse_segment(node, operands, depth) : parse_history(node, operands, bare);
}

bool Compiler::parse_segment(uint32_t node, std::span<const Value> operands, int depth) {
  const std::string id(operands[0].as_string());
  const uint32_t index = operands[0].is_string() ? tables_.segment_ids.find(id) : NameTable::none;
  if (index == NameTable::none) return fail(RuleErrorType::bad_argument, node, "there is no segment " + to_json(operands[0]));
  if (tables_.segments[index].state == Tables::State::compiling) {
    std::string circle;
    for (const uint32_t outer : tables_.compiling) circle += tables_.segment_ids.names()[outer] + " → ";
    return fail(RuleErrorType::bad_argument, node, "segments refer to one another in a circle: " + circle + id);
  }
  const CompileResult& segment = compile_declared(tables_, index);
  if (!segment.ok()) {
    const std::string place = segment.error.pointer.empty() ? "" : ", at " + segment.error.pointer;
    (void)fail(segment.error.type, node, "segment \"" + id + "\" can't be compiled: " + segment.error.message + place);
    error_.of_segment = true;
    return false;
  }
  at(node).operand = segment.rule;
  return enter(node, depth + tables_.programs[segment.rule]->depth);
}

bool Compiler::parse_window(uint32_t node, std::span<const Value> operands) {
  const int from = minutes_of(operands[0], false);
  const int to = minutes_of(operands[1], true);
  if (from < 0)
    return fail(RuleErrorType::bad_argument, node, "\"in_window\" needs a time such as \"08:30\", not " + to_json(operands[0]), "/in_window/0");
  if (to < 0)
    return fail(RuleErrorType::bad_argument, node, "\"in_window\" needs a time such as \"17:00\", not " + to_json(operands[1]), "/in_window/1");
  if (from == to) return fail(RuleErrorType::bad_argument, node, "\"in_window\" is empty: it starts and ends at the same time", "/in_window/1");
  const std::string_view name = operands.size() > 2 ? operands[2].as_string() : device_zone_name;
  auto zone = parse_zone(name, tables_.zones);
  if (!zone && is_time_zone_name(name))
    return fail(RuleErrorType::unknown_time_zone, node, "the time zone \"" + std::string(name) + "\" is none that this device knows", "/in_window/2");
  if (!zone)
    return fail(RuleErrorType::bad_argument, node,
                "\"in_window\" needs a time zone such as \"local\", \"UTC\", \"+08:00\" or \"Europe/Berlin\", not " + to_json(operands[2]),
                "/in_window/2");
  at(node).operand = static_cast<uint32_t>(program_->windows.size());
  program_->windows.push_back({static_cast<uint16_t>(from), static_cast<uint16_t>(to), std::move(*zone)});
  return true;
}

bool Compiler::parse_history(uint32_t node, std::span<const Value> operands, bool bare) {
  HistoryOperand operand;
  std::string below;
  append_pointer(below, at(node).name);
  if (RuleError error = read_history_operand(at(node).name, operands, operand); error.type != RuleErrorType::none)
    return fail(error.type, node, std::move(error.message), below + (bare ? error.pointer.substr(2) : error.pointer));
  const Value in_context = operand.slot.op == HistoryOp::dwell ? dwell_filter(operand.slot.names[0]) : Value();
  if (!in_context.is_null()) operand.filter = &in_context;
  if (operand.filter != nullptr && !compile_filter(node, *operand.filter, operand.filter_position, operand.slot)) return false;
  const std::string key = operand.slot.key();
  if (tables_.history_keys.find(key) == NameTable::none) {
    if (tables_.history.size() == limits::max_rule_slots)
      return fail(RuleErrorType::too_large, node,
                  "the rules ask for more than " + std::to_string(limits::max_rule_slots) + " different things about history");
    tables_.history.push_back(std::move(operand.slot));
  }
  at(node).operand = tables_.history_keys.intern(key);
  return true;
}

bool Compiler::compile_filter(uint32_t node, const Value& filter, std::size_t position, HistorySlot& slot) {
  slot.filter_json = to_json(filter);
  const uint32_t known = tables_.filter_texts.find(slot.filter_json);
  if (known != NameTable::none) {
    slot.filter = tables_.filters[known];
    return true;
  }
  CompileResult compiled = compile_rule(tables_, filter, RuleScope::event, {});
  if (!compiled.ok()) {
    std::string below;
    append_pointer(below, at(node).name);
    append_pointer(below, position);
    return fail(compiled.error.type, node, std::move(compiled.error.message), below + compiled.error.pointer);
  }
  tables_.filter_texts.intern(slot.filter_json);
  tables_.filters.push_back(compiled.rule);
  slot.filter = compiled.rule;
  return true;
}

const CompileResult& compile_declared(Tables& tables, uint32_t index) {
  Tables::Segment& segment = tables.segments[index];
  if (segment.state == Tables::State::done) return segment.result;
  segment.state = Tables::State::compiling;
  tables.compiling.push_back(index);
  segment.result = compile_rule(tables, segment.rule, RuleScope::user, tables.segment_ids.names()[index]);
  tables.compiling.pop_back();
  segment.state = Tables::State::done;
  return segment.result;
}

}  // namespace docent::core::rules
