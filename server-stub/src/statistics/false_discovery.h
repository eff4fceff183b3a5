// Many tests at once: which of them to believe, so that of those believed no more than a given share is false on average (the false discovery rate).
// The step-up procedure of Benjamini and Hochberg 1995, J R Stat Soc B 57:289; valid for tests that are independent or positively dependent. Pure,
// any thread. With the p-values sorted, p₍₁₎ ≤ … ≤ p₍ₘ₎, the i-th has the q-value min over j ≥ i of p₍ⱼ₎ m/j, and is rejected when that is at most
// the level.
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace docent::server {

struct FalseDiscovery {
  std::vector<double> q_values;  // p-values adjusted, within [0, 1]; in the order of the input, as are the rejections
  std::vector<bool> rejected;    // the null hypothesis: something was found
};

// Absent: a p-value is outside [0, 1], or the level outside (0, 1). No p-values have no q-values.
std::optional<FalseDiscovery> control_false_discovery(std::span<const double> p_values, double level = 0.05);

}  // namespace docent::server
