#include "guidance/verdict.h"

#include <array>

namespace docent::core {

std::string_view verdict_name(VerdictCode code) noexcept {
  static constexpr std::array<std::string_view, 24> names = {"NOT_STARTED", "EXPIRED",          "DISABLED",           "STAGE",
                                                             "HOLDOUT",     "CONTROL",          "TARGETING_MISMATCH", "TRIGGER_PENDING",
                                                             "DELAYED",     "CANCELLED",        "LIMIT_REACHED",      "CAP",
                                                             "COOLDOWN",    "RECONTACT",        "QUIET_HOURS",        "EXCLUDED",
                                                             "OUTRANKED",   "SUPPRESSED",       "ANCHOR_MISSING",     "LOCALE_MISSING",
                                                             "NO_CONSENT",  "POLICY_VIOLATION", "INVALIDATED",        "SHOWN"};
  return names[static_cast<std::size_t>(code)];
}

}  // namespace docent::core
