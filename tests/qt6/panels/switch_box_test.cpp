#include "panels/switch_box.h"

#include <gtest/gtest.h>

#include <QAccessible>
#include <QTest>

#include "look/theme.h"
#include "rig.h"

namespace docent::qt {
namespace {

TEST(SwitchBox, SwitchesByMouseAnywhereAndByKey) {
  SwitchBox box("Send usage data");
  box.resize(300, 40);
  box.show();
  QTest::mouseClick(&box, Qt::LeftButton, {}, QPoint(290, 20));
  EXPECT_TRUE(box.isChecked());
  QTest::mouseClick(&box, Qt::LeftButton, {}, QPoint(150, 20));
  EXPECT_FALSE(box.isChecked());
  box.setFocus();
  QTest::keyClick(&box, Qt::Key_Space);
  EXPECT_TRUE(box.isChecked());
}

TEST(SwitchBox, ShowsItsStateAndItsFocus) {
  SwitchBox box("Send usage data");
  box.setPalette(testing::lightPalette());
  box.show();
  const QImage off = box.grab().toImage();
  box.setChecked(true);
  const QImage on = box.grab().toImage();
  EXPECT_NE(off, on);
  box.activateWindow();
  box.setFocus();
  ASSERT_TRUE(testing::until([&] { return box.hasFocus(); }));
  EXPECT_NE(box.grab().toImage(), on);
}

TEST(SwitchBox, IsACheckBoxToAssistiveTechnology) {
  SwitchBox box("Send usage data");
  box.setChecked(true);
  QAccessibleInterface* const accessible = QAccessible::queryAccessibleInterface(&box);
  EXPECT_EQ(accessible->role(), QAccessible::CheckBox);
  EXPECT_EQ(accessible->text(QAccessible::Name), "Send usage data");
  EXPECT_TRUE(accessible->state().checked);
}

TEST(SwitchBox, WrapsALongTextInsteadOfGrowing) {
  SwitchBox box(QString("word ").repeated(100));
  EXPECT_GT(box.heightForWidth(300), 5 * box.fontMetrics().height());
  EXPECT_LT(box.minimumSizeHint().width(), 200);
  EXPECT_GE(SwitchBox("").heightForWidth(100), minTarget);
}

}  // namespace
}  // namespace docent::qt
