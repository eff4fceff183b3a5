// The crash-proof journal: a ring of records in shared memory on tmpfs, appended by any thread without a lock, a system call or an allocation,
// read by the one worker. What was committed survives the death of the process; the next start replays it.
//
// File (little-endian):  one header page of 4,096 bytes, then `capacity` bytes of ring, a power of two.
//   header   magic "DOCRING1", format version, capacity, epoch id (16 random bytes, also in the database), seed (8 random bytes),
//            then on cache lines of their own: head (next position to reserve), tail (everything before it is in the database),
//            counters of refused calls, and the worker's mark: position being processed, attempts at it, crashed starts in a row.
//   record   16-byte header, payload, zero padding to 16:  u32 size (with header and padding), u32 payload size, u64 commit word.
//            commit word = CRC-32C over the two sizes and the payload, seeded with seed and absolute position, in the high half, and a stamp of
//            seed and position in the low half; never 0. Stale laps and torn records cannot pass. It is stored last, with release order.
//   A record never wraps: a skip record (payload size 0xffffffff) fills the end of a lap.
// Positions are absolute byte counts since the ring was made; the offset is position & (capacity − 1).
//
// Threads: reserve/commit on any thread; everything else on the worker (or before it starts). Invariant: tail ≤ head ≤ tail + capacity.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "base/status.h"
#include "base/uuid.h"

namespace docent::core {

enum class Medium { tmpfs, disk, memory };  // memory: survives nothing (P2 is off)
const char* medium_name(Medium medium) noexcept;

struct RefusedCounts {
  uint64_t queue_full = 0;
  uint64_t invalid = 0;     // every other refusal of the caller's input
  uint64_t no_consent = 0;
};

class Ring {
 public:
  struct Reservation {
    std::byte* payload = nullptr;
    uint64_t position = 0;
    uint32_t payload_bytes = 0;
  };
  // What next() found.
  enum class Next { record, empty, hole };

  virtual ~Ring() = default;

  // --- producers ---
  // Room for a payload of exactly `payload_bytes` (1 to 64 KiB). ok, queue_full or too_large.
  virtual Code reserve(uint32_t payload_bytes, Reservation& out) noexcept = 0;
  // Makes the record visible and crash-proof. Sequentially consistent, so that a parked worker is never missed.
  virtual void commit(const Reservation& reservation) noexcept = 0;
  virtual void count_refused(Code code) noexcept = 0;

  // --- the worker ---
  // The record at `position`, which is moved behind it; skip records are passed over. `empty`: nothing more. `hole`: reserved, not yet committed.
  // With `dead` (the ring of a process that is gone) holes are scanned past in 16-byte steps and never reported. The payload stays valid until release().
  virtual Next next(uint64_t& position, std::span<const std::byte>& payload, bool dead) noexcept = 0;
  // Everything before `position` is in the database: room for producers.
  virtual void release(uint64_t position) noexcept = 0;
  // Zeroes every byte before `position` that is not in use (redaction, erasure).
  virtual void wipe(uint64_t from, uint64_t to) noexcept = 0;

  virtual uint64_t head() const noexcept = 0;
  virtual uint64_t tail() const noexcept = 0;
  virtual uint64_t capacity() const noexcept = 0;
  virtual const Uuid& epoch() const noexcept = 0;
  virtual Medium medium() const noexcept = 0;
  virtual const std::string& path() const noexcept = 0;  // "" for a memory ring
  virtual RefusedCounts refused() const noexcept = 0;

  // The mark that survives a crash of the worker. begin_attempt stores the position and returns how often it has been begun, this time included.
  virtual uint32_t begin_attempt(uint64_t position) noexcept = 0;
  virtual void end_attempt() noexcept = 0;
  virtual uint32_t crashed_starts() const noexcept = 0;
  virtual void set_crashed_starts(uint32_t count) noexcept = 0;
};

}  // namespace docent::core
