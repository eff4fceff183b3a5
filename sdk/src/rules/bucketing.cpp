#include "rules/bucketing.h"

#include <cmath>

#include "rules/murmur3.h"

namespace docent::core {

uint32_t experiment_hash(std::string_view seed, std::string_view attribute) noexcept {
  Murmur3 hash;
  hash.append(seed);
  hash.append(":");
  hash.append(attribute);
  return hash.finish();
}

std::size_t pick_variant(uint32_t hash, std::span<const uint32_t> weights) noexcept {
  uint64_t total = 0;
  for (const uint32_t weight : weights) total += weight;
  if (total == 0 || total > max_total_weight) return no_bucket;
  const uint64_t bucket = bucket_of(hash, total);
  uint64_t end = 0;
  for (std::size_t i = 0; i < weights.size(); i++) {
    end += weights[i];
    if (bucket < end) return i;
  }
  return no_bucket;
}

bool in_holdout(std::string_view seed, std::string_view install_id, double percentage) noexcept {
  constexpr uint64_t total = 100'000;  // thousandths of a percent; whole percentages give the same answer as a total of 100
  if (!(percentage > 0)) return false;
  if (percentage >= 100) return true;
  return bucket_of(experiment_hash(seed, install_id), total) < static_cast<uint64_t>(std::llround(percentage * 1'000));
}

}  // namespace docent::core
