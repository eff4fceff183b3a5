#include "statistics/distribution.h"

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

namespace docent::server {
namespace {

namespace policies = boost::math::policies;
// What Boost refuses comes back as NaN or infinity instead of an exception; finite() makes it absent.
using Quiet = policies::policy<policies::domain_error<policies::ignore_error>, policies::pole_error<policies::ignore_error>,
                               policies::overflow_error<policies::ignore_error>, policies::evaluation_error<policies::ignore_error>,
                               policies::promote_double<false>>;
using Normal = boost::math::normal_distribution<double, Quiet>;
using ChiSquared = boost::math::chi_squared_distribution<double, Quiet>;
using StudentT = boost::math::students_t_distribution<double, Quiet>;

std::optional<double> finite(double value) { return std::isfinite(value) ? std::optional<double>(value) : std::nullopt; }

bool is_within_unit(double probability) { return probability > 0 && probability < 1; }

}  // namespace

std::optional<double> normal_cdf(double x) noexcept { return finite(boost::math::cdf(Normal(), x)); }

std::optional<double> normal_two_sided_tail(double z) noexcept {
  return finite(2 * boost::math::cdf(boost::math::complement(Normal(), std::abs(z))));
}

std::optional<double> normal_quantile(double probability) noexcept {
  if (!is_within_unit(probability)) return std::nullopt;
  return finite(boost::math::quantile(Normal(), probability));
}

std::optional<double> normal_critical_value(double confidence) noexcept {
  if (!is_within_unit(confidence)) return std::nullopt;
  return finite(boost::math::quantile(boost::math::complement(Normal(), (1 - confidence) / 2)));
}

std::optional<double> chi_squared_upper_tail(double x, uint64_t degrees) noexcept {
  if (!(x >= 0) || degrees == 0) return std::nullopt;
  if (std::isinf(x)) return 0.0;
  return finite(boost::math::cdf(boost::math::complement(ChiSquared(static_cast<double>(degrees)), x)));
}

std::optional<double> student_t_critical_value(double confidence, uint64_t degrees) noexcept {
  if (!is_within_unit(confidence) || degrees == 0) return std::nullopt;
  return finite(boost::math::quantile(boost::math::complement(StudentT(static_cast<double>(degrees)), (1 - confidence) / 2)));
}

}  // namespace docent::server
