#include "base/rfc3339.h"

#include <gtest/gtest.h>

namespace docent::core {
namespace {

TEST(Rfc3339, KnownMoments) {
  EXPECT_EQ(format_rfc3339(0), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(format_rfc3339(1'795'422'000'123), "2026-11-23T08:20:00.123Z");
  EXPECT_EQ(parse_rfc3339("2026-11-23T08:00:00.1239+01:00"), 1'795'417'200'123);
  EXPECT_EQ(parse_rfc3339("1969-12-31T23:59:59Z"), -1000);
  EXPECT_EQ(parse_rfc3339("2024-02-29T00:00:00Z"), 1'709'164'800'000);
  EXPECT_EQ(parse_rfc3339("2016-12-31T23:59:60Z"), parse_rfc3339("2016-12-31T23:59:59Z"));
}

TEST(Rfc3339, RefusesWhatIsNotOne) {
  for (const char* bad :
       {"", "2026-11-23", "2026-11-23T08:00:00", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z", "2026-11-23T24:00:00Z", "2026-11-23T08:00:00.Z",
        "2026-11-23T08:00:00Zx", "2026-11-23T08:00:00+1:00", "2026-11-23T08:61:00Z", "x026-11-23T08:00:00Z"})
    EXPECT_FALSE(parse_rfc3339(bad)) << bad;
}

TEST(Rfc3339, LocalTimes) {
  EXPECT_EQ(parse_local_time("2026-11-23T07:00:00"), 1'795'417'200'000);
  EXPECT_EQ(parse_local_time("1970-01-02"), 86'400'000);
  EXPECT_FALSE(parse_local_time("2026-11-23T08:00:00Z"));
}

TEST(Rfc3339, RoundTripsOverCenturies) {
  for (int64_t ms = -62'000'000'000'000; ms < 250'000'000'000'000; ms += 7'777'777'777'777) EXPECT_EQ(parse_rfc3339(format_rfc3339(ms)), ms);
}

TEST(Rfc3339, ClampsYears) {
  EXPECT_EQ(format_rfc3339(INT64_MAX), "9999-12-31T23:59:59.999Z");
  EXPECT_EQ(format_rfc3339(INT64_MIN), "0000-01-01T00:00:00.000Z");
}

}  // namespace
}  // namespace docent::core
