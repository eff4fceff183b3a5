// The time zone database of the system, read file by file. One implementation per family of systems; a system without such a database knows no zone.
#pragma once

#include "base/time_zone_name.h"

namespace docent::core {

// Reads zones by name from the first of $TZDIR, /usr/share/zoneinfo, /usr/lib/zoneinfo, /usr/share/lib/zoneinfo and /etc/zoneinfo that has a usable
// file of that name, and the device's zone (device_zone_name) from where the C library has it: $TZ, else /etc/localtime. The environment is read
// here, once, on the thread of the caller; the source may then be asked on any thread. It gives nullptr for names that is_time_zone_name() refuses,
// files that are missing, larger than TimeZone::max_file_bytes or no zones, and a $TZ that is a rule instead of a name.
ZoneSource system_time_zones();

}  // namespace docent::core
