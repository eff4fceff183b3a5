#include "statistics/sequential.h"

#include <algorithm>
#include <cmath>

namespace docent::server {
namespace {

double variance_of_share(const BinomialSample& sample) {
  const double n = static_cast<double>(sample.trials);
  const double p = (static_cast<double>(sample.successes) + 1) / (n + 2);
  return p * (1 - p) / n;
}

// Each round shrinks the error by 1 + x. An inexact x would cost width, not validity.
double narrowest_x(double alpha) {
  const double start = -2 * std::log(alpha);
  double x = start;
  for (int i = 0; i < 32; i++) x = std::log1p(x) + start;
  return x;
}

}  // namespace

std::optional<Interval> anytime_difference_interval(const BinomialSample& treatment, const BinomialSample& control, uint64_t planned_trials,
                                                    double confidence) noexcept {
  const auto p1 = proportion(treatment);
  const auto p2 = proportion(control);
  if (!p1 || !p2 || std::min(treatment.trials, control.trials) < min_anytime_trials || planned_trials == 0) return std::nullopt;
  if (!(confidence > 0 && confidence < 1)) return std::nullopt;
  const double alpha = 1 - confidence;
  if (!(alpha < 1)) return std::nullopt;  // a confidence so small that rounding loses it

  const double time = static_cast<double>(treatment.trials) + static_cast<double>(control.trials);
  const double x = narrowest_x(alpha) * time / static_cast<double>(planned_trials);
  const double variance = variance_of_share(treatment) + variance_of_share(control);
  const double margin = std::sqrt(variance * 2 * (x + 1) / x * (std::log1p(x) / 2 - std::log(alpha)));
  return Interval{std::max(-1.0, *p1 - *p2 - margin), std::min(1.0, *p1 - *p2 + margin)};
}

}  // namespace docent::server
