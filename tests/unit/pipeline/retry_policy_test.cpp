#include "pipeline/retry_policy.h"

#include "base/rfc3339.h"
#include "model/limits.h"

namespace docent::core {
namespace {

using testing::HasSubstr;

class RetryPolicyTest : public testing::Test {
 protected:
  int64_t wait_ms() const { return retry.not_before_ms() - clock.boot_ms(); }
  ManualClock clock;
  SeededRandom random{3};
  RetryPolicy retry{clock, random};
};

TEST_F(RetryPolicyTest, FullJitterUnderADoublingCeilingUpToTheCap) {
  int64_t ceiling = limits::retry_base_ms;
  for (uint32_t n = 1; n <= 40; n++) {
    retry.failed({});
    EXPECT_EQ(retry.failures(), n);
    EXPECT_GE(wait_ms(), limits::min_retry_wait_ms);
    EXPECT_LE(wait_ms(), ceiling);
    EXPECT_TRUE(retry.waiting());
    ceiling = std::min(ceiling * 2, limits::retry_cap_ms);
  }
  int64_t low = INT64_MAX;
  int64_t high = 0;
  for (int i = 0; i < 2'000; i++) {
    retry.failed({});
    low = std::min(low, wait_ms());
    high = std::max(high, wait_ms());
  }
  EXPECT_LT(low, limits::retry_cap_ms / 20);  // the whole range is used
  EXPECT_GT(high, limits::retry_cap_ms * 19 / 20);
  retry.succeeded();
  EXPECT_EQ(retry.failures(), 0u);
  EXPECT_FALSE(retry.waiting());
}

TEST_F(RetryPolicyTest, WhatTheServerAskedForOutlivesHurry) {
  retry.failed(20'000);
  EXPECT_GE(wait_ms(), 20'000);
  EXPECT_LE(wait_ms(), 20'000 + limits::retry_base_ms);
  retry.hurry();
  EXPECT_EQ(wait_ms(), 20'000);
  clock.advance_ms(20'000);
  EXPECT_FALSE(retry.waiting());
  retry.failed({});
  retry.hurry();
  EXPECT_FALSE(retry.waiting());
  retry.failed(int64_t{1} << 60);
  EXPECT_LE(wait_ms(), limits::max_retry_after_ms + limits::retry_base_ms);
}

TEST_F(RetryPolicyTest, PostponingIsNoFailure) {
  retry.failed({});
  retry.postpone(60'000);
  EXPECT_EQ(retry.failures(), 1u);
  EXPECT_GE(wait_ms(), 60'000);
}

TEST_F(RetryPolicyTest, SurvivesARestart) {
  EXPECT_EQ(retry.save(), "");
  for (int i = 0; i < 12; i++) retry.failed({});
  const int64_t wait = wait_ms();
  const std::string saved = retry.save();
  EXPECT_THAT(saved, HasSubstr("\"failures\":12"));
  clock.advance_ms(wait / 2);
  RetryPolicy next(clock, random);
  next.load(saved);
  EXPECT_EQ(next.failures(), 12u);
  EXPECT_EQ(next.not_before_ms(), retry.not_before_ms());
  clock.advance_ms(wait);
  next.load(saved);
  EXPECT_FALSE(next.waiting());
  EXPECT_EQ(next.failures(), 12u);  // what comes next is still one probe
}

TEST_F(RetryPolicyTest, AWrongClockHoldsUpNoLongerThanTheBackOff) {
  retry.failed({});
  const std::string early = retry.save();
  clock.jump_wall_ms(-86'400'000);
  RetryPolicy next(clock, random);
  next.load(early);
  EXPECT_LE(next.not_before_ms() - clock.boot_ms(), limits::retry_base_ms);
  next.failed(3'000'000);
  const std::string asked = next.save();
  clock.jump_wall_ms(int64_t{-400} * 86'400'000);
  next.load(asked);
  EXPECT_LE(next.not_before_ms() - clock.boot_ms(), limits::max_retry_after_ms);
  clock.jump_wall_ms(int64_t{4'000} * 86'400'000);
  next.load(asked);
  EXPECT_FALSE(next.waiting());
}

TEST_F(RetryPolicyTest, DamagedStateCountsAsNone) {
  for (const char* text : {"", "x", "[]", "{}", "{\"failures\":-3,\"notBefore\":7}", "{\"failures\":1e300,\"notBefore\":\"never\"}"}) {
    retry.load(text);
    EXPECT_FALSE(retry.waiting()) << text;
  }
}

TEST(RetryPolicy, OutagesOfAnySeedStayWithinTwentyRequestsAMinute) {
  for (uint64_t seed = 0; seed < 200; seed++) {
    ManualClock time;
    SeededRandom chance(seed);
    RetryPolicy retry(time, chance);
    const int64_t end = time.boot_ms() + 60'000;
    int requests = limits::max_requests_in_flight;
    for (retry.failed({}); retry.not_before_ms() < end; requests++) {
      time.advance_ms(retry.not_before_ms() - time.boot_ms());
      retry.failed({});
    }
    EXPECT_LE(requests, 20) << seed;
  }
}

TEST(RetryAfter, SecondsAreClamped) {
  EXPECT_EQ(parse_retry_after_ms("0", "", 0), 0);
  EXPECT_EQ(parse_retry_after_ms("120", "", 0), 120'000);
  EXPECT_EQ(parse_retry_after_ms("-5", "", 0), 0);
  EXPECT_EQ(parse_retry_after_ms("3600", "", 0), 3'600'000);
  EXPECT_EQ(parse_retry_after_ms("3601", "", 0), limits::max_retry_after_ms);
  EXPECT_EQ(parse_retry_after_ms("99999999999999999999999999", "", 0), limits::max_retry_after_ms);
  for (const char* text : {"", "-", "1.5", "1e3", "soon", "12 s", "0x10"}) EXPECT_EQ(parse_retry_after_ms(text, "", 0), std::nullopt) << text;
}

TEST(RetryAfter, DatesAreMeasuredByTheServersOwnClock) {
  const int64_t now = *parse_rfc3339("1994-11-06T08:49:00Z");
  EXPECT_EQ(parse_retry_after_ms("Sun, 06 Nov 1994 08:49:37 GMT", "", now), 37'000);
  EXPECT_EQ(parse_retry_after_ms("Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:27 GMT", now + 86'400'000), 10'000);
  EXPECT_EQ(parse_retry_after_ms("Sun, 06 Nov 1994 08:48:00 GMT", "", now), 0);
  EXPECT_EQ(parse_retry_after_ms("Fri, 31 Dec 9999 23:59:59 GMT", "", now), limits::max_retry_after_ms);
}

TEST(RetryAfter, ReadsImfFixdatesOnly) {
  EXPECT_EQ(parse_http_date_ms("Sun, 06 Nov 1994 08:49:37 GMT"), parse_rfc3339("1994-11-06T08:49:37Z"));
  for (const char* text :
       {"Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 06 Nvo 1994 08:49:37 GMT",
        "Sun, 00 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:49:37 GMT", "Sun, 06 Nov 1994 08:60:37 GMT", "Sun, 06 Nov 1994 08-49-37 GMT",
        "Sun, 0x Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT "})
    EXPECT_EQ(parse_http_date_ms(text), std::nullopt) << text;
}

}  // namespace
}  // namespace docent::core
