// Sessions: a run of activity without an idle gap longer than the timeout. Pure state machine; the worker feeds it the time of each event and records
// what it says. The end of a session is derived at the next event or start, so that an idle process need not wake up for it; a session that a dead
// process left open is closed as `abnormal` by the next start, from which crash-free sessions derive.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/uuid.h"

namespace docent::core {

struct SessionState {
  Uuid id;  // nil: none
  int64_t started_ms = 0;
  int64_t last_active_ms = 0;
  uint64_t number = 0;  // counts from 1 for this installation
  bool foreground = true;
};

enum class SessionEnd { timeout, closed, reset, abnormal };
std::string_view session_end_name(SessionEnd reason) noexcept;

struct EndedSession {
  Uuid id;
  int64_t ended_ms = 0;  // last activity
  int64_t duration_ms = 0;
  SessionEnd reason = SessionEnd::timeout;
};

class SessionTracker {
 public:
  explicit SessionTracker(int64_t timeout_ms) : timeout_ms_(timeout_ms) {}

  // Goes on from what the database held, for example while the journal of a dead process is replayed.
  void load(const SessionState& stored) { state_ = stored; }
  // At a process start, after the replay: an open session belonged to the dead process; ended by timeout when it was idle for longer, else as
  // abnormal.
  std::optional<EndedSession> close_leftover(int64_t now_ms);
  // An event happens at `at_ms`. Ends a session that was idle for too long, then starts one when there is none (`started` is set).
  struct Touch {
    std::optional<EndedSession> ended;
    bool started = false;
  };
  Touch touch(int64_t at_ms, const Uuid& fresh_id);
  std::optional<EndedSession> end(int64_t at_ms, SessionEnd reason);
  void set_foreground(bool foreground, int64_t at_ms);

  const SessionState& state() const noexcept { return state_; }

 private:
  int64_t timeout_ms_;
  SessionState state_;
};

// One line for the database, and back; an unreadable one is no session.
std::string format_session(const SessionState& state);
SessionState parse_session(std::string_view text);

}  // namespace docent::core
