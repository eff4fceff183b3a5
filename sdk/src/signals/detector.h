// Behaviour signals: tells frustration, confusion and attention from what the host reports (docs/signals.md has the definitions).
// Owned by the worker, through the guidance engine; pure: reports in, signals out, the same for the same reports; thread-compatible.
//
// Reports come in the order in which they happened. Whatever their clock does, no duration is negative or longer than what limits allow, and no timer
// lies further ahead than limits::max_signal_gap_ms (signals/timeline.h). Signals are appended to `out` in the order of their moments. Memory is
// bounded by limits.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "signals/click_verdicts.h"
#include "signals/dwell_meter.h"
#include "signals/form_watch.h"
#include "signals/interaction.h"
#include "signals/rage_clicks.h"
#include "signals/screen_trail.h"
#include "signals/signal.h"
#include "signals/thresholds.h"
#include "signals/timeline.h"
#include "signals/undo_bursts.h"

namespace docent::core {

class SignalDetector {
 public:
  // Figures out of range are moved into it (SignalThresholds::within_limits). What is under way goes on under the new ones; clicks and undos of a
  // burst whose own figures changed are forgotten, and so is everything of a signal that is switched off.
  void set_thresholds(const SignalThresholds& thresholds);
  // In force.
  const SignalThresholds& thresholds() const noexcept { return thresholds_; }

  void interaction(const Interaction& i, Instant at, std::vector<Signal>& out);
  // The host reported an error.
  void error(Instant at, std::vector<Signal>& out);
  // Another screen or dialog came to the front; "" none. The one that is there already is no news.
  void screen(std::string_view name, Instant at, std::vector<Signal>& out);
  // The application came to the front, or no longer is. It counts as there until the host says otherwise.
  void foreground(bool front, Instant at, std::vector<Signal>& out);
  // Announces the active time in the screen so far: something that it is counted by changes now.
  void split_dwell(Instant at, std::vector<Signal>& out);
  // Nothing happened until `now`: what ran out is announced. The calls above do it for their own time.
  void advance(Instant now, std::vector<Signal>& out);
  // Wall-clock ms at which advance() is due; none while nothing runs. Ask again after every call, and wait for the difference to now: a clock that is
  // set during the wait changes nothing then.
  std::optional<int64_t> next_timer_ms() const noexcept;

  // Another identity: forgets what the user did, without a signal; announce running_dwell() before. Screen and foreground stay.
  void clear();

  // The screen in front and the active ms in it that no `dwell` has announced yet. The view is valid until the next call.
  std::pair<std::string_view, int64_t> running_dwell(Instant now) const noexcept;

 private:
  struct Timer;

  SignalTime reach(Instant at, std::vector<Signal>& out);
  Timer next_timer() const noexcept;

  SignalThresholds thresholds_;
  Timeline timeline_;
  RageClicks rage_clicks_;
  ClickVerdicts clicks_;
  UndoBursts undos_;
  ScreenTrail trail_;
  FormWatch forms_;
  DwellMeter dwell_;
};

}  // namespace docent::core
