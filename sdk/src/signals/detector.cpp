#include "signals/detector.h"

#include <algorithm>

namespace docent::core {

struct SignalDetector::Timer {
  enum class Of : uint8_t { nothing, click, form, dwell };
  Of of = Of::nothing;
  int64_t t = 0;
};

void SignalDetector::set_thresholds(const SignalThresholds& thresholds) {
  thresholds_ = thresholds.within_limits();
  rage_clicks_.set(thresholds_.rage_click);
  clicks_.set(thresholds_.dead_click, thresholds_.error_click);
  undos_.set(thresholds_.undo_burst);
  trail_.set(thresholds_.u_turn, thresholds_.loop);
  forms_.set(thresholds_.form_abandoned);
  dwell_.set(thresholds_.dwell);
}

void SignalDetector::interaction(const Interaction& i, Instant at, std::vector<Signal>& out) {
  using enum InteractionKind;
  const SignalTime now = reach(at, out);
  const InteractionKind kind = interaction_kind(i.kind);
  const std::string_view screen = trail_.current();
  if (is_input(kind)) dwell_.input(now.t);
  if (is_response(kind)) clicks_.response();
  if (kind == click || kind == key || kind == edit) trail_.input(kind, i.role);
  if (kind == close && closes_container(i.role)) trail_.closed();
  if (kind == click) {
    clicks_.click(i, screen, now);
    rage_clicks_.click(i, screen, now, out);
  }
  if (kind == undo) undos_.undo(screen, now, out);
  forms_.interaction(i, kind, screen, now, out);
}

void SignalDetector::error(Instant at, std::vector<Signal>& out) { clicks_.error(reach(at, out), out); }

void SignalDetector::screen(std::string_view name, Instant at, std::vector<Signal>& out) {
  const SignalTime now = reach(at, out);
  if (kept_name(name) == trail_.current()) return;
  clicks_.response();
  rage_clicks_.end_burst();
  dwell_.leave(trail_.current(), now, out);
  trail_.enter(name, now, out);
}

void SignalDetector::foreground(bool front, Instant at, std::vector<Signal>& out) {
  const SignalTime now = reach(at, out);
  clicks_.response();  // a link or file opened elsewhere
  dwell_.foreground(front, trail_.current(), now, out);
}

void SignalDetector::split_dwell(Instant at, std::vector<Signal>& out) {
  const SignalTime now = reach(at, out);
  dwell_.leave(trail_.current(), now, out);
}

void SignalDetector::advance(Instant now, std::vector<Signal>& out) { reach(now, out); }

std::optional<int64_t> SignalDetector::next_timer_ms() const noexcept {
  const Timer timer = next_timer();
  return timer.of == Timer::Of::nothing ? std::nullopt : std::optional(timeline_.wall_of(timer.t));
}

void SignalDetector::clear() {
  rage_clicks_.end_burst();
  clicks_.forget();
  undos_.end_burst();
  trail_.forget();
  forms_.forget();
  dwell_.forget();
}

std::pair<std::string_view, int64_t> SignalDetector::running_dwell(Instant now) const noexcept {
  return {trail_.current(), dwell_.running_ms(trail_.current(), timeline_.at(now.wall_ms))};
}

// Time comes to `at`: announces what runs out until then, in order.
SignalTime SignalDetector::reach(Instant at, std::vector<Signal>& out) {
  const Timeline::Step step = timeline_.advance(at.wall_ms);
  if (step.gap) clicks_.forget();  // nobody knows what came of them
  for (Timer timer = next_timer(); timer.of != Timer::Of::nothing && timer.t <= step.to; timer = next_timer()) {
    // Thresholds that became shorter may be overdue since before the step.
    const int64_t ago = step.to - std::max(timer.t, step.from);
    const SignalTime due{timer.t, {at.wall_ms - ago, at.utc_offset_s}};
    switch (timer.of) {
      case Timer::Of::click: clicks_.expire(due, out); break;
      case Timer::Of::form: forms_.expire(due, out); break;
      case Timer::Of::dwell: dwell_.expire(trail_.current(), due, out); break;
      case Timer::Of::nothing: break;
    }
  }
  dwell_.run(trail_.current(), step.to);
  return {step.to, at};
}

SignalDetector::Timer SignalDetector::next_timer() const noexcept {
  Timer next;
  const auto consider = [&next](Timer::Of of, std::optional<int64_t> t) {
    if (t && (next.of == Timer::Of::nothing || *t < next.t)) next = {of, *t};
  };
  consider(Timer::Of::click, clicks_.deadline());
  consider(Timer::Of::form, forms_.deadline());
  consider(Timer::Of::dwell, dwell_.deadline(trail_.current()));
  return next;
}

}  // namespace docent::core
