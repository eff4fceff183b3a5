// Deterministic assignment to weighted variants: flagd's v2 bucketing. The same seed, attribute and weights give the same bucket in every language.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace docent::core {

inline constexpr uint64_t max_total_weight = 2'147'483'647;  // 2^31 − 1, flagd's limit
inline constexpr std::size_t no_bucket = SIZE_MAX;

// The point in [0, total_weight) that a hash falls on.
inline uint64_t bucket_of(uint32_t hash, uint64_t total_weight) noexcept { return (uint64_t{hash} * total_weight) >> 32; }
// The hash of `seed + ":" + attribute`, for experiments and the holdout. Does not allocate.
uint32_t experiment_hash(std::string_view seed, std::string_view attribute) noexcept;
// The index of the variant that `hash` falls on; no_bucket when the weights sum to 0 or to more than max_total_weight.
std::size_t pick_variant(uint32_t hash, std::span<const uint32_t> weights) noexcept;
// Whether an installation is in a holdout of `percentage` (0 to 100, fractions to 0.001 count).
bool in_holdout(std::string_view seed, std::string_view install_id, double percentage) noexcept;

}  // namespace docent::core
