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
  sampled,      // strategy's service policy
  before_send,  // the host's callback said no
  invalid,      // could not be turned into an event (a defect or a damaged record)
  quarantined,  // crashed the worker
  rejected,     // the backend will never take it
  evicted,      // the disk cap
  evicted_maybe_delivered,
  consent,  // erased on withdrawal
  consent_maybe_delivered,
  erased,  // docent_erase
  erased_maybe_delivered,
  lost,  // a gap after power loss
  count_
};
std::string_view drop_reason_name(DropReason reason) noexcept;  // "rejected", "evicted_maybe_delivered", …

class Ledger final : public TransactionListener {
 public:
  explicit Ledger(Database& database);
  ~Ledger();
  Ledger(const Ledger&) = delete;
  Ledger& operator=(const Ledger&) = delete;
  Status load();  // outside a transaction

  // Changes in memory. save() writes the counters that changed, inside the caller's transaction; what is not saved when it commits is saved by a
  // later one.
  void accept(uint64_t events) noexcept { now_[accepted_] += events; }
  void deliver(uint64_t events) noexcept { now_[delivered_] += events; }
  void drop(DropReason reason, uint64_t events) noexcept { now_[index(reason)] += events; }
  Status save();
  // Forgets changes that were not committed; a rollback does so by itself.
  void discard() noexcept { now_ = written_ = committed_counts_; }
  // After COMMIT: what was saved is the base; a commit does so by itself.
  void committed() noexcept { committed_counts_ = written_; }

  uint64_t accepted() const noexcept { return now_[accepted_]; }
  uint64_t delivered() const noexcept { return now_[delivered_]; }
  uint64_t dropped(DropReason reason) const noexcept { return now_[index(reason)]; }
  uint64_t dropped() const noexcept;
  // accepted − delivered − dropped.
  uint64_t pending() const noexcept;
  // {"accepted":…,"delivered":…,"pending":…,"dropped":{"rejected":…}} with only the non-zero reasons.
  std::string to_json(uint64_t extra_pending = 0) const;  // extra_pending: records in the journal, added to accepted and pending

  void on_commit() noexcept override { committed(); }
  void on_rollback() noexcept override { discard(); }

 private:
  static constexpr std::size_t accepted_ = 0;
  static constexpr std::size_t delivered_ = 1;
  static constexpr std::size_t first_reason_ = 2;
  using Counts = std::array<uint64_t, first_reason_ + static_cast<std::size_t>(DropReason::count_)>;
  static constexpr std::size_t index(DropReason reason) noexcept { return first_reason_ + static_cast<std::size_t>(reason); }
  static std::string_view row_name(std::size_t index) noexcept;

  Database& database_;
  Counts committed_counts_{};  // in the database
  Counts written_{};           // … once the open transaction commits
  Counts now_{};
};

}  // namespace docent::core
