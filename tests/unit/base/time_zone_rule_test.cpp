#include "base/time_zone_rule.h"

#include <gtest/gtest.h>

#include "base/rfc3339.h"

namespace docent::core {
namespace {

int64_t at(const char* text) { return *parse_rfc3339(text) / 1000; }
TimeZoneRule rule(const char* text) {
  const auto parsed = TimeZoneRule::parse(text);
  EXPECT_TRUE(parsed.has_value()) << text;
  return parsed.value_or(TimeZoneRule());
}

TEST(TimeZoneRule, StandardTimeAlone) {
  EXPECT_EQ(rule("UTC0").offset_s(0), 0);
  EXPECT_EQ(rule("CST-8").offset_s(0), 8 * 3600);
  EXPECT_EQ(rule("<-03>3").offset_s(0), -3 * 3600);
  EXPECT_EQ(rule("<+0545>-5:45").offset_s(0), 5 * 3600 + 45 * 60);
  EXPECT_EQ(rule("LMT-0:53:28").offset_s(0), 53 * 60 + 28);
  EXPECT_EQ(rule("EST+5").offset_s(0), -5 * 3600);
  EXPECT_FALSE(rule("CST-8").next_change_s(0).has_value());
}

TEST(TimeZoneRule, LastSundayOfMarchAndOctober) {
  const TimeZoneRule berlin = rule("CET-1CEST,M3.5.0,M10.5.0/3");
  EXPECT_EQ(berlin.offset_s(at("2026-03-29T00:59:59Z")), 3600);
  EXPECT_EQ(berlin.offset_s(at("2026-03-29T01:00:00Z")), 7200);
  EXPECT_EQ(berlin.offset_s(at("2026-10-25T00:59:59Z")), 7200);
  EXPECT_EQ(berlin.offset_s(at("2026-10-25T01:00:00Z")), 3600);
  EXPECT_EQ(berlin.next_change_s(at("2026-01-01T00:00:00Z")), at("2026-03-29T01:00:00Z"));
  EXPECT_EQ(berlin.next_change_s(at("2026-03-29T01:00:00Z")), at("2026-10-25T01:00:00Z"));
  EXPECT_EQ(berlin.next_change_s(at("2026-12-31T23:59:59Z")), at("2027-03-28T01:00:00Z"));
}

TEST(TimeZoneRule, SummerOverTheNewYearAndHalfAnHour) {
  const TimeZoneRule lord_howe = rule("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0");
  EXPECT_EQ(lord_howe.offset_s(at("2026-01-01T00:00:00Z")), 11 * 3600);
  EXPECT_EQ(lord_howe.offset_s(at("2025-12-31T23:59:59Z")), 11 * 3600);
  EXPECT_EQ(lord_howe.offset_s(at("2026-07-01T00:00:00Z")), 37'800);
  EXPECT_EQ(lord_howe.next_change_s(at("2026-01-01T00:00:00Z")), at("2026-04-05T02:00:00+11:00"));
}

TEST(TimeZoneRule, NegativeSummerTimeAndSummerAllYear) {
  const TimeZoneRule dublin = rule("IST-1GMT0,M10.5.0,M3.5.0/1");
  EXPECT_EQ(dublin.offset_s(at("2026-01-15T12:00:00Z")), 0);
  EXPECT_EQ(dublin.offset_s(at("2026-07-15T12:00:00Z")), 3600);
  // The example of RFC 8536, section 3.3.1, hours beyond a day included.
  const TimeZoneRule always = rule("XXX3EDT4,0/0,J365/23");
  for (const char* moment : {"2026-01-01T02:59:59Z", "2026-01-01T03:00:00Z", "2026-07-01T00:00:00Z", "2027-01-01T03:00:00Z"})
    EXPECT_EQ(always.offset_s(at(moment)), -4 * 3600) << moment;
  EXPECT_FALSE(always.next_change_s(at("2026-06-01T00:00:00Z")).has_value());
  EXPECT_FALSE(rule("AAA0BBB0,M3.5.0,M10.5.0").next_change_s(0).has_value()) << "a name alone is no change";
}

TEST(TimeZoneRule, DaysOfTheYear) {
  const TimeZoneRule julian = rule("AAA0BBB,J60/0,J300/0");  // 1 March in every year
  EXPECT_EQ(julian.next_change_s(at("2024-01-01T00:00:00Z")), at("2024-03-01T00:00:00Z"));
  EXPECT_EQ(julian.next_change_s(at("2026-01-01T00:00:00Z")), at("2026-03-01T00:00:00Z"));
  const TimeZoneRule counted = rule("AAA0BBB,59/0,299/0");  // 29 February in leap years
  EXPECT_EQ(counted.next_change_s(at("2024-01-01T00:00:00Z")), at("2024-02-29T00:00:00Z"));
  EXPECT_EQ(counted.next_change_s(at("2026-01-01T00:00:00Z")), at("2026-03-01T00:00:00Z"));
  EXPECT_EQ(rule("<-02>2<-01>,M3.5.0/-1,M10.5.0/0").next_change_s(at("2026-01-01T00:00:00Z")), at("2026-03-28T23:00:00-02:00")) << "Greenland";
  EXPECT_EQ(rule("AAA0BBB,M12.5.0/167,J10/0").next_change_s(at("2026-06-01T00:00:00Z")), at("2027-01-02T23:00:00Z"));
}

TEST(TimeZoneRule, RefusesWhatIsNone) {
  for (const char* bad : {"",
                          "U0",
                          "UTC",
                          "0",
                          "UTC0x",
                          "UTC25",
                          "UTC0:60",
                          "UTC0:00:60",
                          "<UTC0",
                          "<>0",
                          "<A>0",
                          "AAA0BBB",
                          "AAA0BBB1",
                          "AAA0BBB,",
                          "AAA0BBB,M3.5.0",
                          "AAA0BB,M3.5.0,M10.5.0",
                          "AAA0BBB,M0.5.0,M10.5.0",
                          "AAA0BBB,M13.1.0,M10.5.0",
                          "AAA0BBB,M3.0.0,M10.5.0",
                          "AAA0BBB,M3.6.0,M10.5.0",
                          "AAA0BBB,M3.5.7,M10.5.0",
                          "AAA0BBB,J0,J300",
                          "AAA0BBB,J366,J300",
                          "AAA0BBB,366,J300",
                          "AAA0BBB,M3.5.0/168,M10.5.0",
                          "AAA0BBB,M3.5.0,M10.5.0x",
                          "AAA0BBB,M3.5.0,M10.5.0,",
                          "AAA99999999999999999999"})
    EXPECT_FALSE(TimeZoneRule::parse(bad).has_value()) << bad;
  std::string long_name(TimeZoneRule::max_bytes, 'A');
  long_name += '0';
  EXPECT_FALSE(TimeZoneRule::parse(long_name).has_value());
  EXPECT_FALSE(TimeZoneRule::parse(std::string_view("UTC0\0", 5)).has_value());
}

TEST(TimeZoneRule, HoldsAtTheEndsOfTime) {
  const TimeZoneRule berlin = rule("CET-1CEST,M3.5.0,M10.5.0/3");
  for (const int64_t s : {-(int64_t{1} << 43), int64_t{1} << 43}) {
    EXPECT_TRUE(berlin.offset_s(s) == 3600 || berlin.offset_s(s) == 7200);
    EXPECT_GT(berlin.next_change_s(s), s);
  }
}

}  // namespace
}  // namespace docent::core
