#include "model/builtin.h"

#include <gtest/gtest.h>

namespace docent::core {
namespace {

TEST(Builtin, KnowsItsOwnNames) {
  for (const auto name :
       {builtin::session_start, builtin::session_end, builtin::error_reported, builtin::metric_recorded, builtin::feedback_submitted})
    EXPECT_TRUE(builtin::is_reserved(name)) << name;
  for (const auto name : {builtin::interaction, builtin::rage_click, builtin::dead_click, builtin::error_click, builtin::u_turn, builtin::loop,
                          builtin::undo_burst, builtin::form_abandoned, builtin::dwell})
    EXPECT_TRUE(builtin::is_reserved(name)) << name;
  EXPECT_TRUE(builtin::is_reserved("campaign_shown"));
}

TEST(Builtin, LeavesHostNamesAlone) {
  for (const auto name :
       {"", "table_inserted", "session", "session_start2", "campaign_created", "error", "Session_start", "metric", "feedback", "loops", "dwelled"})
    EXPECT_FALSE(builtin::is_reserved(name)) << name;
}

}  // namespace
}  // namespace docent::core
