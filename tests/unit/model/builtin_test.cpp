#include "model/builtin.h"

#include <gtest/gtest.h>

namespace docent::core {
namespace {

TEST(Builtin, KnowsItsOwnNames) {
  for (const auto name :
       {builtin::session_start, builtin::session_end, builtin::error_reported, builtin::metric_recorded, builtin::feedback_submitted})
    EXPECT_TRUE(builtin::is_reserved(name)) << name;
  EXPECT_TRUE(builtin::is_reserved("rage_click"));
  EXPECT_TRUE(builtin::is_reserved("campaign_shown"));
}

TEST(Builtin, LeavesHostNamesAlone) {
  for (const auto name : {"", "table_inserted", "session", "session_start2", "campaign_created", "error", "Session_start", "metric", "feedback"})
    EXPECT_FALSE(builtin::is_reserved(name)) << name;
}

}  // namespace
}  // namespace docent::core
