#include "signals/rage_clicks.h"

#include <algorithm>
#include <cmath>

#include "model/builtin.h"

namespace docent::core {

void RageClicks::set(const SignalThresholds::RageClick& thresholds) {
  if (thresholds == thresholds_) return;
  thresholds_ = thresholds;
  end_burst();
}

void RageClicks::click(const Interaction& i, std::string_view screen, const SignalTime& now, std::vector<Signal>& out) {
  if (!thresholds_.enabled) return;
  Click click{now.t, i.x && i.y && std::isfinite(*i.x) && std::isfinite(*i.y)};
  if (is_repeating_role(i.role) || (i.target.empty() && !click.located)) return end_burst();
  if (click.located) {
    click.x = *i.x;
    click.y = *i.y;
  }
  if (clicks_.empty() || !element_.is(i) || now.t - clicks_.back().t > thresholds_.window_ms) {
    end_burst();
    element_.assign(i);
  }
  if (clicks_.size() == static_cast<std::size_t>(thresholds_.clicks)) clicks_.erase(clicks_.begin());
  clicks_.push_back(click);
  if (announced_ || clicks_.size() < static_cast<std::size_t>(thresholds_.clicks)) return;
  const int64_t duration_ms = now.t - clicks_.front().t;
  if (duration_ms > thresholds_.window_ms || !in_box()) return;
  announced_ = true;
  out.push_back(std::move(Signal(builtin::rage_click, now.wall)
                              .element(element_)
                              .text("screen", screen)
                              .number("count", thresholds_.clicks)
                              .number("durationMs", duration_ms)
                              .number("clicks", thresholds_.clicks)
                              .number("windowMs", thresholds_.window_ms)
                              .number("boxPx", thresholds_.box_px)));
}

void RageClicks::end_burst() noexcept {
  clicks_.clear();
  announced_ = false;
}

// Clicks without a place are believed to be where the widget is.
bool RageClicks::in_box() const noexcept {
  const Click* some = nullptr;
  double left = 0, right = 0, top = 0, bottom = 0;
  for (const Click& c : clicks_) {
    if (!c.located) continue;
    left = some == nullptr ? c.x : std::min(left, c.x);
    right = some == nullptr ? c.x : std::max(right, c.x);
    top = some == nullptr ? c.y : std::min(top, c.y);
    bottom = some == nullptr ? c.y : std::max(bottom, c.y);
    some = &c;
  }
  const auto box = static_cast<double>(thresholds_.box_px);
  return right - left <= box && bottom - top <= box;
}

}  // namespace docent::core
