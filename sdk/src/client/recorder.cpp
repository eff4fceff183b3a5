#include "client/recorder.h"

#include "base/uuid.h"
#include "model/limits.h"

namespace docent::core {

Code Recorder::event(RecordInput& input) noexcept {
  if (!consent().may_record()) {
    ring_.count_refused(Code::no_consent);
    return Code::no_consent;
  }
  return append(input, added_bytes_.load(std::memory_order_relaxed), triggers_.may_contain(input.name));
}

Code Recorder::control(RecordInput& input, bool urgent) noexcept { return append(input, 0, urgent); }

Code Recorder::decide_consent(Consent consent) noexcept {
  PropertyView granted;
  granted.key = "granted";
  granted.type = PropertyType::integer;
  granted.integer = consent.bits();
  RecordInput input;
  input.kind = RecordKind::consent;
  input.properties = std::span(&granted, 1);
  // Counted first: the worker must not overwrite the decision between the record and the bits.
  uint64_t before = consent_.load(std::memory_order_relaxed);
  while (!consent_.compare_exchange_weak(before, (((before >> 32) + 1) << 32) | consent.bits(), std::memory_order_acq_rel)) {}
  const Code code = control(input, true);
  if (code != Code::ok) {  // not recorded: not in force
    uint64_t mine = (((before >> 32) + 1) << 32) | consent.bits();
    (void)consent_.compare_exchange_strong(mine, before, std::memory_order_acq_rel);
  }
  return code;
}

void Recorder::adopt_consent(Consent consent, uint32_t applied) noexcept {
  uint64_t current = consent_.load(std::memory_order_acquire);
  while (static_cast<uint32_t>(current >> 32) == applied &&
         !consent_.compare_exchange_weak(current, uint64_t{applied} << 32 | consent.bits(), std::memory_order_acq_rel)) {}
}

Code Recorder::append(RecordInput& input, std::size_t added_bytes, bool wake) noexcept {
  if (disabled_.load(std::memory_order_relaxed)) return Code::disabled;
  uint32_t payload_bytes = 0;
  if (const Code code = measure_record(input, limits::envelope_bytes + added_bytes, payload_bytes); code != Code::ok) {
    ring_.count_refused(code);
    return code;
  }
  input.wall_ns = clock_.wall_ns();
  if (input.id.is_nil()) input.id = new_uuid_v7(input.wall_ns);
  Ring::Reservation reservation;
  if (const Code code = ring_.reserve(payload_bytes, reservation); code != Code::ok) {
    ring_.count_refused(code);
    if (code == Code::queue_full) waker_.signal();
    return code;
  }
  write_record(input, reservation.payload);
  ring_.commit(reservation);
  waker_.after_commit(wake || ring_.half_full(reservation.position));
  return Code::ok;
}

}  // namespace docent::core
