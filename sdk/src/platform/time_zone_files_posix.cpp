#include "platform/time_zone_files.h"

#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "platform/files.h"

namespace docent::core {
namespace {

std::shared_ptr<const TimeZone> read_zone(const std::string& path) {
  const auto bytes = read_file(path, TimeZone::max_file_bytes);
  if (!bytes.ok()) return nullptr;
  auto zone = TimeZone::parse(*bytes);
  if (!zone.ok()) return nullptr;
  return std::make_shared<const TimeZone>(std::move(*zone));
}

struct Database {
  std::vector<std::string> folders;  // best first
  std::string device;                // name or path of the device's zone; "" when it is not known

  std::shared_ptr<const TimeZone> read(std::string_view name) const {
    if (name == device_zone_name) {
      if (device.empty() || device.front() == '/') return device.empty() ? nullptr : read_zone(device);
      name = device;
    }
    if (!is_time_zone_name(name)) return nullptr;
    for (const std::string& folder : folders) {
      if (auto zone = read_zone(folder + "/" + std::string(name))) return zone;
    }
    return nullptr;
  }
};

}  // namespace

ZoneSource system_time_zones() {
  Database database;
  if (const char* const own = std::getenv("TZDIR"); own != nullptr && own[0] == '/') database.folders.emplace_back(own);
  for (const char* folder : {"/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo"})
    database.folders.emplace_back(folder);
  if (const char* const tz = std::getenv("TZ")) database.device = tz[0] == ':' ? tz + 1 : tz;
  else database.device = "/etc/localtime";
  return [database = std::move(database)](std::string_view name) { return database.read(name); };
}

}  // namespace docent::core
