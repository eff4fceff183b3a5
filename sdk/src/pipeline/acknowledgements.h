// What the uploader has learned and not yet written down: delivered chunks, failed attempts, the state of back-off. Written in grouped transactions
// together with the ledger (limits::ack_group_count or ack_group_ms), never synced: after a power loss a chunk is sent again and the backend drops
// the repeat. Worker thread only; commit() must not be called inside a transaction. Nothing is forgotten before its commit succeeded.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/status.h"
#include "pipeline/rejected_events.h"
#include "storage/ledger.h"
#include "storage/outbox.h"

namespace docent::core {

// The end of a chunk.
struct Acknowledgement {
  int64_t chunk_id = 0;
  uint32_t events = 0;
  std::vector<RejectedEvent> rejected;  // at most `events`
  bool unreadable = false;              // its bytes are damaged: all its events count as invalid
};

class Acknowledgements {
 public:
  static constexpr std::string_view retry_key = "upload_retry";  // in meta
  Acknowledgements(Database& database, Outbox& outbox, Ledger& ledger, Clock& clock);
  // Returns the state of back-off that was kept.
  Result<std::string> load();

  void finished(Acknowledgement acknowledgement);
  void attempt_failed(int64_t chunk_id, bool maybe_delivered);
  void remember_retry(std::string state);  // "": nothing to wait for

  bool empty() const noexcept { return finished_.empty() && failed_.empty() && !retry_state_; }
  // When commit() is due; INT64_MAX: nothing to commit.
  int64_t due_ms() const noexcept;
  Status commit();
  void append_ids(std::vector<int64_t>& ids) const;  // of finished chunks
  uint32_t finished_count() const noexcept { return static_cast<uint32_t>(finished_.size()); }

 private:
  struct Attempt {
    int64_t chunk_id;
    bool maybe_delivered;
  };
  Status write();
  Status write_finished(const Acknowledgement& a, int64_t now_ms);

  Database& database_;
  Outbox& outbox_;
  Ledger& ledger_;
  Clock& clock_;
  RejectedEvents rejected_;
  std::vector<Acknowledgement> finished_;
  std::vector<Attempt> failed_;
  std::optional<std::string> retry_state_;
  std::string stored_retry_state_;
  int64_t first_ms_ = 0;  // boot clock: when the oldest of finished_ came
};

}  // namespace docent::core
