#include "base/time_zone.h"

#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <iterator>

#include "base/rfc3339.h"
#include "json/value.h"
#include "support/time_zones.h"

namespace docent::core {
namespace {

using docent::test::big_endian;
using docent::test::tzif;
using docent::test::tzif_block;
using docent::test::tzif_header;

const char* const berlin_rule = "CET-1CEST,M3.5.0,M10.5.0/3";

int64_t utc(const char* text) { return *parse_rfc3339(text); }
int64_t local(const char* text) { return *parse_local_time(text); }

std::string from_hex(std::string_view digits) {
  const auto value = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::string bytes;
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2) bytes += static_cast<char>(value(digits[i]) << 4 | value(digits[i + 1]));
  return bytes;
}

TimeZone zone(std::string_view bytes) {
  auto parsed = TimeZone::parse(bytes);
  EXPECT_TRUE(parsed.ok()) << parsed.status().message();
  return parsed.ok() ? std::move(*parsed) : TimeZone();
}
std::string error(std::string_view bytes) {
  const auto parsed = TimeZone::parse(bytes);
  return parsed.ok() ? "" : parsed.status().message();
}

// Every question, at times everywhere; for files that should have been refused and were not.
void ask_everything(const TimeZone& z) {
  for (const int64_t ms : {INT64_MIN, -TimeZone::max_ms, int64_t{-1'700'000'000'001}, int64_t{-1}, int64_t{0}, int64_t{1'795'424'400'000},
                           int64_t{4'000'000'000'000}, TimeZone::max_ms, INT64_MAX}) {
    const int32_t offset = z.offset_s(ms);
    ASSERT_TRUE(offset >= -168 * 3600 && offset <= 168 * 3600) << offset;
    ASSERT_LE(std::abs(z.utc_ms(ms)), TimeZone::max_ms + 200 * 3'600'000);
    const auto next = z.next_change_ms(ms);
    ASSERT_TRUE(!next || *next > ms) << ms;
  }
}

const Value& cases() {
  static const Value loaded = [] {
    std::ifstream in(DOCENT_SOURCE_DIR "/tests/unit/base/time_zone_cases.json");
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    auto parsed = parse_json(text);
    EXPECT_TRUE(parsed.ok());
    return parsed.ok() ? std::move(*parsed) : Value();
  }();
  return loaded;
}

TEST(TimeZone, AgreesWithAnotherImplementationOnRealFiles) {
  ASSERT_EQ(cases().as_array().size(), 9u);
  for (const Value& c : cases().as_array()) {
    SCOPED_TRACE(c["name"].as_string());
    for (const char* key : {"file", "fat"}) {
      if (c.find(key) == nullptr) continue;
      const TimeZone z = zone(from_hex(c[key].as_string()));
      ASSERT_GE(c["offsets"].as_array().size(), 200u);
      for (const Value& row : c["offsets"].as_array())
        ASSERT_EQ(z.offset_s(row.as_array()[0].as_int() * 1000), row.as_array()[1].as_int()) << format_rfc3339(row.as_array()[0].as_int() * 1000);
      ASSERT_GE(c["locals"].as_array().size(), 60u);
      for (const Value& row : c["locals"].as_array())
        ASSERT_EQ(z.utc_ms(row.as_array()[0].as_int() * 1000), row.as_array()[1].as_int() * 1000)
            << format_rfc3339(row.as_array()[0].as_int() * 1000);
      int64_t changes = 0;
      int64_t at = -1;
      for (auto next = z.next_change_ms(at); next && *next < utc("2101-01-01T00:00:00Z"); next = z.next_change_ms(at)) {
        ASSERT_GT(*next, at);
        ASSERT_NE(z.offset_s(*next), z.offset_s(*next - 1)) << format_rfc3339(*next);
        at = *next;
        changes++;
      }
      ASSERT_EQ(changes, c["changes"].as_int());
    }
  }
}

TEST(TimeZone, SkippedTimesMoveForwardAndOfTwoTheEarlierCounts) {
  const TimeZone berlin = zone(tzif({3600}, {}, berlin_rule));
  EXPECT_EQ(berlin.utc_ms(local("2026-03-29T01:59:59")), utc("2026-03-29T00:59:59Z"));
  EXPECT_EQ(berlin.utc_ms(local("2026-03-29T02:00:00")), utc("2026-03-29T03:00:00+02:00"));
  EXPECT_EQ(berlin.utc_ms(local("2026-03-29T02:30:00.250")), utc("2026-03-29T03:30:00.250+02:00"));
  EXPECT_EQ(berlin.utc_ms(local("2026-03-29T03:00:00")), utc("2026-03-29T03:00:00+02:00"));
  EXPECT_EQ(berlin.utc_ms(local("2026-10-25T02:30:00")), utc("2026-10-25T02:30:00+02:00"));
  EXPECT_EQ(berlin.utc_ms(local("2026-10-25T03:00:00")), utc("2026-10-25T03:00:00+01:00"));
}

TEST(TimeZone, ASkippedDay) {
  // Samoa went over the date line: 30 December 2011 did not happen.
  const TimeZone apia = zone(tzif({-10 * 3600, 14 * 3600}, {{utc("2011-12-30T10:00:00Z") / 1000, 1}}, ""));
  EXPECT_EQ(apia.utc_ms(local("2011-12-29T23:59:59")), utc("2011-12-30T09:59:59Z"));
  EXPECT_EQ(apia.utc_ms(local("2011-12-30T09:00:00")), utc("2011-12-31T09:00:00+14:00"));
  EXPECT_EQ(apia.utc_ms(local("2011-12-31T00:00:00")), utc("2011-12-30T10:00:00Z"));
}

TEST(TimeZone, MillisecondsBefore1970) {
  const TimeZone z = zone(tzif({0, 3600}, {{-1, 1}}, ""));
  EXPECT_EQ(z.offset_s(-1'001), 0);
  EXPECT_EQ(z.offset_s(-1'000), 3600);
  EXPECT_EQ(z.offset_s(-1), 3600);
  EXPECT_EQ(z.next_change_ms(-1'001), -1'000);
  EXPECT_EQ(z.utc_ms(-1'500), -1'500);
}

TEST(TimeZone, TheFooterRulesBehindTheLastChange) {
  const int64_t last = utc("2020-01-01T00:00:00Z") / 1000;
  const TimeZone z = zone(tzif({0, 7200}, {{last, 1}}, berlin_rule));
  EXPECT_EQ(z.offset_s(last * 1000 - 1), 0);
  EXPECT_EQ(z.offset_s(last * 1000), 3600) << "on the last change the footer rules already";
  EXPECT_EQ(z.offset_s(utc("2090-07-01T00:00:00Z")), 7200);
  EXPECT_EQ(z.next_change_ms(0), last * 1000);
  EXPECT_EQ(z.next_change_ms(last * 1000), utc("2020-03-29T01:00:00Z"));
  const TimeZone open = zone(tzif({0, 7200}, {{last, 1}}, ""));
  EXPECT_EQ(open.offset_s(utc("2090-01-01T00:00:00Z")), 7200) << "without a rule the last offset stays";
  EXPECT_FALSE(open.next_change_ms(last * 1000).has_value());
}

TEST(TimeZone, ReadsVersions1To4) {
  const std::string first = tzif_header('\0', 1, 2) + tzif_block(4, {0, 3600}, {{1'000, 1}});
  const TimeZone z = zone(first);
  EXPECT_EQ(z.offset_s(999'999), 0);
  EXPECT_EQ(z.offset_s(1'000'000), 3600);
  EXPECT_EQ(z.offset_s(utc("2090-07-01T00:00:00Z")), 3600);
  for (const char version : {'2', '3', '4'}) {
    std::string bytes = tzif({3600}, {}, berlin_rule);
    bytes[4] = version;
    EXPECT_EQ(zone(bytes).offset_s(utc("2026-07-01T00:00:00Z")), 7200) << version;
  }
}

TEST(TimeZone, ChangesAtTheEndsOfTimeAreFoldedAway) {
  const TimeZone early = zone(tzif({0, 60, 120}, {{-(int64_t{1} << 59), 1}, {0, 2}}, ""));
  EXPECT_EQ(early.offset_s(INT64_MIN), 60);
  EXPECT_EQ(early.next_change_ms(INT64_MIN), 0);
  const TimeZone late = zone(tzif({0, 60}, {{INT64_MAX, 1}}, berlin_rule));
  EXPECT_EQ(late.offset_s(INT64_MAX), 0);
  EXPECT_FALSE(late.next_change_ms(0).has_value());
  ask_everything(early);
  ask_everything(late);
}

TEST(TimeZone, RefusesWhatIsNoZoneFile) {
  const std::string good = tzif({3600}, {{0, 0}}, berlin_rule);
  ASSERT_EQ(error(good), "");
  EXPECT_NE(error("").find("truncated"), std::string::npos);
  EXPECT_NE(error(std::string(44, 'x')).find("TZif"), std::string::npos);
  EXPECT_NE(error(std::string(TimeZone::max_file_bytes + 1, 'x')).find("65536"), std::string::npos);
  std::string other = good;
  other[4] = '1';
  EXPECT_NE(error(other).find("version"), std::string::npos);
  EXPECT_NE(error(tzif({3600}, {{0, 1}}, "")).find("type"), std::string::npos);
  EXPECT_NE(error(tzif({3600, 0}, {{5, 1}, {5, 0}}, "")).find("order"), std::string::npos);
  EXPECT_NE(error(tzif({93'600}, {}, "")).find("offset"), std::string::npos);
  EXPECT_NE(error(tzif({-90'000}, {}, "")).find("offset"), std::string::npos);
  EXPECT_NE(error(tzif({INT32_MIN}, {}, "")).find("offset"), std::string::npos);
  EXPECT_NE(error(tzif({}, {}, "UTC0")).find("counts"), std::string::npos);
  EXPECT_NE(error(tzif({0}, {}, "Europe/Berlin")).find("footer"), std::string::npos);
  EXPECT_NE(error(good.substr(0, good.size() - 1)).find("footer"), std::string::npos);
  const std::string leap = tzif_header('\0', 0, 1, 1) + tzif_block(4, {0}, {}) + std::string(8, '\0');
  EXPECT_NE(error(leap).find("leap"), std::string::npos);
}

TEST(TimeZone, HugeCountsNeitherAllocateNorCrash) {
  for (std::size_t at = 20; at < 44; at += 4) {
    for (const int64_t count : {int64_t{0x7fffffff}, int64_t{0x80000000}, int64_t{0xffffffff}, int64_t{257}}) {
      for (const std::size_t header : {std::size_t{0}, tzif_header('2', 0, 1).size() + tzif_block(4, {0}, {}).size()}) {
        std::string bytes = tzif({3600}, {{0, 0}}, berlin_rule);
        bytes.replace(header + at, 4, big_endian(count, 4));
        EXPECT_NE(error(bytes), "") << at << " " << count;
      }
    }
  }
}

TEST(TimeZone, DamageAtEveryByteIsAnErrorOrAZone) {
  const std::string good = tzif({3'600, 7'200, -18'000}, {{-500, 1}, {0, 2}, {1'000'000'000, 0}}, berlin_rule);
  for (std::size_t i = 0; i < good.size(); i++) {
    EXPECT_NE(error(good.substr(0, i)), "") << "cut at " << i;
    for (int flip = 1; flip < 256; flip++) {
      std::string bytes = good;
      bytes[i] = static_cast<char>(bytes[i] ^ flip);
      if (const auto parsed = TimeZone::parse(bytes); parsed.ok()) ask_everything(*parsed);
      if (HasFatalFailure()) FAIL() << "byte " << i << " ^ " << flip;
    }
  }
}

TEST(TimeZone, AChangeEachSecondIsStillQuick) {
  std::vector<std::pair<int64_t, int>> changes;
  for (int i = 0; i < 7'000; i++) changes.emplace_back(i * 20, i % 2);
  const TimeZone z = zone(tzif({-80'000, 80'000}, changes, ""));
  ask_everything(z);
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < 100; i++) EXPECT_GE(z.utc_ms(local("1970-01-01T19:00:00")), -80'000'000);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
}

}  // namespace
}  // namespace docent::core
