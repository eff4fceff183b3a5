// Behaviour signals: what frustration, confusion and attention look like in the events that a host reports. docs/signals.md defines each. Plain data.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "json/value.h"

namespace docent::core {

// What a signal needs to arise; the defaults are those of docs/signals.md. Times in milliseconds.
struct SignalThresholds {
  struct {
    bool enabled = true;
    int64_t clicks = 4;
    int64_t window_ms = 1'000;
    double box_px = 50;
  } rage_click;
  struct {
    bool enabled = true;
    int64_t wait_ms = 3'000;
  } dead_click;
  struct {
    bool enabled = true;
    int64_t within_ms = 2'000;
  } error_click;
  struct {
    bool enabled = true;
    int64_t max_ms = 5'000;
  } u_turn;
  struct {
    bool enabled = true;
    int64_t visits = 3;
    int64_t window_ms = 15'000;
  } loop;
  struct {
    bool enabled = true;
    int64_t undos = 3;
    int64_t window_ms = 10'000;
  } undo_burst;
  struct {
    bool enabled = true;
    int64_t idle_ms = 600'000;
  } form_abandoned;
  struct {
    bool enabled = true;
    int64_t idle_ms = 30'000;
  } dwell;
};

// One built-in event `interaction`. Views, valid during the call.
struct Interaction {
  std::string_view kind;       // "click", "edit", "commit", "undo", "redo", "focus", "execute", "repaint", "open", "close", "key", "scroll"
  std::string_view target;     // stable name of the element
  std::string_view role;       // "button", "text", "spin", "scroll", "stepper", "menuitem", "form", "dialog", …; "": unknown
  std::string_view form;       // form or dialog it belongs to; "": none
  std::optional<double> x, y;  // logical pixels
};

// A built-in event to be recorded, as of `at`.
struct Signal {
  std::string_view name;  // static
  std::vector<std::pair<std::string, Value>> properties;
  Instant at;
};
using Signals = std::vector<Signal>;

}  // namespace docent::core
