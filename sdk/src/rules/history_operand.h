// Reads the literal operands of the history operators: names, ISO 8601 windows, filters, outcomes. Pure.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "json/value.h"
#include "rules/history_slot.h"
#include "rules/rule_error.h"

namespace docent::core::rules {

struct HistoryOperand {
  HistorySlot slot;               // all but `filter` and `filter_json`
  const Value* filter = nullptr;  // to be compiled by the caller
  std::size_t filter_position = 0;
};

// "name", in quotation marks.
std::string quoted(std::string_view name);

// `name` is a history operator's, `operands` as many as its row in the table allows. The error's pointer is relative to the operator's operands
// ("/1").
RuleError read_history_operand(std::string_view name, std::span<const Value> operands, HistoryOperand& out);

}  // namespace docent::core::rules
