// Finds behaviour signals in a stream of interactions, errors and screens (docs/signals.md). Pure: no clock, no I/O; the same inputs give the same
// signals. Owned by the guidance engine. Inputs come in the order of their times; before one at time t, advance(t) fires what was due. Memory is bounded.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "signals/dwell_meter.h"
#include "signals/signals.h"

namespace docent::core {

class SignalDetector {
 public:
  void set_thresholds(const SignalThresholds& thresholds);
  void set_watched_contexts(std::vector<std::string> contexts) { dwell_.set_watched_contexts(std::move(contexts)); }

  void interaction(const Interaction& i, Instant at, Signals& out);
  void event(Instant at, Signals& out);  // the user did something that the host reports as an event of its own
  void error(Instant at, Signals& out);
  void screen(std::string_view name, Instant at, Signals& out);
  void context(std::string_view key, std::string_view value, Instant at, Signals& out);
  void foreground(bool in_front, Instant at, Signals& out);
  void advance(Instant now, Signals& out);
  // Wall clock; when advance() is to be called at the latest.
  std::optional<int64_t> next_timer_ms() const noexcept;
  // Another identity, or a clock that was wrong: what was under way is forgotten, the present screen is not.
  void clear();

 private:
  struct Click {
    int64_t at_ms = 0;
    std::string target;
    std::string role;
    std::optional<double> x, y;
  };
  struct Form {
    std::string name;
    int64_t first_ms = 0;
    int64_t last_ms = 0;
  };
  struct Visit {
    std::string screen;
    int64_t at_ms = 0;
    bool input = false;  // the user did something there
  };
  using Properties = std::vector<std::pair<std::string, Value>>;

  void note_time(int64_t now_ms);
  void click(const Interaction& i, Instant at, Signals& out);
  void undo(Instant at, Signals& out);
  void edit_form(std::string_view form, int64_t at_ms);
  void close_form(std::string_view form, Instant at, Signals& out);
  void responded() noexcept { waiting_.clear(); }
  void emit(std::string_view name, Properties properties, Instant at, Signals& out) const;
  void abandon(const Form& form, std::string_view reason, Instant at, Signals& out) const;

  SignalThresholds t_;
  DwellMeter dwell_;
  std::deque<Click> clicks_;  // of one burst on one element
  bool raging_ = false;
  std::deque<Click> waiting_;  // clicks on which nothing has happened yet
  std::optional<Click> last_click_;
  std::deque<int64_t> undos_;
  bool undoing_ = false;
  std::vector<Form> forms_;
  std::deque<Visit> visits_;
  std::string looping_;  // the screen whose loop was told
  int64_t last_ms_ = 0;
};

}  // namespace docent::core
