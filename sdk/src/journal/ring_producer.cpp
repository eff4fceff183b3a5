// The producers' half of Ring: what a host thread runs on every event, so that every instruction counts.
//
// One locked instruction an event, the exchange of the head. The commit is a plain store in release order: a sequentially consistent one would empty
// the store buffer, which costs 5 ns alone and two thirds of the throughput when several threads append.
#include "journal/ring.h"
#include "journal/ring_format.h"

namespace docent::core {

Code Ring::reserve(uint32_t payload_bytes, Reservation& out) noexcept {
  if (payload_bytes - 1 >= max_payload_bytes_) return Code::too_large;
  const uint32_t size = record_bytes(payload_bytes);
  uint64_t start = header_->head.load(std::memory_order_relaxed);
  uint64_t skip;
  for (;;) {
    const uint64_t left_in_lap = capacity_ - (start & (capacity_ - 1));
    skip = size > left_in_lap ? left_in_lap : 0;
    // Acquires the worker's zeroing. Signed: a head that others have moved since may lie behind the tail, and then the exchange fails.
    const uint64_t used = start + skip + size - header_->tail.load(std::memory_order_acquire);
    if (static_cast<int64_t>(used) > static_cast<int64_t>(capacity_)) return Code::queue_full;
    // Sequentially consistent, so that either this thread sees the worker parked afterwards or the worker sees the moved head before it sleeps.
    if (header_->head.compare_exchange_weak(start, start + skip + size, std::memory_order_seq_cst, std::memory_order_relaxed)) break;
  }
  if (skip != 0) write_record(start, static_cast<uint32_t>(skip), skip_mark);
  out.position = start + skip;
  out.payload = data_ + (out.position & (capacity_ - 1)) + record_header_bytes;
  out.payload_bytes = payload_bytes;
  return Code::ok;
}

void Ring::commit(const Reservation& reservation) noexcept {
  write_record(reservation.position, record_bytes(reservation.payload_bytes), reservation.payload_bytes);
}

// The payload is in place; the padding is zero since the range was released.
void Ring::write_record(uint64_t position, uint32_t size, uint32_t payload_bytes) noexcept {
  std::byte* const record = data_ + (position & (capacity_ - 1));
  std::memcpy(record, &size, sizeof size);
  std::memcpy(record + sizeof size, &payload_bytes, sizeof payload_bytes);
  const uint64_t stamp = position_stamp(seed_, position);
  commit_word_of(record).store(commit_word(stamp, record, payload_bytes == skip_mark ? 0 : payload_bytes), std::memory_order_release);
}

void Ring::count_refused(Code code) noexcept {
  std::atomic<uint64_t>& counter = code == Code::queue_full ? header_->queue_full : code == Code::no_consent ? header_->no_consent : header_->invalid;
  counter.fetch_add(1, std::memory_order_relaxed);
}

bool Ring::half_full(uint64_t position) const noexcept {
  const uint64_t tail = header_->tail.load(std::memory_order_relaxed);
  return position > tail && position - tail >= capacity_ / 2;  // a released position is behind the tail
}

}  // namespace docent::core
