// The crash-proof journal: a ring of records in shared memory on tmpfs, appended by any thread without a lock, a system call or an allocation,
// read by the one worker. What was committed survives the death of the process; the next start replays it (recovery.h).
//
// The format is in ring_format.h. Positions are absolute byte counts since the ring was made, multiples of 16, taken modulo the capacity to get an
// offset.
//
// Threads: reserve, commit, count_refused, half_full and the getters on any thread; everything else on the worker (or before it starts).
// Invariants: tail ≤ head ≤ tail + capacity; every byte outside of [tail, head) is zero, so nothing that was released can be read again.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "base/random.h"
#include "base/status.h"
#include "base/uuid.h"
#include "platform/mapped_file.h"

namespace docent::core {

enum class Medium { tmpfs, disk, memory };  // memory: survives nothing (P2 is off)
const char* medium_name(Medium medium) noexcept;

struct RefusedCounts {
  uint64_t queue_full = 0;
  uint64_t invalid = 0;  // every other refusal of the caller's input
  uint64_t no_consent = 0;
};

struct RingHeader;

class Ring final {
 public:
  struct Reservation {
    std::byte* payload = nullptr;
    uint64_t position = 0;
    uint32_t payload_bytes = 0;
  };
  // What next() found.
  enum class Next { record, empty, hole };

  // A new ring with at least `capacity` bytes (rounded up to a power of two, within limits) in the best place for `data_dir`: tmpfs, else the data
  // directory, else memory. Fails only when there is no memory.
  static Result<std::unique_ptr<Ring>> create(const std::string& data_dir, uint64_t capacity, Random& random);
  // … in the best of `directories`, each created or checked to be private to the user.
  static Result<std::unique_ptr<Ring>> create_in_best(std::span<const std::string> directories, uint64_t capacity, Random& random);
  // … in `directory`, which is private to the user. The file is named EPOCH.ring.
  static Result<std::unique_ptr<Ring>> create_in(const std::string& directory, uint64_t capacity, Random& random);
  static Result<std::unique_ptr<Ring>> create_in_memory(uint64_t capacity, Random& random);
  // The ring of a process that is gone, owned by this one from now on; replay_from() must follow. busy: its owner lives. not_found. corrupt: damaged,
  // or not the ring `epoch`. too_new: written by a newer version.
  static Result<std::unique_ptr<Ring>> open_dead(const std::string& path, const Uuid& epoch);

  Ring(const Ring&) = delete;
  Ring& operator=(const Ring&) = delete;

  // --- producers ---
  // Room for a payload of exactly `payload_bytes`. ok, queue_full (count it and wake the worker), or too_large: 0 or more than max_payload_bytes().
  // What was reserved must be committed soon: the worker reads nothing behind it before.
  [[gnu::hot]] Code reserve(uint32_t payload_bytes, Reservation& out) noexcept;
  // Makes the record visible and crash-proof from the next instruction on.
  [[gnu::hot]] void commit(const Reservation& reservation) noexcept;
  void count_refused(Code code) noexcept;
  // At least half of the ring was in use when `position` was reserved.
  [[gnu::hot]] bool half_full(uint64_t position) const noexcept;
  uint32_t max_payload_bytes() const noexcept { return max_payload_bytes_; }

  // --- the worker ---
  // The record at `position`, which is moved behind it; skip records are passed over. `empty`: nothing more. `hole`: reserved, not yet committed;
  // look again soon. With `dead` holes are scanned past in 16-byte steps and never reported: for the ring of a process that is gone, and for a hole
  // whose thread is. The payload stays valid until release().
  Next next(uint64_t& position, std::span<const std::byte>& payload, bool dead) noexcept;
  // Everything before `position` is in the database: it is zeroed, and becomes room for producers.
  void release(uint64_t position) noexcept;
  // Where the replay of a dead ring begins (recovery.h). One lap from there is scanned: records prove themselves, head and tail are not trusted.
  void replay_from(uint64_t position) noexcept;
  // Records that were committed and were found changed since, for example by a stray write of the host; passed over.
  uint64_t damaged() const noexcept { return damaged_; }

  // Next position to reserve. Read after parking (waker.h): a producer that missed the parked flag has moved the head before.
  uint64_t head() const noexcept;
  uint64_t tail() const noexcept;
  uint64_t capacity() const noexcept { return capacity_; }
  const Uuid& epoch() const noexcept { return epoch_; }
  Medium medium() const noexcept { return medium_; }
  const std::string& path() const noexcept { return file_.path(); }  // "" for a memory ring
  RefusedCounts refused() const noexcept;
  // Deletes the file; nothing survives from now on.
  Status remove() { return file_.remove(); }

  // The mark that survives a crash of the worker. begin_attempt stores the position and returns how often it has been begun, this time included.
  uint32_t begin_attempt(uint64_t position) noexcept;
  void end_attempt() noexcept;
  uint64_t marked_position() const noexcept;
  uint32_t marked_attempts() const noexcept;  // 0: the worker was not at work
  uint32_t crashed_starts() const noexcept;
  void set_crashed_starts(uint32_t count) noexcept;

 private:
  enum class Found { nothing, record, skip, damaged };
  Ring(MappedFile file, Medium medium) noexcept;
  static Result<std::unique_ptr<Ring>> make(MappedFile file, Medium medium, const Uuid& epoch, uint64_t capacity, Random& random);
  Found examine(uint64_t position, uint64_t end, uint32_t& size, uint32_t& payload_bytes) const noexcept;
  [[gnu::hot]] void write_record(uint64_t position, uint32_t size, uint32_t payload_bytes) noexcept;
  void wipe(uint64_t from, uint64_t to) noexcept;

  // What producers touch comes first and never changes.
  RingHeader* header_;
  std::byte* data_;
  uint64_t capacity_ = 0;
  uint64_t seed_ = 0;
  uint32_t max_payload_bytes_ = 0;

  MappedFile file_;
  Uuid epoch_;
  Medium medium_;
  uint64_t replay_end_ = 0;  // of a dead ring; 0: the head ends the records
  uint64_t damaged_ = 0;
};

}  // namespace docent::core
