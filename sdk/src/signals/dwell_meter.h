// Active time in screens and contexts: the application is in front, and the last input is no longer ago than the idle time. Told as `dwell` signals when
// the screen or a context is left, in the background, and each minute, so that a crash loses little. Pure; times are the wall clock's, corrected for
// steps back.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "signals/signals.h"

namespace docent::core {

class DwellMeter {
 public:
  void set_idle_ms(int64_t idle_ms) noexcept { idle_ms_ = idle_ms; }
  // "key=value" of context attributes that are worth a signal of their own.
  void set_watched_contexts(std::vector<std::string> contexts) { watched_ = std::move(contexts); }

  void input(Instant at, Signals& out);
  void screen(std::string_view name, Instant at, Signals& out);
  // The attribute `key` has the value from now on; "" when it is gone or no text.
  void context(std::string_view key, std::string_view value, Instant at, Signals& out);
  void foreground(bool in_front, Instant at, Signals& out);
  void advance(Instant now, Signals& out);
  std::optional<int64_t> next_timer_ms() const noexcept;
  void clear();  // another identity, or the clock was wrong: what was not told is lost; screen and contexts stay

 private:
  // Counts up to `at`; the time since the last input counts for idle_ms at most.
  void accrue(int64_t at_ms) noexcept;
  void tell(Instant at, Signals& out);

  int64_t idle_ms_ = 30'000;
  std::vector<std::string> watched_;
  std::vector<std::pair<std::string, std::string>> contexts_;  // present values of watched keys
  std::string screen_;
  bool in_front_ = true;
  int64_t last_input_ms_ = 0;  // 0: none yet
  int64_t counted_to_ms_ = 0;
  int64_t active_ms_ = 0;  // not yet told
};

}  // namespace docent::core
