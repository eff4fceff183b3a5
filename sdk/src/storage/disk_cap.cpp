#include "storage/disk_cap.h"

#include <algorithm>

#include "model/limits.h"

namespace docent::core {

Result<uint64_t> DiskCap::worst_case_bytes() {
  const auto file = database_.file_bytes();
  if (!file.ok()) return file.status();
  return *file + database_.bytes_beside();
}

Result<bool> DiskCap::hold(uint64_t cap_bytes, const std::vector<int64_t>& busy) {
  auto worst = worst_case_bytes();
  if (!worst.ok()) return worst.status();
  if (*worst <= cap_bytes) return true;

  DOCENT_TRY(database_.checkpoint(true));
  const uint64_t target = cap_bytes - std::min(limits::max_wal_bytes, cap_bytes / 4);
  const auto file = database_.file_bytes();
  const auto free = database_.free_bytes();
  if (!file.ok()) return file.status();
  if (!free.ok()) return free.status();
  if (*file - *free > target) DOCENT_TRY(evict(*file - *free - target, busy));
  if (*file > target) DOCENT_TRY(database_.shrink(*file - target));

  worst = worst_case_bytes();
  if (!worst.ok()) return worst.status();
  return *worst <= cap_bytes;
}

Status DiskCap::evict(uint64_t bytes, const std::vector<int64_t>& busy) {
  DOCENT_TRY(database_.begin());
  const auto work = [&]() -> Status {
    const auto evicted = outbox_.evict(bytes, busy);
    if (!evicted.ok()) return evicted.status();
    ledger_.drop(DropReason::evicted, evicted->events - evicted->maybe_delivered);
    ledger_.drop(DropReason::evicted_maybe_delivered, evicted->maybe_delivered);
    DOCENT_TRY(ledger_.save());
    return database_.commit(Durability::normal);
  };
  const Status done = work();
  if (!done.ok()) database_.rollback();
  return done;
}

}  // namespace docent::core
