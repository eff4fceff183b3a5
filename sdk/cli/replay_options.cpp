#include "replay_options.h"

#include <fstream>
#include <iostream>
#include <iterator>

#include "base/duration.h"
#include "base/rfc3339.h"
#include "platform/time_zone_files.h"

namespace docent::cli {

Arguments& ReplayOptions::declare(Arguments& arguments) {
  return arguments.value("--strategy", &strategy)
      .value("--events", &events)
      .value("--until", &until)
      .value("--time-zone", &time_zone)
      .value("--locale", &locale)
      .value("--app-version", &app_version)
      .value("--visible", &visible);
}

std::string ReplayOptions::check() {
  if (strategy.empty()) return "--strategy needs a strategy document";
  auto text = read_file(strategy);
  if (!text) return strategy + " cannot be read";
  strategy_json = std::move(*text);
  const auto known = core::parse_zone(time_zone, core::system_time_zones());
  if (!known) return "--time-zone takes UTC, an offset such as +08:00, local, or a name such as Europe/Berlin that this system knows";
  zone = *known;
  if (zone.local && zone.rules == nullptr) zone = *core::parse_zone("UTC");  // the system does not say its zone
  zone.local = false;
  if (!until.empty()) {
    const auto ms = core::parse_rfc3339(until);
    if (!ms) return "--until takes an RFC 3339 time such as 2026-12-31T00:00:00Z";
    until_ms = *ms;
  }
  const auto shown = core::parse_duration_ms(visible);
  if (!shown || *shown <= 0) return "--visible takes an ISO 8601 duration such as PT10S";
  visible_ms = *shown;
  return {};
}

core::RunContext ReplayOptions::context(const std::string& install_id) const {
  core::RunContext c;
  c.app_version = app_version;
  c.locale = locale;
  c.timezone = time_zone;
  c.install_id = install_id;
  return c;
}

core::ZoneSource ReplayOptions::zones() const {
  return [system = core::system_time_zones(), device = zone.rules](std::string_view name) {
    return name == core::device_zone_name ? device : system(name);
  };
}

core::ReplaySetup ReplayOptions::setup() const { return {zone, until_ms, visible_ms, {}}; }

std::optional<std::string> read_file(const std::string& path) {
  if (path == "-") return std::string(std::istreambuf_iterator<char>(std::cin), {});
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

}  // namespace docent::cli
