#include "rules/sem_ver.h"

namespace docent::core {
namespace {

bool is_digit(char c) noexcept { return static_cast<unsigned char>(c - '0') < 10; }
bool is_identifier_char(char c) noexcept { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-'; }

bool is_number(std::string_view text) noexcept {
  for (const char c : text)
    if (!is_digit(c)) return false;
  return !text.empty();
}

// Takes digits without leading zeros off the front of [at, end).
inline bool take_number(const char*& at, const char* end, std::string_view& number) noexcept {
  const char* const begin = at;
  while (at != end && is_digit(*at)) at++;
  number = {begin, static_cast<std::size_t>(at - begin)};
  return number.size() == 1 || (number.size() > 1 && *begin != '0');
}

bool take(std::string_view& text, char c) noexcept {
  if (text.empty() || text[0] != c) return false;
  text.remove_prefix(1);
  return true;
}

// Takes dot-separated identifiers up to '+' or the end off the front.
bool take_identifiers(std::string_view& text, bool leading_zeros, std::string_view& identifiers) noexcept {
  const std::string_view whole = text;
  for (;;) {
    std::size_t n = 0;
    while (n < text.size() && is_identifier_char(text[n])) n++;
    const std::string_view identifier = text.substr(0, n);
    if (n == 0 || (!leading_zeros && n > 1 && identifier[0] == '0' && is_number(identifier))) return false;
    text.remove_prefix(n);
    if (!take(text, '.')) break;
  }
  identifiers = whole.substr(0, whole.size() - text.size());
  return true;
}

int compare_text(std::string_view a, std::string_view b) noexcept { return a.compare(b); }
int compare_number(std::string_view a, std::string_view b) noexcept {
  if (a.size() != b.size()) return a.size() < b.size() ? -1 : 1;
  return compare_text(a, b);
}

int compare_prerelease(std::string_view a, std::string_view b) noexcept {
  if (a.empty() || b.empty()) return a.empty() == b.empty() ? 0 : a.empty() ? 1 : -1;  // 1.0.0-rc is before 1.0.0
  while (!a.empty() && !b.empty()) {
    const auto part = [](std::string_view& text) {
      const std::string_view head = text.substr(0, text.find('.'));
      text.remove_prefix(head.size() < text.size() ? head.size() + 1 : head.size());
      return head;
    };
    const std::string_view x = part(a);
    const std::string_view y = part(b);
    const bool x_number = is_number(x);
    const bool y_number = is_number(y);
    if (x_number != y_number) return x_number ? -1 : 1;
    if (const int order = x_number ? compare_number(x, y) : compare_text(x, y); order != 0) return order;
  }
  return a.empty() == b.empty() ? 0 : a.empty() ? -1 : 1;
}

}  // namespace

std::optional<SemVer> parse_sem_ver(std::string_view text) noexcept {
  SemVer version;
  const char* at = text.data();
  const char* const end = at + text.size();
  if (at != end && *at == 'v') at++;
  if (!take_number(at, end, version.major)) return std::nullopt;
  if (at == end) return version;
  if (*at++ != '.' || !take_number(at, end, version.minor)) return std::nullopt;
  if (at == end) return version;
  if (*at++ != '.' || !take_number(at, end, version.patch)) return std::nullopt;
  if (at == end) return version;
  text.remove_prefix(static_cast<std::size_t>(at - text.data()));
  if (take(text, '-') && !take_identifiers(text, false, version.prerelease)) return std::nullopt;
  std::string_view build;
  if (take(text, '+') && !take_identifiers(text, true, build)) return std::nullopt;
  if (!text.empty()) return std::nullopt;
  return version;
}

int compare_sem_ver(const SemVer& a, const SemVer& b) noexcept {
  if (const int order = compare_number(a.major, b.major); order != 0) return order;
  if (const int order = compare_number(a.minor, b.minor); order != 0) return order;
  if (const int order = compare_number(a.patch, b.patch); order != 0) return order;
  return compare_prerelease(a.prerelease, b.prerelease);
}

std::optional<SemVerOp> parse_sem_ver_op(std::string_view text) noexcept {
  if (text == "=") return SemVerOp::equal;
  if (text == "!=") return SemVerOp::not_equal;
  if (text == "<") return SemVerOp::less;
  if (text == "<=") return SemVerOp::less_equal;
  if (text == ">") return SemVerOp::greater;
  if (text == ">=") return SemVerOp::greater_equal;
  if (text == "^") return SemVerOp::same_major;
  if (text == "~") return SemVerOp::same_minor;
  return std::nullopt;
}

bool sem_ver_holds(const SemVer& a, SemVerOp op, const SemVer& b) noexcept {
  switch (op) {
    case SemVerOp::equal: return compare_sem_ver(a, b) == 0;
    case SemVerOp::not_equal: return compare_sem_ver(a, b) != 0;
    case SemVerOp::less: return compare_sem_ver(a, b) < 0;
    case SemVerOp::less_equal: return compare_sem_ver(a, b) <= 0;
    case SemVerOp::greater: return compare_sem_ver(a, b) > 0;
    case SemVerOp::greater_equal: return compare_sem_ver(a, b) >= 0;
    case SemVerOp::same_major: return a.major == b.major;
    case SemVerOp::same_minor: return a.major == b.major && a.minor == b.minor;
  }
  return false;
}

}  // namespace docent::core
