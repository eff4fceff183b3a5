// u_turn and loop: the way through screens and dialogs. Owned by SignalDetector; bounded; pure.
//
// u_turn: A → B → A, B short and without input. What leads out of B is no input: a click on a back, close or cancel element, and a click or key
// directly followed by the close of a container. U-turns do not overlap: in A → B → A → B → A there are two, not three.
// loop: announced with the visit that completes it, once a burst, whichever screens take part; a burst ends when the window has passed since the last
// visit that was one too many.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "signals/signal.h"
#include "signals/thresholds.h"
#include "signals/timeline.h"

namespace docent::core {

class ScreenTrail {
 public:
  void set(const SignalThresholds::UTurn& u_turn, const SignalThresholds::Loop& loop);
  // The screen in front, "" none. Valid until the next call of enter() or forget().
  std::string_view current() const noexcept { return current_; }
  // Precondition: another name than current(). "" forgets the way.
  void enter(std::string_view name, const SignalTime& now, std::vector<Signal>& out);
  // A click, key or edit in the current screen.
  void input(InteractionKind kind, std::string_view role) noexcept;
  // Something was closed: the input directly before it led out.
  void closed() noexcept;
  // The way, but not where it led.
  void forget() noexcept;

 private:
  struct Visit {
    std::string name;
    int64_t t = 0;
    bool input = false;        // other than the latest
    bool leaving = false;      // the latest input may have led out
    bool turned_back = false;  // it ended a u-turn
  };

  void find_u_turn(std::string_view name, const SignalTime& now, std::vector<Signal>& out);
  void find_loop(const SignalTime& now, std::vector<Signal>& out);

  SignalThresholds::UTurn u_turn_;
  SignalThresholds::Loop loop_;
  std::string current_;
  std::vector<Visit> visits_;  // oldest first, current() last unless forgotten; at most limits::max_signal_visits
  bool looping_ = false;
  int64_t last_loop_t_ = 0;
};

}  // namespace docent::core
