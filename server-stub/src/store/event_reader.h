// Answers the admin's questions from a connection of its own. Reader thread only. Each call is one short read transaction, so that a slow consumer
// never holds the write-ahead log.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include "store/event_store.h"
#include "store/sqlite.h"

namespace docent::server {

class EventReader {
 public:
  static core::Result<EventReader> open(Sqlite database);
  core::Result<std::vector<StoredEvent>> events(const EventQuery& query);
  core::Result<ScanPage> scan(const ScanQuery& query);
  core::Result<LedgerReport> ledger(std::size_t max_installs);

 private:
  explicit EventReader(Sqlite database) : database_(std::move(database)) {}
  core::Result<StoredEvent> read(Query& row);
  core::Result<std::shared_ptr<const std::string>> context(int64_t id);
  core::Result<int64_t> last_seq();
  core::Status read_counters(LedgerReport& report);
  core::Status read_installs(LedgerReport& report, std::size_t max_installs);

  Sqlite database_;
  Query scan_, last_, find_context_;
  std::unordered_map<int64_t, std::shared_ptr<const std::string>> contexts_;
};

}  // namespace docent::server
