#include "statistics/nps.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "statistics/distribution.h"

namespace docent::server {
namespace {

// Absent: more than a counter holds.
std::optional<uint64_t> sum(std::span<const uint64_t> counts) {
  uint64_t total = 0;
  for (const uint64_t count : counts) {
    if (count > std::numeric_limits<uint64_t>::max() - total) return std::nullopt;
    total += count;
  }
  return total;
}

Interval within(double low, double high, double centre, double margin) {
  return {std::clamp(centre - margin, low, high), std::clamp(centre + margin, low, high)};
}

}  // namespace

std::optional<Score> net_promoter_score(const NpsCounts& counts, double confidence) noexcept {
  const auto z = normal_critical_value(confidence);
  const auto answers = sum(std::array{counts.promoters, counts.passives, counts.detractors});
  if (!answers || *answers < min_nps_answers || !z) return std::nullopt;
  const double n = static_cast<double>(*answers);
  const double promoters = static_cast<double>(counts.promoters);
  const double detractors = static_cast<double>(counts.detractors);
  const double adjusted = (promoters - detractors) / (n + 3);
  const double variance = (promoters + detractors + 1.5) / (n + 3) - adjusted * adjusted;
  return Score{100 * (promoters - detractors) / n, within(-100, 100, 100 * adjusted, 100 * *z * std::sqrt(variance / (n + 3)))};
}

std::optional<Score> customer_satisfaction(std::span<const uint64_t> answers, double confidence) noexcept {
  const auto total = sum(answers);
  if (answers.size() < 3 || !total) return std::nullopt;
  const BinomialSample best{answers[answers.size() - 1] + answers[answers.size() - 2], *total};
  const auto interval = wilson_interval(best, confidence);
  if (!interval) return std::nullopt;
  return Score{*proportion(best), interval};
}

std::optional<Score> customer_effort(std::span<const uint64_t> answers, double confidence) noexcept {
  const auto total = sum(answers);
  if (answers.size() < 2 || !total || *total == 0 || !(confidence > 0 && confidence < 1)) return std::nullopt;
  const double n = static_cast<double>(*total);
  double mean = 0;
  for (std::size_t i = 0; i < answers.size(); i++) mean += static_cast<double>(i + 1) * (static_cast<double>(answers[i]) / n);
  double squares = 0;
  for (std::size_t i = 0; i < answers.size(); i++) {
    const double off = static_cast<double>(i + 1) - mean;
    squares += off * off * static_cast<double>(answers[i]);
  }
  Score score{mean, std::nullopt};
  // Counted, as rounding of the mean would leave the squares a little above 0.
  const auto given = std::count_if(answers.begin(), answers.end(), [](uint64_t count) { return count > 0; });
  if (given < 2) return score;
  if (const auto t = student_t_critical_value(confidence, *total - 1))
    score.interval = within(1, static_cast<double>(answers.size()), mean, *t * std::sqrt(squares / (n - 1) / n));
  return score;
}

}  // namespace docent::server
