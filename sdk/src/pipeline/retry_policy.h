// When to try again after a failure: exponential back-off with full jitter (limits::retry_base_ms, doubling to retry_cap_ms), never before what a
// server asked for by Retry-After. Pure but for the ports it is handed; one thread. Waits are measured on the boot clock, which does not jump; only
// what is kept across restarts is a wall-clock time, and it is clamped when it is read, so that a wrong clock can't hold delivery up for longer than
// the back-off itself.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/random.h"

namespace docent::core {

class RetryPolicy {
 public:
  RetryPolicy(Clock& clock, Random& random) : clock_(clock), random_(random) {}

  // A request failed; the next wait is drawn.
  void failed(std::optional<int64_t> retry_after_ms);
  // Nothing before this, but no further failure: for replies to requests that were sent before the last failure was known.
  void postpone(int64_t retry_after_ms);
  void succeeded();
  // Gives up the jittered wait. What a server asked for stays.
  void hurry();

  uint32_t failures() const noexcept { return failures_; }  // in a row
  // Boot-clock time of the next attempt; 0: at once.
  int64_t not_before_ms() const noexcept { return not_before_ms_; }
  bool waiting() const { return clock_.boot_ms() < not_before_ms_; }

  // What to keep for the next start; "" when there is nothing to wait for. {"failures":3,"notBefore":"…","retryAfter":"…"}
  std::string save() const;
  // Damaged text counts as none.
  void load(std::string_view saved);

 private:
  Clock& clock_;
  Random& random_;
  uint32_t failures_ = 0;
  int64_t not_before_ms_ = 0;   // boot clock
  int64_t asked_until_ms_ = 0;  // boot clock: the part of it that Retry-After asked for
};

// The wait that a Retry-After header asks for: seconds, or an IMF-fixdate ("Sun, 06 Nov 1994 08:49:37 GMT") relative to the reply's own Date header
// when there is one, else to this clock. 0 for the past, at most limits::max_retry_after_ms; empty for anything else.
std::optional<int64_t> parse_retry_after_ms(std::string_view value, std::string_view date_header, int64_t now_wall_ms) noexcept;
// An IMF-fixdate (RFC 9110, section 5.6.7) as milliseconds since 1970.
std::optional<int64_t> parse_http_date_ms(std::string_view text) noexcept;

}  // namespace docent::core
