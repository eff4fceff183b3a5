#include "analytics/activity.h"

#include "server_limits.h"

namespace docent::server {
namespace {

std::size_t words_for(std::size_t periods) noexcept { return (periods + 63) / 64; }

}  // namespace

core::Result<std::vector<Activity>> Activity::make(std::size_t count, std::size_t persons, const Periods& periods) {
  if (count > fitting(persons, periods))
    return core::Status(core::Code::too_large,
                        "there are too many persons for so many events and periods: choose fewer events, a larger unit or a shorter time");
  Activity it;
  it.periods_ = periods;
  it.words_ = words_for(periods.count);
  it.bits_.resize(persons * it.words_);
  return std::vector<Activity>(count, it);
}

std::size_t Activity::fitting(std::size_t persons, const Periods& periods) noexcept {
  const std::size_t bytes = persons * words_for(periods.count) * sizeof(uint64_t);
  return bytes == 0 ? SIZE_MAX : max_activity_bytes / bytes;
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
  return periods_.count;
}

std::vector<uint64_t> Activity::persons_by_period() const {
  std::vector<uint64_t> counts(periods_.count);
  for (uint32_t person = 0; person < persons(); person++)
    for (std::size_t at = next(person, 0); at < periods_.count; at = next(person, at + 1)) counts[at]++;
  return counts;
}

}  // namespace docent::server
