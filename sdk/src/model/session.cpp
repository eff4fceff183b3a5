#include "model/session.h"

#include <algorithm>

#include "json/value.h"

namespace docent::core {

std::string_view session_end_name(SessionEnd reason) noexcept {
  switch (reason) {
    case SessionEnd::timeout: return "timeout";
    case SessionEnd::closed: return "closed";
    case SessionEnd::reset: return "reset";
    case SessionEnd::abnormal: return "abnormal";
  }
  return "timeout";
}

std::optional<EndedSession> SessionTracker::close_leftover(int64_t now_ms) {
  if (state_.id.is_nil()) return std::nullopt;
  const bool idle = now_ms - state_.last_active_ms > timeout_ms_ || !state_.foreground;
  state_.foreground = true;
  return end(state_.last_active_ms, idle ? SessionEnd::timeout : SessionEnd::abnormal);
}

SessionTracker::Touch SessionTracker::touch(int64_t at_ms, const Uuid& fresh_id) {
  Touch result;
  if (!state_.id.is_nil() && at_ms - state_.last_active_ms > timeout_ms_) result.ended = end(state_.last_active_ms, SessionEnd::timeout);
  if (state_.id.is_nil()) {
    state_.id = fresh_id;
    state_.started_ms = at_ms;
    state_.last_active_ms = at_ms;
    state_.number++;
    result.started = true;
  }
  if (state_.foreground) state_.last_active_ms = std::max(state_.last_active_ms, at_ms);  // a clock set back does not shorten it
  return result;
}

std::optional<EndedSession> SessionTracker::end(int64_t at_ms, SessionEnd reason) {
  if (state_.id.is_nil()) return std::nullopt;
  EndedSession ended;
  ended.id = state_.id;
  ended.ended_ms = std::max(at_ms, state_.started_ms);
  ended.duration_ms = ended.ended_ms - state_.started_ms;
  ended.reason = reason;
  state_.id = Uuid{};
  return ended;
}

void SessionTracker::set_foreground(bool foreground, int64_t at_ms) {
  if (foreground == state_.foreground) return;
  if (state_.foreground) state_.last_active_ms = std::max(state_.last_active_ms, at_ms);
  state_.foreground = foreground;
}

std::string format_session(const SessionState& s) {
  Value::Object o;
  o.emplace_back("id", to_string(s.id));
  o.emplace_back("started", s.started_ms);
  o.emplace_back("active", s.last_active_ms);
  o.emplace_back("number", static_cast<int64_t>(s.number));
  o.emplace_back("foreground", s.foreground);
  return to_json(Value(std::move(o)));
}

SessionState parse_session(std::string_view text) {
  SessionState s;
  const auto parsed = parse_json(text);
  if (!parsed.ok()) return s;
  const Value& v = *parsed;
  s.number = static_cast<uint64_t>(std::max<int64_t>(0, v["number"].as_int()));
  const auto id = parse_uuid(v["id"].as_string());
  if (!id) return s;
  s.id = *id;
  s.started_ms = v["started"].as_int();
  s.last_active_ms = v["active"].as_int();
  s.foreground = v["foreground"].as_bool(true);
  return s;
}

}  // namespace docent::core
