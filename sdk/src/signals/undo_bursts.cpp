#include "signals/undo_bursts.h"

#include "model/builtin.h"

namespace docent::core {

void UndoBursts::set(const SignalThresholds::UndoBurst& thresholds) {
  if (thresholds == thresholds_) return;
  thresholds_ = thresholds;
  end_burst();
}

void UndoBursts::undo(std::string_view screen, const SignalTime& now, std::vector<Signal>& out) {
  if (!thresholds_.enabled) return;
  if (!times_.empty() && now.t - times_.back() > thresholds_.window_ms) end_burst();
  if (times_.size() == static_cast<std::size_t>(thresholds_.undos)) times_.erase(times_.begin());
  times_.push_back(now.t);
  if (announced_ || times_.size() < static_cast<std::size_t>(thresholds_.undos)) return;
  const int64_t duration_ms = now.t - times_.front();
  if (duration_ms > thresholds_.window_ms) return;
  announced_ = true;
  out.push_back(std::move(Signal(builtin::undo_burst, now.wall)
                              .text("screen", screen)
                              .number("count", thresholds_.undos)
                              .number("durationMs", duration_ms)
                              .number("undos", thresholds_.undos)
                              .number("windowMs", thresholds_.window_ms)));
}

void UndoBursts::end_burst() noexcept {
  times_.clear();
  announced_ = false;
}

}  // namespace docent::core
