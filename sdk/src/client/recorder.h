// The host's side of the journal: validates, stamps and appends, on any thread, without blocking, allocating or a system call (one non-blocking wake
// when the worker is parked or should act now). Everything here is reached by docent_track(), so every instruction counts.
#pragma once

#include <atomic>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/clock.h"
#include "journal/name_filter.h"
#include "journal/ring.h"
#include "journal/waker.h"
#include "model/consent.h"
#include "model/record.h"

namespace docent::core {

class Recorder {
 public:
  Recorder(Ring& ring, Waker& waker, const NameFilter& triggers, const Clock& clock)
      : ring_(ring), waker_(waker), triggers_(triggers), clock_(clock) {}

  // An event of the host. Fills in id and time. Also no_consent and disabled.
  [[gnu::hot]] Code event(RecordInput& input) noexcept;
  // A change of state (context, consent, outcome, …): recorded whatever the consent, and wakes the worker when `urgent`.
  Code control(RecordInput& input, bool urgent) noexcept;

  // The host's decision: recorded, and in force when the call returns.
  Code decide_consent(Consent consent) noexcept;
  // The worker's view (another identity became current), unless the host has decided meanwhile: `applied` counts the decisions the worker has seen.
  void adopt_consent(Consent consent, uint32_t applied) noexcept;
  Consent consent() const noexcept { return Consent::from_bits(static_cast<uint32_t>(consent_.load(std::memory_order_acquire))); }
  // JSON bytes that the worker adds to each event (super properties, identity); counted against the size limit of an event.
  void set_added_bytes(std::size_t bytes) noexcept { added_bytes_.store(bytes, std::memory_order_relaxed); }
  void set_disabled() noexcept { disabled_.store(true, std::memory_order_relaxed); }

 private:
  [[gnu::hot]] Code append(RecordInput& input, std::size_t added_bytes, bool wake) noexcept;

  Ring& ring_;
  Waker& waker_;
  const NameFilter& triggers_;
  const Clock& clock_;
  std::atomic<uint64_t> consent_{Consent::unknown_bit};  // high half: decisions of the host so far; low half: the bits in force
  std::atomic<std::size_t> added_bytes_{0};
  std::atomic<bool> disabled_{false};
};

}  // namespace docent::core
