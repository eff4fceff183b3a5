// The body of /api/export: every stored event, one a line, the oldest first. Each piece is one short read, asked for when the piece before has been
// written, so a slow reader costs neither memory nor a long-lived snapshot. Complete for what was stored when the export began, however much is
// stored meanwhile.
#pragma once

#include "admin/metrics.h"
#include "http/message.h"
#include "store/event_store.h"

namespace docent::server {

class ExportSource final : public BodySource, public std::enable_shared_from_this<ExportSource> {
 public:
  ExportSource(EventStore& store, Metrics& metrics, int64_t after_seq, std::size_t page_bytes)
      : store_(store), metrics_(metrics), after_(after_seq), page_bytes_(page_bytes) {}
  void next(std::function<void(core::Result<std::string>)> done) override;

 private:
  EventStore& store_;
  Metrics& metrics_;
  int64_t after_;
  std::optional<int64_t> upto_;
  const std::size_t page_bytes_;
};

}  // namespace docent::server
