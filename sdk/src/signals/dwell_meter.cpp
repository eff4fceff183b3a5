#include "signals/dwell_meter.h"

#include <algorithm>

#include "model/limits.h"

namespace docent::core {
namespace {

constexpr std::string_view dwell = "dwell";

}  // namespace

void DwellMeter::accrue(int64_t at_ms) noexcept {
  if (!in_front_ || last_input_ms_ == 0) {
    counted_to_ms_ = at_ms;
    return;
  }
  const int64_t active_to = std::min(at_ms, last_input_ms_ + idle_ms_);
  if (active_to > counted_to_ms_) active_ms_ += active_to - counted_to_ms_;
  counted_to_ms_ = std::max(counted_to_ms_, at_ms);
}

void DwellMeter::tell(Instant at, Signals& out) {
  if (active_ms_ <= 0) return;
  if (!screen_.empty()) out.push_back({dwell, {{"screen", Value(screen_)}, {"ms", Value(active_ms_)}, {"idleMs", Value(idle_ms_)}}, at});
  for (const auto& [key, value] : contexts_) {
    const std::string context = key + "=" + value;
    if (std::find(watched_.begin(), watched_.end(), context) == watched_.end()) continue;
    out.push_back({dwell, {{"context", Value(context)}, {"ms", Value(active_ms_)}, {"idleMs", Value(idle_ms_)}}, at});
  }
  active_ms_ = 0;
}

void DwellMeter::input(Instant at, Signals& out) {
  accrue(at.wall_ms);
  last_input_ms_ = at.wall_ms;
  counted_to_ms_ = std::max(counted_to_ms_, at.wall_ms);
  if (active_ms_ >= limits::dwell_told_ms) tell(at, out);
}

void DwellMeter::screen(std::string_view name, Instant at, Signals& out) {
  accrue(at.wall_ms);
  if (name == screen_) return;
  tell(at, out);
  screen_ = name;
}

void DwellMeter::context(std::string_view key, std::string_view value, Instant at, Signals& out) {
  const auto known = std::find_if(contexts_.begin(), contexts_.end(), [&](const auto& c) { return c.first == key; });
  const std::string_view before = known == contexts_.end() ? std::string_view() : std::string_view(known->second);
  if (before == value) return;
  const bool watched = std::any_of(watched_.begin(), watched_.end(), [&](const std::string& w) {
    return w.size() > key.size() && w.starts_with(key) && w[key.size()] == '=';
  });
  if (!watched && known == contexts_.end()) return;
  accrue(at.wall_ms);
  tell(at, out);
  if (value.empty()) contexts_.erase(known);
  else if (known != contexts_.end()) known->second = value;
  else if (contexts_.size() < limits::max_context_count) contexts_.emplace_back(key, value);
}

void DwellMeter::foreground(bool in_front, Instant at, Signals& out) {
  accrue(at.wall_ms);
  if (!in_front) tell(at, out);
  if (in_front && !in_front_) last_input_ms_ = counted_to_ms_ = at.wall_ms;  // coming back is an input
  in_front_ = in_front;
}

void DwellMeter::advance(Instant now, Signals& out) {
  const auto due = next_timer_ms();
  if (!due || *due > now.wall_ms) return;
  accrue(now.wall_ms);
  tell(now, out);
}

// When the user has gone idle: what is counted then is told.
std::optional<int64_t> DwellMeter::next_timer_ms() const noexcept {
  if (!in_front_ || last_input_ms_ == 0 || (screen_.empty() && contexts_.empty())) return std::nullopt;
  const int64_t idle_from = last_input_ms_ + idle_ms_;
  if (active_ms_ == 0 && counted_to_ms_ >= idle_from) return std::nullopt;
  return idle_from;
}

void DwellMeter::clear() {
  last_input_ms_ = counted_to_ms_ = active_ms_ = 0;
}

}  // namespace docent::core
