// ISO 8601 durations such as PT10M, P3D, P2W, PT1.5S. Years and months are refused: their length is not fixed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace docent::core {

// Milliseconds, 0 to 100 years; empty when malformed or out of range. Days are 24 h.
std::optional<int64_t> parse_duration_ms(std::string_view text) noexcept;
// The shortest form, for example "PT1H30M"; negative values count as 0.
std::string format_duration(int64_t ms);

}  // namespace docent::core
