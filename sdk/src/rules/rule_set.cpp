#include "rules/rule_set.h"

#include "rules/rule_tables.h"

namespace docent::core {

RuleSet::RuleSet() : tables_(std::make_unique<rules::Tables>()) {}
RuleSet::~RuleSet() = default;
RuleSet::RuleSet(RuleSet&&) noexcept = default;
RuleSet& RuleSet::operator=(RuleSet&&) noexcept = default;

void RuleSet::set_zones(ZoneSource zones) { tables_->zones = std::move(zones); }

void RuleSet::declare_segment(std::string_view id, Value rule) {
  const uint32_t index = tables_->segment_ids.intern(id);
  if (index == tables_->segments.size()) tables_->segments.emplace_back();
  tables_->segments[index] = {std::move(rule), rules::Tables::State::declared, {}};
}

CompileResult RuleSet::compile_segment(std::string_view id) {
  const uint32_t index = tables_->segment_ids.find(id);
  if (index == rules::NameTable::none) return {no_rule, {RuleErrorType::bad_argument, "", "there is no segment \"" + std::string(id) + "\""}};
  return rules::compile_declared(*tables_, index);
}

CompileResult RuleSet::compile(const Value& rule, RuleScope scope) { return rules::compile_rule(*tables_, rule, scope, {}); }

void RuleSet::set_folding(bool on) noexcept { tables_->folding = on; }

const std::vector<std::string>& RuleSet::attributes(RuleScope scope) const noexcept { return tables_->names(scope).names(); }
uint32_t RuleSet::attribute_slot(RuleScope scope, std::string_view path) const noexcept { return tables_->names(scope).find(path); }
const std::vector<HistorySlot>& RuleSet::history() const noexcept { return tables_->history; }
const rules::Tables& RuleSet::tables() const noexcept { return *tables_; }
std::size_t RuleSet::size() const noexcept { return tables_->programs.size(); }

}  // namespace docent::core
