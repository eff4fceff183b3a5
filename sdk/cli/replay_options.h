// What `docent simulate`, `docent explain` and `docent send --decisions` have in common: the device that a recording is replayed on. The same options
// give the same decisions in all of them.
#pragma once

#include <optional>
#include <string>

#include "arguments.h"
#include "base/time_zone_name.h"
#include "model/context.h"
#include "simulation/replay.h"

namespace docent::cli {

struct ReplayOptions {
  std::string strategy, events, until, time_zone = "UTC", locale = "en", app_version, visible = "PT10S";

  Arguments& declare(Arguments& arguments);
  // Names the first option that is none; "" when all are good.
  std::string check();

  std::string strategy_json;     // after check()
  core::Zone zone;               // …
  int64_t until_ms = INT64_MIN;  // …
  int64_t visible_ms = 10'000;   // …

  core::RunContext context(const std::string& install_id) const;
  // Zones of the system; "local" is the one of the options.
  core::ZoneSource zones() const;
  core::ReplaySetup setup() const;
};

// The whole file, or standard input for "-". Empty when it can't be read.
std::optional<std::string> read_file(const std::string& path);

}  // namespace docent::cli
