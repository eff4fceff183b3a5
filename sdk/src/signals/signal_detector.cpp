#include "signals/signal_detector.h"

#include <algorithm>
#include <array>
#include <utility>

#include "model/limits.h"

namespace docent::core {
namespace {

template <std::size_t N>
bool is_one_of(std::string_view text, const std::array<std::string_view, N>& list) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

// Where clicking often is how the element is used.
constexpr std::array<std::string_view, 4> clicked_often = {"text", "spin", "scroll", "stepper"};
// Where a click is meant to do something.
constexpr std::array<std::string_view, 9> interactive = {"button", "link", "menuitem", "checkbox", "radio", "tab", "toggle", "combo", "icon"};
constexpr std::array<std::string_view, 7> responses = {"repaint", "focus", "execute", "open", "close", "edit", "commit"};
constexpr std::array<std::string_view, 7> inputs = {"click", "edit", "commit", "undo", "redo", "key", "scroll"};

}  // namespace

void SignalDetector::set_thresholds(const SignalThresholds& thresholds) {
  t_ = thresholds;
  dwell_.set_idle_ms(t_.dwell.idle_ms);
}

// What a clock that was wrong has dated is of no use; small steps back are jitter between threads.
void SignalDetector::note_time(int64_t now_ms) {
  if (now_ms < last_ms_ - limits::clock_jump_ms) clear();
  last_ms_ = now_ms;
}

void SignalDetector::emit(std::string_view name, Properties properties, Instant at, Signals& out) const {
  if (!visits_.empty() && !visits_.back().screen.empty()) properties.emplace_back("screen", Value(visits_.back().screen));
  out.push_back({name, std::move(properties), at});
}

void SignalDetector::interaction(const Interaction& i, Instant at, Signals& out) {
  note_time(at.wall_ms);
  if (is_one_of(i.kind, inputs)) {
    if (t_.dwell.enabled) dwell_.input(at, out);
    if (!visits_.empty()) visits_.back().input = true;
  }
  if (is_one_of(i.kind, responses)) responded();
  if (i.kind == "click") click(i, at, out);
  else if (i.kind == "undo") undo(at, out);
  else if (i.kind == "edit" && !i.form.empty()) edit_form(i.form, at.wall_ms);
  else if (i.kind == "commit") std::erase_if(forms_, [&](const Form& f) { return f.name == i.form || f.name == i.target; });
  else if (i.kind == "close") close_form(i.form.empty() ? i.target : i.form, at, out);
}

void SignalDetector::click(const Interaction& i, Instant at, Signals& out) {
  Click c{at.wall_ms, std::string(i.target), std::string(i.role), i.x, i.y};
  last_click_ = c;
  if (t_.dead_click.enabled && is_one_of(i.role, interactive)) {
    if (waiting_.size() == limits::max_signal_clicks) waiting_.pop_front();
    waiting_.push_back(c);
  }
  if (!t_.rage_click.enabled || is_one_of(i.role, clicked_often)) return;
  // A burst is on one element, without a pause longer than the window.
  if (!clicks_.empty() && (clicks_.back().target != c.target || c.at_ms - clicks_.back().at_ms > t_.rage_click.window_ms)) {
    clicks_.clear();
    raging_ = false;
  }
  clicks_.push_back(std::move(c));
  while (at.wall_ms - clicks_.front().at_ms > t_.rage_click.window_ms || clicks_.size() > limits::max_signal_clicks) clicks_.pop_front();
  if (raging_ || std::cmp_less(clicks_.size(), t_.rage_click.clicks)) return;
  const auto spread = [&](std::optional<double> Click::*axis) {
    double low = 0;
    double high = 0;
    bool any = false;
    for (const Click& each : clicks_) {
      if (!(each.*axis)) continue;
      low = any ? std::min(low, *(each.*axis)) : *(each.*axis);
      high = any ? std::max(high, *(each.*axis)) : *(each.*axis);
      any = true;
    }
    return high - low;
  };
  if (spread(&Click::x) > t_.rage_click.box_px || spread(&Click::y) > t_.rage_click.box_px) return;
  raging_ = true;
  emit("rage_click",
       {{"target", Value(i.target)},
        {"clicks", Value(static_cast<int64_t>(clicks_.size()))},
        {"minClicks", Value(t_.rage_click.clicks)},
        {"windowMs", Value(t_.rage_click.window_ms)},
        {"boxPx", Value(t_.rage_click.box_px)}},
       at, out);
}

void SignalDetector::undo(Instant at, Signals& out) {
  if (!t_.undo_burst.enabled) return;
  while (!undos_.empty() && at.wall_ms - undos_.front() > t_.undo_burst.window_ms) undos_.pop_front();
  if (undos_.empty()) undoing_ = false;
  undos_.push_back(at.wall_ms);
  if (undos_.size() > limits::max_signal_clicks) undos_.pop_front();
  if (undoing_ || std::cmp_less(undos_.size(), t_.undo_burst.undos)) return;
  undoing_ = true;
  emit("undo_burst", {{"undos", Value(static_cast<int64_t>(undos_.size()))}, {"windowMs", Value(t_.undo_burst.window_ms)}}, at, out);
}

void SignalDetector::event(Instant at, Signals& out) {
  note_time(at.wall_ms);
  responded();
  if (t_.dwell.enabled) dwell_.input(at, out);
}

void SignalDetector::error(Instant at, Signals& out) {
  note_time(at.wall_ms);
  responded();
  if (!t_.error_click.enabled || !last_click_ || at.wall_ms - last_click_->at_ms > t_.error_click.within_ms) return;
  const Click c = *std::exchange(last_click_, std::nullopt);
  emit("error_click",
       {{"target", Value(c.target)}, {"afterMs", Value(std::max<int64_t>(0, at.wall_ms - c.at_ms))}, {"withinMs", Value(t_.error_click.within_ms)}}, at,
       out);
}

void SignalDetector::screen(std::string_view name, Instant at, Signals& out) {
  note_time(at.wall_ms);
  responded();
  if (t_.dwell.enabled) dwell_.screen(name, at, out);
  if (!visits_.empty() && visits_.back().screen == name) return;
  visits_.push_back({std::string(name), at.wall_ms, false});
  if (visits_.size() > limits::max_signal_visits) visits_.pop_front();
  const std::size_t n = visits_.size();
  if (t_.u_turn.enabled && n >= 3 && visits_[n - 3].screen == name && !visits_[n - 2].input && at.wall_ms - visits_[n - 2].at_ms <= t_.u_turn.max_ms) {
    emit("u_turn",
         {{"via", Value(visits_[n - 2].screen)}, {"afterMs", Value(std::max<int64_t>(0, at.wall_ms - visits_[n - 2].at_ms))}, {"maxMs", Value(t_.u_turn.max_ms)}},
         at, out);
  }
  if (!t_.loop.enabled) return;
  const auto visits = std::count_if(visits_.begin(), visits_.end(),
                                    [&](const Visit& v) { return v.screen == name && at.wall_ms - v.at_ms < t_.loop.window_ms; });
  if (visits < t_.loop.visits) {
    if (looping_ == name) looping_.clear();
    return;
  }
  if (looping_ == name) return;
  looping_ = name;
  emit("loop", {{"visits", Value(static_cast<int64_t>(visits))}, {"windowMs", Value(t_.loop.window_ms)}}, at, out);
}

void SignalDetector::context(std::string_view key, std::string_view value, Instant at, Signals& out) {
  note_time(at.wall_ms);
  if (t_.dwell.enabled) dwell_.context(key, value, at, out);
}

void SignalDetector::foreground(bool in_front, Instant at, Signals& out) {
  note_time(at.wall_ms);
  responded();
  if (t_.dwell.enabled) dwell_.foreground(in_front, at, out);
}

void SignalDetector::edit_form(std::string_view form, int64_t at_ms) {
  if (!t_.form_abandoned.enabled) return;
  const auto known = std::find_if(forms_.begin(), forms_.end(), [&](const Form& f) { return f.name == form; });
  if (known != forms_.end()) known->last_ms = at_ms;
  else if (forms_.size() < limits::max_signal_forms) forms_.push_back({std::string(form), at_ms, at_ms});
}

void SignalDetector::close_form(std::string_view form, Instant at, Signals& out) {
  const auto known = std::find_if(forms_.begin(), forms_.end(), [&](const Form& f) { return f.name == form; });
  if (known == forms_.end()) return;
  abandon(*known, "closed", at, out);
  forms_.erase(known);
}

void SignalDetector::abandon(const Form& form, std::string_view reason, Instant at, Signals& out) const {
  emit("form_abandoned",
       {{"form", Value(form.name)},
        {"reason", Value(reason)},
        {"editingMs", Value(std::max<int64_t>(0, form.last_ms - form.first_ms))},
        {"idleMs", Value(t_.form_abandoned.idle_ms)}},
       at, out);
}

void SignalDetector::advance(Instant now, Signals& out) {
  note_time(now.wall_ms);
  // What is found long after its time was missed in sleep, and says nothing.
  while (!waiting_.empty() && now.wall_ms - waiting_.front().at_ms >= t_.dead_click.wait_ms) {
    const Click c = waiting_.front();
    waiting_.pop_front();
    const int64_t due_ms = c.at_ms + t_.dead_click.wait_ms;
    if (now.wall_ms - due_ms > limits::clock_jump_ms) continue;
    emit("dead_click", {{"target", Value(c.target)}, {"role", Value(c.role)}, {"waitMs", Value(t_.dead_click.wait_ms)}}, {due_ms, now.utc_offset_s}, out);
  }
  for (std::size_t i = 0; i < forms_.size();) {
    if (now.wall_ms - forms_[i].last_ms < t_.form_abandoned.idle_ms) {
      i++;
      continue;
    }
    abandon(forms_[i], "idle", {forms_[i].last_ms + t_.form_abandoned.idle_ms, now.utc_offset_s}, out);
    forms_.erase(forms_.begin() + static_cast<std::ptrdiff_t>(i));
  }
  if (t_.dwell.enabled) dwell_.advance(now, out);
}

std::optional<int64_t> SignalDetector::next_timer_ms() const noexcept {
  std::optional<int64_t> next = t_.dwell.enabled ? dwell_.next_timer_ms() : std::nullopt;
  const auto consider = [&next](int64_t ms) { next = std::min(next.value_or(INT64_MAX), ms); };
  if (!waiting_.empty()) consider(waiting_.front().at_ms + t_.dead_click.wait_ms);
  for (const Form& f : forms_) consider(f.last_ms + t_.form_abandoned.idle_ms);
  return next;
}

void SignalDetector::clear() {
  clicks_.clear();
  waiting_.clear();
  last_click_.reset();
  undos_.clear();
  forms_.clear();
  if (!visits_.empty()) visits_ = {{visits_.back().screen, last_ms_, false}};
  looping_.clear();
  raging_ = undoing_ = false;
  dwell_.clear();
}

}  // namespace docent::core
