// All rules of one strategy, compiled to flat code over shared tables of attributes, history slots and segments. Built once by the loader, read-only
// afterwards: any number of Evaluators may then use it, each on its own thread. See docs/rules.md for the language.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time_zone_name.h"
#include "json/value.h"
#include "rules/history_slot.h"
#include "rules/rule_error.h"
#include "rules/rule_input.h"

namespace docent::core {

namespace rules {
struct Tables;
}

// Either a rule or why there is none.
struct CompileResult {
  RuleId rule = no_rule;
  RuleError error;
  bool ok() const noexcept { return rule != no_rule; }
};

class RuleSet {
 public:
  RuleSet();
  ~RuleSet();
  RuleSet(RuleSet&&) noexcept;
  RuleSet& operator=(RuleSet&&) noexcept;

  // Where in_window gets named time zones from; without it, it knows none. Asked while a rule is compiled.
  void set_zones(ZoneSource zones);
  // Names a rule for in_segment. Declare all segments before compile(): a segment is compiled at its first use, so they may refer to one another in
  // any order, but not in a circle. Of repeated ids the last one counts.
  void declare_segment(std::string_view id, Value rule);
  CompileResult compile_segment(std::string_view id);
  // A failed compile leaves no rule behind; attributes and history that it asked for stay in the tables.
  CompileResult compile(const Value& rule, RuleScope scope = RuleScope::user);
  // For tests: without constant folding every operator is evaluated at run time.
  void set_folding(bool on) noexcept;

  // Attribute paths that rules of this scope spell out, by slot: "context.editing", …
  const std::vector<std::string>& attributes(RuleScope scope) const noexcept;
  // UINT32_MAX when no rule spells it out.
  uint32_t attribute_slot(RuleScope scope, std::string_view path) const noexcept;
  const std::vector<HistorySlot>& history() const noexcept;

  std::size_t size() const noexcept;             // rules compiled; a RuleId is less than this
  const rules::Tables& tables() const noexcept;  // for Evaluator and explain

 private:
  std::unique_ptr<rules::Tables> tables_;
};

}  // namespace docent::core
