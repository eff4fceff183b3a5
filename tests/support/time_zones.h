// Time zones for tests, independent of the database of the machine: zone files made by hand, and a source that knows a few names by their present
// rules.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time_zone_name.h"

namespace docent::test {

// `n` bytes, big endian.
inline std::string big_endian(int64_t value, std::size_t n) {
  std::string bytes;
  for (std::size_t i = n; i-- > 0;) bytes += static_cast<char>(static_cast<uint64_t>(value) >> (8 * i) & 0xff);
  return bytes;
}

inline std::string tzif_header(char version, uint32_t changes, uint32_t types, uint32_t leap_seconds = 0) {
  std::string bytes = "TZif";
  bytes += version;
  bytes.append(15, '\0');
  for (const uint32_t count : {0u, 0u, leap_seconds, changes, types, 4u}) bytes += big_endian(count, 4);
  return bytes;
}

// The block of `time_bytes` wide times: `offsets_s` are the types, `changes` are (UTC seconds, index of the type).
inline std::string tzif_block(std::size_t time_bytes, const std::vector<int32_t>& offsets_s, const std::vector<std::pair<int64_t, int>>& changes) {
  std::string bytes;
  for (const auto& [at, type] : changes) bytes += big_endian(at, time_bytes);
  for (const auto& [at, type] : changes) bytes += static_cast<char>(type);
  for (const int32_t offset : offsets_s) bytes += big_endian(offset, 4) + std::string(2, '\0');
  return bytes + std::string("ABC\0", 4);
}

// A file of version 2 as `zic -b slim` writes it.
inline std::string tzif(const std::vector<int32_t>& offsets_s, const std::vector<std::pair<int64_t, int>>& changes, const std::string& rule) {
  return tzif_header('2', 0, 1) + tzif_block(4, {0}, {}) +
         tzif_header('2', static_cast<uint32_t>(changes.size()), static_cast<uint32_t>(offsets_s.size())) + tzif_block(8, offsets_s, changes) + "\n" +
         rule + "\n";
}

// A zone that has always followed this rule.
inline std::shared_ptr<const core::TimeZone> zone_by_rule(const std::string& rule) {
  auto zone = core::TimeZone::parse(tzif({0}, {}, rule));
  return zone.ok() ? std::make_shared<const core::TimeZone>(std::move(*zone)) : nullptr;
}

// Knows Europe/Berlin, America/New_York and Australia/Lord_Howe, and `device` (one of them) as the zone of the device.
inline core::ZoneSource known_zones(const std::string& device = "") {
  return [device](std::string_view name) -> std::shared_ptr<const core::TimeZone> {
    static const std::map<std::string, std::string, std::less<>> rules = {{"Europe/Berlin", "CET-1CEST,M3.5.0,M10.5.0/3"},
                                                                          {"America/New_York", "EST5EDT,M3.2.0,M11.1.0"},
                                                                          {"Australia/Lord_Howe", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0"}};
    const auto rule = rules.find(name == core::device_zone_name ? std::string_view(device) : name);
    return rule == rules.end() ? nullptr : zone_by_rule(rule->second);
  };
}

}  // namespace docent::test
