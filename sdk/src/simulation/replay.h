// Plays the recording of one user: each event at its time, timers when they are due, and a host that shows what it is handed. Pure: the same
// recording gives the same decisions, whatever the actor.
#pragma once

#include <functional>
#include <span>
#include <string>

#include "base/time_zone_name.h"
#include "simulation/actor.h"
#include "simulation/virtual_host.h"

namespace docent::core {

struct ReplaySetup {
  Zone zone;                                                           // of the device
  int64_t until_ms = INT64_MIN;                                        // when the replay ends; the last event's time when it is earlier
  int64_t visible_ms = 10'000;                                         // how long what is shown stays without an outcome in the recording
  std::function<void(const VirtualHost::Report&, Instant)> on_report;  // what the host says; may be empty
};

// `events` are of one user and in the order of their times.
void replay(std::span<const ReplayEvent> events, Actor& actor, const ReplaySetup& setup);

// The installation id of a user's device: that of the first event which names one, else the user's own id.
std::string install_id_of(std::span<const ReplayEvent> events);

Instant instant_at(const Zone& zone, int64_t wall_ms);

}  // namespace docent::core
