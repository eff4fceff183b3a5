#include "platform/fork_guard.h"

#include <gtest/gtest.h>

#include "surroundings.h"

namespace docent::core {
namespace {

TEST(ForkGuard, TellsTheChildAndLeavesTheParentAlone) {
  const ForkGuard guard;
  EXPECT_FALSE(guard.forked());
  EXPECT_EQ(in_child([&] { return guard.forked() ? 0 : 1; }), 0);
  EXPECT_FALSE(guard.forked());
  EXPECT_FALSE(ForkGuard().forked());
}

TEST(ForkGuard, OfAChildIsItsOwn) {
  const ForkGuard parents;
  EXPECT_EQ(in_child([&] {
              const ForkGuard own;
              if (own.forked()) return 1;
              if (!parents.forked()) return 2;  // also after the child made one
              return in_child([&] { return own.forked() && parents.forked() && !ForkGuard().forked() ? 0 : 4; }) == 0 ? 0 : 3;
            }),
            0);
  EXPECT_FALSE(parents.forked());
}

}  // namespace
}  // namespace docent::core
