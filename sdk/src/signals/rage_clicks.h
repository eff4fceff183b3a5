// rage_click: several clicks on one widget in a short time and a small box. Owned by SignalDetector; bounded; pure.
//
// Announced with the click that completes it, once a burst. A burst ends when a click on the widget comes later than the window after the one before,
// when another widget is clicked, or when another screen comes.
#pragma once

#include <string_view>
#include <vector>

#include "signals/signal.h"
#include "signals/thresholds.h"
#include "signals/timeline.h"

namespace docent::core {

class RageClicks {
 public:
  void set(const SignalThresholds::RageClick& thresholds);
  void click(const Interaction& i, std::string_view screen, const SignalTime& now, std::vector<Signal>& out);
  void end_burst() noexcept;

 private:
  struct Click {
    int64_t t = 0;
    bool located = false;
    double x = 0;
    double y = 0;
  };

  bool in_box() const noexcept;

  SignalThresholds::RageClick thresholds_;
  Element element_;
  std::vector<Click> clicks_;  // the last of the burst, at most thresholds_.clicks
  bool announced_ = false;
};

}  // namespace docent::core
