#include "signals/dwell_meter.h"

#include <algorithm>

#include "model/builtin.h"
#include "model/limits.h"

namespace docent::core {

void DwellMeter::set(const SignalThresholds::Dwell& thresholds) {
  thresholds_ = thresholds;
  if (!thresholds_.enabled) running_ms_ = 0;
}

void DwellMeter::input(int64_t t) noexcept {
  active_ = true;
  last_input_t_ = t;
}

void DwellMeter::foreground(bool front, std::string_view screen, const SignalTime& now, std::vector<Signal>& out) {
  if (front == front_) return;
  front_ = front;
  if (front) input(now.t);  // who brings it to the front is there
  else announce(screen, now.wall, out);
}

void DwellMeter::leave(std::string_view screen, const SignalTime& now, std::vector<Signal>& out) { announce(screen, now.wall, out); }

std::optional<int64_t> DwellMeter::deadline(std::string_view screen) const noexcept {
  if (!counts(screen)) return std::nullopt;
  const int64_t full_t = counted_t_ + limits::dwell_report_ms - running_ms_;
  return full_t <= last_input_t_ + thresholds_.idle_ms ? std::optional(full_t) : std::nullopt;
}

void DwellMeter::expire(std::string_view screen, const SignalTime& due, std::vector<Signal>& out) {
  run(screen, due.t);
  announce(screen, due.wall, out);
}

void DwellMeter::run(std::string_view screen, int64_t t) noexcept {
  running_ms_ = running_ms(screen, t);
  counted_t_ = std::max(counted_t_, t);
}

int64_t DwellMeter::running_ms(std::string_view screen, int64_t t) const noexcept {
  if (!counts(screen)) return running_ms_;
  return running_ms_ + std::max<int64_t>(0, std::min(t, last_input_t_ + thresholds_.idle_ms) - counted_t_);
}

void DwellMeter::forget() noexcept {
  running_ms_ = 0;
  active_ = false;
}

void DwellMeter::announce(std::string_view screen, Instant at, std::vector<Signal>& out) {
  if (running_ms_ > 0)
    out.push_back(std::move(Signal(builtin::dwell, at).text("screen", screen).number("ms", running_ms_).number("idleMs", thresholds_.idle_ms)));
  running_ms_ = 0;
}

}  // namespace docent::core
