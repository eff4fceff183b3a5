// The distributions the other files of this folder need: normal, chi-squared and Student's t. They are Boost.Math's, in double precision;
// its headers take long to compile, so distribution.cpp alone includes them. Pure, any thread. What has no finite answer is absent, and NaN never
// comes out.
#pragma once

#include <cstdint>
#include <optional>

namespace docent::server {

// P(Z <= x) of a standard normal Z. Absent: x is NaN.
std::optional<double> normal_cdf(double x) noexcept;
// P(|Z| >= |z|): the two-sided p-value of z, precise far into the tail. Absent: z is NaN.
std::optional<double> normal_two_sided_tail(double z) noexcept;
// The x with P(Z <= x) = probability. Absent: the probability is not within (0, 1).
std::optional<double> normal_quantile(double probability) noexcept;
// The z with P(|Z| <= z) = confidence, 1.96 for 0.95. Absent: the confidence is not within (0, 1).
std::optional<double> normal_critical_value(double confidence) noexcept;
// P(X >= x) of X chi-squared with so many degrees of freedom. Absent: x is negative or NaN, or there are no degrees.
std::optional<double> chi_squared_upper_tail(double x, uint64_t degrees) noexcept;
// The t with P(|T| <= t) = confidence of T Student with so many degrees of freedom. Absent: the confidence is not within (0, 1), or there are no
// degrees.
std::optional<double> student_t_critical_value(double confidence, uint64_t degrees) noexcept;

}  // namespace docent::server
