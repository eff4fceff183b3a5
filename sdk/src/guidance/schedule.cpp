#include "guidance/schedule.h"

#include <algorithm>

#include "base/rfc3339.h"

namespace docent::core {
namespace {

constexpr int64_t day_ms = 86'400'000;
constexpr int64_t horizon_ms = 32 * day_ms;  // how far over changes of the clock to look: every day of the week comes four times

int64_t floor_day(int64_t ms) noexcept { return ms >= 0 ? ms / day_ms : (ms - (day_ms - 1)) / day_ms; }

// 0 is Monday; 1970-01-01 was a Thursday.
int weekday(int64_t day) noexcept { return static_cast<int>(((day + 3) % 7 + 7) % 7); }

std::optional<int> two_digits(std::string_view text) noexcept {
  if (text.size() != 2 || text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9') return std::nullopt;
  return (text[0] - '0') * 10 + (text[1] - '0');
}

// The occurrence of the window that starts on `day`.
struct Span {
  int64_t from;
  int64_t to;
};
std::optional<Span> span_on(const DailyWindow& w, int64_t day) noexcept {
  if ((w.days >> weekday(day) & 1) == 0) return std::nullopt;
  const int64_t midnight = day * day_ms;
  return Span{midnight + w.from_ms, midnight + w.to_ms + (w.to_ms <= w.from_ms ? day_ms : 0)};
}

}  // namespace

std::optional<Moment> parse_moment(std::string_view text) noexcept {
  if (const auto absolute = parse_rfc3339(text)) return Moment{*absolute, true};
  if (const auto local = parse_local_time(text)) return Moment{*local, false};
  return std::nullopt;
}

std::optional<int32_t> parse_time_of_day(std::string_view text) noexcept {
  if ((text.size() != 5 && text.size() != 8) || text[2] != ':' || (text.size() == 8 && text[5] != ':')) return std::nullopt;
  const auto hours = two_digits(text.substr(0, 2));
  const auto minutes = two_digits(text.substr(3, 2));
  const auto seconds = text.size() == 8 ? two_digits(text.substr(6, 2)) : std::optional<int>(0);
  if (!hours || !minutes || !seconds || *minutes > 59 || *seconds > 59) return std::nullopt;
  const int32_t ms = ((*hours * 60 + *minutes) * 60 + *seconds) * 1000;
  if (ms > day_ms) return std::nullopt;
  return ms;
}

bool DailyWindow::contains(int64_t local_ms) const noexcept { return ms_to_end(local_ms) > 0; }

int64_t DailyWindow::ms_to_end(int64_t local_ms) const noexcept {
  const int64_t today = floor_day(local_ms);
  for (const int64_t day : {today, today - 1}) {
    const auto span = span_on(*this, day);
    if (span && local_ms >= span->from && local_ms < span->to) return span->to - local_ms;
  }
  return 0;
}

std::optional<int64_t> DailyWindow::ms_to_start(int64_t local_ms) const noexcept {
  if (contains(local_ms)) return 0;
  const int64_t today = floor_day(local_ms);
  for (int64_t day = today; day <= today + 7; day++) {
    const auto span = span_on(*this, day);
    if (span && span->from > local_ms) return span->from - local_ms;
  }
  return std::nullopt;
}

// Between two changes a clock runs straight. An end that falls on a change or behind it is looked at by the clock as it is then.
int64_t DailyWindow::ms_to_end(int64_t utc_ms, const ZoneClock& clock) const noexcept {
  int64_t at = utc_ms;
  while (at < utc_ms + horizon_ms) {
    const int64_t left = ms_to_end(clock.local_ms(at));
    if (left == 0) break;
    const auto change = clock.next_change_ms(at);
    if (!change || at + left < *change) return at + left - utc_ms;
    at = *change;
  }
  return at - utc_ms;
}

std::optional<int64_t> DailyWindow::ms_to_start(int64_t utc_ms, const ZoneClock& clock) const noexcept {
  int64_t at = utc_ms;
  while (at < utc_ms + horizon_ms) {
    const auto wait = ms_to_start(clock.local_ms(at));
    if (!wait) return std::nullopt;
    const auto change = clock.next_change_ms(at);
    if (!change || at + *wait < *change) return at + *wait - utc_ms;
    at = *change;
  }
  return at - utc_ms;
}

int64_t Schedule::ms_to_open(Instant now) const noexcept {
  const int64_t to_start = start ? std::max<int64_t>(0, start->ms_from(now, zone)) : 0;
  if (windows.empty()) return to_start;
  int64_t wait = INT64_MAX;
  for (const DailyWindow& w : windows) {
    if (const auto ms = w.ms_to_start(now.wall_ms + to_start, zone.clock(now))) wait = std::min(wait, *ms);
  }
  return wait == INT64_MAX ? wait : to_start + wait;
}

}  // namespace docent::core
