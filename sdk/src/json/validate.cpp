#include "json/validate.h"

#include <bitset>
#include <charconv>
#include <cmath>

namespace docent::core {
namespace {

constexpr int depth_limit = 1024;

class Scanner {
 public:
  explicit Scanner(std::string_view text) : p_(text.data()), end_(text.data() + text.size()) {}

  bool run(int max_depth) noexcept {
    int depth = 0;
    for (;;) {  // one value
      skip_space();
      if (p_ == end_) return false;
      if (*p_ == '{' || *p_ == '[') {
        const bool object = *p_++ == '{';
        if (depth == max_depth) return false;
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
        const char c = *p_++;
        if (c == ',') {
          skip_space();
          if (object && !key()) return false;
          break;
        }
        if (c != (object ? '}' : ']')) return false;
        depth--;
      }
    }
  }

 private:
  void skip_space() noexcept {
    while (p_ < end_ && (*p_ == ' ' || *p_ == '\t' || *p_ == '\n' || *p_ == '\r')) p_++;
  }
  bool key() noexcept {
    if (!string()) return false;
    skip_space();
    return p_ < end_ && *p_++ == ':';
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
    if (p_ == end_ || *p_++ != '"') return false;
    while (p_ < end_) {
      const auto c = static_cast<unsigned char>(*p_++);
      if (c == '"') return true;
      if (c < 0x20) return false;
      if (c != '\\') continue;
      if (p_ == end_) return false;
      switch (*p_++) {
        case '"': case '\\': case '/': case 'b': case 'f': case 'n': case 'r': case 't': break;
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
    const auto result = std::from_chars(p_, p_ + 4, unit, 16);
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
    return std::from_chars(first, p_, value).ec != std::errc::result_out_of_range || std::fabs(value) < 1;
  }

  const char* p_;
  const char* end_;
  std::bitset<depth_limit> in_object_;
};

}  // namespace

bool is_json(std::string_view text, int max_depth) noexcept {
  return Scanner(text).run(max_depth < depth_limit ? max_depth : depth_limit);
}

}  // namespace docent::core
