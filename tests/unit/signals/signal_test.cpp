#include "signals/signal.h"

#include <gtest/gtest.h>

namespace docent::core {
namespace {

TEST(Signal, LeavesEmptyTextsOut) {
  Signal s("dead_click", {7, 3'600});
  s.element({"save", "", "invoice"}).text("screen", "").number("count", 0);
  EXPECT_EQ(s.name, "dead_click");
  EXPECT_EQ(s.at.wall_ms, 7);
  EXPECT_EQ(s.at.utc_offset_s, 3'600);
  ASSERT_EQ(s.properties.size(), 3u);
  EXPECT_EQ(s.properties[0].first, "target");
  EXPECT_EQ(s.properties[0].second, Value("save"));
  EXPECT_EQ(s.properties[1].first, "form");
  EXPECT_EQ(s.properties[2].first, "count");
  EXPECT_EQ(s.properties[2].second, Value(0));
}

}  // namespace
}  // namespace docent::core
