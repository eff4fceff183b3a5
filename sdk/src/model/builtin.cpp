#include "model/builtin.h"

#include <algorithm>
#include <array>

namespace docent::core::builtin {
namespace {

// Sorted, for binary search.
constexpr std::array<std::string_view, 25> reserved = {"campaign_abandoned",
                                                       "campaign_completed",
                                                       "campaign_control_shown",
                                                       "campaign_dismissed",
                                                       "campaign_interacted",
                                                       "campaign_offered",
                                                       "campaign_shown",
                                                       "campaign_snoozed",
                                                       "campaign_timed_out",
                                                       "campaign_would_have_shown",
                                                       "dead_click",
                                                       "error_click",
                                                       "error_reported",
                                                       "feedback_submitted",
                                                       "form_abandoned",
                                                       "interaction",
                                                       "metric_recorded",
                                                       "rage_click",
                                                       "recommendation_dismissed",
                                                       "recommendation_interacted",
                                                       "recommendation_shown",
                                                       "session_end",
                                                       "session_start",
                                                       "u_turn",
                                                       "undo_burst"};
static_assert(std::is_sorted(reserved.begin(), reserved.end()));

}  // namespace

bool is_reserved(std::string_view name) noexcept {
  // A look at the first character spares most host events the search.
  switch (name.empty() ? '\0' : name.front()) {
    case 'c':
    case 'd':
    case 'e':
    case 'f':
    case 'i':
    case 'm':
    case 'r':
    case 's':
    case 'u': break;
    default: return false;
  }
  return std::binary_search(reserved.begin(), reserved.end(), name);
}

}  // namespace docent::core::builtin
