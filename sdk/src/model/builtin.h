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

// What the host reports about its user interface, and the behaviour signals made of it (docs/signals.md).
inline constexpr std::string_view rage_click = "rage_click";
inline constexpr std::string_view dead_click = "dead_click";
inline constexpr std::string_view error_click = "error_click";
inline constexpr std::string_view u_turn = "u_turn";
inline constexpr std::string_view loop = "loop";
inline constexpr std::string_view undo_burst = "undo_burst";
inline constexpr std::string_view form_abandoned = "form_abandoned";
inline constexpr std::string_view dwell = "dwell";

// True for the names above and for the outcomes of campaigns and recommendations.
[[gnu::hot]] bool is_reserved(std::string_view event_name) noexcept;

}  // namespace docent::core::builtin
