// The events that Docent records itself. A host event with one of these names is refused (docs/strategy.md lists them with their properties).
#pragma once

#include <string_view>

namespace docent::core::builtin {

inline constexpr std::string_view session_start = "session_start";
inline constexpr std::string_view session_end = "session_end";
inline constexpr std::string_view error_reported = "error_reported";
inline constexpr std::string_view metric_recorded = "metric_recorded";
inline constexpr std::string_view feedback_submitted = "feedback_submitted";
inline constexpr std::string_view interaction = "interaction";

// True for the names above, the behaviour signals and the outcomes of campaigns and recommendations.
[[gnu::hot]] bool is_reserved(std::string_view event_name) noexcept;

}  // namespace docent::core::builtin
