// Shares of users who did something, and how two of them differ. Pure, any thread. Shares and differences are fractions, 0.25 for 25 %. All intervals
// are two-sided; `confidence` is within (0, 1). No answer is NaN or infinite: what the counts can't tell is absent.
//
// Sources: Wilson 1927, J Am Stat Assoc 22:209; Newcombe 1998, Stat Med 17:873; Katz et al. 1978, Biometrics 34:469.
#pragma once

#include <cstdint>
#include <optional>

namespace docent::server {

inline constexpr double default_confidence = 0.95;

struct Interval {
  double low = 0;
  double high = 0;
};

struct BinomialSample {
  uint64_t successes = 0;
  uint64_t trials = 0;
  // Whether it has a share: there were trials, and no more successes than trials.
  bool is_valid() const noexcept { return trials > 0 && successes <= trials; }
};

// successes / trials. Absent: the sample is not valid.
std::optional<double> proportion(const BinomialSample& sample) noexcept;
// Wilson's score interval: the shares p with |p̂ − p| ≤ z √(p(1−p)/n). Within [0, 1]. Absent: the sample or the confidence is not valid.
std::optional<Interval> wilson_interval(const BinomialSample& sample, double confidence = default_confidence) noexcept;
// Of treatment − control, Newcombe's hybrid score interval (his method 10, no continuity correction): with Wilson's intervals (l, u) of the two,
// d − √((p̂₁−l₁)² + (u₂−p̂₂)²) to d + √((u₁−p̂₁)² + (p̂₂−l₂)²). Within [−1, 1]. Absent: a sample or the confidence is not valid.
std::optional<Interval> difference_interval(const BinomialSample& treatment, const BinomialSample& control,
                                            double confidence = default_confidence) noexcept;

struct RelativeLift {
  double lift = 0;  // p̂₁/p̂₂ − 1; at least −1
  // Katz: exp(ln(p̂₁/p̂₂) ± z √(1/x₁ − 1/n₁ + 1/x₂ − 1/n₂)) − 1. Absent where its variance says nothing: the treatment has no success, or both have
  // nothing else.
  std::optional<Interval> interval;
};
// Absent: the control has no success, or a sample or the confidence is not valid.
std::optional<RelativeLift> relative_lift(const BinomialSample& treatment, const BinomialSample& control,
                                          double confidence = default_confidence) noexcept;

// The two-sided p-value of the z test with the pooled share, for one look at a planned size. 1 when all trials of both ended alike. Absent: a sample
// is not valid.
std::optional<double> two_proportion_p_value(const BinomialSample& treatment, const BinomialSample& control) noexcept;

}  // namespace docent::server
