// The ledger: every accepted event is in one state (promise P5). accepted = delivered + pending + Σ dropped; the rows are written in the transaction
// that causes the change, so they are exact across restarts. Worker thread only.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/status.h"
#include "storage/database.h"

namespace docent::core {

enum class DropReason : int {
  sampled,          // strategy's service policy
  before_send,      // the host's callback said no
  invalid,          // could not be turned into an event (a defect or a damaged record)
  quarantined,      // crashed the worker
  rejected,         // the backend will never take it
  evicted,          // the disk cap
  evicted_maybe_delivered,
  consent,          // erased on withdrawal
  consent_maybe_delivered,
  erased,           // docent_erase
  erased_maybe_delivered,
  lost,             // a gap after power loss
  count_
};
std::string_view drop_reason_name(DropReason reason) noexcept;  // "rejected", "evicted_maybe_delivered", …

class Ledger {
 public:
  explicit Ledger(Database& database);
  Status load();
  // Changes in memory; save() writes what changed, inside the caller's transaction; discard() forgets unsaved changes after a rollback.
  void accept(uint64_t events) noexcept;
  void deliver(uint64_t events) noexcept;
  void drop(DropReason reason, uint64_t events) noexcept;
  Status save();
  void committed() noexcept;   // after COMMIT: the changes are now the base
  void discard() noexcept;

  uint64_t accepted() const noexcept;
  uint64_t delivered() const noexcept;
  uint64_t dropped(DropReason reason) const noexcept;
  uint64_t dropped() const noexcept;
  // accepted − delivered − dropped.
  uint64_t pending() const noexcept;
  // {"accepted":…,"delivered":…,"pending":…,"dropped":{"rejected":…}} with only the non-zero reasons.
  std::string to_json(uint64_t extra_pending = 0) const;  // extra_pending: records in the journal, added to accepted and pending

 private:
  Database& database_;
  std::array<uint64_t, 2 + static_cast<int>(DropReason::count_)> saved_{};
  std::array<uint64_t, 2 + static_cast<int>(DropReason::count_)> now_{};
};

}  // namespace docent::core
