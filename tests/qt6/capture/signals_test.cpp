// The behaviour signals from real use of a window, without a line in it: docs/signals.md.
#include <gtest/gtest.h>

#include "capture/window.h"

namespace docent::qt::testing {
namespace {

struct Signals : ::testing::Test {
  Captured c;
  QMainWindow window;
  QStackedWidget* stack = new QStackedWidget;
  QPushButton* dead = nullptr;

  Signals() {
    window.setObjectName("w");
    window.setCentralWidget(stack);
    for (const char* name : {"a", "b", "c"}) {
      auto* const page = new QWidget;
      page->setObjectName(name);
      stack->addWidget(page);
    }
    dead = new QPushButton("Dead", stack->widget(0));
    dead->setObjectName("dead");
    window.resize(400, 300);
    present(window);
  }
  QList<QJsonObject> events(const QString& name) { return c.rig.events(name); }
};

TEST_F(Signals, FourClicksOnADeadButtonAreRageAndDead) {
  for (int i = 0; i < 4; i++) press(dead);
  ASSERT_EQ(events("rage_click").size(), 1);
  EXPECT_EQ(events("rage_click")[0]["target"], "w/a/dead");
  EXPECT_EQ(events("rage_click")[0]["screen"], "a");
  ASSERT_TRUE(until([&] { return !events("dead_click").isEmpty(); }, 6000));
  EXPECT_EQ(events("dead_click")[0]["count"], 4);
}

TEST_F(Signals, AButtonThatDoesSomethingIsNotDead) {
  auto* const label = new QLabel("before", stack->widget(0));
  label->move(100, 100);
  label->show();
  QObject::connect(dead, &QPushButton::clicked, label, [=] { label->setText("after"); });
  settle();
  press(dead);
  settle(3300);
  EXPECT_TRUE(events("dead_click").isEmpty());
}

TEST_F(Signals, AnErrorAfterAClickIsAnErrorClick) {
  QObject::connect(dead, &QPushButton::clicked, &window, [this] { (void)c.rig.client().error("disk_full"); });
  press(dead);
  ASSERT_TRUE(until([&] { return !events("error_click").isEmpty(); }));
  EXPECT_EQ(events("error_click")[0]["target"], "w/a/dead");
}

TEST_F(Signals, ThereAndBackIsAUTurnAndManyTimesALoop) {
  stack->setCurrentIndex(1);
  stack->setCurrentIndex(0);
  ASSERT_EQ(events("u_turn").size(), 1);
  EXPECT_EQ(events("u_turn")[0]["visited"], "b");
  stack->setCurrentIndex(2);
  stack->setCurrentIndex(0);
  ASSERT_EQ(events("loop").size(), 1);
  EXPECT_EQ(events("loop")[0]["screen"], "a");
}

TEST_F(Signals, ThreeUndosAreABurst) {
  auto* const area = new QPlainTextEdit(stack->widget(0));
  area->show();
  area->setFocus();
  for (const char* word : {"one", "two", "three"}) {
    QTest::keyClicks(area, word);
    QTest::keyClick(area, Qt::Key_Return);
  }
  for (int i = 0; i < 3; i++) QTest::keyClick(area, Qt::Key_Z, Qt::ControlModifier);
  ASSERT_EQ(events("undo_burst").size(), 1);
}

TEST_F(Signals, AFormThatWasEditedAndCancelledIsAbandoned) {
  for (const bool accepted : {true, false}) {
    QDialog dialog(&window);
    dialog.setObjectName("profile");
    QVBoxLayout layout(&dialog);
    auto* const field = new QLineEdit;
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    layout.addWidget(field);
    layout.addWidget(buttons);
    QObject::connect(buttons, &QDialogButtonBox::accepted, &dialog, &QDialog::accept);
    QObject::connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    present(dialog);
    QTest::keyClicks(field, "Ada");
    press(buttons->button(accepted ? QDialogButtonBox::Ok : QDialogButtonBox::Cancel));
    ASSERT_FALSE(dialog.isVisible());
    ASSERT_EQ(events("form_abandoned").size(), accepted ? 0 : 1);
  }
  EXPECT_EQ(events("form_abandoned")[0]["form"], "profile");
  EXPECT_EQ(events("form_abandoned")[0]["reason"], "closed");
}

TEST_F(Signals, ActiveTimeInAScreenIsDwell) {
  press(dead);
  settle(100);
  stack->setCurrentIndex(1);
  ASSERT_EQ(events("dwell").size(), 1);
  EXPECT_EQ(events("dwell")[0]["screen"], "a");
  EXPECT_GE(events("dwell")[0]["ms"].toInt(), 80);
}

}  // namespace
}  // namespace docent::qt::testing
