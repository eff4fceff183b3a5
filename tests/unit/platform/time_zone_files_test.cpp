#include "platform/time_zone_files.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "base/rfc3339.h"
#include "platform/files.h"
#include "support/time_zones.h"
#include "surroundings.h"

namespace docent::core {
namespace {

constexpr int64_t summer_ms = 1'782'900'000'000;  // 2026-07-01T10:00:00Z

class TimeZoneFiles : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(mkdir((dir_.path() + "/Test").c_str(), 0700), 0);
    put("Test/Noon", test::tzif({3600}, {}, "AAA-12"));
    put("Test/Broken", "TZif");
    put("Test/Large", std::string(TimeZone::max_file_bytes + 1, 'x'));
    put("outside", test::tzif({3600}, {}, "AAA-1"));
  }
  void put(const std::string& name, const std::string& bytes) { std::ofstream(dir_.path() + "/" + name, std::ios::binary) << bytes; }

  TempDir dir_;
  Variable folder_{"TZDIR", dir_.path().c_str()};
  Variable device_{"TZ", nullptr};
};

TEST_F(TimeZoneFiles, OneFolderCanBeNamed) {
  const ZoneSource zones = system_time_zones();
  const auto zone = zones("Test/Noon");
  ASSERT_NE(zone, nullptr);
  EXPECT_EQ(zone->offset_s(summer_ms), 12 * 3600);
}

TEST_F(TimeZoneFiles, WhatIsNoZoneIsNotKnown) {
  const ZoneSource zones = system_time_zones();
  const std::string sideways = "Test/../outside";
  const std::string absolute = dir_.path() + "/outside";
  for (const std::string& name : {std::string("Test/Broken"), std::string("Test/Large"), std::string("Test"), std::string("Test/Missing"), sideways,
                                  absolute, std::string(), std::string("."), std::string("Test/Noon\0x", 11), std::string(65, 'a')})
    EXPECT_EQ(zones(name), nullptr) << name;
}

TEST_F(TimeZoneFiles, TheDevicesZoneIsWhatTheEnvironmentSays) {
  const auto device_offset = [] {
    const auto zone = system_time_zones()(device_zone_name);
    return zone == nullptr ? -1 : zone->offset_s(summer_ms);
  };
  device_.set("Test/Noon");
  EXPECT_EQ(device_offset(), 12 * 3600);
  device_.set(":Test/Noon");
  EXPECT_EQ(device_offset(), 12 * 3600);
  device_.set((dir_.path() + "/outside").c_str());
  EXPECT_EQ(device_offset(), 3600) << "a file may be named too";
  for (const char* unknown : {"", "CET-1CEST,M3.5.0,M10.5.0/3", "Test/Missing"}) {
    device_.set(unknown);
    EXPECT_EQ(device_offset(), -1) << unknown;
  }
}

TEST_F(TimeZoneFiles, TheEnvironmentIsReadOnce) {
  device_.set("Test/Noon");
  const ZoneSource zones = system_time_zones();
  device_.set("Test/Missing");
  folder_.set("/nowhere");
  EXPECT_NE(zones(device_zone_name), nullptr);
  EXPECT_NE(zones("Test/Noon"), nullptr);
}

TEST(TimeZoneFilesOfTheSystem, AreRead) {
  const Variable folder("TZDIR", nullptr);
  const ZoneSource zones = system_time_zones();
  const auto berlin = zones("Europe/Berlin");
  if (berlin == nullptr) GTEST_SKIP() << "this machine has no time zone database";
  EXPECT_EQ(berlin->offset_s(summer_ms), 7200);
  EXPECT_EQ(berlin->utc_ms(*parse_local_time("2026-03-29T02:30:00")), *parse_rfc3339("2026-03-29T01:30:00Z"));
  for (const char* name : {"Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Pacific/Apia", "America/Sao_Paulo"})
    EXPECT_NE(zones(name), nullptr) << name;
  EXPECT_EQ(zones("right/Europe/Berlin"), nullptr) << "its times count leap seconds";
  EXPECT_EQ(zones("leapseconds"), nullptr);
}

}  // namespace
}  // namespace docent::core
