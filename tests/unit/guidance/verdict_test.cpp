#include "guidance/verdict.h"

#include <gtest/gtest.h>

#include <set>

namespace docent::core {
namespace {

TEST(Verdict, EveryCodeHasItsOwnName) {
  std::set<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(VerdictCode::shown); i++) names.insert(verdict_name(static_cast<VerdictCode>(i)));
  EXPECT_EQ(names.size(), 24u);
  EXPECT_EQ(verdict_name(VerdictCode::not_started), "NOT_STARTED");
  EXPECT_EQ(verdict_name(VerdictCode::targeting_mismatch), "TARGETING_MISMATCH");
  EXPECT_EQ(verdict_name(VerdictCode::shown), "SHOWN");
}

}  // namespace
}  // namespace docent::core
