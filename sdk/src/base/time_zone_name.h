// Time zones as documents name them: "local", "UTC", an offset, or a name of the IANA database ("Europe/Berlin"). Pure: where named zones come from
// is a function that the caller gives. Values; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "base/clock.h"
#include "base/time_zone.h"

namespace docent::core {

inline constexpr std::size_t max_time_zone_name_bytes = 64;
// The name under which a ZoneSource is asked for the zone of the device.
inline constexpr std::string_view device_zone_name = "local";

// The zone of a name, or nullptr when there is none or it can't be read. An empty function knows no zone. Must give the same answer to the same name
// as long as one strategy is in use.
using ZoneSource = std::function<std::shared_ptr<const TimeZone>(std::string_view name)>;
// Asks `source` once for each name and keeps the answers. Not thread safe, whatever `source` is.
ZoneSource ask_once(ZoneSource source);

// Whether it has the form of a database name: letters, digits and _ + - /, beginning with a letter. It can't leave a folder.
bool is_time_zone_name(std::string_view text) noexcept;

// What the clock of a zone shows, seen from one moment. Borrows from the Zone; lives no longer than it.
class ZoneClock {
 public:
  ZoneClock(const TimeZone* rules, int32_t offset_s) noexcept : rules_(rules), offset_s_(offset_s) {}
  int64_t local_ms(int64_t utc_ms) const noexcept { return utc_ms + int64_t{rules_ != nullptr ? rules_->offset_s(utc_ms) : offset_s_} * 1000; }
  // See TimeZone.
  int64_t utc_ms(int64_t local_ms) const noexcept { return rules_ != nullptr ? rules_->utc_ms(local_ms) : local_ms - int64_t{offset_s_} * 1000; }
  std::optional<int64_t> next_change_ms(int64_t utc_ms) const noexcept { return rules_ != nullptr ? rules_->next_change_ms(utc_ms) : std::nullopt; }

 private:
  const TimeZone* rules_;  // nullptr: the offset always holds
  int32_t offset_s_;
};

struct Zone {
  bool local = true;                      // the device's; its present offset comes with each Instant
  int32_t offset_s = 0;                   // a fixed one, when it is not local and has no rules
  std::shared_ptr<const TimeZone> rules;  // of a named zone; of the device's, when they are known

  int64_t local_ms(Instant now) const noexcept { return clock(now).local_ms(now.wall_ms); }
  // The Instant has the last word about the device's zone: when its offset is not what the rules say (the user has travelled), the offset is taken to
  // hold always.
  ZoneClock clock(Instant now) const noexcept {
    if (!local) return {rules.get(), offset_s};
    const bool agreed = rules != nullptr && rules->offset_s(now.wall_ms) == now.utc_offset_s;
    return {agreed ? rules.get() : nullptr, now.utc_offset_s};
  }
};

// "local", "UTC", "Z", "+08:00", or a name that `zones` knows. Empty for others.
std::optional<Zone> parse_zone(std::string_view text, const ZoneSource& zones = {});

}  // namespace docent::core
