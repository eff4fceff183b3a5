#include "cards/radio_group.h"

#include <gtest/gtest.h>

#include <QPushButton>
#include <QTest>

#include "rig.h"

namespace docent::qt {
namespace {

struct Row {
  Row() {
    window.resize(300, 100);
    for (int i = 0; i < 3; i++) {
      auto* const button = new QPushButton(&window);
      button->move(i * 60, 0);
      group.add(button);
      buttons << button;
    }
    QObject::connect(&group, &RadioGroup::changed, &window, [this] { changes++; });
    window.show();
    window.activateWindow();
    (void)testing::until([this] { return window.isActiveWindow(); });
    group.entry()->setFocus();
  }
  int after(Qt::Key key) {
    QTest::keyClick(window.focusWidget(), key);
    return group.chosen();
  }
  QWidget window;
  RadioGroup group{&window};
  QList<QPushButton*> buttons;
  int changes = 0;
};

TEST(RadioGroup, ArrowsChooseAndDoNotWrap) {
  Row row;
  EXPECT_EQ(row.group.chosen(), -1);
  EXPECT_EQ(row.after(Qt::Key_Right), 1);
  EXPECT_EQ(row.after(Qt::Key_Down), 2);
  EXPECT_EQ(row.after(Qt::Key_Right), 2);
  EXPECT_EQ(row.after(Qt::Key_Left), 1);
  EXPECT_EQ(row.after(Qt::Key_Up), 0);
  EXPECT_EQ(row.after(Qt::Key_Left), 0);
  EXPECT_EQ(row.after(Qt::Key_End), 2);
  EXPECT_EQ(row.after(Qt::Key_Home), 0);
  EXPECT_EQ(row.changes, 6) << "once a change, not for keys that lead nowhere";
}

TEST(RadioGroup, ArrowsFollowTheEyeInRightToLeft) {
  Row row;
  row.window.setLayoutDirection(Qt::RightToLeft);
  EXPECT_EQ(row.after(Qt::Key_Left), 1);
  EXPECT_EQ(row.after(Qt::Key_Right), 0);
  EXPECT_EQ(row.after(Qt::Key_Down), 1);
}

TEST(RadioGroup, IsOneTabStop) {
  Row row;
  QPushButton after(&row.window);
  after.show();
  QTest::keyClick(row.window.focusWidget(), Qt::Key_Tab);
  EXPECT_EQ(row.window.focusWidget(), &after);
  QTest::mouseClick(row.buttons[1], Qt::LeftButton);
  EXPECT_EQ(row.group.entry(), row.buttons[1]);
  QTest::keyClick(row.buttons[1], Qt::Key_Tab);
  EXPECT_EQ(row.window.focusWidget(), &after);
  QTest::keyClick(&after, Qt::Key_Backtab);
  EXPECT_EQ(row.window.focusWidget(), row.buttons[1]);
}

TEST(RadioGroup, LeavesOtherKeysAndShortcutsAlone) {
  Row row;
  EXPECT_EQ(row.after(Qt::Key_A), -1);
  QTest::keyClick(row.window.focusWidget(), Qt::Key_Right, Qt::ControlModifier);
  EXPECT_EQ(row.group.chosen(), -1);
}

}  // namespace
}  // namespace docent::qt
