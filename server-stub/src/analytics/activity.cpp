#include "analytics/activity.h"

namespace docent::server {
namespace {
constexpr int64_t max_periods = 2'000;

int64_t periods_in(const Window& window, const Calendar& calendar, Unit unit) noexcept {
  if (window.to_ms <= window.from_ms) return 0;
  return calendar.period(window.to_ms - 1, unit) - calendar.period(window.from_ms, unit) + 1;
}

std::size_t words_for(int64_t periods) noexcept { return (static_cast<std::size_t>(periods) + 63) / 64; }

}  // namespace

core::Result<std::vector<Activity>> Activity::make(std::size_t count, std::size_t persons, const Window& window, const Calendar& calendar,
                                                   Unit unit) {
  Activity it;
  it.first_ = calendar.period(window.from_ms, unit);
  const int64_t periods = periods_in(window, calendar, unit);
  if (periods > max_periods)
    return core::Status(core::Code::too_large, "the time from `from` to `to` has " + std::to_string(periods) + " periods, at most " +
                                                   std::to_string(max_periods) + " are counted: choose a larger unit or a shorter time");
  it.periods_ = static_cast<std::size_t>(periods);
  it.words_ = words_for(periods);
  if (count * persons * it.words_ > max_bytes / sizeof(uint64_t))
    return core::Status(core::Code::too_large,
                        "there are too many persons for so many events and periods: choose fewer events, a larger unit or a shorter time");
  it.bits_.resize(persons * it.words_);
  return std::vector<Activity>(count, it);
}

std::size_t Activity::fitting(std::size_t persons, const Window& window, const Calendar& calendar, Unit unit) noexcept {
  const std::size_t bytes = persons * words_for(periods_in(window, calendar, unit)) * sizeof(uint64_t);
  return bytes == 0 ? SIZE_MAX : max_bytes / bytes;
}

std::size_t Activity::count(uint32_t person) const noexcept {
  std::size_t n = 0;
  for (std::size_t i = 0; i < words_; i++) n += static_cast<std::size_t>(std::popcount(bits_[person * words_ + i]));
  return n;
}

std::size_t Activity::next(uint32_t person, std::size_t at) const noexcept {
  for (std::size_t i = at / 64; i < words_; i++) {
    uint64_t word = bits_[person * words_ + i];
    if (i == at / 64) word &= ~uint64_t{0} << (at % 64);
    if (word != 0) return i * 64 + static_cast<std::size_t>(std::countr_zero(word));
  }
  return periods_;
}

std::vector<uint64_t> Activity::persons_by_period() const {
  std::vector<uint64_t> counts(periods_);
  for (uint32_t person = 0; person < persons(); person++)
    for (std::size_t at = next(person, 0); at < periods_; at = next(person, at + 1)) counts[at]++;
  return counts;
}

}  // namespace docent::server
