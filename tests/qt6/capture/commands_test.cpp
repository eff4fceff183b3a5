#include "capture/commands.h"

#include <gtest/gtest.h>

#include "capture/window.h"

namespace docent::qt::testing {
namespace {

QAction* actionIn(QWidget& window, const QString& name, const QKeySequence& keys = {}) {
  auto* const action = new QAction(&window);
  action->setObjectName(name);
  action->setShortcut(keys);
  window.addAction(action);
  return action;
}

TEST(Commands, AreAllActionsHoweverTheyAreTriggered) {
  Captured c;
  QMainWindow window;
  QAction* const action = actionIn(window, "actionPrint", QKeySequence("Ctrl+P"));
  auto* const bar = window.addToolBar("tools");
  bar->setObjectName("tools");
  bar->addAction(action);
  present(window);
  action->trigger();
  QTest::keyClick(&window, Qt::Key_P, Qt::ControlModifier);
  press(bar->widgetForAction(action));
  EXPECT_EQ(c.told(), QStringList({"execute actionPrint", "execute actionPrint", "click tools/actionPrint", "execute actionPrint"}));
}

TEST(Commands, AreToldBeforeTheDialogTheyOpen) {
  Captured c;
  QMainWindow window;
  QAction* const action = actionIn(window, "actionFind");
  auto* const bar = window.addToolBar("tools");
  bar->setObjectName("tools");
  bar->addAction(action);
  QObject::connect(action, &QAction::triggered, &window, [&] {
    QDialog dialog(&window);
    dialog.setObjectName("find");
    QTimer::singleShot(0, &dialog, &QDialog::reject);
    dialog.exec();
  });
  present(window);
  press(bar->widgetForAction(action));
  EXPECT_EQ(c.told(), QStringList({"click tools/actionFind", "execute actionFind", "open find", "close find"}));
}

TEST(Commands, ThatWereThereBeforeAreKnownAndThoseThatGoAreForgotten) {
  QWidget window;
  QAction* const before = actionIn(window, "before");
  Captured c;
  before->trigger();
  QAction* const after = actionIn(window, "after");
  window.removeAction(after);
  window.addAction(after);  // still once
  after->trigger();
  delete after;
  EXPECT_EQ(c.told(), QStringList({"execute before", "execute after"}));
}

TEST(Commands, OfDisabledActionsAreNone) {
  Captured c;
  QMainWindow window;
  QAction* const action = actionIn(window, "actionFind");
  auto* const bar = window.addToolBar("tools");
  bar->addAction(action);
  action->setEnabled(false);
  present(window);
  press(bar->widgetForAction(action));
  EXPECT_TRUE(c.told("execute").isEmpty());
}

TEST(Commands, OfShortcutsNeedAName) {
  Captured c;
  QWidget window;
  auto* const named = new QShortcut(QKeySequence("Ctrl+K"), &window);
  named->setObjectName("palette");
  new QShortcut(QKeySequence("Ctrl+L"), &window);
  present(window);
  QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
  QTest::keyClick(&window, Qt::Key_L, Qt::ControlModifier);
  EXPECT_EQ(c.told(), QStringList({"execute palette"}));
}

TEST(Commands, KnowUndoAndRedo) {
  QWidget window;
  QUndoStack stack;
  EXPECT_EQ(kindOf(actionIn(window, "actionUndo")), Kind::undo);
  EXPECT_EQ(kindOf(actionIn(window, "edit-redo")), Kind::redo);
  EXPECT_EQ(kindOf(actionIn(window, "actionUndock")), Kind::execute);
  EXPECT_EQ(kindOf(actionIn(window, "credo")), Kind::execute);
  EXPECT_EQ(kindOf(actionIn(window, "back", QKeySequence::Undo)), Kind::undo);
  EXPECT_EQ(kindOf(actionIn(window, "forth", QKeySequence::Redo)), Kind::redo);
  EXPECT_EQ(kindOf(actionIn(window, "copy", QKeySequence::Copy)), Kind::execute);
  EXPECT_EQ(kindOf(stack.createUndoAction(&window)), Kind::undo);
  EXPECT_EQ(kindOf(stack.createRedoAction(&window)), Kind::redo);
}

TEST(Commands, OfTheKitAreNone) {
  Captured c;
  QWidget window;
  QWidget card(&window);
  card.setProperty("docentIgnore", true);
  actionIn(card, "next")->trigger();
  QAction* const ignored = actionIn(window, "secret");
  ignored->setProperty("docentIgnore", true);
  ignored->trigger();
  EXPECT_TRUE(c.told().isEmpty());
}

}  // namespace
}  // namespace docent::qt::testing
