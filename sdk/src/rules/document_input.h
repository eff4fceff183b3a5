// Binds the rules of a set to one JSON document, as plain JsonLogic does: {"var": "a.b"} walks into it, {"var": ""} is all of it. For `docent eval`,
// tools and tests. There is no history: counts are 0, ages never.
#pragma once

#include <string_view>
#include <vector>

#include "rules/rule_input.h"
#include "rules/rule_set.h"

namespace docent::core {

class DocumentInput final : public RuleContext {
 public:
  // Both are borrowed; compile all rules first, because the slots are bound here.
  DocumentInput(const RuleSet& rules, const Value& document, RuleScope scope = RuleScope::user, Instant now = {});
  DocumentInput(const DocumentInput&) = delete;
  DocumentInput& operator=(const DocumentInput&) = delete;

  const RuleInput& input() const noexcept { return input_; }
  HistoryValue history(uint32_t slot) const override;
  const Value* attribute(std::string_view path) const override;

 private:
  const RuleSet& rules_;
  const Value& document_;
  std::vector<const Value*> attributes_;
  RuleInput input_;
};

}  // namespace docent::core
