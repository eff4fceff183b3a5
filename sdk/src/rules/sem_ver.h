// Semantic versions as flagd's sem_ver reads them: semver.org 2.0.0, with an optional "v" in front and ".0" for missing minor and patch numbers.
// Pure; numbers have any length.
#pragma once

#include <optional>
#include <string_view>

namespace docent::core {

// Views into the text that was parsed. The build part does not take part in comparisons and is not kept.
struct SemVer {
  std::string_view major;
  std::string_view minor = "0";
  std::string_view patch = "0";
  std::string_view prerelease;
};

std::optional<SemVer> parse_sem_ver(std::string_view text) noexcept;
// Negative, 0 or positive, by precedence.
int compare_sem_ver(const SemVer& a, const SemVer& b) noexcept;

enum class SemVerOp : unsigned char { equal, not_equal, less, less_equal, greater, greater_equal, same_major, same_minor };
// "=", "!=", "<", "<=", ">", ">=", "^" (same major), "~" (same major and minor).
std::optional<SemVerOp> parse_sem_ver_op(std::string_view text) noexcept;
bool sem_ver_holds(const SemVer& a, SemVerOp op, const SemVer& b) noexcept;

}  // namespace docent::core
