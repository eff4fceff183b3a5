// When behaviour is a signal: the figures behind each definition of docs/signals.md, as a strategy may set them (policies.signals). A value.
#pragma once

#include <cstdint>

namespace docent::core {

// Times in milliseconds, boxes in logical pixels. The defaults are those of docs/signals.md.
struct SignalThresholds {
  struct RageClick {
    bool enabled = true;
    int64_t clicks = 4;
    int64_t window_ms = 1'000;  // first to last of them
    int64_t box_px = 50;        // width and height of what holds them
    friend bool operator==(const RageClick&, const RageClick&) = default;
  };
  struct DeadClick {
    bool enabled = true;
    int64_t wait_ms = 3'000;
    friend bool operator==(const DeadClick&, const DeadClick&) = default;
  };
  struct ErrorClick {
    bool enabled = true;  // when off, an error still says that the click before it was not dead
    int64_t within_ms = 2'000;
    friend bool operator==(const ErrorClick&, const ErrorClick&) = default;
  };
  struct UTurn {
    bool enabled = true;
    int64_t max_ms = 5'000;  // in the screen between
    friend bool operator==(const UTurn&, const UTurn&) = default;
  };
  struct Loop {
    bool enabled = true;
    int64_t visits = 3;
    int64_t window_ms = 15'000;  // first to last of them
    friend bool operator==(const Loop&, const Loop&) = default;
  };
  struct UndoBurst {
    bool enabled = true;
    int64_t undos = 3;
    int64_t window_ms = 10'000;  // first to last of them
    friend bool operator==(const UndoBurst&, const UndoBurst&) = default;
  };
  struct FormAbandoned {
    bool enabled = true;
    int64_t idle_ms = 600'000;
    friend bool operator==(const FormAbandoned&, const FormAbandoned&) = default;
  };
  struct Dwell {
    bool enabled = true;
    int64_t idle_ms = 30'000;  // after an input, the user counts as active for so long
    friend bool operator==(const Dwell&, const Dwell&) = default;
  };

  RageClick rage_click;
  DeadClick dead_click;
  ErrorClick error_click;
  UTurn u_turn;
  Loop loop;
  UndoBurst undo_burst;
  FormAbandoned form_abandoned;
  Dwell dwell;

  // The same with every figure moved into its range: counts 2 to limits::max_signal_count, times 1 ms to limits::max_signal_threshold_ms,
  // the box 0 to limits::max_signal_box_px.
  SignalThresholds within_limits() const noexcept;

  friend bool operator==(const SignalThresholds&, const SignalThresholds&) = default;
};

}  // namespace docent::core
