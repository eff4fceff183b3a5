#include "cards/card_accessibility.h"

#include <gtest/gtest.h>

#include "cards/callout.h"

namespace docent::qt {
namespace {

Content content(const char* type, const char* role) {
  Content made;
  made.type = type;
  made.role = role;
  return made;
}

TEST(CardAccessibility, EveryRoleOfAStrategyIsOne) {
  EXPECT_EQ(roleOf(content("tip", "status")), QAccessible::Notification);
  EXPECT_EQ(roleOf(content("banner", "alert")), QAccessible::AlertMessage);
  EXPECT_EQ(roleOf(content("tip", "dialog")), QAccessible::Dialog);
  EXPECT_EQ(roleOf(content("tour", "alertdialog")), QAccessible::Dialog);
  EXPECT_EQ(roleOf(content("checklist", "region")), QAccessible::Section);
  EXPECT_EQ(roleOf(content("tip", "none")), QAccessible::Grouping);
}

TEST(CardAccessibility, WithoutOneItIsByType) {
  for (const char* role : {"", "marquee"}) {
    EXPECT_EQ(roleOf(content("tip", role)), QAccessible::Notification);
    EXPECT_EQ(roleOf(content("banner", role)), QAccessible::Notification);
    for (const char* type : {"tour", "survey", "checklist"}) EXPECT_EQ(roleOf(content(type, role)), QAccessible::Dialog) << type;
  }
}

TEST(CardAccessibility, AnUpdateChangesTheRole) {
  Callout callout(nullptr);
  callout.setContent(content("tip", "status"));
  QAccessibleInterface* const seen = QAccessible::queryAccessibleInterface(&callout);
  ASSERT_NE(seen, nullptr);
  EXPECT_EQ(seen->role(), QAccessible::Notification);
  EXPECT_FALSE(seen->state().modal);
  callout.setContent(content("tour", "dialog"));
  EXPECT_EQ(seen->role(), QAccessible::Dialog);
  EXPECT_TRUE(seen->state().modal);
}

}  // namespace
}  // namespace docent::qt
