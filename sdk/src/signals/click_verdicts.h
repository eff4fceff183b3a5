// dead_click and error_click: what came of a click. A click has one verdict at most. Owned by SignalDetector; bounded; pure.
//
// Clicks on one element while it is still silent are one burst: it is announced once, `wait` after its first click, with their number, and ends when
// the program responds to anything or when a click comes later than `wait` after the one before. An error belongs to the most recent click, once.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "signals/signal.h"
#include "signals/thresholds.h"
#include "signals/timeline.h"

namespace docent::core {

class ClickVerdicts {
 public:
  void set(const SignalThresholds::DeadClick& dead, const SignalThresholds::ErrorClick& error);
  void click(const Interaction& i, std::string_view screen, const SignalTime& now);
  void response() noexcept { silent_.clear(); }
  void error(const SignalTime& now, std::vector<Signal>& out);
  // When the next click is dead, on the timeline.
  std::optional<int64_t> deadline() const noexcept;
  // The click whose deadline() it is, is dead. Precondition: deadline() has a value.
  void expire(const SignalTime& due, std::vector<Signal>& out);
  void forget() noexcept;

 private:
  struct Silent {  // clicks on one element that nothing answered yet
    Element element;
    std::string screen;
    int64_t first_t = 0;
    int64_t last_t = 0;
    int64_t count = 0;
    bool announced = false;
  };
  struct Latest {
    Element element;
    std::string screen;
    int64_t t = 0;
    bool judged = true;  // has its verdict, or there is no click
  };

  SignalThresholds::DeadClick dead_;
  SignalThresholds::ErrorClick error_;
  std::vector<Silent> silent_;  // in order of first_t, at most limits::max_silent_clicks
  Latest latest_;
};

}  // namespace docent::core
