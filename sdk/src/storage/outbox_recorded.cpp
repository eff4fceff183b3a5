// What this device holds or sent, for the person it is about: texts from segment, chunks and sent, newest first.
#include <algorithm>

#include "model/limits.h"
#include "storage/chunk_text.h"
#include "storage/outbox.h"

namespace docent::core {
namespace {

struct Recorded {
  int64_t at_ms = 0;
  std::string text;
};

}  // namespace

// Keeps the newest events by count and bytes together. Texts are given newest first; of the same millisecond the later event of a text counts as
// newer.
class Outbox::Newest {
 public:
  explicit Newest(std::size_t max_events) : max_events_(max_events) {}

  void add(std::string_view events) {
    const std::size_t before = kept_.size();
    for (std::string_view event = next_event(events); !event.empty(); event = next_event(events)) {
      kept_.push_back({event_time_ms(event).value_or(0), std::string(event)});
      bytes_ += event.size();
    }
    std::reverse(kept_.begin() + static_cast<std::ptrdiff_t>(before), kept_.end());
    if (kept_.size() > 2 * max_events_ || bytes_ > 2 * limits::max_recorded_bytes) cut();
  }

  std::vector<Recorded> take() {
    cut();
    return std::move(kept_);
  }

 private:
  void cut() {
    std::stable_sort(kept_.begin(), kept_.end(), [](const Recorded& a, const Recorded& b) { return a.at_ms > b.at_ms; });
    std::size_t count = 0;
    std::size_t bytes = 0;
    while (count < std::min(max_events_, kept_.size()) && bytes + kept_[count].text.size() <= limits::max_recorded_bytes)
      bytes += kept_[count++].text.size();
    kept_.resize(count);
    bytes_ = bytes;
  }

  std::size_t max_events_;
  std::vector<Recorded> kept_;
  std::size_t bytes_ = 0;
};

// Chunks of one priority do not overlap in time: once the newest ones have given enough, older ones can't have newer events.
Status Outbox::recorded_chunks(Priority priority, std::size_t max_events, int64_t sent_since_ms, Newest& newest) {
  auto bodies = database_.statement(
      "SELECT list.events, list.raw_bytes, list.crc, body.bytes FROM (SELECT id,events,raw_bytes,crc FROM chunk WHERE priority=?1 UNION ALL "
      "SELECT id,events,raw_bytes,crc FROM sent WHERE priority=?1 AND sent_ms>=?2) AS list JOIN body ON body.id=list.id ORDER BY list.id DESC");
  bodies.bind(1, static_cast<int64_t>(priority)).bind(2, sent_since_ms);
  std::string text;
  std::size_t events = 0;
  for (std::size_t bytes = 0; events < max_events && bytes < limits::max_recorded_bytes; bytes += text.size()) {
    const auto row = bodies.step();
    if (!row.ok()) return row.status();
    if (!*row) break;
    DOCENT_TRY(inflate_chunk(bodies.column_blob(3), static_cast<uint32_t>(bodies.column_int(1)), static_cast<uint32_t>(bodies.column_int(2)), text));
    newest.add(text);
    events += static_cast<std::size_t>(bodies.column_int(0));
  }
  return {};
}

Status Outbox::recorded(std::size_t max_events, int64_t sent_since_ms, std::vector<std::string>& events) {
  events.clear();
  Newest newest(max_events);
  {
    auto rows = database_.statement("SELECT json FROM segment ORDER BY id DESC");
    for (;;) {
      const auto row = rows.step();
      if (!row.ok()) return row.status();
      if (!*row) break;
      newest.add(rows.column_text(0));
    }
  }
  for (const Priority priority : {Priority::critical, Priority::normal}) DOCENT_TRY(recorded_chunks(priority, max_events, sent_since_ms, newest));
  for (Recorded& r : newest.take()) events.push_back(std::move(r.text));
  return {};
}

}  // namespace docent::core
