#include "guidance/rule_reading.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/duration.h"
#include "model/limits.h"

namespace docent::core {
namespace {

// Their later operands are evaluated with an element of a list as the data.
constexpr std::array<std::string_view, 6> over_elements = {"map", "filter", "reduce", "all", "some", "none"};

struct Operation {
  std::string_view op;
  const Value* operands;  // one, or an array of them
};
std::optional<Operation> operation_of(const Value& rule) {
  if (!rule.is_object() || rule.as_object().size() != 1) return std::nullopt;
  return Operation{rule.as_object().front().first, &rule.as_object().front().second};
}

const Value& first_of(const Value& operands) {
  static const Value none;
  if (!operands.is_array()) return operands;
  return operands.as_array().empty() ? none : operands.as_array().front();
}

std::optional<HistoryOp> history_op_of(std::string_view op) {
  for (const HistoryOp candidate :
       {HistoryOp::event_count, HistoryOp::event_days, HistoryOp::event_age, HistoryOp::event_first_age, HistoryOp::event_sum, HistoryOp::event_max,
        HistoryOp::event_seq, HistoryOp::dwell, HistoryOp::campaign_count, HistoryOp::campaign_age}) {
    if (history_op_name(candidate) == op) return candidate;
  }
  return std::nullopt;
}

void use_names(const Value& value, NameKind kind, const std::string& pointer, References& references) {
  if (value.is_string()) references.use(kind, value.as_string(), pointer);
  for (const Value& name : value.as_array()) use_names(name, kind, pointer, references);
}

std::vector<std::string> texts_of(const Value& value) {
  if (value.is_string()) return {std::string(value.as_string())};
  std::vector<std::string> list;
  for (const Value& item : value.as_array()) list.emplace_back(item.as_string());
  return list;
}

void collect_questions(const Value& rule, std::vector<HistoryQuestion>& list) {
  const auto operation = operation_of(rule);
  if (!operation) {
    for (const Value& item : rule.as_array()) collect_questions(item, list);
    return;
  }
  const auto op = history_op_of(operation->op);
  if (!op) {
    collect_questions(*operation->operands, list);
    return;
  }
  const auto& operands = operation->operands->as_array();
  if (*op >= HistoryOp::event_sum && *op != HistoryOp::event_seq) return;
  HistoryQuestion question{&rule, *op, texts_of(first_of(*operation->operands)), 0};
  if (operands.size() > 1) question.window_ms = parse_duration_ms(operands[1].as_string()).value_or(0);
  const bool filtered = *op != HistoryOp::event_seq && std::any_of(operands.begin(), operands.end(), [](const Value& o) { return o.is_object(); });
  const bool known = std::any_of(list.begin(), list.end(), [&](const HistoryQuestion& q) { return *q.node == rule; });
  if (!filtered && !known) list.push_back(std::move(question));
}

void collect_events(const Value& rule, const Value& segments, int depth, std::vector<std::string>& names) {
  if (depth > limits::max_rule_depth) return;  // segments in a circle are refused elsewhere
  const auto operation = operation_of(rule);
  if (!operation) {
    for (const Value& item : rule.as_array()) collect_events(item, segments, depth + 1, names);
    return;
  }
  if (operation->op == "in_segment") {
    for (const Value& segment : segments.as_array()) {
      if (segment["id"] == first_of(*operation->operands)) collect_events(segment["rule"], segments, depth + 1, names);
    }
    return;
  }
  const auto op = history_op_of(operation->op);
  if (!op) return collect_events(*operation->operands, segments, depth + 1, names);
  if (*op == HistoryOp::dwell) names.emplace_back(dwell_event);
  if (*op >= HistoryOp::dwell) return;
  for (std::string& name : texts_of(first_of(*operation->operands))) names.push_back(std::move(name));
  const auto& operands = operation->operands->as_array();
  if (*op == HistoryOp::event_seq && operands.size() > 2) {
    for (std::string& name : texts_of(operands[2])) names.push_back(std::move(name));
  }
}

// `place` is the pointer of `rule`; used as a stack, so that a rule without news costs no texts.
void note_in(const Value& rule, RuleScope scope, std::string& place, References& references) {
  const std::size_t here = place.size();
  const auto operation = operation_of(rule);
  if (!operation) {
    for (std::size_t i = 0; i < rule.as_array().size(); i++) {
      place += '/';
      place += std::to_string(i);
      note_in(rule.as_array()[i], scope, place, references);
      place.resize(here);
    }
    return;
  }
  append_to_pointer(place, operation->op);
  const Value& first = first_of(*operation->operands);
  const auto op = history_op_of(operation->op);
  if (operation->op == "var") {
    if (scope == RuleScope::user && first.is_string() && !first.as_string().empty()) references.use(NameKind::attribute, first.as_string(), place);
  } else if (operation->op == "missing" || operation->op == "missing_some") {
    const bool some = operation->op == "missing_some";
    const Value& paths = some && operation->operands->is_array() && operation->operands->as_array().size() > 1 ? operation->operands->as_array()[1]
                         : some                                                                                ? first
                                                                                                               : *operation->operands;
    if (scope == RuleScope::user && !operation_of(paths)) use_names(paths, NameKind::attribute, place, references);
  } else if (operation->op == "in_segment") {
    use_names(first, NameKind::segment, place, references);
  } else if (op) {
    if (*op != HistoryOp::dwell) use_names(first, *op >= HistoryOp::campaign_count ? NameKind::campaign : NameKind::event, place, references);
    if (*op == HistoryOp::event_seq && operation->operands->as_array().size() > 2)
      use_names(operation->operands->as_array()[2], NameKind::event, place, references);
  } else if (std::find(over_elements.begin(), over_elements.end(), operation->op) != over_elements.end()) {
    if (operation->operands->is_array()) place += "/0";
    note_in(first, scope, place, references);
  } else {
    note_in(*operation->operands, scope, place, references);
  }
  place.resize(here);
}

}  // namespace

void note_references(const Value& rule, RuleScope scope, const std::string& pointer, References& references) {
  std::string place = pointer;
  note_in(rule, scope, place, references);
}

std::vector<HistoryQuestion> history_questions(const Value& rule) {
  std::vector<HistoryQuestion> list;
  collect_questions(rule, list);
  return list;
}

std::vector<std::string> event_names(const Value& rule, const Value& segments) {
  std::vector<std::string> names;
  collect_events(rule, segments, 0, names);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace docent::core
