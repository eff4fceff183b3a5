#include "signals/screen_trail.h"

#include "model/builtin.h"
#include "model/limits.h"

namespace docent::core {

void ScreenTrail::set(const SignalThresholds::UTurn& u_turn, const SignalThresholds::Loop& loop) {
  u_turn_ = u_turn;
  loop_ = loop;
}

void ScreenTrail::enter(std::string_view name, const SignalTime& now, std::vector<Signal>& out) {
  current_.assign(kept_name(name));
  if (name.empty()) {
    visits_.clear();
    return;
  }
  // The last two make the next u-turn; older ones count for loops while they are in the window.
  std::size_t old = 0;
  while (visits_.size() - old > 2 && (now.t - visits_[old].t > loop_.window_ms || visits_.size() - old >= limits::max_signal_visits)) old++;
  visits_.erase(visits_.begin(), visits_.begin() + static_cast<std::ptrdiff_t>(old));
  visits_.push_back({current_, now.t});
  find_u_turn(current_, now, out);
  find_loop(now, out);
}

void ScreenTrail::input(InteractionKind kind, std::string_view role) noexcept {
  if (visits_.empty() || (kind == InteractionKind::click && is_leaving_role(role))) return;
  Visit& visit = visits_.back();
  visit.input = visit.input || visit.leaving || kind == InteractionKind::edit;
  visit.leaving = kind != InteractionKind::edit;
}

void ScreenTrail::closed() noexcept {
  if (!visits_.empty()) visits_.back().leaving = false;
}

void ScreenTrail::forget() noexcept {
  visits_.clear();
  looping_ = false;
}

void ScreenTrail::find_u_turn(std::string_view name, const SignalTime& now, std::vector<Signal>& out) {
  if (!u_turn_.enabled || visits_.size() < 3) return;
  const Visit& between = visits_[visits_.size() - 2];
  const int64_t duration_ms = now.t - between.t;
  if (visits_[visits_.size() - 3].name != name || between.turned_back || between.input || between.leaving || duration_ms > u_turn_.max_ms) return;
  visits_.back().turned_back = true;
  out.push_back(std::move(Signal(builtin::u_turn, now.wall)
                              .text("screen", name)
                              .text("visited", between.name)
                              .number("durationMs", duration_ms)
                              .number("maxMs", u_turn_.max_ms)));
}

void ScreenTrail::find_loop(const SignalTime& now, std::vector<Signal>& out) {
  if (!loop_.enabled) return;
  int64_t count = 0;
  int64_t first_t = now.t;
  for (const Visit& visit : visits_) {
    if (visit.name != visits_.back().name || now.t - visit.t > loop_.window_ms) continue;
    if (count++ == 0) first_t = visit.t;
  }
  if (count < loop_.visits) return;
  const bool same_burst = looping_ && now.t - last_loop_t_ <= loop_.window_ms;
  looping_ = true;
  last_loop_t_ = now.t;
  if (same_burst) return;
  out.push_back(std::move(Signal(builtin::loop, now.wall)
                              .text("screen", visits_.back().name)
                              .number("count", count)
                              .number("durationMs", now.t - first_t)
                              .number("visits", loop_.visits)
                              .number("windowMs", loop_.window_ms)));
}

}  // namespace docent::core
