#include "rules/document_input.h"

#include "rules/path.h"

namespace docent::core {

DocumentInput::DocumentInput(const RuleSet& rules, const Value& document, RuleScope scope, Instant now) : rules_(rules), document_(document) {
  for (const std::string& path : rules.attributes(scope)) attributes_.push_back(find_path(document, path));
  input_ = {attributes_, this, now};
}

HistoryValue DocumentInput::history(uint32_t slot) const {
  HistoryValue value;
  value.never = may_be_never(rules_.history()[slot].op);
  return value;
}

const Value* DocumentInput::attribute(std::string_view path) const { return find_path(document_, path); }

}  // namespace docent::core
