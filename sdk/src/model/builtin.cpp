#include "model/builtin.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace docent::core::builtin {
namespace {

// Sorted, for binary search.
constexpr std::array<std::string_view, 27> reserved = {"campaign_abandoned",
                                                       "campaign_completed",
                                                       "campaign_control_shown",
                                                       "campaign_dismissed",
                                                       "campaign_interacted",
                                                       "campaign_offered",
                                                       "campaign_shown",
                                                       "campaign_snoozed",
                                                       "campaign_timed_out",
                                                       "campaign_would_have_shown",
                                                       "dead_click",
                                                       "dwell",
                                                       "error_click",
                                                       "error_reported",
                                                       "feedback_submitted",
                                                       "form_abandoned",
                                                       "interaction",
                                                       "loop",
                                                       "metric_recorded",
                                                       "rage_click",
                                                       "recommendation_dismissed",
                                                       "recommendation_interacted",
                                                       "recommendation_shown",
                                                       "session_end",
                                                       "session_start",
                                                       "u_turn",
                                                       "undo_burst"};
static_assert(std::is_sorted(reserved.begin(), reserved.end()));

// Which shapes (length, first, last and one character between) reserved names have, as a set of bits: spares nearly all host events the search.
constexpr std::size_t shape_of(std::string_view name) noexcept {
  const auto at = [name](std::size_t i) { return uint32_t{static_cast<unsigned char>(name[i])}; };
  const uint32_t shape = at(0) | at(name.size() / 3) << 8 | at(name.size() - 1) << 16 | static_cast<uint32_t>(name.size()) << 24;
  return shape * 0x9e3779b1u >> 22;
}
constexpr std::array<uint64_t, 1024 / 64> reserved_shapes = [] {
  std::array<uint64_t, 1024 / 64> bits{};
  for (const auto& name : reserved) bits[shape_of(name) / 64] |= uint64_t{1} << (shape_of(name) % 64);
  return bits;
}();

[[gnu::noinline]] bool search(std::string_view name) noexcept { return std::binary_search(reserved.begin(), reserved.end(), name); }

}  // namespace

bool is_reserved(std::string_view name) noexcept {
  if (name.empty()) return false;
  const std::size_t shape = shape_of(name);
  return (reserved_shapes[shape / 64] >> (shape % 64) & 1) != 0 && search(name);
}

}  // namespace docent::core::builtin
