// Looks into rules as JSON, before they are compiled away: what they refer to, and which questions they ask history. Load time only; pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "guidance/references.h"
#include "json/value.h"
#include "rules/history_slot.h"
#include "rules/rule_input.h"

namespace docent::core {

// Notes the events, segments, campaigns and (in user scope) attributes that a rule names, each with its place.
void note_references(const Value& rule, RuleScope scope, const std::string& pointer, References& references);

struct HistoryQuestion {
  const Value* node = nullptr;  // within the rule
  HistoryOp op = HistoryOp::event_count;
  std::vector<std::string> names;
  int64_t window_ms = 0;  // 0: all of the past
};
// The distinct event_… questions without a filter, in document order.
std::vector<HistoryQuestion> history_questions(const Value& rule);

// The events that a rule asks about, also by way of the segments of the document (its member `segments`).
std::vector<std::string> event_names(const Value& rule, const Value& segments);

}  // namespace docent::core
