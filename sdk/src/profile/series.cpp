#include "profile/series.h"

#include <algorithm>

namespace docent::core {
namespace {

constexpr int64_t day_ms = 86'400'000;
// Time zones differ by at most 26 hours, so a day can hold no occurrence that is further from its own midnight (UTC) than this.
constexpr int64_t day_slack_ms = 2 * day_ms;

int64_t floor_day(int64_t local_ms) { return local_ms >= 0 ? local_ms / day_ms : (local_ms - (day_ms - 1)) / day_ms; }

}  // namespace

Series::Series(std::size_t capacity, bool with_values) : capacity_(std::max<std::size_t>(capacity, 1)), with_values_(with_values) {}

void Series::set_capacity(std::size_t capacity) {
  capacity_ = std::max<std::size_t>(capacity, 1);
  if (size_ > capacity_) {
    head_ = slot(size_ - capacity_);
    size_ = capacity_;
  }
}

void Series::add(Instant at, double value) {
  first_ms_ = total_ == 0 ? at.wall_ms : std::min(first_ms_, at.wall_ms);
  last_ms_ = total_ == 0 ? at.wall_ms : std::max(last_ms_, at.wall_ms);
  total_++;
  insert_time(at.wall_ms, value);
  add_day(floor_day(at.local_ms()), at.wall_ms);
}

void Series::grow() {
  const std::size_t old_size = times_.size();
  std::vector<int64_t> times(old_size == 0 ? 4 : old_size * 2);
  std::vector<double> values(with_values_ ? times.size() : 0);
  for (std::size_t i = 0; i < size_; i++) {
    times[i] = times_[slot(i)];
    if (with_values_) values[i] = values_[slot(i)];
  }
  times_ = std::move(times);
  values_ = std::move(values);
  head_ = 0;
}

void Series::append_oldest_first(int64_t at_ms, double value) {
  if (size_ == times_.size()) grow();
  const std::size_t i = slot(size_++);
  times_[i] = at_ms;
  if (with_values_) values_[i] = value;
}

void Series::insert_time(int64_t at_ms, double value) {
  if (size_ == capacity_) {
    if (at_ms < time_at(0)) return;  // older than all that is kept
    head_ = slot(1);
    size_--;
  }
  append_oldest_first(at_ms, value);
  for (std::size_t i = size_ - 1; i > 0 && time_at(i - 1) > at_ms; i--) {
    std::swap(times_[slot(i)], times_[slot(i - 1)]);
    if (with_values_) std::swap(values_[slot(i)], values_[slot(i - 1)]);
  }
}

void Series::add_day(int64_t day, int64_t at_ms) {
  if (!days_.empty() && days_.back().day == day) {
    days_.back().last_ms = std::max(days_.back().last_ms, at_ms);
    return;
  }
  const auto place = std::lower_bound(days_.begin(), days_.end(), day, [](const Day& d, int64_t wanted) { return d.day < wanted; });
  if (place != days_.end() && place->day == day) {
    place->last_ms = std::max(place->last_ms, at_ms);
    return;
  }
  days_.insert(place, Day{day, at_ms});
  if (days_.size() > limits::max_history_days) days_.erase(days_.begin());
}

bool Series::clamp_future(int64_t now_ms) {
  if (total_ == 0 || last_ms_ <= now_ms) return false;
  for (std::size_t i = upper_bound(now_ms); i < size_; i++) times_[slot(i)] = now_ms;
  for (Day& d : days_) d.last_ms = std::min(d.last_ms, now_ms);
  last_ms_ = now_ms;
  first_ms_ = std::min(first_ms_, now_ms);
  return true;
}

void Series::clear() {
  total_ = 0;
  first_ms_ = last_ms_ = 0;
  head_ = size_ = 0;
  days_.clear();
}

std::optional<int64_t> Series::nth_last_ms(std::size_t n) const noexcept {
  if (n == 0 || n > size_) return std::nullopt;
  return time_at(size_ - n);
}

std::size_t Series::upper_bound(int64_t at_ms) const noexcept {
  std::size_t low = 0;
  std::size_t high = size_;
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (time_at(middle) <= at_ms) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

std::size_t Series::window_begin(int64_t now_ms, int64_t window_ms) const noexcept {
  if (window_ms < 0) return 0;
  return window_ms == 0 ? size_ : upper_bound(now_ms - window_ms);
}

uint64_t Series::count(int64_t now_ms, int64_t window_ms) const noexcept { return window_ms < 0 ? total_ : size_ - window_begin(now_ms, window_ms); }

uint64_t Series::days(int64_t now_ms, int64_t window_ms) const noexcept {
  if (window_ms < 0) return days_.size();
  if (window_ms == 0) return 0;
  const int64_t begin = now_ms - window_ms;
  uint64_t count = 0;
  for (auto d = days_.rbegin(); d != days_.rend() && (d->day + 1) * day_ms + day_slack_ms > begin; ++d) count += d->last_ms > begin;
  return count;
}

double Series::sum(int64_t now_ms, int64_t window_ms) const noexcept {
  double total = 0;
  for (std::size_t i = window_begin(now_ms, window_ms); i < size_; i++) total += value_at(i);
  return total;
}

std::optional<double> Series::max(int64_t now_ms, int64_t window_ms) const noexcept {
  std::optional<double> best;
  for (std::size_t i = window_begin(now_ms, window_ms); i < size_; i++) {
    if (!best || value_at(i) > *best) best = value_at(i);
  }
  return best;
}

bool Series::saturated(int64_t now_ms, int64_t window_ms) const noexcept {
  if (total_ <= size_) return false;
  return window_ms < 0 || size_ == 0 || time_at(0) > now_ms - window_ms;
}

void Series::merge(const Series& other) {
  if (other.total_ == 0) return;
  first_ms_ = total_ == 0 ? other.first_ms_ : std::min(first_ms_, other.first_ms_);
  last_ms_ = total_ == 0 ? other.last_ms_ : std::max(last_ms_, other.last_ms_);
  total_ += other.total_;
  for (std::size_t i = 0; i < other.size_; i++) insert_time(other.time_at(i), other.value_at(i));
  for (const Day& d : other.days_) add_day(d.day, d.last_ms);
}

}  // namespace docent::core
