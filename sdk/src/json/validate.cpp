#include "json/validate.h"

#include <bitset>
#include <charconv>
#include <cstdint>

namespace docent::core {
namespace {

constexpr int depth_limit = 1024;

// The e of d.ddd × 10^e for a JSON number that is not zero, cut to ± 10^9: tells overflow from underflow, which from_chars reports alike.
int64_t decimal_exponent(std::string_view number) noexcept {
  constexpr int64_t cut = 1'000'000'000;
  int64_t places = 0;  // of the first digit that is not 0: 1 for 2.5, 0 for 0.25, -1 for 0.025
  bool found = false;
  bool fraction = false;
  std::size_t i = number[0] == '-' ? 1 : 0;
  for (; i < number.size() && number[i] != 'e' && number[i] != 'E'; i++) {
    if (number[i] == '.') {
      fraction = true;
    } else {
      found = found || number[i] != '0';
      if (found && !fraction) places++;
      if (!found && fraction) places--;
    }
  }
  if (i == number.size()) return places - 1;
  const bool negative = number[++i] == '-';
  if (number[i] == '-' || number[i] == '+') i++;
  int64_t exponent = 0;
  for (; i < number.size() && exponent < cut; i++) exponent = exponent * 10 + (number[i] - '0');
  return places - 1 + (negative ? -exponent : exponent);
}

class Scanner {
 public:
  explicit Scanner(std::string_view text) : begin_(text.data()), p_(begin_), end_(begin_ + text.size()) {}

  bool run(int max_depth) noexcept {
    int depth = 0;
    for (;;) {  // one value
      skip_space();
      if (p_ == end_) return false;
      if (*p_ == '{' || *p_ == '[') {
        if (depth == max_depth) return false;
        const bool object = *p_++ == '{';
        in_object_[static_cast<std::size_t>(depth++)] = object;
        skip_space();
        if (p_ < end_ && *p_ == (object ? '}' : ']')) {
          p_++, depth--;
        } else {
          if (object && !key()) return false;
          continue;
        }
      } else if (!scalar()) {
        return false;
      }
      for (;;) {  // what follows a value
        skip_space();
        if (depth == 0) return p_ == end_;
        if (p_ == end_) return false;
        const bool object = in_object_[static_cast<std::size_t>(depth - 1)];
        if (*p_ == ',') {
          p_++;
          skip_space();
          if (object && !key()) return false;
          break;
        }
        if (*p_ != (object ? '}' : ']')) return false;
        p_++, depth--;
      }
    }
  }

  std::size_t offset() const noexcept { return static_cast<std::size_t>(p_ - begin_); }

 private:
  void skip_space() noexcept {
    while (p_ < end_ && (*p_ == ' ' || *p_ == '\t' || *p_ == '\n' || *p_ == '\r')) p_++;
  }
  bool accept(char c) noexcept {
    if (p_ == end_ || *p_ != c) return false;
    p_++;
    return true;
  }
  bool key() noexcept {
    if (!string()) return false;
    skip_space();
    return accept(':');
  }
  bool literal(std::string_view word) noexcept {
    if (static_cast<std::size_t>(end_ - p_) < word.size() || std::string_view(p_, word.size()) != word) return false;
    p_ += word.size();
    return true;
  }
  bool scalar() noexcept {
    switch (*p_) {
      case '"': return string();
      case 't': return literal("true");
      case 'f': return literal("false");
      case 'n': return literal("null");
      default: return number();
    }
  }
  bool string() noexcept {
    if (!accept('"')) return false;
    while (p_ < end_) {
      const auto c = static_cast<unsigned char>(*p_);
      if (c < 0x20) return false;
      p_++;
      if (c == '"') return true;
      if (c != '\\') continue;
      if (p_ == end_) return false;
      switch (*p_++) {
        case '"':
        case '\\':
        case '/':
        case 'b':
        case 'f':
        case 'n':
        case 'r':
        case 't': break;
        case 'u': {
          unsigned unit;
          if (!hex4(unit)) return false;
          if (unit >= 0xdc00 && unit <= 0xdfff) return false;  // a lone low surrogate
          if (unit >= 0xd800 && unit <= 0xdbff) {
            if (end_ - p_ < 2 || *p_++ != '\\' || *p_++ != 'u' || !hex4(unit) || unit < 0xdc00 || unit > 0xdfff) return false;
          }
          break;
        }
        default: return false;
      }
    }
    return false;
  }
  bool hex4(unsigned& unit) noexcept {
    if (end_ - p_ < 4) return false;
    const auto result = std::from_chars(p_, p_ + 4, unit, 16);  // takes no sign, as `unit` is unsigned
    if (result.ec != std::errc() || result.ptr != p_ + 4) return false;
    p_ += 4;
    return true;
  }
  bool digits() noexcept {
    const char* first = p_;
    while (p_ < end_ && *p_ >= '0' && *p_ <= '9') p_++;
    return p_ != first;
  }
  bool number() noexcept {
    const char* first = p_;
    if (*p_ == '-') p_++;
    if (p_ < end_ && *p_ == '0') p_++;
    else if (!digits()) return false;
    bool integer = true;
    if (p_ < end_ && *p_ == '.') {
      integer = false, p_++;
      if (!digits()) return false;
    }
    if (p_ < end_ && (*p_ == 'e' || *p_ == 'E')) {
      integer = false, p_++;
      if (p_ < end_ && (*p_ == '+' || *p_ == '-')) p_++;
      if (!digits()) return false;
    }
    if (integer && p_ - first < 300) return true;
    double value = 0;
    if (std::from_chars(first, p_, value).ec != std::errc::result_out_of_range || decimal_exponent({first, p_}) < 0) return true;
    p_ = first;
    return false;
  }

  const char* begin_;
  const char* p_;
  const char* end_;
  std::bitset<depth_limit> in_object_;
};

}  // namespace

bool is_json(std::string_view text, int max_depth) noexcept { return Scanner(text).run(max_depth < depth_limit ? max_depth : depth_limit); }

std::size_t json_error_offset(std::string_view text, int max_depth) noexcept {
  Scanner scanner(text);
  return scanner.run(max_depth < depth_limit ? max_depth : depth_limit) ? std::string_view::npos : scanner.offset();
}

}  // namespace docent::core
