#include "base/time_zone_rule.h"

#include <algorithm>

#include "base/rfc3339.h"

namespace docent::core {
namespace {

constexpr int64_t day_s = 86'400;

bool leap(int64_t year) noexcept { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

// 0 is Sunday; 1970-01-01 was a Thursday.
int weekday(int64_t day) noexcept { return static_cast<int>(((day + 4) % 7 + 7) % 7); }

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
bool is_letter(char c) noexcept { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

}  // namespace

// Reads from the front of the text. Each function takes what it reads and says whether it was there.
class TimeZoneRule::Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}
  bool at_end() const { return text_.empty(); }
  bool take(char c) {
    if (text_.empty() || text_.front() != c) return false;
    text_.remove_prefix(1);
    return true;
  }

  // "CET" or "<+1030>": at least three characters.
  bool take_name() {
    std::size_t n = 0;
    if (take('<')) {
      while (n < text_.size() && (is_letter(text_[n]) || is_digit(text_[n]) || text_[n] == '+' || text_[n] == '-')) n++;
      text_.remove_prefix(n);
      return take('>') && n >= 3;
    }
    while (n < text_.size() && is_letter(text_[n])) n++;
    text_.remove_prefix(n);
    return n >= 3;
  }

  bool take_number(int max_digits, int& value) {
    int n = 0;
    for (value = 0; n < max_digits && !text_.empty() && is_digit(text_.front()); n++) {
      value = value * 10 + (text_.front() - '0');
      text_.remove_prefix(1);
    }
    return n > 0;
  }

  // [+|-]hh[:mm[:ss]]
  bool take_time(int max_hours, int32_t& seconds) {
    const bool negative = take('-');
    if (!negative) take('+');
    int h = 0;
    int m = 0;
    int s = 0;
    if (!take_number(3, h) || h > max_hours) return false;
    if (take(':')) {
      if (!take_number(2, m) || m > 59) return false;
      if (take(':') && (!take_number(2, s) || s > 59)) return false;
    }
    seconds = (h * 60 + m) * 60 + s;
    if (negative) seconds = -seconds;
    return true;
  }

  // POSIX counts west of Greenwich.
  bool take_offset(int32_t& east_s) {
    if (!take_time(24, east_s)) return false;
    east_s = -east_s;
    return true;
  }

  // J60, 59 or M3.5.0, each with /time or without.
  bool take_date(Date& date) {
    if (take('M')) {
      date.kind = Date::Kind::weekday;
      if (!take_number(2, date.month) || !take('.') || !take_number(1, date.week) || !take('.') || !take_number(1, date.day)) return false;
      if (date.month < 1 || date.month > 12 || date.week < 1 || date.week > 5 || date.day > 6) return false;
    } else {
      date.kind = take('J') ? Date::Kind::julian : Date::Kind::zero_based;
      if (!take_number(3, date.day) || date.day > 365 || (date.kind == Date::Kind::julian && date.day < 1)) return false;
    }
    return !take('/') || take_time(167, date.time_s);
  }

 private:
  std::string_view text_;
};

std::optional<TimeZoneRule> TimeZoneRule::parse(std::string_view text) noexcept {
  if (text.size() > max_bytes) return std::nullopt;
  Reader in(text);
  TimeZoneRule rule;
  if (!in.take_name() || !in.take_offset(rule.standard_s_)) return std::nullopt;
  if (in.at_end()) return rule;
  rule.has_summer_ = true;
  rule.summer_s_ = rule.standard_s_ + 3'600;
  if (!in.take_name()) return std::nullopt;
  if (!in.take(',') && !(in.take_offset(rule.summer_s_) && in.take(','))) return std::nullopt;
  if (!in.take_date(rule.start_) || !in.take(',') || !in.take_date(rule.end_) || !in.at_end()) return std::nullopt;
  return rule;
}

int64_t TimeZoneRule::Date::local_s(int64_t year) const noexcept {
  int64_t at = 0;
  switch (kind) {
    case Kind::julian: at = days_from_civil(year, 1, 1) + day - 1 + (leap(year) && day >= 60 ? 1 : 0); break;
    case Kind::zero_based: at = days_from_civil(year, 1, 1) + day; break;
    case Kind::weekday: {
      const int64_t first = days_from_civil(year, month, 1);
      const int64_t next_month = month == 12 ? days_from_civil(year + 1, 1, 1) : days_from_civil(year, month + 1, 1);
      at = first + (day - weekday(first) + 7) % 7 + (week - 1) * 7;
      if (at >= next_month) at -= 7;
      break;
    }
  }
  return at * day_s + time_s;
}

// Summer time of one year may end in the next (the southern half of the earth, and Ireland's winter time that is written as a negative summer time).
// Where it ends when the next begins it is summer all the year.
int32_t TimeZoneRule::offset_s(int64_t utc_s) const noexcept {
  if (!has_summer_) return standard_s_;
  const int64_t year = civil_from_ms(utc_s * 1000).year;
  for (int64_t y = year - 1; y <= year + 1; y++) {
    const int64_t start = start_s(y);
    int64_t end = end_s(y);
    if (end <= start) end = end_s(y + 1);
    if (utc_s >= start && utc_s < end) return summer_s_;
  }
  return standard_s_;
}

std::optional<int64_t> TimeZoneRule::next_change_s(int64_t utc_s) const noexcept {
  if (!has_summer_ || summer_s_ == standard_s_) return std::nullopt;
  const int64_t year = civil_from_ms(utc_s * 1000).year;
  std::optional<int64_t> next;
  for (int64_t y = year - 1; y <= year + 2; y++) {
    for (const int64_t at : {start_s(y), end_s(y)}) {
      if (at > utc_s && (!next || at < *next) && offset_s(at) != offset_s(at - 1)) next = at;
    }
  }
  return next;
}

}  // namespace docent::core
