// Quantiles by the nearest rank (Hyndman and Fan 1996, type 1): a value that occurred, never one in between. Pure.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "analytics/report.h"

namespace docent::server {

// Of `values`, which it reorders; nothing of none. 0 < q <= 1.
inline Cell quantile(std::vector<int64_t>& values, double q) {
  if (values.empty()) return std::monostate();
  const auto rank = static_cast<std::ptrdiff_t>(std::ceil(q * static_cast<double>(values.size()))) - 1;
  const auto at = values.begin() + std::max<std::ptrdiff_t>(rank, 0);
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

}  // namespace docent::server
