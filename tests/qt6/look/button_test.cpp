#include "look/button.h"

#include <gtest/gtest.h>

#include <QTest>

#include "rig.h"

namespace docent::qt {
namespace {

TEST(Button, IsPressedByMouseAndKey) {
  Button button(Button::Kind::primary, "Try it");
  int pressed = 0;
  QObject::connect(&button, &QPushButton::clicked, [&] { pressed++; });
  button.show();
  QTest::mouseClick(&button, Qt::LeftButton);
  button.setFocus();
  QTest::keyClick(&button, Qt::Key_Space);
  EXPECT_EQ(pressed, 2);
}

TEST(Button, HasRoomForItsTextAndAFinger) {
  Button button(Button::Kind::secondary, "A rather long label");
  EXPECT_GT(button.sizeHint().width(), button.fontMetrics().horizontalAdvance(button.text()));
  EXPECT_GE(button.sizeHint().height(), minTarget);
  EXPECT_EQ(Button(Button::Kind::close, "").sizeHint().width(), Button(Button::Kind::close, "").sizeHint().height());
}

TEST(Button, ShowsTheFocus) {
  Button button(Button::Kind::plain, "More");
  QWidget other;
  button.setPalette(testing::lightPalette());
  button.show();
  const QImage without = button.grab().toImage();
  button.activateWindow();
  button.setFocus();
  ASSERT_TRUE(testing::until([&] { return button.hasFocus(); }));
  EXPECT_NE(button.grab().toImage(), without);
}

}  // namespace
}  // namespace docent::qt
