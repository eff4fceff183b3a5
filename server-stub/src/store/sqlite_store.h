// EventStore on one SQLite file. One writer thread takes whatever is queued, stores it in one transaction and syncs once (group commit): a lone
// request waits for nobody, a crowd shares the sync. One reader thread, and one that analyses, have connections of their own.
//
// Invariants: only the writer's connection writes or checkpoints; callbacks of a group run after its COMMIT returned; when a group fails each of its
// jobs is tried alone, so that one bad job can't fail its neighbours.
#pragma once

#include <memory>
#include <string>

#include "server_limits.h"
#include "store/event_store.h"

namespace docent::server {

class SqliteStore final : public EventStore {
 public:
  // Opens or creates `path` (mode 0600).
  static core::Result<std::unique_ptr<SqliteStore>> open(const std::string& path, const Limits& limits);
  ~SqliteStore() override;

  bool ingest(std::unique_ptr<IngestBatch> batch, Done<IngestOutcome> done) override;
  bool erase(EraseRequest request, Done<uint64_t> done) override;
  bool events(EventQuery query, Done<std::vector<StoredEvent>> done) override;
  bool scan(ScanQuery query, Done<ScanPage> done) override;
  bool analyse(Analysis work, Done<std::string> done) override;
  bool ledger(std::size_t max_installs, Done<LedgerReport> done) override;
  StoreStats stats() const override;
  void stop() override;

 private:
  struct Impl;
  explicit SqliteStore(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace docent::server
