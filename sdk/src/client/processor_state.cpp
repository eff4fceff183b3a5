// The part of Processor that changes who the user is and what may be kept: identity, consent, erasure, and the state that outlives a crash.
#include <array>

#include "client/processor.h"
#include "json/writer.h"
#include "model/builtin.h"

namespace docent::core {
namespace {

constexpr std::string_view session_row = "session";
constexpr std::string_view run_state_row = "run_state";

Value::Object object_of(const std::map<std::string, Value, std::less<>>& map) {
  Value::Object o;
  for (const auto& [key, value] : map) o.emplace_back(key, value);
  return o;
}

// A context attribute as the engine takes it; `text` keeps nested JSON alive.
PropertyView view_of(std::string_view key, const Value& value, std::string& text) {
  PropertyView p;
  p.key = key;
  if (value.is_string()) p.type = PropertyType::string, p.text = value.as_string();
  else if (value.is_int()) p.type = PropertyType::integer, p.integer = value.as_int();
  else if (value.is_double()) p.type = PropertyType::number, p.number = value.as_double();
  else if (value.is_bool()) p.type = PropertyType::boolean, p.integer = value.as_bool() ? 1 : 0;
  else text = to_json(value), p.type = PropertyType::json, p.text = text;
  return p;
}

// Keeps, replaces or (null) removes one value of a map that holds at most limits::max_context_count. False: not taken, the map is full.
bool put(std::map<std::string, Value, std::less<>>& map, const PropertyView& p, const RedactedKeys& redacted) {
  const auto known = map.find(p.key);
  if (p.type == PropertyType::null) {
    if (known != map.end()) map.erase(known);
    return true;
  }
  std::string json = "{";
  append_properties_json(json, std::span(&p, 1), redacted);
  const auto parsed = parse_json(json + "}");
  if (!parsed.ok() || parsed->as_object().empty()) return false;
  if (known == map.end() && map.size() >= limits::max_context_count) return false;
  map[std::string(p.key)] = parsed->as_object().front().second;
  return true;
}

}  // namespace

Processor::Processor(const ClientOptions& options, Database& database, Outbox& outbox, Ledger& ledger, Identity& identity, Engine& engine,
                     Clock& clock, Random& random)
    : options_(options),
      database_(database),
      outbox_(outbox),
      ledger_(ledger),
      identity_(identity),
      engine_(engine),
      clock_(clock),
      random_(random),
      session_(options.session_timeout_ms) {}

Status Processor::load(std::optional<Consent> host_consent) {
  clear_turn();
  DOCENT_TRY(identity_.load(host_consent));
  const auto session = database_.get_meta(session_row);
  if (!session.ok()) return session.status();
  session_.load(*session ? parse_session(**session) : SessionState{});
  session_dirty_ = false;
  DOCENT_TRY(load_engine());
  DOCENT_TRY(load_run_state());
  refresh_envelope();
  return {};
}

Status Processor::start_run(Instant now) {
  decisions_applied_ = 0;
  engine_.finish_restore(now, output_);
  DOCENT_TRY(take(output_, now));
  if (const auto ended = session_.close_leftover(now.wall_ms)) DOCENT_TRY(emit_session_end(*ended));
  std::vector<PropertyView> removed;
  for (const auto& [key, value] : context_) removed.push_back({key, PropertyType::null, {}, 0, 0});
  engine_.set_context(removed, now, output_);
  context_.clear();
  super_.clear();
  rebuild_super();
  envelope_.screen.clear();
  run_state_dirty_ = true;
  if (options_.consent) {
    DOCENT_TRY(apply_consent(options_.consent->bits()));
    DOCENT_TRY(identity_.apply_host_consent(*options_.consent));
  }
  if (options_.sessions) DOCENT_TRY(touch_session(now));
  refresh_envelope();
  return take(output_, now);
}

Status Processor::end_run(Instant now) {
  if (const auto ended = session_.end(now.wall_ms, SessionEnd::closed)) DOCENT_TRY(emit_session_end(*ended));
  return take(output_, now);
}

Status Processor::apply_identity(const Record& record, std::span<const PropertyView> properties, Instant at) {
  const std::string before_key = identity_.key();
  const std::string before_id = identity_.user_id().empty() ? identity_.anonymous_id() : identity_.user_id();
  const bool was_known = !identity_.user_id().empty();
  const bool was_unknown = identity_.consent().unknown();
  bool changed = false;
  // Another person: what was decided for this one goes from the screen, and is recorded as this one's.
  const bool other_person =
      record.kind == RecordKind::reset || (record.kind == RecordKind::identify && was_known && record.name != identity_.user_id());
  if (other_person) {
    engine_.leave_identity(at, output_);
    DOCENT_TRY(take(output_, at));
  }
  if (record.kind == RecordKind::identify) {
    const auto result = identity_.identify(record.name);
    if (!result.ok()) return result.status();
    changed = *result;
  } else if (record.kind == RecordKind::alias) {
    const auto other = identity_.alias(record.name);
    if (!other.ok()) return other.status();
    changed = !other->empty();
  } else {
    if (const auto ended = session_.end(at.wall_ms, SessionEnd::reset)) DOCENT_TRY(emit_session_end(*ended));
    DOCENT_TRY(identity_.reset());
    super_.clear();
    rebuild_super();
    std::vector<PropertyView> removed;
    for (const auto& [key, value] : context_) removed.push_back({key, PropertyType::null, {}, 0, 0});
    engine_.set_context(removed, at, output_);
    context_.clear();
    envelope_.screen.clear();
    run_state_dirty_ = true;
    changed = true;
  }
  // What another user left undecided cannot be released by this one's consent.
  if (other_person && was_unknown) DOCENT_TRY(erase_queue(DropReason::consent, DropReason::consent_maybe_delivered));
  if (changed) DOCENT_TRY(switch_engine(before_key));
  if (changed && !other_person) {  // the same person under another name takes the history along
    std::vector<std::array<std::string, 3>> rows;
    DOCENT_TRY(database_.load_state(before_key, [&](std::string_view kind, std::string_view key, std::string_view bytes) {
      rows.push_back({std::string(kind), std::string(key), std::string(bytes)});
    }));
    engine_.merge_from(rows);
    DOCENT_TRY(database_.erase_state(before_key));
  }
  refresh_envelope();
  if (record.kind == RecordKind::reset) return {};
  DOCENT_TRY(touch_session(at));
  if (record.kind == RecordKind::identify) engine_.set_user(properties);
  if (!identity_.consent().may_record()) return {};
  ledger_.accept(1);
  queue(record, properties, before_id);
  return take(output_, at);
}

Status Processor::switch_engine(std::string_view from_key) {
  DOCENT_TRY(save_engine(from_key));
  return load_engine();
}

Status Processor::save_engine(std::string_view key) {
  Status failed;
  engine_.save_dirty([&](std::string_view kind, std::string_view row, std::string_view bytes) {
    if (!failed.ok()) return;
    failed = bytes.empty() ? database_.erase_state(key, kind, row) : database_.put_state(key, kind, row, bytes);
  });
  return failed;
}

Status Processor::load_engine() {
  engine_.clear_identity();
  engine_.set_history_permitted(identity_.consent().may_keep_history());
  return database_.load_state(identity_.key(),
                              [&](std::string_view kind, std::string_view key, std::string_view bytes) { engine_.restore(kind, key, bytes); });
}

Status Processor::apply_consent(uint32_t bits) {
  if (!Consent::valid(bits)) return {};
  const Consent before = identity_.consent();
  const Consent consent = Consent::from_bits(bits);
  DOCENT_TRY(identity_.set_consent(consent));
  if (before.may_queue() && !consent.may_queue()) {
    DOCENT_TRY(erase_queue(DropReason::consent, DropReason::consent_maybe_delivered));
    DOCENT_TRY(identity_.forget_uploaded());
  }
  if (before.may_keep_history() && !consent.may_keep_history()) {
    engine_.set_history_permitted(false);
    engine_.clear_identity();
    DOCENT_TRY(database_.erase_state(identity_.key()));
    storage_erased_ = true;
  }
  engine_.set_history_permitted(consent.may_keep_history());
  refresh_envelope();
  return {};
}

Status Processor::erase_queue(DropReason reason, DropReason maybe_delivered) {
  const auto erased = outbox_.erase_all(busy_chunks_);
  if (!erased.ok()) return erased.status();
  uint64_t in_turn = 0;
  for (auto& t : texts_) in_turn += t.events, t.json.clear(), t.events = 0;
  ledger_.drop(reason, erased->events - erased->maybe_delivered + in_turn);
  ledger_.drop(maybe_delivered, erased->maybe_delivered);
  storage_erased_ = true;
  return {};
}

Result<std::vector<std::string>> Processor::erase(Instant now) {
  std::vector<std::string> ids = {identity_.anonymous_id()};
  const std::string key = identity_.key();
  const auto run = [&]() -> Status {
    (void)session_.end(now.wall_ms, SessionEnd::reset);
    session_dirty_ = true;
    DOCENT_TRY(erase_queue(DropReason::erased, DropReason::erased_maybe_delivered));
    engine_.leave_identity(now, output_);
    output_.events.clear();  // nothing of this identity is recorded any more
    DOCENT_TRY(take(output_, now));
    engine_.clear_identity();
    DOCENT_TRY(database_.erase_state(key));
    DOCENT_TRY(identity_.renew());
    super_.clear();
    rebuild_super();
    context_.clear();
    envelope_.screen.clear();
    run_state_dirty_ = true;
    DOCENT_TRY(load_engine());
    refresh_envelope();
    return {};
  };
  if (auto s = run(); !s.ok()) return s;
  return ids;
}

void Processor::set_super(std::span<const PropertyView> properties) {
  for (const auto& p : properties) put(super_, p, options_.redacted);
  rebuild_super();
  run_state_dirty_ = true;
}

void Processor::set_context(std::span<const PropertyView> attributes, Instant at) {
  for (const auto& p : attributes) {
    if (put(context_, p, {})) engine_.set_context(std::span(&p, 1), at, output_);
  }
  run_state_dirty_ = true;
}

void Processor::rebuild_super() {
  envelope_.super_json.clear();
  for (const auto& [key, value] : super_) {
    if (!envelope_.super_json.empty()) envelope_.super_json.push_back(',');
    append_json_key(envelope_.super_json, key);
    append_json(envelope_.super_json, value);
  }
}

Status Processor::finish() {
  if (session_dirty_) DOCENT_TRY(database_.put_meta(session_row, format_session(session_.state())));
  if (run_state_dirty_) DOCENT_TRY(save_run_state());
  session_dirty_ = run_state_dirty_ = false;
  DOCENT_TRY(save_engine(identity_.key()));
  return ledger_.save();
}

Status Processor::save_run_state() {
  Value::Object o;
  o.emplace_back("screen", envelope_.screen);
  o.emplace_back("context", object_of(context_));
  o.emplace_back("super", object_of(super_));
  return database_.put_meta(run_state_row, to_json(Value(std::move(o))));
}

Status Processor::load_run_state() {
  super_.clear();
  context_.clear();
  envelope_.screen.clear();
  run_state_dirty_ = false;
  const auto stored = database_.get_meta(run_state_row);
  if (!stored.ok()) return stored.status();
  if (*stored) {
    if (const auto parsed = parse_json(**stored); parsed.ok()) {
      envelope_.screen = (*parsed)["screen"].as_string();
      for (const auto& [key, value] : (*parsed)["super"].as_object()) super_[key] = value;
      for (const auto& [key, value] : (*parsed)["context"].as_object()) context_[key] = value;
    }
  }
  rebuild_super();
  for (const auto& [key, value] : context_) {
    std::string text;
    const PropertyView p = view_of(key, value, text);
    engine_.set_context(std::span(&p, 1), clock_.now(), output_);
  }
  return {};
}

}  // namespace docent::core
