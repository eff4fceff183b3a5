#include "client/stopwatches.h"

#include <gtest/gtest.h>

namespace docent::core {
namespace {

TEST(Stopwatches, MeasureAndForget) {
  Stopwatches s;
  EXPECT_EQ(s.start("a", 100), Code::ok);
  EXPECT_EQ(s.stop("a", 350), 250);
  EXPECT_FALSE(s.stop("a", 400));
  EXPECT_EQ(s.start("a", 100), Code::ok);
  EXPECT_EQ(s.start("a", 200), Code::ok) << "starting again restarts";
  EXPECT_EQ(s.stop("a", 150), 0) << "never negative";
}

TEST(Stopwatches, AreBounded) {
  Stopwatches s;
  for (std::size_t i = 0; i < limits::max_timers_count; i++) EXPECT_EQ(s.start(std::to_string(i), 0), Code::ok);
  EXPECT_EQ(s.start("more", 0), Code::too_large);
  EXPECT_EQ(s.start("0", 5), Code::ok) << "one that runs may be restarted";
}

}  // namespace
}  // namespace docent::core
