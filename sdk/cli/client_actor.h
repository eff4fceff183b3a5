// The real SDK as an actor: journal, worker, processor, database, on a clock that stands still until the replay moves it. The caller's thread is the
// worker.
#pragma once

#include <memory>
#include <string>

#include "client/runtime.h"
#include "simulation/actor.h"

namespace docent::cli {

class ClientActor final : public core::Actor {
 public:
  // Opens a client without a backend that begins its run at `start`; `zone` is the device's. What Client::open() refuses is refused here.
  static core::Result<std::unique_ptr<ClientActor>> open(core::ClientOptions options, core::Zone zone, core::ZoneSource zones, core::Instant start);
  ~ClientActor() override;

  void apply(const core::ReplayEvent& event, core::Instant now) override;
  void report(const core::Uuid& presentation, core::Outcome outcome, std::string_view detail, core::Instant now) override;
  void answer(const core::Uuid& presentation, std::string_view question, std::string_view json, core::Instant now) override;
  std::optional<int64_t> next_timer_ms() override;
  void advance(core::Instant now) override;
  std::vector<core::Presentation> poll() override;

 private:
  class ReplayClock;
  ClientActor() = default;
  void record(core::RecordInput& input, bool event);
  void settle();

  std::shared_ptr<core::Runtime> runtime_;
  ReplayClock* clock_ = nullptr;
};

}  // namespace docent::cli
