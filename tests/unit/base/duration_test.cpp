#include "base/duration.h"

#include <gtest/gtest.h>

namespace docent::core {
namespace {

TEST(Duration, Parses) {
  EXPECT_EQ(parse_duration_ms("PT10M"), 600'000);
  EXPECT_EQ(parse_duration_ms("P3D"), 259'200'000);
  EXPECT_EQ(parse_duration_ms("P2W"), 14 * 86'400'000LL);
  EXPECT_EQ(parse_duration_ms("P1DT2H3M4.5S"), 86'400'000 + 7'200'000 + 180'000 + 4'500);
  EXPECT_EQ(parse_duration_ms("PT0S"), 0);
}

TEST(Duration, RefusesWhatIsNotOne) {
  for (const char* bad : {"",        "P",      "PT",   "10M",    "P1Y",   "P1M",   "PT1D", "P1H",
                          "PT1M1H",  "PT1S1S", "P-1D", "PT1.5M", "PT.5S", "PT1.S", "PT1",  "P99999999999999999999D",
                          "P40000D", "pT1S",   "P1DT", "P1D ",   "PTT1S"})
    EXPECT_FALSE(parse_duration_ms(bad)) << bad;
}

TEST(Duration, FormatsAndRoundTrips) {
  EXPECT_EQ(format_duration(5'400'000), "PT1H30M");
  EXPECT_EQ(format_duration(0), "PT0S");
  EXPECT_EQ(format_duration(1'050), "PT1.05S");
  EXPECT_EQ(format_duration(86'400'000), "P1D");
  for (int64_t ms : {1LL, 999LL, 1'000LL, 61'001LL, 90'061'000LL, 8'640'000'000LL}) EXPECT_EQ(parse_duration_ms(format_duration(ms)), ms);
}

}  // namespace
}  // namespace docent::core
