// Applies journal records to everything that follows from them: identity, consent, session, guidance, ledger, and the texts that go to the outbox.
// Worker thread only. All changes of one turn belong to one database transaction: the worker begins it, calls apply() for each record and finish(),
// and commits; after a rollback it calls load() to be where the database is. No clock and no I/O but the database.
//
// This is the place to read what one event causes, in order: due timers, session, guidance, consent, sampling, the host's before_send, the wire text.
#pragma once

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "client/identity.h"
#include "client/options.h"
#include "guidance/engine.h"
#include "model/event_json.h"
#include "model/record.h"
#include "model/session.h"
#include "storage/ledger.h"
#include "storage/outbox.h"

namespace docent::core {

// Event texts of one turn and priority, ready for the batcher: comma-separated JSON objects.
struct EventTexts {
  std::string json;
  uint32_t events = 0;
  int64_t oldest_ms = 0;
};

class Processor {
 public:
  Processor(const ClientOptions& options, Database& database, Outbox& outbox, Ledger& ledger, Identity& identity, Engine& engine, Clock& clock,
            Random& random);

  // Reads identity, session, run state and guidance history. `host_consent` as for Identity::load.
  Status load(std::optional<Consent> host_consent);
  // The start of a run, inside a transaction and after the replay of a dead process's journal: closes its session, forgets its context, applies what
  // the host passed at open.
  Status start_run(Instant now);
  // Ends the session, when close() was called.
  Status end_run(Instant now);

  // One record of the journal. Errors are the database's; a payload that is no record is counted as dropped(invalid).
  Status apply(std::span<const std::byte> payload);
  Status apply(const Record& record, std::span<const PropertyView> properties);
  // Fires timers that are due.
  Status advance(Instant now);
  // Feeds what a question or a command of the host produced (outcomes of presentations that could not be handed over, …).
  Status take(EngineOutput& output, Instant now);
  // Writes what changed: session, run state, guidance state, ledger. Call before the commit.
  Status finish();

  // Erases what belongs to the current identity and starts a new anonymous one (docent_erase). Returns the anonymous ids that the backend may hold.
  Result<std::vector<std::string>> erase(Instant now);

  // Chunks in flight: erased now, they count as maybe delivered. Set before a turn.
  void set_busy_chunks(std::vector<int64_t> ids) { busy_chunks_ = std::move(ids); }

  // What the turn produced. The worker clears it after the commit.
  EventTexts& texts(Priority priority) { return texts_[priority == Priority::critical ? 0 : 1]; }
  std::vector<Presentation>& presentations() { return presentations_; }
  void clear_turn();

  // Set by a turn, for the worker to act on after the commit.
  bool take_storage_erased() { return std::exchange(storage_erased_, false); }  // vacuum, truncate, wipe the ring
  // Decisions about consent taken from the journal of this run.
  uint32_t decisions_applied() const { return decisions_applied_; }
  uint64_t super_bytes() const { return envelope_.super_json.size(); }
  int64_t oldest_ms() const { return std::min(oldest(texts_[0]), oldest(texts_[1])); }

 private:
  static int64_t oldest(const EventTexts& t) { return t.events == 0 ? INT64_MAX : t.oldest_ms; }
  Status apply_event(const Record& record, std::span<const PropertyView> properties, Instant at);
  Status apply_identity(const Record& record, std::span<const PropertyView> properties, Instant at);
  Status apply_consent(uint32_t bits);
  Status erase_queue(DropReason reason, DropReason maybe_delivered);
  Status touch_session(Instant at);
  Status emit_session_end(const EndedSession& ended);
  Status emit(std::string_view name, const std::vector<std::pair<std::string, Value>>& properties, int64_t wall_ns, bool observe,
              bool critical = false);
  void queue(const Record& record, std::span<const PropertyView> properties, std::string_view previous_id = {});
  void queue_text(const Record& record, std::string_view previous_id, std::span<const PropertyView> properties);
  bool ask_before_send(std::string_view json);
  void set_super(std::span<const PropertyView> properties);
  void set_context(std::span<const PropertyView> attributes, Instant at);
  void rebuild_super();
  Status switch_engine(std::string_view from_key);
  Status save_engine(std::string_view key);
  Status load_engine();
  Status load_run_state();
  Status save_run_state();
  Instant instant_of(int64_t wall_ns);
  void refresh_envelope();

  const ClientOptions& options_;
  Database& database_;
  Outbox& outbox_;
  Ledger& ledger_;
  Identity& identity_;
  Engine& engine_;
  Clock& clock_;
  Random& random_;

  SessionTracker session_;
  EventEnvelope envelope_;
  std::map<std::string, Value, std::less<>> super_;
  std::map<std::string, Value, std::less<>> context_;  // what the host set, kept for the replay after a crash
  uint32_t decisions_applied_ = 0;
  std::vector<int64_t> busy_chunks_;
  bool run_state_dirty_ = false;
  bool session_dirty_ = false;
  bool storage_erased_ = false;

  std::array<EventTexts, 2> texts_;
  std::vector<Presentation> presentations_;
  EngineOutput output_;
  std::vector<PropertyView> decoded_;
  std::string before_send_text_;
  int64_t offset_bucket_ = INT64_MIN;
  int32_t offset_s_ = 0;
};

}  // namespace docent::core
