#include "rules/history_operand.h"

#include <algorithm>
#include <array>

#include "base/duration.h"
#include "json/pointer.h"
#include "model/limits.h"

namespace docent::core::rules {
namespace {

constexpr std::array<std::string_view, 9> outcomes = {"shown",     "interacted", "dismissed", "snoozed",  "timed_out",
                                                      "abandoned", "completed",  "responded", "converted"};

// Reads operands one by one and remembers the first error.
class Reader {
 public:
  Reader(std::string_view op, std::span<const Value> operands) : op_(op), operands_(operands) {}

  // A name at the next position: not empty and short enough.
  std::string name(std::string_view what) {
    const Value* value = next();
    return value != nullptr ? name_in(*value, place(), what) : "";
  }
  std::vector<std::string> names(std::string_view what, std::size_t min_count) {
    const Value* value = next();
    std::vector<std::string> result;
    if (value == nullptr) return result;
    if (!value->is_array() || value->as_array().size() < min_count || value->as_array().size() > limits::max_sequence_steps) {
      fail(place(), "needs an array of " + std::to_string(min_count) + " to " + std::to_string(limits::max_sequence_steps) + " " + std::string(what));
      return result;
    }
    for (std::size_t i = 0; i < value->as_array().size(); i++) {
      std::string at = place();
      append_pointer(at, i);
      result.push_back(name_in(value->as_array()[i], at, what));
    }
    return result;
  }
  int64_t window() {
    const Value* value = next();
    if (value == nullptr) return 0;
    const int64_t ms = parse_duration_ms(value->as_string()).value_or(0);
    if (ms == 0) fail(place(), "needs a window longer than 0 as an ISO 8601 duration such as \"PT10M\" or \"P30D\", not " + to_json(*value));
    return ms;
  }
  std::string outcome() {
    const Value* value = next();
    if (value == nullptr) return "";
    if (std::find(outcomes.begin(), outcomes.end(), value->as_string()) == outcomes.end())
      fail(place(), "needs one of the outcomes shown, interacted, dismissed, snoozed, timed_out, abandoned, completed, responded, converted, not " +
                        to_json(*value));
    return std::string(value->as_string());
  }
  // The next operand when it is there and not null.
  bool has_more() {
    if (position_ < operands_.size() && operands_[position_].is_null()) position_++;
    return position_ < operands_.size();
  }
  bool next_is_object() { return has_more() && operands_[position_].is_object(); }
  const Value* next() { return position_ < operands_.size() ? &operands_[position_++] : nullptr; }
  std::size_t last_position() const noexcept { return position_ - 1; }
  void finish() {
    if (has_more()) fail(place_of(position_), "has an operand too many");
  }
  RuleError error() { return std::move(error_); }

 private:
  static std::string place_of(std::size_t position) {
    std::string pointer;
    append_pointer(pointer, position);
    return pointer;
  }
  std::string place() const { return place_of(last_position()); }
  std::string name_in(const Value& value, const std::string& at, std::string_view what) {
    const std::string_view text = value.as_string();
    if (!value.is_string() || text.empty() || text.size() > limits::max_name_bytes)
      fail(at, "needs the " + std::string(what) + " as a literal string of 1 to " + std::to_string(limits::max_name_bytes) + " bytes");
    return std::string(text);
  }
  void fail(std::string at, std::string what) {
    if (error_.type == RuleErrorType::none) error_ = {RuleErrorType::bad_argument, std::move(at), quoted(op_).append(" ").append(what)};
  }

  std::string_view op_;
  std::span<const Value> operands_;
  std::size_t position_ = 0;
  RuleError error_;
};

HistoryOp op_of(std::string_view name) noexcept {
  for (int i = 0; i <= static_cast<int>(HistoryOp::campaign_age); i++)
    if (history_op_name(static_cast<HistoryOp>(i)) == name) return static_cast<HistoryOp>(i);
  return HistoryOp::event_count;
}

void read_filter(Reader& reader, HistoryOperand& out) {
  if (!reader.has_more()) return;
  out.filter = reader.next();
  out.filter_position = reader.last_position();
}

}  // namespace

std::string quoted(std::string_view name) {
  std::string text = "\"";
  text.append(name).push_back('"');
  return text;
}

RuleError read_history_operand(std::string_view name, std::span<const Value> operands, HistoryOperand& out) {
  Reader reader(name, operands);
  HistorySlot& slot = out.slot;
  slot.op = op_of(name);
  switch (slot.op) {
    case HistoryOp::event_count:
    case HistoryOp::event_days:
      slot.names = {reader.name("event's name")};
      if (slot.op == HistoryOp::event_days || (reader.has_more() && !reader.next_is_object())) slot.window_ms = reader.window();
      read_filter(reader, out);
      break;
    case HistoryOp::event_age:
    case HistoryOp::event_first_age:
      slot.names = {reader.name("event's name")};
      read_filter(reader, out);
      break;
    case HistoryOp::event_sum:
    case HistoryOp::event_max:
      slot.names = {reader.name("event's name")};
      slot.property = reader.name("property's name");
      if (reader.has_more()) slot.window_ms = reader.window();
      break;
    case HistoryOp::event_seq:
      slot.names = reader.names("names of events", 2);
      slot.window_ms = reader.window();
      if (reader.has_more()) slot.without = reader.names("names of events", 1);
      break;
    case HistoryOp::dwell:
      slot.names = {reader.name("screen or context")};
      slot.property = dwell_property;
      if (reader.has_more()) slot.window_ms = reader.window();
      break;
    case HistoryOp::campaign_count:
    case HistoryOp::campaign_age:
      slot.names = {reader.name("campaign's id")};
      slot.outcome = reader.outcome();
      if (reader.has_more()) slot.window_ms = reader.window();
      break;
  }
  reader.finish();
  return reader.error();
}

}  // namespace docent::core::rules
