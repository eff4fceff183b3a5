#include "capture/screens.h"

#include <gtest/gtest.h>

#include "capture/window.h"

namespace docent::qt::testing {
namespace {

template <class T>
T* named(const QString& name, QWidget* parent = nullptr) {
  auto* const made = new T(parent);
  made->setObjectName(name);
  return made;
}

TEST(Screens, AreWindowsAndDialogsWithANameAndComeBack) {
  Captured c;
  QWidget window;
  window.setObjectName("main");
  present(window);
  auto* const dialog = named<QDialog>("find", &window);
  present(*dialog);
  dialog->reject();
  settle();
  QMessageBox nameless(&window);
  present(nameless);
  nameless.reject();
  settle();
  EXPECT_EQ(c.screens(), QStringList({"main", "find", "main"}));
}

TEST(Screens, ArePagesOfStacksAndTabsTheInnermostFirst) {
  Captured c;
  QMainWindow window;
  window.setObjectName("main");
  auto* const stack = new QStackedWidget;
  window.setCentralWidget(stack);
  stack->addWidget(named<QWidget>("list"));
  auto* const tabs = named<QTabWidget>("editor");
  tabs->addTab(named<QWidget>("text"), "secret");
  tabs->addTab(new QWidget, "secret");
  tabs->addTab(named<QWidget>("preview"), "secret");
  stack->addWidget(tabs);
  present(window);
  stack->setCurrentIndex(1);
  tabs->setCurrentIndex(2);
  tabs->setCurrentIndex(1);  // has no name, so the page around it is in front
  stack->setCurrentIndex(0);
  stack->setCurrentIndex(0);
  EXPECT_EQ(c.screens(), QStringList({"list", "text", "preview", "list"}));
}

TEST(Screens, ComeBackToThePageThatWasInFront) {
  Captured c;
  QMainWindow window;
  auto* const stack = new QStackedWidget;
  window.setCentralWidget(stack);
  stack->addWidget(named<QWidget>("a"));
  stack->addWidget(named<QWidget>("b"));
  present(window);
  stack->setCurrentIndex(1);
  auto* const dialog = named<QDialog>("find", &window);
  present(*dialog);
  stack->setCurrentIndex(0);  // behind the dialog
  dialog->reject();
  settle();
  EXPECT_EQ(c.screens(), QStringList({"a", "b", "find", "a"}));
}

TEST(Screens, ThatAreThereAlreadyAreToldAtOnce) {
  QMainWindow window;
  auto* const stack = new QStackedWidget;
  window.setCentralWidget(stack);
  stack->addWidget(named<QWidget>("inbox"));
  present(window);
  Captured c;
  EXPECT_EQ(c.screens(), QStringList({"inbox"}));
}

TEST(Screens, AreNoMenusPalettesAndCards) {
  Captured c;
  QWidget window;
  window.setObjectName("main");
  present(window);
  QMenu menu(&window);
  menu.setObjectName("menu");
  menu.popup({5, 5});
  menu.close();
  QWidget tool(&window, Qt::Tool);
  tool.setObjectName("tool");
  tool.show();
  QDialog card(&window);
  card.setObjectName("card");
  card.setProperty("docentIgnore", true);
  present(card);
  card.reject();
  settle();
  EXPECT_EQ(c.screens(), QStringList({"main"}));
  EXPECT_TRUE(c.told().isEmpty());
}

}  // namespace
}  // namespace docent::qt::testing
