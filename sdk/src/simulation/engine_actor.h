// The bare engine as an actor: what the SDK's worker would do with it, without journal and database. One user after another.
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "model/context.h"
#include "simulation/actor.h"

namespace docent::core {

class EngineActor final : public Actor {
 public:
  EngineActor(const RunContext& context, ZoneSource zones);
  // As Engine::load_strategy.
  Status load(std::string_view strategy, Instant now);
  // Another user begins, of whom nothing is known, at a device with this installation id.
  void begin(const std::string& install_id, Instant now);
  Engine& engine() noexcept { return engine_; }

  void apply(const ReplayEvent& event, Instant now) override;
  void report(const Uuid& presentation, Outcome outcome, std::string_view detail, Instant now) override;
  void answer(const Uuid& presentation, std::string_view question, std::string_view json, Instant now) override;
  std::optional<int64_t> next_timer_ms() override { return engine_.next_timer_ms(); }
  void advance(Instant now) override;
  std::vector<Presentation> poll() override;

 private:
  void fire(Instant now);
  void log_in();

  Engine engine_;
  EngineOutput out_;
  std::string user_;
  std::map<std::pair<std::string, std::string>, std::string> rows_;  // what a database would hold
};

}  // namespace docent::core
