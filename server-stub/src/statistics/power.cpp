#include "statistics/power.h"

#include <algorithm>
#include <cmath>

#include "statistics/distribution.h"

namespace docent::server {
namespace {

bool is_rate(double rate) { return rate > 0 && rate < 1; }

bool is_valid(const TestDesign& design) {
  return is_rate(design.alpha) && design.power >= 0.5 && design.power < 1 && design.ratio >= 0.001 && design.ratio <= 1000;
}

std::optional<double> upper_quantile(double tail) {
  const auto quantile = normal_quantile(tail);
  return quantile ? std::optional<double>(-*quantile) : std::nullopt;
}

// Standard deviations of the difference, times √(r n): under the null hypothesis, where both arms have one rate, and under the alternative.
struct Deviations {
  double null_hypothesis = 0;
  double alternative = 0;
};

Deviations deviations(double p1, double p2, double ratio) {
  const double pooled = (p1 + ratio * p2) / (1 + ratio);
  return {std::sqrt((ratio + 1) * pooled * (1 - pooled)), std::sqrt(ratio * p1 * (1 - p1) + p2 * (1 - p2))};
}

// The standard normal variable below which the effect is found; p1 is within (0, 1), so the divisor is never 0.
double power_quantile(double p1, double p2, double users, double z_alpha, double ratio) {
  const Deviations deviation = deviations(p1, p2, ratio);
  return (std::abs(p2 - p1) * std::sqrt(ratio * users) - z_alpha * deviation.null_hypothesis) / deviation.alternative;
}

}  // namespace

std::optional<SampleSize> sample_size(double control_rate, double treatment_rate, const TestDesign& design) noexcept {
  if (!is_rate(control_rate) || !is_rate(treatment_rate) || control_rate == treatment_rate || !is_valid(design)) return std::nullopt;
  const auto z_alpha = upper_quantile(design.alpha / 2);
  const auto z_beta = upper_quantile(1 - design.power);
  if (!z_alpha || !z_beta) return std::nullopt;
  const Deviations deviation = deviations(control_rate, treatment_rate, design.ratio);
  const double root = (*z_alpha * deviation.null_hypothesis + *z_beta * deviation.alternative) / (control_rate - treatment_rate);
  const double control = root * root / design.ratio;
  if (!(std::max(control, control * design.ratio) <= max_planned_users)) return std::nullopt;
  const double rounded = std::max(1.0, std::ceil(control));
  return SampleSize{static_cast<uint64_t>(rounded), static_cast<uint64_t>(std::ceil(rounded * design.ratio))};
}

std::optional<double> power_of_test(double control_rate, double treatment_rate, uint64_t control_users, const TestDesign& design) noexcept {
  if (!is_rate(control_rate) || !is_rate(treatment_rate) || control_rate == treatment_rate || !is_valid(design)) return std::nullopt;
  const auto z_alpha = upper_quantile(design.alpha / 2);
  if (!z_alpha || control_users == 0) return std::nullopt;
  return normal_cdf(power_quantile(control_rate, treatment_rate, static_cast<double>(control_users), *z_alpha, design.ratio));
}

std::optional<double> minimum_detectable_effect(double control_rate, uint64_t control_users, const TestDesign& design) noexcept {
  if (!is_rate(control_rate) || control_users == 0 || !is_valid(design)) return std::nullopt;
  const auto z_alpha = upper_quantile(design.alpha / 2);
  const auto z_beta = upper_quantile(1 - design.power);
  if (!z_alpha || !z_beta) return std::nullopt;
  const auto is_found = [&](double effect) {
    return power_quantile(control_rate, control_rate + effect, static_cast<double>(control_users), *z_alpha, design.ratio) >= *z_beta;
  };
  double missed = 0, found = 1 - control_rate;
  if (!is_found(found)) return std::nullopt;
  // What is missing to be found is convex in the effect and above 0 at none, so it crosses 0 once. 60 halvings exhaust a double's precision.
  for (int i = 0; i < 60; i++) {
    const double middle = missed + (found - missed) / 2;
    (is_found(middle) ? found : missed) = middle;
  }
  return found;
}

}  // namespace docent::server
