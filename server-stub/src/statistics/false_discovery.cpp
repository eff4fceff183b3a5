#include "statistics/false_discovery.h"

#include <algorithm>
#include <numeric>

namespace docent::server {

std::optional<FalseDiscovery> control_false_discovery(std::span<const double> p_values, double level) {
  if (!(level > 0 && level < 1)) return std::nullopt;
  if (!std::all_of(p_values.begin(), p_values.end(), [](double p) { return p >= 0 && p <= 1; })) return std::nullopt;

  const std::size_t count = p_values.size();
  std::vector<std::size_t> descending(count);
  std::iota(descending.begin(), descending.end(), std::size_t{0});
  std::sort(descending.begin(), descending.end(), [&](std::size_t a, std::size_t b) { return p_values[a] > p_values[b]; });

  FalseDiscovery result{std::vector<double>(count), std::vector<bool>(count)};
  double smallest = 1;
  for (std::size_t i = 0; i < count; i++) {
    const auto rank = static_cast<double>(count - i);
    smallest = std::min(smallest, p_values[descending[i]] * static_cast<double>(count) / rank);
    result.q_values[descending[i]] = smallest;
    result.rejected[descending[i]] = smallest <= level;
  }
  return result;
}

}  // namespace docent::server
