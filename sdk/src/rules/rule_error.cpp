#include "rules/rule_error.h"

namespace docent::core {

std::string_view rule_error_name(RuleErrorType type) noexcept {
  switch (type) {
    case RuleErrorType::none: return "";
    case RuleErrorType::unknown_operator: return "unknown_operator";
    case RuleErrorType::unknown_time_zone: return "unknown_time_zone";
    case RuleErrorType::bad_argument: return "bad_argument";
    case RuleErrorType::type_error: return "type_error";
    case RuleErrorType::nan: return "nan";
    case RuleErrorType::division_by_zero: return "division_by_zero";
    case RuleErrorType::too_deep: return "too_deep";
    case RuleErrorType::too_large: return "too_large";
    case RuleErrorType::budget_exceeded: return "budget_exceeded";
  }
  return "";
}

}  // namespace docent::core
