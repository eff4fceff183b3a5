#include "base/time_zone_name.h"

#include <gtest/gtest.h>

#include <string>

#include "base/rfc3339.h"
#include "support/time_zones.h"

namespace docent::core {
namespace {

Instant utc(const char* text, int32_t offset_s = 0) { return {*parse_rfc3339(text), offset_s}; }

TEST(TimeZoneName, ZonesThatNeedNoDatabase) {
  EXPECT_TRUE(parse_zone("local")->local);
  EXPECT_EQ(parse_zone("UTC")->offset_s, 0);
  EXPECT_FALSE(parse_zone("Z")->local);
  EXPECT_EQ(parse_zone("+08:00")->offset_s, 8 * 3600);
  EXPECT_EQ(parse_zone("-03:30")->offset_s, -(3 * 3600 + 1800));
  for (const char* bad : {"", "Europe/Berlin", "+8:00", "+15:00", "+08:60", "08:00", "+0800"}) EXPECT_FALSE(parse_zone(bad).has_value()) << bad;
}

TEST(TimeZoneName, NamedZonesComeFromTheSource) {
  const auto zones = test::known_zones();
  const auto berlin = parse_zone("Europe/Berlin", zones);
  ASSERT_TRUE(berlin && berlin->rules);
  EXPECT_FALSE(berlin->local);
  EXPECT_EQ(berlin->local_ms(utc("2026-07-01T10:00:00Z")), *parse_local_time("2026-07-01T12:00:00"));
  EXPECT_EQ(berlin->local_ms(utc("2026-12-01T10:00:00Z", -3600)), *parse_local_time("2026-12-01T11:00:00"));
  EXPECT_FALSE(parse_zone("Europe/Atlantis", zones).has_value());
}

TEST(TimeZoneName, TheSourceIsAskedForNamesOnlyAndOnce) {
  std::string asked;
  const ZoneSource zones = ask_once([&asked](std::string_view name) -> std::shared_ptr<const TimeZone> {
    asked += std::string(name) + ";";
    return name == "Asia/Tokyo" ? test::zone_by_rule("JST-9") : nullptr;
  });
  for (int i = 0; i < 2; i++) {
    EXPECT_TRUE(parse_zone("Asia/Tokyo", zones).has_value());
    EXPECT_FALSE(parse_zone("Asia/Kyoto", zones).has_value());
    EXPECT_TRUE(parse_zone("local", zones).has_value());
    EXPECT_FALSE(parse_zone("../../etc/passwd", zones).has_value());
    EXPECT_FALSE(parse_zone("/etc/localtime", zones).has_value());
    EXPECT_TRUE(parse_zone("UTC", zones).has_value());
  }
  EXPECT_EQ(asked, "Asia/Tokyo;Asia/Kyoto;local;");
  EXPECT_FALSE(ask_once(nullptr));
}

TEST(TimeZoneName, Forms) {
  for (const char* good : {"UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Etc/GMT+12", "Etc/GMT-14", "EST5EDT"})
    EXPECT_TRUE(is_time_zone_name(good)) << good;
  for (const char* bad : {"", "..", "Europe/../../x", "/Europe/Berlin", "Europe/Berl in", "Europe\\Berlin", "Zürich", "+01", "-", "zone.tab", "a\n"})
    EXPECT_FALSE(is_time_zone_name(bad)) << bad;
  EXPECT_FALSE(is_time_zone_name(std::string_view("A\0B", 3)));
  EXPECT_TRUE(is_time_zone_name(std::string(max_time_zone_name_bytes, 'a')));
  EXPECT_FALSE(is_time_zone_name(std::string(max_time_zone_name_bytes + 1, 'a')));
}

TEST(TimeZoneName, TheInstantHasTheLastWordAboutTheDevice) {
  const auto device = parse_zone("local", test::known_zones("Europe/Berlin"));
  ASSERT_TRUE(device && device->local && device->rules);
  const int64_t summer_noon = *parse_local_time("2026-07-01T12:00:00");
  EXPECT_EQ(device->clock(utc("2026-01-01T00:00:00Z", 3600)).utc_ms(summer_noon), *parse_rfc3339("2026-07-01T10:00:00Z"));
  EXPECT_EQ(device->clock(utc("2026-01-01T00:00:00Z", 8 * 3600)).utc_ms(summer_noon), *parse_rfc3339("2026-07-01T04:00:00Z")) << "in Shanghai now";
  EXPECT_EQ(device->local_ms(utc("2026-01-01T00:00:00Z", 8 * 3600)), *parse_local_time("2026-01-01T08:00:00"));
  EXPECT_EQ(parse_zone("local")->clock(utc("2026-01-01T00:00:00Z", 3600)).next_change_ms(0), std::nullopt);
}

}  // namespace
}  // namespace docent::core
