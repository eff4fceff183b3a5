// The bytes of a Series in the database:
//   u64 format (1), u64 flags (1: with values), u64 total, [i64 first, i64 last − first] when total > 0,
//   u64 kept, i64 oldest time, u64 delta to each next one, [f64 value each],
//   u64 days, i64 first day, u64 delta to each next one, and per day i64 (last occurrence − the day's midnight, both in ms).
// u64 and i64 are the variable-length integers of varint.h. An unknown format is refused as unreadable: history then starts afresh.
#include <string>

#include "profile/series.h"
#include "profile/varint.h"

namespace docent::core {
namespace {

constexpr uint64_t format = 1;
constexpr uint64_t flag_values = 1;
constexpr int64_t day_ms = 86'400'000;
// Times outside of ±10,000 years are damage; the bound keeps the arithmetic below from overflowing.
constexpr int64_t max_time_ms = int64_t{10'000} * 366 * day_ms;

bool plausible(int64_t ms) { return ms >= -max_time_ms && ms <= max_time_ms; }

}  // namespace

void Series::encode(std::string& out) const {
  BlobWriter w;
  w.u64(format);
  w.u64(with_values_ ? flag_values : 0);
  w.u64(total_);
  if (total_ > 0) {
    w.i64(first_ms_);
    w.u64(static_cast<uint64_t>(last_ms_ - first_ms_));
  }
  w.u64(size_);
  for (std::size_t i = 0; i < size_; i++) {
    if (i == 0) {
      w.i64(time_at(0));
    } else {
      w.u64(static_cast<uint64_t>(time_at(i) - time_at(i - 1)));
    }
  }
  if (with_values_) {
    for (std::size_t i = 0; i < size_; i++) w.f64(value_at(i));
  }
  w.u64(days_.size());
  for (std::size_t i = 0; i < days_.size(); i++) {
    if (i == 0) {
      w.i64(days_[0].day);
    } else {
      w.u64(static_cast<uint64_t>(days_[i].day - days_[i - 1].day));
    }
    w.i64(days_[i].last_ms - days_[i].day * day_ms);
  }
  out = w.bytes();
}

bool Series::decode(std::string_view bytes) {
  clear();
  BlobReader r(bytes);
  const bool known = r.u64() == format;
  const uint64_t flags = r.u64();
  const uint64_t total = r.u64();
  const int64_t first = total > 0 ? r.i64() : 0;
  const uint64_t span = total > 0 ? r.u64() : 0;
  const uint64_t kept = r.u64();
  if (!r.ok() || !known || flags > flag_values || kept > total || kept > bytes.size() || !plausible(first) ||
      span > static_cast<uint64_t>(2 * max_time_ms)) {
    return false;
  }
  std::vector<int64_t> times(static_cast<std::size_t>(kept));
  for (std::size_t i = 0; i < times.size(); i++) {
    times[i] = i == 0 ? r.i64() : static_cast<int64_t>(static_cast<uint64_t>(times[i - 1]) + r.u64());
    if (!plausible(times[i]) || (i > 0 && times[i] < times[i - 1])) return false;
  }
  std::vector<double> values(times.size());
  if ((flags & flag_values) != 0) {
    for (double& value : values) value = r.f64();
  }
  const uint64_t day_count = r.u64();
  if (!r.ok() || day_count > limits::max_history_days) return false;
  std::vector<Day> days(static_cast<std::size_t>(day_count));
  for (std::size_t i = 0; i < days.size(); i++) {
    days[i].day = i == 0 ? r.i64() : static_cast<int64_t>(static_cast<uint64_t>(days[i - 1].day) + r.u64());
    const int64_t offset = r.i64();
    if (!r.ok() || days[i].day > max_time_ms / day_ms || days[i].day < -max_time_ms / day_ms || !plausible(offset)) return false;
    if (i > 0 && days[i].day <= days[i - 1].day) return false;
    days[i].last_ms = days[i].day * day_ms + offset;
  }
  if (!r.done()) return false;

  with_values_ = (flags & flag_values) != 0;
  times_.clear();
  values_.clear();
  total_ = total;
  first_ms_ = first;
  last_ms_ = first + static_cast<int64_t>(span);
  for (std::size_t i = 0; i < times.size(); i++) insert_time(times[i], values[i]);
  days_ = std::move(days);
  return true;
}

}  // namespace docent::core
