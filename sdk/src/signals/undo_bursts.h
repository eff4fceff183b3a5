// undo_burst: several undos in a short time, whatever comes between. Owned by SignalDetector; bounded; pure.
//
// Announced with the undo that completes it, once a burst. A burst ends when an undo comes later than the window after the one before.
#pragma once

#include <string_view>
#include <vector>

#include "signals/signal.h"
#include "signals/thresholds.h"
#include "signals/timeline.h"

namespace docent::core {

class UndoBursts {
 public:
  void set(const SignalThresholds::UndoBurst& thresholds);
  void undo(std::string_view screen, const SignalTime& now, std::vector<Signal>& out);
  void end_burst() noexcept;

 private:
  SignalThresholds::UndoBurst thresholds_;
  std::vector<int64_t> times_;  // the last of the burst, at most thresholds_.undos
  bool announced_ = false;
};

}  // namespace docent::core
