#include "signals/click_verdicts.h"

#include <algorithm>

#include "model/builtin.h"
#include "model/limits.h"

namespace docent::core {

void ClickVerdicts::set(const SignalThresholds::DeadClick& dead, const SignalThresholds::ErrorClick& error) {
  dead_ = dead;
  error_ = error;
  if (!dead_.enabled) silent_.clear();
}

void ClickVerdicts::click(const Interaction& i, std::string_view screen, const SignalTime& now) {
  latest_.element.assign(i);
  latest_.screen.assign(screen);
  latest_.t = now.t;
  latest_.judged = false;
  if (!dead_.enabled || !is_interactive_role(i.role)) return;
  std::erase_if(silent_, [&](const Silent& s) { return s.announced && now.t - s.last_t > dead_.wait_ms; });
  const auto same = std::find_if(silent_.begin(), silent_.end(), [&](const Silent& s) { return s.element == latest_.element; });
  if (same != silent_.end()) {
    same->last_t = now.t;
    same->count++;
    return;
  }
  if (silent_.size() == limits::max_silent_clicks) silent_.erase(silent_.begin());
  silent_.push_back({latest_.element, latest_.screen, now.t, now.t, 1, false});
}

void ClickVerdicts::error(const SignalTime& now, std::vector<Signal>& out) {
  std::erase_if(silent_, [&](const Silent& s) { return !s.announced && now.t - s.last_t <= error_.within_ms; });
  if (latest_.judged || now.t - latest_.t > error_.within_ms) return;
  latest_.judged = true;
  if (!error_.enabled) return;
  out.push_back(std::move(Signal(builtin::error_click, now.wall)
                              .element(latest_.element)
                              .text("screen", latest_.screen)
                              .number("durationMs", now.t - latest_.t)
                              .number("withinMs", error_.within_ms)));
}

std::optional<int64_t> ClickVerdicts::deadline() const noexcept {
  const auto next = std::find_if(silent_.begin(), silent_.end(), [](const Silent& s) { return !s.announced; });
  return next == silent_.end() ? std::nullopt : std::optional(next->first_t + dead_.wait_ms);
}

void ClickVerdicts::expire(const SignalTime& due, std::vector<Signal>& out) {
  const auto dead = std::find_if(silent_.begin(), silent_.end(), [](const Silent& s) { return !s.announced; });
  dead->announced = true;
  if (latest_.element == dead->element) latest_.judged = true;
  out.push_back(std::move(Signal(builtin::dead_click, due.wall)
                              .element(dead->element)
                              .text("screen", dead->screen)
                              .number("count", dead->count)
                              .number("waitMs", dead_.wait_ms)));
}

void ClickVerdicts::forget() noexcept {
  silent_.clear();
  latest_.judged = true;
}

}  // namespace docent::core
