#include <docent/qt/autocapture.h>

#include <gtest/gtest.h>

#include "capture/window.h"

namespace docent::qt::testing {
namespace {

QPushButton* buttonIn(QWidget& window) {
  window.setObjectName("w");
  auto* const button = new QPushButton("Go", &window);
  button->setObjectName("go");
  return button;
}

TEST(Autocapture, CanBeSwitchedOffAndOn) {
  Captured c;
  QWidget window;
  QPushButton* const button = buttonIn(window);
  present(window);
  EXPECT_TRUE(c.capture->isEnabled());
  c.capture->setEnabled(false);
  EXPECT_FALSE(c.capture->isEnabled());
  press(button);
  EXPECT_TRUE(c.told().isEmpty());
  c.capture->setEnabled(true);
  press(button);
  EXPECT_EQ(c.told(), QStringList({"click w/go"}));
  EXPECT_EQ(c.screens(), QStringList({"w", "w"}));  // whoever switches it on learns where the user is
}

TEST(Autocapture, SurvivesThatTheClientIsClosedFirst) {
  Captured c;
  QWidget window;
  QPushButton* const button = buttonIn(window);
  auto* const field = new QLineEdit(&window);
  c.capture->watchSearch(field, new QStringListModel(field));
  present(window);
  c.rig.close();
  press(button);
  QTest::keyClicks(field, "x");
  QDialog dialog(&window);
  present(dialog);
  dialog.accept();
  settle(1100);
  c.capture.reset();
  press(button);
  SUCCEED();
}

TEST(Autocapture, SurvivesThatItGoesWhileADialogIsOpenAndInAClick) {
  Captured c;
  QWidget window;
  QPushButton* const button = buttonIn(window);
  QAction action;
  window.addAction(&action);
  present(window);
  QDialog dialog(&window);
  present(dialog);
  QObject::connect(button, &QPushButton::clicked, &window, [&] { c.capture.reset(); });
  press(button);
  EXPECT_EQ(c.capture, nullptr);
  action.trigger();
  dialog.accept();
  EXPECT_EQ(c.told("close"), QStringList());
}

TEST(Autocapture, TellsForegroundAndBackground) {
  Captured c;
  QWidget window;
  window.setObjectName("w");
  QPushButton* const button = buttonIn(window);
  present(window);
  press(button);
  settle(60);
  window.hide();
  emit qApp->applicationStateChanged(Qt::ApplicationInactive);
  ASSERT_TRUE(until([&] { return !c.rig.events("dwell").isEmpty(); }));  // announced as the application goes to the background
  EXPECT_EQ(c.rig.events("dwell")[0]["screen"], "w");
}

TEST(Autocapture, BetweenTwoWindowsIsNoBackground) {
  Captured c;
  QWidget window;
  QPushButton* const button = buttonIn(window);
  present(window);
  press(button);
  settle(60);
  emit qApp->applicationStateChanged(Qt::ApplicationInactive);
  emit qApp->applicationStateChanged(Qt::ApplicationActive);
  settle(400);
  EXPECT_TRUE(c.rig.events("dwell").isEmpty());
}

// Eats all mouse events.
struct Eater : QObject {
  bool eventFilter(QObject*, QEvent* event) override { return event->type() == QEvent::MouseButtonRelease; }
};

TEST(Autocapture, SeesWhatFiltersBeforeItLeaveAndHidesNothingFromThoseAfter) {
  Eater before;
  qApp->installEventFilter(&before);
  Captured c;  // installed later, so asked first
  QWidget window;
  QPushButton* const button = buttonIn(window);
  int clicked = 0;
  QObject::connect(button, &QPushButton::clicked, &window, [&] { clicked++; });
  present(window);
  press(button);
  EXPECT_EQ(c.told("click").size(), 1);
  EXPECT_EQ(clicked, 0);
  qApp->removeEventFilter(&before);
  Eater after;
  qApp->installEventFilter(&after);
  press(button);
  qApp->removeEventFilter(&after);
  EXPECT_EQ(c.told("click").size(), 1);
  press(button);
  EXPECT_EQ(clicked, 1);
  EXPECT_EQ(c.told("click").size(), 2);
}

TEST(Autocapture, WorksWithFiveThousandWidgetsAndAModelOfAHundredThousandRows) {
  Captured c;
  QWidget window;
  window.setObjectName("w");
  QVBoxLayout layout(&window);
  auto* const crowd = new QWidget;
  for (int i = 0; i < 5000; i++) {
    auto* const button = new QPushButton(crowd);
    button->setGeometry((i % 100) * 4, (i / 100) * 4, 4, 4);
  }
  crowd->setMinimumSize(400, 200);
  layout.addWidget(crowd);
  auto* const view = new QTableView;
  view->setObjectName("rows");
  QStandardItemModel model(100000, 1);
  view->setModel(&model);
  layout.addWidget(view);
  present(window);
  press(static_cast<QWidget*>(crowd->children()[4321]));
  view->selectAll();
  press(view->viewport(), {5, 5});
  QTest::keyClick(view, Qt::Key_Down);
  EXPECT_EQ(c.told("click"), QStringList({"click w/QPushButton#4322", "click w/rows"}));
}

TEST(Autocapture, CutsLongNamesAndKeepsTheEvent) {
  Captured c;
  QWidget window;
  QPushButton* const button = buttonIn(window);
  button->setObjectName(QString(300, QChar(0x540d)));
  present(window);
  press(button);
  ASSERT_EQ(c.rig.interactions("click").size(), 1);
  EXPECT_EQ(c.rig.interactions("click")[0]["target"].toString(), "w/" + QString(42, QChar(0x540d)));
}

}  // namespace
}  // namespace docent::qt::testing
