#include "client/processor.h"

#include <algorithm>

#include "guidance/attributes.h"
#include "guidance/property_views.h"
#include "json/writer.h"
#include "model/builtin.h"

namespace docent::core {
namespace {

constexpr int64_t offset_bucket_ms = 900'000;  // time zones change on quarter hours

// 0 to 1 from an id: the same event is always sampled alike.
double fraction_of(const Uuid& id) noexcept {
  uint64_t bits = 0;
  for (std::size_t i = 8; i < 16; i++) bits = bits << 8 | id.bytes[i];
  return static_cast<double>((bits << 2) >> 11) * 0x1p-53;
}

}  // namespace

Instant Processor::instant_of(int64_t wall_ns) {
  const int64_t wall_ms = wall_ns / 1'000'000;
  if (const int64_t bucket = wall_ms / offset_bucket_ms; bucket != offset_bucket_) {
    offset_bucket_ = bucket;
    offset_s_ = clock_.utc_offset_s(wall_ms);
  }
  return {wall_ms, offset_s_};
}

Status Processor::apply(std::span<const std::byte> payload) {
  Record record;
  if (!decode_record(payload, record, decoded_)) {
    ledger_.accept(1);
    ledger_.drop(DropReason::invalid, 1);
    return {};
  }
  return apply(record, decoded_);
}

Status Processor::apply(const Record& record, std::span<const PropertyView> properties) {
  const Instant at = instant_of(record.wall_ns);
  DOCENT_TRY(advance(at));
  switch (record.kind) {
    case RecordKind::track:
    case RecordKind::screen:
    case RecordKind::page:
    case RecordKind::group: return apply_event(record, properties, at);
    case RecordKind::identify:
    case RecordKind::alias:
    case RecordKind::reset: return apply_identity(record, properties, at);
    case RecordKind::context: set_context(properties, at); return take(output_, at);
    case RecordKind::super: set_super(properties); return {};
    case RecordKind::consent:
      decisions_applied_++;
      return apply_consent(properties.empty() ? Consent::unknown_bit : static_cast<uint32_t>(properties.front().integer));
    case RecordKind::foreground:
      session_.set_foreground(record.detail != 0, at.wall_ms);
      session_dirty_ = true;
      engine_.set_foreground(record.detail != 0, at, output_);
      return take(output_, at);
    case RecordKind::launch:
      if (auto s = engine_.invoke(record.name, at, output_); !s.ok()) options_.log.write(LogLevel::warning, "launch: " + s.to_string());
      return take(output_, at);
    case RecordKind::answer:
      engine_.answer(record.id, record.name, properties.empty() ? std::string_view() : properties.front().text, at, output_);
      return take(output_, at);
    case RecordKind::app_state:
      for (const auto& p : properties) engine_.set_app_state("app." + std::string(p.key), value_of(p));
      return {};
    case RecordKind::do_not_disturb: engine_.set_do_not_disturb(properties.empty() ? 0 : properties.front().integer); return {};
    case RecordKind::outcome: engine_.outcome(record.id, static_cast<Outcome>(record.detail), record.name, at, output_); return take(output_, at);
    case RecordKind::recommendation_outcome:
      engine_.recommendation_outcome(record.user_id, record.name, static_cast<Outcome>(record.detail), at, output_);
      return take(output_, at);
  }
  return {};
}

Status Processor::apply_event(const Record& record, std::span<const PropertyView> properties, Instant at) {
  DOCENT_TRY(touch_session(at));
  ledger_.accept(1);
  if (record.kind == RecordKind::screen) {
    engine_.screen(record.name, at, output_);
    envelope_.screen = record.name;
    run_state_dirty_ = true;
  }
  const bool foreign = !record.user_id.empty() && record.user_id != identity_.user_id();
  if (record.kind == RecordKind::track && !foreign) engine_.observe({record.name, properties, at, record.id}, output_);
  queue(record, properties);
  return take(output_, at);
}

void Processor::queue(const Record& record, std::span<const PropertyView> properties, std::string_view previous_id) {
  if (!identity_.consent().may_queue()) {
    ledger_.drop(DropReason::consent, 1);
    return;
  }
  if (!record.critical()) {
    const double rate = engine_.sampling_rate(record.name);
    if (rate < 1 && fraction_of(record.id) >= rate) {
      ledger_.drop(DropReason::sampled, 1);
      return;
    }
  }
  queue_text(record, previous_id, properties);
}

void Processor::queue_text(const Record& record, std::string_view previous_id, std::span<const PropertyView> properties) {
  EventTexts& to = texts(record.critical() ? Priority::critical : Priority::normal);
  const std::size_t before = to.json.size();
  if (to.events > 0) to.json.push_back(',');
  const std::size_t start = to.json.size();
  append_event_json(to.json, record, properties, envelope_, options_.redacted, previous_id);
  if (options_.before_send.call != nullptr) {
    if (!ask_before_send(std::string_view(to.json).substr(start))) {
      to.json.resize(before);
      ledger_.drop(DropReason::before_send, 1);
      return;
    }
    if (!before_send_text_.empty()) {
      to.json.resize(start);
      to.json.append(before_send_text_);
    }
  }
  const int64_t recorded_ms = record.wall_ns / 1'000'000;
  to.oldest_ms = to.events == 0 ? recorded_ms : std::min(to.oldest_ms, recorded_ms);
  to.events++;
}

// A callback that throws counts as a no: nothing leaves unseen.
bool Processor::ask_before_send(std::string_view json) {
  const auto& hook = options_.before_send;
  before_send_text_.clear();
  try {
    return hook.call(hook.host_fn, hook.user_data, json, before_send_text_);
  } catch (...) {
    options_.log.write(LogLevel::error, "before_send threw an exception; the event is dropped");
    return false;
  }
}

Status Processor::take(EngineOutput& output, Instant now) {
  while (!output.events.empty() || !output.presentations.empty()) {
    auto events = std::exchange(output.events, {});
    for (auto& p : output.presentations) presentations_.push_back(std::move(p));
    output.presentations.clear();
    for (const auto& event : events) DOCENT_TRY(emit(event.name, event.properties, now.wall_ms * 1'000'000, false, event.critical));
  }
  output.clear();
  return {};
}

Status Processor::advance(Instant now) {
  const auto due = engine_.next_timer_ms();
  if (!due || *due > now.wall_ms) return {};
  engine_.advance(now, output_);
  return take(output_, now);
}

Status Processor::emit(std::string_view name, const std::vector<std::pair<std::string, Value>>& properties, int64_t wall_ns, bool observe,
                       bool critical) {
  PropertyViews views;
  for (const auto& [key, value] : properties) views.add(key, value);
  Record record;
  record.kind = RecordKind::track;
  record.flags = static_cast<uint8_t>(record_builtin | (critical ? record_critical : 0));
  record.name = name;
  record.wall_ns = wall_ns;
  record.id = new_uuid_v7(wall_ns);
  ledger_.accept(1);
  if (observe) engine_.observe({name, views.list(), instant_of(wall_ns), record.id}, output_);
  queue(record, views.list());
  return {};
}

Status Processor::touch_session(Instant at) {
  const SessionState& state = session_.state();
  const int64_t active_before = state.last_active_ms;
  const auto touch = session_.touch(at.wall_ms, new_uuid_v7(at.wall_ms * 1'000'000));
  if (touch.ended) DOCENT_TRY(emit_session_end(*touch.ended));
  if (touch.started) {
    refresh_envelope();
    if (options_.sessions)
      DOCENT_TRY(emit(builtin::session_start, {{"number", Value(static_cast<int64_t>(session_.state().number))}}, at.wall_ms * 1'000'000, true));
  }
  session_dirty_ = session_dirty_ || touch.started || state.last_active_ms != active_before;
  return {};
}

Status Processor::emit_session_end(const EndedSession& ended) {
  session_dirty_ = true;
  if (options_.sessions) {
    const std::string current = std::exchange(envelope_.session_id, to_string(ended.id));
    DOCENT_TRY(emit(builtin::session_end,
                    {{"durationMs", Value(ended.duration_ms)},
                     {"reason", Value(session_end_name(ended.reason))},
                     {"abnormal", Value(ended.reason == SessionEnd::abnormal)}},
                    ended.ended_ms * 1'000'000, true));
    envelope_.session_id = current;
  }
  refresh_envelope();
  return {};
}

void Processor::refresh_envelope() {
  envelope_.anonymous_id = identity_.anonymous_id();
  envelope_.user_id = identity_.user_id();
  envelope_.session_id = session_.state().id.is_nil() || !options_.sessions ? std::string() : to_string(session_.state().id);
}

void Processor::clear_turn() {
  for (auto& t : texts_) t.json.clear(), t.events = 0, t.oldest_ms = 0;
  presentations_.clear();
  output_.clear();
}

}  // namespace docent::core
