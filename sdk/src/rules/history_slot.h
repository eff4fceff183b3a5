// What a rule wants to know about the past, as data: each distinct operand of a history operator is one slot of the RuleSet. Whoever keeps the
// history (profile, bound by guidance) reads the descriptors once per strategy and answers by slot number when a rule is evaluated.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace docent::core {

using RuleId = uint32_t;
inline constexpr RuleId no_rule = UINT32_MAX;

enum class HistoryOp : uint8_t {
  event_count,      // how often                                         number
  event_days,       // on how many distinct local days                   number
  event_age,        // seconds since the last                            number or never
  event_first_age,  // seconds since the first                           number or never
  event_sum,        // of a numeric property                             number
  event_max,        // of a numeric property                             number or never
  event_seq,        // whether they happened in this order               0 or 1
  dwell,            // active seconds in a screen or context             number
  campaign_count,   // how often a campaign had an outcome               number
  campaign_age,     // seconds since a campaign last had an outcome      number or never
};

// The built-in event behind `dwell`: {screen, ms} says that the user was active in a screen for so many milliseconds; {context, ms} that in a context
// such as "editing=text".
inline constexpr std::string_view dwell_event = "dwell";
inline constexpr std::string_view dwell_property = "ms";

// The operator's name in a rule. Static.
std::string_view history_op_name(HistoryOp op) noexcept;
// Whether its value is `never` when nothing happened; the others are 0 then.
bool may_be_never(HistoryOp op) noexcept;

struct HistorySlot {
  HistoryOp op = HistoryOp::event_count;
  std::vector<std::string> names;    // events (several for event_seq), or one screen or context (dwell), or one campaign id
  std::vector<std::string> without;  // event_seq: events that must not come between
  int64_t window_ms = 0;             // (now − window, now]; 0: all of the past. event_seq: `within`
  RuleId filter = no_rule;           // a rule of RuleScope::event that an occurrence must fulfil
  std::string filter_json;           // its text, so that equal filters have equal keys in every strategy
  std::string property;              // event_sum, event_max, dwell
  std::string outcome;               // campaign_count, campaign_age: one of the outcomes in docs/rules.md

  // The event whose occurrences are asked about: names[0], or the built-in dwell_event.
  std::string_view event() const noexcept;
  // Canonical text of the whole operand, for example {"event_count":["style_applied","P30D"]}; the same in every strategy.
  std::string key() const;
  // What an own series of occurrences depends on: event, filter and property, for example ["note_shared","recipients"]. "" when the name alone
  // suffices.
  std::string series_key() const;
};

struct HistoryValue {
  double value = 0;
  bool never = false;      // an age or maximum of something that never happened
  bool saturated = false;  // more than limits::max_history_occurrences were there; `value` is a lower bound
};

}  // namespace docent::core
