#include "rules/history_slot.h"

#include "base/duration.h"
#include "json/value.h"

namespace docent::core {
namespace {

Value::Array values_of(const std::vector<std::string>& names) { return {names.begin(), names.end()}; }

}  // namespace

std::string_view history_op_name(HistoryOp op) noexcept {
  switch (op) {
    case HistoryOp::event_count: return "event_count";
    case HistoryOp::event_days: return "event_days";
    case HistoryOp::event_age: return "event_age";
    case HistoryOp::event_first_age: return "event_first_age";
    case HistoryOp::event_sum: return "event_sum";
    case HistoryOp::event_max: return "event_max";
    case HistoryOp::event_seq: return "event_seq";
    case HistoryOp::dwell: return "dwell";
    case HistoryOp::campaign_count: return "campaign_count";
    case HistoryOp::campaign_age: return "campaign_age";
  }
  return "";
}

bool may_be_never(HistoryOp op) noexcept {
  return op == HistoryOp::event_age || op == HistoryOp::event_first_age || op == HistoryOp::event_max || op == HistoryOp::campaign_age;
}

std::string_view HistorySlot::event() const noexcept { return op == HistoryOp::dwell ? dwell_event : names[0]; }

std::string HistorySlot::key() const {
  Value::Array operands;
  if (op == HistoryOp::event_seq) operands.emplace_back(values_of(names));
  else operands.emplace_back(names[0]);
  const bool told_apart = op != HistoryOp::dwell;  // its filter and property follow from its context
  if (!property.empty() && told_apart) operands.emplace_back(property);
  if (!outcome.empty()) operands.emplace_back(outcome);
  if (window_ms > 0) operands.emplace_back(format_duration(window_ms));
  if (!without.empty()) operands.emplace_back(values_of(without));
  std::string text = "{\"" + std::string(history_op_name(op)) + "\":" + to_json(operands);
  if (!filter_json.empty() && told_apart) text.insert(text.size() - 1, "," + filter_json);
  return text + "}";
}

std::string HistorySlot::series_key() const {
  if (property.empty() && filter_json.empty()) return "";
  Value::Array parts{event()};
  if (!property.empty()) parts.emplace_back(property);
  std::string text = to_json(parts);
  if (!filter_json.empty()) text.insert(text.size() - 1, "," + filter_json);
  return text;
}

}  // namespace docent::core
