#include "statistics/sample_ratio.h"

#include <algorithm>
#include <cmath>

#include "statistics/distribution.h"

namespace docent::server {

std::optional<SampleRatio> check_sample_ratio(std::span<const uint64_t> counts, std::span<const double> weights) noexcept {
  if (counts.size() != weights.size()) return std::nullopt;
  if (!std::all_of(weights.begin(), weights.end(), [](double weight) { return std::isfinite(weight) && weight >= 0; })) return std::nullopt;
  const auto arms = static_cast<uint64_t>(std::count_if(weights.begin(), weights.end(), [](double weight) { return weight > 0; }));
  if (arms < 2) return std::nullopt;

  const double largest = *std::max_element(weights.begin(), weights.end());  // huge weights would overflow their sum
  double total = 0, total_weight = 0;
  for (std::size_t i = 0; i < counts.size(); i++) {
    if (weights[i] == 0 && counts[i] > 0) return SampleRatio{std::nullopt, 0, true};
    total += static_cast<double>(counts[i]);
    total_weight += weights[i] / largest;
  }
  double chi_squared = 0;
  for (std::size_t i = 0; i < counts.size(); i++) {
    if (weights[i] == 0) continue;
    const double expected = total * (weights[i] / largest / total_weight);
    if (expected < min_expected_count) return std::nullopt;
    const double excess = static_cast<double>(counts[i]) - expected;
    chi_squared += excess * excess / expected;
  }
  const auto p_value = chi_squared_upper_tail(chi_squared, arms - 1);
  if (!p_value) return std::nullopt;
  return SampleRatio{chi_squared, *p_value, *p_value < sample_ratio_threshold};
}

}  // namespace docent::server
