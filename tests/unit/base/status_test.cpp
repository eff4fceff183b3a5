#include "base/status.h"

#include <gtest/gtest.h>

#include <cerrno>

#include "docent/types.h"

namespace docent::core {
namespace {

TEST(Status, CodesEqualThePublicOnes) {
  EXPECT_EQ(static_cast<int>(Code::queue_full), DOCENT_QUEUE_FULL);
  EXPECT_EQ(static_cast<int>(Code::internal), DOCENT_INTERNAL);
  EXPECT_STREQ(code_name(Code::internal), "DOCENT_INTERNAL");
  EXPECT_STREQ(code_name(static_cast<Code>(99)), "DOCENT_UNKNOWN");
  EXPECT_STREQ(code_name(static_cast<Code>(-1)), "DOCENT_UNKNOWN");
}

TEST(Status, SaysWhatHappened) {
  EXPECT_TRUE(Status().ok());
  EXPECT_EQ(errno_status("open /x", ENOENT).to_string(), "DOCENT_IO: open /x: No such file or directory");
}

Status fails_through() {
  DOCENT_TRY(Status());
  DOCENT_TRY(Status(Code::busy, "first"));
  return {Code::internal, "second"};
}

TEST(Status, TryReturnsTheFirstFailure) { EXPECT_EQ(fails_through().message(), "first"); }

TEST(Result, HoldsAValueOrAStatus) {
  Result<int> good = 7;
  Result<int> bad = Status(Code::io, "disk");
  ASSERT_TRUE(good.ok());
  EXPECT_EQ(*good, 7);
  EXPECT_FALSE(bad.ok());
  EXPECT_EQ(bad.status().code(), Code::io);
}

}  // namespace
}  // namespace docent::core
