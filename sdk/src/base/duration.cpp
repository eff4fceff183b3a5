#include "base/duration.h"

namespace docent::core {
namespace {
constexpr int64_t max_ms = int64_t{100} * 366 * 86'400'000;
}

std::optional<int64_t> parse_duration_ms(std::string_view text) noexcept {
  if (text.size() < 3 || text[0] != 'P') return std::nullopt;
  int64_t total = 0;
  bool time = false;
  bool any = false;
  int last_rank = 0;  // W=1 D=2 H=3 M=4 S=5, strictly rising
  for (std::size_t i = 1; i < text.size();) {
    if (text[i] == 'T') {
      if (time) return std::nullopt;
      time = true;
      if (++i == text.size()) return std::nullopt;
      continue;
    }
    int64_t whole = 0;
    int64_t milli = 0;
    std::size_t digits = 0;
    bool fraction = false;
    for (; i < text.size() && text[i] >= '0' && text[i] <= '9'; i++, digits++) {
      whole = whole * 10 + (text[i] - '0');
      if (whole > max_ms) return std::nullopt;
    }
    if (digits == 0) return std::nullopt;
    if (i < text.size() && (text[i] == '.' || text[i] == ',')) {
      fraction = true;
      int64_t scale = 100;
      std::size_t places = 0;
      for (i++; i < text.size() && text[i] >= '0' && text[i] <= '9'; i++, places++, scale /= 10) milli += (text[i] - '0') * scale;
      if (places == 0) return std::nullopt;
    }
    if (i == text.size()) return std::nullopt;
    int rank;
    int64_t unit;
    switch (text[i++]) {
      case 'W': rank = time ? 0 : 1, unit = 7 * 86'400'000; break;
      case 'D': rank = time ? 0 : 2, unit = 86'400'000; break;
      case 'H': rank = time ? 3 : 0, unit = 3'600'000; break;
      case 'M': rank = time ? 4 : 0, unit = 60'000; break;
      case 'S': rank = time ? 5 : 0, unit = 1'000; break;
      default: return std::nullopt;
    }
    if (rank <= last_rank || (fraction && rank != 5)) return std::nullopt;
    last_rank = rank;
    if (whole > max_ms / unit) return std::nullopt;
    total += whole * unit + milli;
    if (total > max_ms) return std::nullopt;
    any = true;
  }
  if (!any) return std::nullopt;
  return total;
}

std::string format_duration(int64_t ms) {
  if (ms <= 0) return "PT0S";
  std::string text = "P";
  const auto part = [&](int64_t unit, char letter) {
    if (ms >= unit) text += std::to_string(ms / unit) + letter, ms %= unit;
  };
  part(86'400'000, 'D');
  if (ms > 0) text += 'T';
  part(3'600'000, 'H');
  part(60'000, 'M');
  if (ms % 1000 == 0) {
    part(1'000, 'S');
  } else {
    std::string milli = std::to_string(ms % 1000);
    milli.insert(0, 3 - milli.size(), '0');
    while (milli.back() == '0') milli.pop_back();
    text += std::to_string(ms / 1000) + '.' + milli + 'S';
  }
  return text;
}

}  // namespace docent::core
