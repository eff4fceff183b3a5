// Whether things happened in a given order within a span of time: the meaning of the operator event_seq. Pure.
#pragma once

#include <cstdint>
#include <span>

#include "profile/series.h"

namespace docent::core {

// True when there are occurrences of steps[0], steps[1], … in this order, all within (last − within, last], and nothing of `without` after the first
// and not after the last. Occurrences in the same millisecond count as in order; one occurrence serves one step only. Looks at the kept occurrences;
// O(n · steps · log n) for n occurrences of the last step. `within_ms` may be Series::ever. False when there are no steps or a series is missing.
bool happened_in_order(std::span<const Series* const> steps, int64_t within_ms, std::span<const Series* const> without, int64_t now_ms);

}  // namespace docent::core
