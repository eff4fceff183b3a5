// One line of a recording: an event in Segment's shape, or one of the lines that only replays know (what the user did with a campaign). Pure.
//
//   track, screen, page, group, identify, alias   as they were recorded; "type" defaults to track
//   {"type": "context", "context": {"editing": "text"}}       scenario attributes from then on; null removes
//   {"type": "app", "state": {"modal": true}}                 application state from then on
//   {"type": "foreground", "foreground": false}
//   {"type": "outcome", "campaign": ID, "outcome": "interacted", "detail": "try"}
//   {"type": "answer", "campaign": ID, "question": ID, "answer": JSON}   without "answer": skipped
//   {"type": "launch", "campaign": ID}
//
// All need "timestamp", and "userId" or "anonymousId".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/status.h"
#include "guidance/engine.h"
#include "json/value.h"

namespace docent::core {

struct ReplayEvent {
  enum class Kind : uint8_t { track, screen, identify, context, app, foreground, outcome, answer, launch, nothing };
  Kind kind = Kind::track;
  std::string name;         // event, screen, user, campaign
  int64_t at_ms = 0;        // wall clock
  std::string user;         // userId; "": not known yet
  std::string anonymous;    // anonymousId
  std::string screen;       // context.screen of a recorded event; "": not said
  std::string app_version;  // context.app.version; "": not said
  std::string install_id;   // context.installId; "": not said
  Value values;             // properties, traits, attributes, state, or the answer
  Outcome outcome = Outcome::shown;
  std::string detail;  // of the outcome; question of the answer
  bool in_front = true;
};

// invalid, saying what is wrong with the line.
Result<ReplayEvent> read_replay_event(std::string_view line);

// Whether a recorded event is a fact about the user. Events that guidance itself made (campaign_shown, …) belong to the strategy of that time and are
// left out; behaviour signals are made anew when the recording has the interactions that they come from.
bool is_fact(std::string_view event, bool has_interactions) noexcept;

}  // namespace docent::core
