// Sentences that say why: made from the figures that a decision was based on, in English. Pure.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "guidance/rule_runtime.h"
#include "guidance/strategy.h"

namespace docent::core {

// 120000 → "2 minutes"; 5400000 → "1 hour 30 minutes".
std::string duration_words(int64_t ms);
// "print_opened 3 times in 30 days", "no style_applied in 30 days".
std::string count_fact(std::string_view event, uint64_t count, int64_t window_ms);
// The fact that an evidence's figure states; "" when it says nothing (an order that did not happen).
std::string evidence_fact(const Evidence& evidence, const Value& figure);
// The first limits::max_reason_facts facts after `first` (may be empty), joined to one sentence; repeated ones are left out.
std::string reason_sentence(std::string_view first, std::span<const Evidence> evidence, RuleRuntime& rules, Instant now);

}  // namespace docent::core
