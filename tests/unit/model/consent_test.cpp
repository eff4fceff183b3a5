#include "model/consent.h"

#include <gtest/gtest.h>

#include "docent/client.h"

namespace docent::core {
namespace {

TEST(Consent, BitsEqualThePublicOnes) {
  EXPECT_EQ(Consent::analytics_bit, uint32_t{DOCENT_CONSENT_ANALYTICS});
  EXPECT_EQ(Consent::guidance_bit, uint32_t{DOCENT_CONSENT_GUIDANCE});
  EXPECT_EQ(Consent::unknown_bit, uint32_t{DOCENT_CONSENT_UNKNOWN});
}

TEST(Consent, WhatEachStateAllows) {
  const Consent unknown;
  EXPECT_TRUE(unknown.may_record() && unknown.may_queue() && unknown.may_keep_history());
  EXPECT_FALSE(unknown.may_upload());
  const auto none = Consent::from_bits(0);
  EXPECT_FALSE(none.may_record() || none.may_queue() || none.may_upload() || none.may_keep_history());
  const auto guidance = Consent::from_bits(2);
  EXPECT_TRUE(guidance.may_record() && guidance.may_keep_history());
  EXPECT_FALSE(guidance.may_queue() || guidance.may_upload());
  const auto analytics = Consent::from_bits(1);
  EXPECT_TRUE(analytics.may_upload() && analytics.may_queue());
  EXPECT_FALSE(analytics.may_keep_history());
}

TEST(Consent, ValidMasksAndNames) {
  EXPECT_TRUE(Consent::valid(0) && Consent::valid(1) && Consent::valid(2) && Consent::valid(3) && Consent::valid(1u << 30));
  EXPECT_FALSE(Consent::valid(4) || Consent::valid((1u << 30) | 1) || Consent::valid(~0u));
  EXPECT_EQ(consent_name(Consent()), "unknown");
  EXPECT_EQ(consent_name(Consent::from_bits(0)), "none");
  EXPECT_EQ(consent_name(Consent::from_bits(3)), "all");
}

}  // namespace
}  // namespace docent::core
