// dwell: active time in a screen. Active is who has the application in the foreground and gave it an input at most the idle time ago.
// Owned by SignalDetector; pure.
//
// Announced when the screen is left or the application goes to the background, and after each limits::dwell_report_ms of it, so that a crash loses
// little. Each millisecond is announced once. Screens without a name are not measured; an input carries over into the next screen.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "signals/signal.h"
#include "signals/thresholds.h"
#include "signals/timeline.h"

namespace docent::core {

class DwellMeter {
 public:
  void set(const SignalThresholds::Dwell& thresholds);
  void input(int64_t t) noexcept;
  void foreground(bool front, std::string_view screen, const SignalTime& now, std::vector<Signal>& out);
  // `screen` is left: what ran in it is announced.
  void leave(std::string_view screen, const SignalTime& now, std::vector<Signal>& out);
  // When a full limits::dwell_report_ms will have run, on the timeline; none when the user will be idle before.
  std::optional<int64_t> deadline(std::string_view screen) const noexcept;
  // It has run. Precondition: deadline(screen) == due.t.
  void expire(std::string_view screen, const SignalTime& due, std::vector<Signal>& out);
  // Time has come to `t`: counts what was active until then, unless the screen has no name.
  void run(std::string_view screen, int64_t t) noexcept;
  // Active ms not announced yet, if run(screen, t) came now.
  int64_t running_ms(std::string_view screen, int64_t t) const noexcept;
  void forget() noexcept;

 private:
  bool counts(std::string_view screen) const noexcept { return thresholds_.enabled && front_ && active_ && !screen.empty(); }
  void announce(std::string_view screen, Instant at, std::vector<Signal>& out);

  SignalThresholds::Dwell thresholds_;
  bool front_ = true;    // until the host says otherwise
  bool active_ = false;  // there was an input: last_input_t_
  int64_t last_input_t_ = 0;
  int64_t counted_t_ = 0;   // up to here
  int64_t running_ms_ = 0;  // not announced
};

}  // namespace docent::core
