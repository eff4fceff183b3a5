// How large an experiment has to be: for the two-sided z test of two shares with the pooled variance (two_proportion_p_value), looked at once. Pure,
// any thread. Rates are fractions within (0, 1).
//
// The formula of Fleiss, Levin and Paik 2003 ("Statistical Methods for Rates and Proportions", chapter 4, without their continuity correction),
// which pools the variance under the null hypothesis and does not under the alternative; R's power.prop.test has the same. With r treated users for
// each control, p̄ = (p₁ + r p₂)/(1 + r) and n of the control:
//
//   n = (z_{α/2} √((r+1) p̄(1−p̄)) + z_β √(r p₁(1−p₁) + p₂(1−p₂)))² / (r (p₁−p₂)²)
//
// 0.10 against 0.15 takes 686 users in each arm; the formula that pools nowhere says 683. Rejections in the wrong direction do not count as power.
#pragma once

#include <cstdint>
#include <optional>

namespace docent::server {

inline constexpr double max_planned_users = 1e15;  // in an arm

struct TestDesign {
  double alpha = 0.05;  // two-sided level, within (0, 1)
  double power = 0.8;   // probability of finding an effect that is there, from 0.5 and below 1
  double ratio = 1;     // treated users for each user of the control, from 0.001 to 1000
};

struct SampleSize {
  uint64_t control = 0;
  uint64_t treatment = 0;
};

// The users needed. Absent: a rate or the design is not valid, the rates are equal, or it takes more than max_planned_users.
std::optional<SampleSize> sample_size(double control_rate, double treatment_rate, const TestDesign& design = {}) noexcept;
// The probability of finding the effect with so many users in the control (the inverse of the formula; `design.power` is not used). Absent: a rate or
// the design is not valid, the rates are equal, or there are no users.
std::optional<double> power_of_test(double control_rate, double treatment_rate, uint64_t control_users, const TestDesign& design = {}) noexcept;
// The smallest rise, in absolute terms, that is found with the design's power. (A fall from p is a rise from 1 − p.) Absent: the rate or the design
// is not valid, or even a rise to 1 would not be found.
std::optional<double> minimum_detectable_effect(double control_rate, uint64_t control_users, const TestDesign& design = {}) noexcept;

}  // namespace docent::server
