#include "base/rfc3339.h"

#include <algorithm>

namespace docent::core {
namespace {

constexpr int64_t day_ms = 86'400'000;

bool digits(std::string_view text, std::size_t at, std::size_t n, int& value) noexcept {
  if (at + n > text.size()) return false;
  value = 0;
  for (std::size_t i = at; i < at + n; i++) {
    if (text[i] < '0' || text[i] > '9') return false;
    value = value * 10 + (text[i] - '0');
  }
  return true;
}

int days_in_month(int64_t year, int month) noexcept {
  static constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days[month - 1];
}

bool parse_date(std::string_view text, Civil& c) noexcept {
  int year = 0;
  if (!digits(text, 0, 4, year) || text.size() < 10 || text[4] != '-' || text[7] != '-') return false;
  c.year = year;
  return digits(text, 5, 2, c.month) && digits(text, 8, 2, c.day) && c.month >= 1 && c.month <= 12 && c.day >= 1 &&
         c.day <= days_in_month(year, c.month);
}

// Parses "T09:00:00.5" from `at`, leaving `at` behind it. A leap second counts as the one before.
bool parse_time(std::string_view text, std::size_t& at, Civil& c) noexcept {
  if (at + 9 > text.size() || (text[at] != 'T' && text[at] != 't' && text[at] != ' ')) return false;
  if (!digits(text, at + 1, 2, c.hour) || text[at + 3] != ':' || !digits(text, at + 4, 2, c.minute) || text[at + 6] != ':' ||
      !digits(text, at + 7, 2, c.second) || c.hour > 23 || c.minute > 59 || c.second > 60)
    return false;
  c.second = std::min(c.second, 59);
  at += 9;
  if (at < text.size() && text[at] == '.') {
    int scale = 100;
    const std::size_t first = ++at;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; at++, scale /= 10) c.milli += (text[at] - '0') * scale;
    if (at == first) return false;
  }
  return true;
}

void put(char*& out, int64_t value, int width) noexcept {
  for (int i = width - 1; i >= 0; i--, value /= 10) out[i] = static_cast<char>('0' + value % 10);
  out += width;
}

}  // namespace

int64_t days_from_civil(int64_t year, int month, int day) noexcept {
  year -= month <= 2;
  const int64_t era = (year >= 0 ? year : year - 399) / 400;
  const int64_t yoe = year - era * 400;
  const int64_t doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  return era * 146'097 + doe - 719'468;
}

Civil civil_from_ms(int64_t ms) noexcept {
  int64_t days = ms / day_ms;
  int64_t rest = ms % day_ms;
  if (rest < 0) rest += day_ms, days--;
  const int64_t z = days + 719'468;
  const int64_t era = (z >= 0 ? z : z - 146'096) / 146'097;
  const int64_t doe = z - era * 146'097;
  const int64_t yoe = (doe - doe / 1460 + doe / 36'524 - doe / 146'096) / 365;
  const int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const int64_t mp = (5 * doy + 2) / 153;
  Civil c;
  c.day = static_cast<int>(doy - (153 * mp + 2) / 5 + 1);
  c.month = static_cast<int>(mp < 10 ? mp + 3 : mp - 9);
  c.year = yoe + era * 400 + (c.month <= 2);
  c.hour = static_cast<int>(rest / 3'600'000);
  c.minute = static_cast<int>(rest / 60'000 % 60);
  c.second = static_cast<int>(rest / 1000 % 60);
  c.milli = static_cast<int>(rest % 1000);
  return c;
}

int64_t ms_from_civil(const Civil& c) noexcept {
  return days_from_civil(c.year, c.month, c.day) * day_ms + c.hour * int64_t{3'600'000} + c.minute * int64_t{60'000} + c.second * int64_t{1000} +
         c.milli;
}

void format_rfc3339(int64_t unix_ms, char* out) noexcept {
  constexpr int64_t first = -62'167'219'200'000;  // 0000-01-01
  constexpr int64_t last = 253'402'300'799'999;   // 9999-12-31
  const Civil c = civil_from_ms(std::clamp(unix_ms, first, last));
  put(out, c.year, 4);
  *out++ = '-';
  put(out, c.month, 2);
  *out++ = '-';
  put(out, c.day, 2);
  *out++ = 'T';
  put(out, c.hour, 2);
  *out++ = ':';
  put(out, c.minute, 2);
  *out++ = ':';
  put(out, c.second, 2);
  *out++ = '.';
  put(out, c.milli, 3);
  *out++ = 'Z';
}

std::string format_rfc3339(int64_t unix_ms) {
  std::string text(24, '\0');
  format_rfc3339(unix_ms, text.data());
  return text;
}

std::optional<int64_t> parse_rfc3339(std::string_view text) noexcept {
  Civil c;
  std::size_t at = 10;
  if (!parse_date(text, c) || !parse_time(text, at, c) || at == text.size()) return std::nullopt;
  const int64_t ms = ms_from_civil(c);
  if (text[at] == 'Z' || text[at] == 'z') return at + 1 == text.size() ? std::optional(ms) : std::nullopt;
  int hours = 0;
  int minutes = 0;
  if ((text[at] != '+' && text[at] != '-') || text.size() != at + 6 || text[at + 3] != ':' || !digits(text, at + 1, 2, hours) ||
      !digits(text, at + 4, 2, minutes) || hours > 23 || minutes > 59)
    return std::nullopt;
  const int64_t offset = (hours * 60 + minutes) * int64_t{60'000};
  return text[at] == '+' ? ms - offset : ms + offset;
}

std::optional<int64_t> parse_local_time(std::string_view text) noexcept {
  Civil c;
  if (!parse_date(text, c)) return std::nullopt;
  std::size_t at = 10;
  if (text.size() > 10 && (!parse_time(text, at, c) || at != text.size())) return std::nullopt;
  return ms_from_civil(c);
}

}  // namespace docent::core
