// Holds the bytes of the database on disk under a cap: file with its free pages, WAL and shared memory. Worker thread, outside a transaction.
//
// What counts is the worst case until the next checkpoint: the file as long as the database will be, and the WAL beside it. A reserve is kept free
// for the WAL, so that work at the cap evicts once per reserve, not once per commit. Free pages are reused before the file grows; it is cut only when
// it alone is too long. Checked after each commit the cap is exceeded by what one commit adds at most, which is one chunk.
#pragma once

#include <cstdint>
#include <vector>

#include "base/status.h"
#include "storage/ledger.h"
#include "storage/outbox.h"

namespace docent::core {

class DiskCap {
 public:
  DiskCap(Database& database, Outbox& outbox, Ledger& ledger) : database_(database), outbox_(outbox), ledger_(ledger) {}

  // Brings the database under `cap_bytes` (the host's limit less what journals take), evicting events when nothing else helps; they are counted in
  // the ledger in the same transaction. `busy`: chunks in flight. Costs a few system calls while there is room. False: what is left can't be evicted.
  Result<bool> hold(uint64_t cap_bytes, const std::vector<int64_t>& busy);
  // The bytes that hold() compares.
  Result<uint64_t> worst_case_bytes();

 private:
  Status evict(uint64_t bytes, const std::vector<int64_t>& busy);

  Database& database_;
  Outbox& outbox_;
  Ledger& ledger_;
};

}  // namespace docent::core
