#include "admin/export_source.h"

#include "admin/event_json.h"

namespace docent::server {

void ExportSource::next(std::function<void(core::Result<std::string>)> done) {
  const bool taken = store_.scan({after_, upto_, page_bytes_}, [self = shared_from_this(), done](core::Result<ScanPage> page) {
    if (!page.ok()) return done(page.status());
    self->upto_ = page->upto;
    std::string piece;
    for (const auto& event : page->events) {
      append_event_json(piece, event);
      piece.push_back('\n');
      self->after_ = event.seq;
    }
    if (!piece.empty()) self->metrics_.export_pages++;
    done(std::move(piece));
  });
  if (!taken) done(core::Status(core::Code::busy, "too many reads are waiting"));
}

}  // namespace docent::server
