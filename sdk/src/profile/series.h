// The occurrences of one thing (an event name, a filtered event, an outcome of a campaign): how often, when, on which local days, with which value.
// Owned by the worker; pure; add() does not allocate once the buffers have reached their capacity.
//
// Invariants: times are sorted, also when the clock went back (a late arrival is inserted where it belongs); the newest `capacity` occurrences are
// kept, and total(), first_ms() and last_ms() count all. Days are kept apart from times, so that event_days stays exact when thousands of occurrences
// a day have pushed the older times out. Windows are half open, (now − window, now]. What happened after `now` (the clock was ahead then) counts as
// having happened now. count() and age are O(log n); days() looks at the days of the window; sum() and max() at the occurrences of the window.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "model/limits.h"

namespace docent::core {

class Series {
 public:
  static constexpr int64_t ever = -1;  // as a window

  Series() : Series(limits::max_history_occurrences) {}
  explicit Series(std::size_t capacity, bool with_values = false);

  // A smaller capacity forgets the oldest times.
  void set_capacity(std::size_t capacity);
  std::size_t capacity() const noexcept { return capacity_; }
  bool with_values() const noexcept { return with_values_; }

  void add(Instant at, double value = 0);
  // The clock was found to be wrong: what lies after `now` is moved to `now`, so that windows and cooldowns end. True when something changed.
  bool clamp_future(int64_t now_ms);
  void clear();

  bool empty() const noexcept { return total_ == 0; }
  uint64_t total() const noexcept { return total_; }
  std::size_t kept() const noexcept { return size_; }
  int64_t first_ms() const noexcept { return first_ms_; }  // precondition: !empty()
  int64_t last_ms() const noexcept { return last_ms_; }    // precondition: !empty()
  // The n-th most recent occurrence, from 1; empty when it is not kept.
  std::optional<int64_t> nth_last_ms(std::size_t n) const noexcept;
  // The kept times, oldest first.
  int64_t time_at(std::size_t index) const noexcept { return times_[slot(index)]; }  // precondition: index < kept()
  double value_at(std::size_t index) const noexcept { return with_values_ ? values_[slot(index)] : 0; }
  // Index of the first kept time > at_ms; kept() when there is none.
  std::size_t upper_bound(int64_t at_ms) const noexcept;

  uint64_t count(int64_t now_ms, int64_t window_ms = ever) const noexcept;
  uint64_t days(int64_t now_ms, int64_t window_ms = ever) const noexcept;
  double sum(int64_t now_ms, int64_t window_ms = ever) const noexcept;                 // of the kept values
  std::optional<double> max(int64_t now_ms, int64_t window_ms = ever) const noexcept;  // empty: none in the window
  // True when the window may reach beyond what is kept, so that the figures above are lower bounds.
  bool saturated(int64_t now_ms, int64_t window_ms) const noexcept;

  // Takes in what happened to another identity that turned out to be the same person.
  void merge(const Series& other);

  void encode(std::string& out) const;
  // False (and an empty series) when `bytes` is not what encode() writes. Whether there are values is taken from the bytes.
  bool decode(std::string_view bytes);

 private:
  struct Day {
    int64_t day = 0;      // local days since 1970-01-01
    int64_t last_ms = 0;  // last occurrence on it
  };
  std::size_t slot(std::size_t index) const noexcept { return (head_ + index) & (times_.size() - 1); }
  void append_oldest_first(int64_t at_ms, double value);
  void insert_time(int64_t at_ms, double value);
  void grow();
  void add_day(int64_t day, int64_t at_ms);
  std::size_t window_begin(int64_t now_ms, int64_t window_ms) const noexcept;

  std::size_t capacity_;
  bool with_values_;
  uint64_t total_ = 0;
  int64_t first_ms_ = 0;
  int64_t last_ms_ = 0;
  std::size_t head_ = 0;  // ring of a power of two
  std::size_t size_ = 0;
  std::vector<int64_t> times_;
  std::vector<double> values_;  // parallel to times_ when with_values_
  std::vector<Day> days_;       // by day; at most limits::max_history_days
};

}  // namespace docent::core
