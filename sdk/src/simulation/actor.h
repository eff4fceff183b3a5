// Something that decides for one user on virtual time: the bare engine, or a whole client. The replay drives either in the same way.
#pragma once

#include <optional>
#include <vector>

#include "guidance/engine.h"
#include "simulation/replay_event.h"

namespace docent::core {

class Actor {
 public:
  virtual ~Actor() = default;
  // One input at `now`; timers that were due before have fired. Kinds outcome, answer and nothing don't come here.
  virtual void apply(const ReplayEvent& event, Instant now) = 0;
  virtual void report(const Uuid& presentation, Outcome outcome, std::string_view detail, Instant now) = 0;
  virtual void answer(const Uuid& presentation, std::string_view question, std::string_view json, Instant now) = 0;
  // Wall clock; may lie in the past: call advance() soon.
  virtual std::optional<int64_t> next_timer_ms() = 0;
  virtual void advance(Instant now) = 0;
  // What is to be shown since the last call, in order.
  virtual std::vector<Presentation> poll() = 0;
};

}  // namespace docent::core
