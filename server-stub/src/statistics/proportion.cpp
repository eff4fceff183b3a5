#include "statistics/proportion.h"

#include <algorithm>
#include <cmath>

#include "statistics/distribution.h"

namespace docent::server {
namespace {

double failures(const BinomialSample& sample) { return static_cast<double>(sample.trials - sample.successes); }

double share(const BinomialSample& sample) { return static_cast<double>(sample.successes) / static_cast<double>(sample.trials); }

// 1/x − 1/n, written so that large counts do not cancel.
double log_share_variance(const BinomialSample& sample) {
  return failures(sample) / static_cast<double>(sample.successes) / static_cast<double>(sample.trials);
}

}  // namespace

std::optional<double> proportion(const BinomialSample& sample) noexcept {
  if (!sample.is_valid()) return std::nullopt;
  return share(sample);
}

std::optional<Interval> wilson_interval(const BinomialSample& sample, double confidence) noexcept {
  const auto z = normal_critical_value(confidence);
  if (!sample.is_valid() || !z) return std::nullopt;
  const double x = static_cast<double>(sample.successes);
  const double n = static_cast<double>(sample.trials);
  const double z2 = *z * *z;
  const double centre = 2 * x + z2;
  const double margin = *z * std::sqrt(z2 + 4 * x * (failures(sample) / n));
  const double scale = 2 * (n + z2);
  // At the ends of the scale the interval reaches them exactly; rounding would leave a gap.
  return Interval{sample.successes == 0 ? 0 : std::max(0.0, (centre - margin) / scale),
                  sample.successes == sample.trials ? 1 : std::min(1.0, (centre + margin) / scale)};
}

std::optional<Interval> difference_interval(const BinomialSample& treatment, const BinomialSample& control, double confidence) noexcept {
  const auto of_treatment = wilson_interval(treatment, confidence);
  const auto of_control = wilson_interval(control, confidence);
  if (!of_treatment || !of_control) return std::nullopt;
  const double p1 = share(treatment);
  const double p2 = share(control);
  const double below = std::hypot(p1 - of_treatment->low, of_control->high - p2);
  const double above = std::hypot(of_treatment->high - p1, p2 - of_control->low);
  return Interval{std::max(-1.0, p1 - p2 - below), std::min(1.0, p1 - p2 + above)};
}

std::optional<RelativeLift> relative_lift(const BinomialSample& treatment, const BinomialSample& control, double confidence) noexcept {
  const auto z = normal_critical_value(confidence);
  if (!treatment.is_valid() || !control.is_valid() || control.successes == 0 || !z) return std::nullopt;
  const double ratio = share(treatment) / share(control);
  RelativeLift result{ratio - 1, std::nullopt};
  if (treatment.successes == 0) return result;
  const double deviation = std::sqrt(log_share_variance(treatment) + log_share_variance(control));
  if (deviation > 0) result.interval = Interval{ratio * std::exp(-*z * deviation) - 1, ratio * std::exp(*z * deviation) - 1};
  return result;
}

std::optional<double> two_proportion_p_value(const BinomialSample& treatment, const BinomialSample& control) noexcept {
  if (!treatment.is_valid() || !control.is_valid()) return std::nullopt;
  const double n1 = static_cast<double>(treatment.trials);
  const double n2 = static_cast<double>(control.trials);
  const double successes = static_cast<double>(treatment.successes) + static_cast<double>(control.successes);
  const double pooled = successes / (n1 + n2);
  const double variance = pooled * ((failures(treatment) + failures(control)) / (n1 + n2)) * (1 / n1 + 1 / n2);
  if (variance == 0) return 1.0;
  return normal_two_sided_tail((share(treatment) - share(control)) / std::sqrt(variance));
}

}  // namespace docent::server
