// The scores of surveys, with intervals: Net Promoter Score, customer satisfaction (CSAT), customer effort (CES). Pure, any thread. All intervals are
// two-sided; `confidence` is within (0, 1). NaN never comes out.
//
// Sources: Reichheld 2003, Harvard Business Review 81(12):46; Rocks 2016, "Interval estimation for the Net Promoter Score", Am Stat 70:365, whose
// adjusted Wald interval has the better coverage of the simple ones, and none degenerates.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "statistics/proportion.h"

namespace docent::server {

inline constexpr uint64_t min_nps_answers = 10;

struct NpsCounts {
  uint64_t promoters = 0;   // 9 and 10
  uint64_t passives = 0;    // 7 and 8
  uint64_t detractors = 0;  // 0 to 6
};

struct Score {
  double value = 0;
  // Around the adjusted estimate, so not centred on the value; within the scale. Absent where the answers can't tell how far off the value may be.
  std::optional<Interval> interval;
};

// 100 (p − d), from −100 to 100, with p and d the shares of promoters and detractors. The interval adds 3/4 promoter, 3/2 passives and 3/4 detractor:
// 100 (p' − d' ± z √((p' + d' − (p' − d')²) / (n + 3))). Absent: fewer than min_nps_answers, or the confidence is not valid.
std::optional<Score> net_promoter_score(const NpsCounts& counts, double confidence = default_confidence) noexcept;

// The next two take how often each answer of a scale was given, the worst first.

// The share of the two best answers, from 0 to 1, with Wilson's interval. Absent: a scale of fewer than three answers, none given, or the confidence
// is not valid.
std::optional<Score> customer_satisfaction(std::span<const uint64_t> answers, double confidence = default_confidence) noexcept;
// The mean answer, from 1 to the number of answers in the scale, with the t interval x̄ ± t s/√n of n − 1 degrees of freedom. The interval is absent
// when all answers are the same (or there is one), as s says nothing then. Absent: a scale of fewer than two answers, none given, or the confidence
// is not valid.
std::optional<Score> customer_effort(std::span<const uint64_t> answers, double confidence = default_confidence) noexcept;

}  // namespace docent::server
