// The difference of two shares for those who watch an experiment while it runs: a confidence sequence. With the given confidence it holds the true
// difference at all times at once, so it may be looked at as often as one likes, and the experiment ended because of what it shows. The price is
// width: at the planned size about 1.5 times that of difference_interval(). Pure, any thread.
//
// The asymptotic confidence sequence of Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas 2021 ("Time-uniform central limit theory and asymptotic
// confidence sequences", arXiv 2103.06476, theorem 2.2), which is Robbins' normal mixture (1970, Ann Math Stat 41:1397) with an estimated variance:
//
//   d ± √(V · 2(x+1)/x · ln(√(x+1)/α)),  V = p̃₁(1−p̃₁)/n₁ + p̃₂(1−p̃₂)/n₂,  x = x* · (n₁+n₂)/planned,  α = 1 − confidence
//
// Tuning: x* = ln(1+x*) − 2 ln α, which is −W₋₁(−α²/e) − 1, makes it narrowest when n₁+n₂ is the planned size (their appendix on ρ; x is their tρ²).
// It is valid whatever was planned; at a quarter or four times the planned size it is 3 to 7 % wider than it could be. The shares in V
// are p̃ = (successes + 1)/(n + 2), which tend to the observed ones: an arm without a success must not seem certain.
//
// It assumes that users come in independently, that the split between the arms stays as it is, and that planned_trials does not depend on the data.
// It is asymptotic: below min_anytime_trials in an arm there is none.
#pragma once

#include <cstdint>
#include <optional>

#include "statistics/proportion.h"

namespace docent::server {

inline constexpr uint64_t min_anytime_trials = 30;  // in each arm

// Of treatment − control. Within [−1, 1]. `planned_trials` is of both arms together. Absent: a sample or the confidence is not valid, an arm has
// fewer than min_anytime_trials, or nothing was planned.
std::optional<Interval> anytime_difference_interval(const BinomialSample& treatment, const BinomialSample& control, uint64_t planned_trials,
                                                    double confidence = default_confidence) noexcept;

}  // namespace docent::server
