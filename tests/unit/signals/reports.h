// Reports to a SignalDetector at milliseconds counted from an arbitrary start, and what it answered, as short texts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "signals/detector.h"

namespace docent::core::test {

class Reports {
 public:
  static constexpr int64_t start_ms = 1'795'422'000'000;

  SignalDetector detector;
  std::vector<Signal> signals;

  static Instant at(int64_t ms) { return {start_ms + ms, 3'600}; }
  void report(int64_t ms, const Interaction& i) { detector.interaction(i, at(ms), signals); }
  void click(int64_t ms, std::string_view target = "save", std::string_view role = "button") { report(ms, {"click", target, role, "", {}, {}}); }
  void click_at(int64_t ms, double x, double y) { report(ms, {"click", "save", "button", "", x, y}); }
  void kind(int64_t ms, std::string_view kind) { report(ms, {kind, "", "", "", {}, {}}); }
  void form(int64_t ms, std::string_view kind, std::string_view form) { report(ms, {kind, "", "", form, {}, {}}); }
  void error(int64_t ms) { detector.error(at(ms), signals); }
  void screen(int64_t ms, std::string_view name) { detector.screen(name, at(ms), signals); }
  void foreground(int64_t ms, bool front) { detector.foreground(front, at(ms), signals); }
  void advance(int64_t ms) { detector.advance(at(ms), signals); }
  int64_t running(int64_t ms) const { return detector.running_dwell(at(ms)).second; }
  // Milliseconds from the start, -1 none.
  int64_t timer() const {
    const auto next = detector.next_timer_ms();
    return next ? *next - start_ms : -1;
  }

  // Switches every signal off but this one.
  void only(std::string_view name) {
    SignalThresholds t = detector.thresholds();
    t.rage_click.enabled = name == "rage_click";
    t.dead_click.enabled = name == "dead_click";
    t.error_click.enabled = name == "error_click";
    t.u_turn.enabled = name == "u_turn";
    t.loop.enabled = name == "loop";
    t.undo_burst.enabled = name == "undo_burst";
    t.form_abandoned.enabled = name == "form_abandoned";
    t.dwell.enabled = name == "dwell";
    detector.set_thresholds(t);
  }

  // "rage_click@300", in order, since the last call.
  std::vector<std::string> heard() {
    std::vector<std::string> texts;
    for (const Signal& s : signals) texts.push_back(s.name + "@" + std::to_string(s.at.wall_ms - start_ms));
    signals.clear();
    return texts;
  }
  // Of the latest signal; null when there is none of this name.
  Value property(std::string_view name) const {
    if (!signals.empty())
      for (const auto& [key, value] : signals.back().properties)
        if (key == name) return value;
    return {};
  }
};

}  // namespace docent::core::test
