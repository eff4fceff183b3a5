#include "docent/qt/debug_overlay.h"

#include <gtest/gtest.h>

#include <QLabel>
#include <QMainWindow>
#include <QPointer>
#include <QPushButton>
#include <QTabWidget>
#include <QTest>
#include <QTreeWidget>

#include "docent/qt/element_name.h"
#include "rig.h"

namespace docent::qt {
namespace {

constexpr const char* campaigns = R"([{"id": "tip.a", "type": "tip", "triggers": [{"event": "session_start", "goal": 99}],
  "content": {"anchor": "x", "text": {"en": {"title": "T", "body": "B"}}}}])";

TEST(DebugOverlay, IsShownAndHiddenByKeyInEveryWindow) {
  testing::Rig rig;
  Presenter presenter(rig.client());
  const QPointer<DebugOverlay> overlay = DebugOverlay::install(presenter, QKeySequence("Ctrl+Shift+D"));
  EXPECT_FALSE(overlay->isVisible());
  EXPECT_TRUE(overlay->property("docentIgnore").toBool());
  QMainWindow first;
  QMainWindow second;
  first.show();
  second.show();
  first.activateWindow();
  ASSERT_TRUE(testing::until([&] { return first.isActiveWindow(); }));
  QTest::keyClick(&first, Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
  EXPECT_TRUE(overlay->isVisible());
  second.activateWindow();
  ASSERT_TRUE(testing::until([&] { return second.isActiveWindow(); }));
  QTest::keyClick(&second, Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
  EXPECT_FALSE(overlay->isVisible());
}

TEST(DebugOverlay, GoesWithThePresenterAndWhenReplaced) {
  testing::Rig rig;
  auto presenter = std::make_unique<Presenter>(rig.client());
  const QPointer<DebugOverlay> first = DebugOverlay::install(*presenter, QKeySequence("F12"));
  const QPointer<DebugOverlay> second = DebugOverlay::install(*presenter, QKeySequence("F12"));
  EXPECT_TRUE(first.isNull());
  presenter.reset();
  EXPECT_TRUE(second.isNull());
}

TEST(DebugOverlay, LooksAgainByItselfAndSaysWhyAPreviewFailed) {
  testing::Rig rig(testing::strategyWith(campaigns));
  Presenter presenter(rig.client());
  DebugOverlay overlay(presenter);
  overlay.show();
  auto* const tabs = overlay.findChild<QTabWidget*>();
  tabs->setCurrentIndex(1);
  auto* const table = overlay.findChild<QTreeWidget*>("campaigns");
  ASSERT_TRUE(testing::until([&] { return table->topLevelItemCount() == 1; }));
  emit presenter.previewFailed("tip.a", "no such variant");
  EXPECT_EQ(overlay.findChild<QLabel*>("campaignMessage")->text(), "tip.a: no such variant");
  ASSERT_TRUE(rig.client().set_strategy(testing::strategyWith("[]", "{}", 2).toStdString()).ok());
  EXPECT_TRUE(testing::until([&] { return table->topLevelItemCount() == 0; }));
}

}  // namespace
}  // namespace docent::qt
