// The worker's half of Ring: reading, releasing and zeroing. Nothing found in the ring is believed before its commit word proves it.
#include <algorithm>

#include "journal/ring.h"
#include "journal/ring_format.h"

namespace docent::core {

// The commit word is read first: what else a position holds may be read only once its writer is done. Only the order of the stores can be trusted, so
// sizes are checked before they are used.
Ring::Found Ring::examine(uint64_t position, uint64_t end, uint32_t& size, uint32_t& payload_bytes) const noexcept {
  const uint64_t offset = position & (capacity_ - 1);
  std::byte* const record = data_ + offset;
  const uint64_t word = commit_word_of(record).load(std::memory_order_acquire);
  const uint64_t stamp = position_stamp(seed_, position);
  size = 0;
  if (static_cast<uint32_t>(word) != stamp_half(stamp)) return Found::nothing;
  uint32_t found_size;
  std::memcpy(&found_size, record, sizeof found_size);
  std::memcpy(&payload_bytes, record + sizeof found_size, sizeof payload_bytes);
  const uint64_t room = std::min(capacity_ - offset, end - position);
  if (found_size < record_header_bytes || found_size % record_alignment != 0 || found_size > room) return Found::damaged;
  const bool skip = payload_bytes == skip_mark;
  if (!skip && (payload_bytes == 0 || payload_bytes > max_payload_bytes_ || record_bytes(payload_bytes) != found_size)) return Found::damaged;
  if (word != commit_word(stamp, record, skip ? 0 : payload_bytes)) {
    if (!skip) size = found_size;  // plausible: only the payload was hit
    return Found::damaged;
  }
  size = found_size;
  return skip ? Found::skip : Found::record;
}

Ring::Next Ring::next(uint64_t& position, std::span<const std::byte>& payload, bool dead) noexcept {
  const uint64_t end = dead && replay_end_ != 0 ? replay_end_ : header_->head.load(std::memory_order_acquire);
  while (position < end) {
    uint32_t size = 0;
    uint32_t payload_bytes = 0;
    switch (examine(position, end, size, payload_bytes)) {
      case Found::record:
        payload = {data_ + (position & (capacity_ - 1)) + record_header_bytes, payload_bytes};
        position += size;
        return Next::record;
      case Found::skip: position += size; break;
      case Found::damaged:
        damaged_++;
        position += !dead && size != 0 ? size : record_alignment;
        break;
      case Found::nothing:
        if (!dead) return Next::hole;
        position += record_alignment;
        break;
    }
  }
  return Next::empty;
}

void Ring::release(uint64_t position) noexcept {
  const uint64_t tail = header_->tail.load(std::memory_order_relaxed);
  position = std::min(position, replay_end_ != 0 ? replay_end_ : header_->head.load(std::memory_order_acquire));
  if (position <= tail) return;
  wipe(tail, position);
  header_->tail.store(position, std::memory_order_release);  // producers see the zeroes when they see the room
}

void Ring::replay_from(uint64_t position) noexcept {
  replay_end_ = position + capacity_;
  header_->tail.store(position, std::memory_order_relaxed);
}

void Ring::wipe(uint64_t from, uint64_t to) noexcept {
  const uint64_t bytes = std::min(to - from, capacity_);
  const uint64_t offset = from & (capacity_ - 1);
  const uint64_t first = std::min(bytes, capacity_ - offset);
  std::memset(data_ + offset, 0, first);
  std::memset(data_, 0, bytes - first);
}

}  // namespace docent::core
