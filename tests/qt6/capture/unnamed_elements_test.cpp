#include <docent/qt/element_name.h>

#include <gtest/gtest.h>

#include <QtWidgets/QtWidgets>

namespace docent::qt {
namespace {

TEST(UnnamedElements, ListsWhatPeopleUseAndNobodyNamed) {
  QMainWindow window;
  window.setObjectName("w");
  auto* const body = new QWidget;
  window.setCentralWidget(body);
  new QPushButton(body);
  new QLabel(body);  // not used
  (new QLineEdit(body))->setObjectName("field");
  auto* const ignored = new QWidget(body);
  ignored->setProperty("docentIgnore", true);
  new QPushButton(ignored);
  QMenu* const menu = window.menuBar()->addMenu("File");
  window.menuBar()->setObjectName("bar");
  menu->setObjectName("menuFile");
  menu->addAction("Open")->setObjectName("actionOpen");
  menu->addAction("Close");
  EXPECT_EQ(unnamedElements(&window), QStringList({"w/QPushButton#1", "menuFile/#2"}));
}

TEST(UnnamedElements, ListsSiblingsOfOneName) {
  QWidget window;
  auto* const left = new QWidget(&window);
  auto* const right = new QWidget(&window);
  for (QWidget* parent : {left, left, right}) (new QPushButton(parent))->setObjectName("ok");
  EXPECT_EQ(unnamedElements(&window), QStringList({"ok"}));
}

TEST(UnnamedElements, KnowsPartsThatQtMakes) {
  QWidget window;
  int number = 0;
  const auto add = [&](QWidget* made) {
    made->setParent(&window);
    made->setObjectName(QString("named%1").arg(number++));
  };
  add(new QSpinBox);
  auto* const combo = new QComboBox;
  combo->setEditable(true);
  add(combo);
  add(new QTableWidget(3, 3));
  auto* const tabs = new QTabWidget;
  tabs->setTabsClosable(true);
  add(tabs);
  add(new QTextEdit);
  add(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel));
  EXPECT_EQ(unnamedElements(&window), QStringList());
}

TEST(UnnamedElements, LooksAtAllWindowsWithoutARoot) {
  QWidget window;
  window.setObjectName("lintedWindow");
  new QPushButton(&window);
  EXPECT_TRUE(unnamedElements().contains("lintedWindow/QPushButton#1"));
}

}  // namespace
}  // namespace docent::qt
