// Whether an experiment's arms have the sizes they were planned to have. Where they have not (a sample ratio mismatch), assignment or counting is
// broken, and nothing else about the experiment may be read. Pearson's chi-squared goodness of fit: χ² = Σ (observed − expected)² / expected, with
// one degree of freedom less than there are arms. Pure, any thread.
//
// Sources: Pearson 1900; Fabijan et al. 2019, "Diagnosing sample ratio mismatch in online controlled experiments", KDD, on what causes it. The
// distribution of χ² is an approximation for expected counts from 5 (Cochran 1954, Biometrics 10:417), so below that there is no verdict.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace docent::server {

inline constexpr double sample_ratio_threshold = 0.001;  // the p-value below which the arms do not match; low, as it is looked at daily
inline constexpr double min_expected_count = 5;          // members that each arm should have had

struct SampleRatio {
  std::optional<double> chi_squared;  // absent: infinite, an arm of weight 0 has members
  double p_value = 1;
  bool mismatch = false;
};

// `weights` are in any unit; an arm of weight 0 should be empty, and then does not count. Absent: not one weight for each count, a weight is negative
// or not finite, fewer than two arms have a weight, or an arm should have fewer than min_expected_count members.
std::optional<SampleRatio> check_sample_ratio(std::span<const uint64_t> counts, std::span<const double> weights) noexcept;

}  // namespace docent::server
