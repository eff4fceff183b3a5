// Sessions: stretches of one person's events without a gap of more than `gap_ms` (30 minutes, as Google Analytics and Matomo count). Pure.
#pragma once

#include <span>

#include "analytics/histories.h"

namespace docent::server {

// Calls visit(events) for each session of a history.
template <class Visit>
void each_session(std::span<const HistoryEvent> history, int64_t gap_ms, Visit visit) {
  for (std::size_t begin = 0; begin < history.size();) {
    std::size_t end = begin + 1;
    while (end < history.size() && history[end].at_ms - history[end - 1].at_ms <= gap_ms) end++;
    visit(history.subspan(begin, end - begin));
    begin = end;
  }
}

// The parameter `gap`; PT30M without.
inline core::Result<int64_t> session_gap_ms(const Parameters& parameters) { return parameters.duration("gap", "PT30M", "a duration such as PT30M"); }

}  // namespace docent::server
