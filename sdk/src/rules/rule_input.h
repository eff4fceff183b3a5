// What an evaluation reads: attributes by slot, history by slot, and the time. Borrowed for the duration of one call; nothing is kept.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/clock.h"
#include "json/value.h"
#include "rules/history_slot.h"

namespace docent::core {

// Two name spaces for `var`. Rules about the user see "context.editing", "user.plan", "app.version", "installId", …, and history. Rules about one
// event (filters of triggers, of history operands and of usedBy) and about one survey answer see only the names that the caller binds: the event's
// properties.
enum class RuleScope : uint8_t { user, event };

// Answers what the slots cannot. Implementations must be pure while an evaluation runs: the same question, the same answer.
class RuleContext {
 public:
  virtual ~RuleContext() = default;
  // The value of slot `slot` of RuleSet::history() at RuleInput::now.
  virtual HistoryValue history(uint32_t slot) const = 0;
  // The attribute at a path that the rule computes ({"var": [{"if": …}]}) and that no rule of the set spells out; nullptr when missing.
  virtual const Value* attribute(std::string_view) const { return nullptr; }
};

struct RuleInput {
  // Parallel to RuleSet::attributes(scope); nullptr, or an index beyond the end, is a missing attribute.
  std::span<const Value* const> attributes;
  // nullptr: nothing ever happened.
  const RuleContext* context = nullptr;
  Instant now;
};

}  // namespace docent::core
