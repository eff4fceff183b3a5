#include "capture/clicks.h"

#include <gtest/gtest.h>

#include "capture/window.h"

namespace docent::qt::testing {
namespace {

struct Clicks : ::testing::Test {
  Captured c;
  QMainWindow window;
  QWidget* body = new QWidget;
  QVBoxLayout* layout = new QVBoxLayout(body);

  Clicks() {
    window.setObjectName("w");
    window.setCentralWidget(body);
    window.resize(500, 500);
  }
  template <class T>
  T* add(const QString& name, T* widget = new T) {
    widget->setObjectName(name);
    layout->addWidget(widget);
    return widget;
  }
  QJsonObject lastClick() { return c.rig.interactions("click").last(); }
};

TEST_F(Clicks, TellElementRoleAndPlaceInTheWindow) {
  auto* const button = add<QPushButton>("save");
  present(window);
  press(button, {7, 5});
  const QPoint place = button->mapTo(&window, QPoint(7, 5));
  EXPECT_EQ(lastClick(), (QJsonObject{{"kind", "click"}, {"target", "w/save"}, {"role", "button"}, {"x", place.x()}, {"y", place.y()}}));
}

TEST_F(Clicks, CountOnlyWhenTheMouseIsReleasedOverTheElement) {
  auto* const button = add<QPushButton>("save");
  present(window);
  QTest::mousePress(button, Qt::LeftButton);
  EXPECT_TRUE(c.told("click").isEmpty());
  QTest::mouseRelease(button, Qt::LeftButton, {}, QPoint(-30, -30));
  QTest::mouseClick(button, Qt::RightButton);
  EXPECT_TRUE(c.told("click").isEmpty());
}

TEST_F(Clicks, OnDisabledButtonsAreToldForTheyAreDead) {
  auto* const button = add<QPushButton>("save");
  button->setEnabled(false);
  present(window);
  press(button);
  EXPECT_EQ(c.told("click"), QStringList({"click w/save"}));
}

TEST_F(Clicks, AreToldOnceThoughParentsGetTheEventToo) {
  auto* const label = add<QLabel>("label");
  present(window);
  press(label);
  QTest::mouseDClick(label, Qt::LeftButton);  // the second press of a double click is another event
  QTest::mouseRelease(label, Qt::LeftButton);
  EXPECT_EQ(c.told("click"), QStringList({"click w/label", "click w/label"}));
  EXPECT_FALSE(lastClick().contains("role"));
}

TEST_F(Clicks, ByTheProgramAreNone) {
  auto* const button = add<QPushButton>("save");
  present(window);
  button->click();
  EXPECT_TRUE(c.told().isEmpty());
}

TEST_F(Clicks, ByKeyAreOnButtons) {
  auto* const button = add<QPushButton>("save");
  auto* const box = add<QCheckBox>("box");
  present(window);
  QTest::keyClick(button, Qt::Key_Space);
  QTest::keyClick(box, Qt::Key_Space);
  EXPECT_EQ(c.told().filter(QRegularExpression("click|edit")), QStringList({"click w/save", "click w/box", "edit w/box"}));
  EXPECT_FALSE(lastClick().contains("x"));
  button->setAutoDefault(true);
  QTest::keyClick(button, Qt::Key_Return);
  EXPECT_EQ(c.told("click").size(), 3);
}

TEST_F(Clicks, ByMnemonicAreOnButtonsTabsAndMenus) {
  add("save", new QPushButton("&Save"));
  auto* const tabs = add<QTabWidget>("tabs");
  tabs->addTab(new QWidget, "&One");
  tabs->addTab(new QWidget, "&Two");
  tabs->widget(1)->setObjectName("pageTwo");
  window.menuBar()->addMenu("&File")->setObjectName("menuFile");
  window.menuBar()->actions()[0]->menu()->addAction("Open");
  present(window);
  QTest::keyClick(&window, Qt::Key_S, Qt::AltModifier);
  QTest::keyClick(&window, Qt::Key_T, Qt::AltModifier);
  EXPECT_EQ(tabs->currentIndex(), 1);
  QTest::keyClick(&window, Qt::Key_F, Qt::AltModifier);
  EXPECT_EQ(c.told("click"), QStringList({"click w/save", "click w/tabs/pageTwo", "click menuFile"}));
  window.menuBar()->actions()[0]->menu()->close();
}

TEST_F(Clicks, OfTheDefaultButtonByEnterInAField) {
  QDialog dialog(&window);
  dialog.setObjectName("find");
  auto* const field = new QLineEdit(&dialog);
  auto* const go = new QPushButton("Go", &dialog);
  go->setObjectName("go");
  go->setDefault(true);
  QStringList order;
  QObject::connect(go, &QPushButton::clicked, &dialog, [&] { order = c.told("click"); });
  present(dialog);
  QTest::keyClick(field, Qt::Key_Return);
  EXPECT_EQ(order, QStringList({"click find/go"}));  // it was told before
}

TEST_F(Clicks, OnTabsNameThePageNeverTheTitle) {
  auto* const tabs = add<QTabWidget>("tabs");
  tabs->addTab(new QWidget, "secret.txt");
  tabs->addTab(new QWidget, "secret2.txt");
  tabs->widget(0)->setObjectName("first");
  present(window);
  press(tabs->tabBar(), tabs->tabBar()->tabRect(1).center());
  press(tabs->tabBar(), tabs->tabBar()->tabRect(0).center());
  EXPECT_EQ(c.told("click"), QStringList({"click w/tabs/#2", "click w/tabs/first"}));
  EXPECT_EQ(lastClick()["role"], "tab");
}

TEST_F(Clicks, OnCellsNameTheViewNeverTheContent) {
  auto* const list = add<QListWidget>("notes");
  list->addItems({"secret", "secret"});
  auto* const tree = add<QTreeWidget>("tree");
  tree->addTopLevelItem(new QTreeWidgetItem({"secret"}));
  present(window);
  press(list->viewport(), list->visualItemRect(list->item(1)).center());
  EXPECT_EQ(lastClick()["role"], "listitem");
  press(tree->viewport(), tree->visualItemRect(tree->topLevelItem(0)).center());
  EXPECT_EQ(lastClick()["role"], "treeitem");
  QTest::keyClick(tree, Qt::Key_Return);
  EXPECT_EQ(c.told("click"), QStringList({"click w/notes", "click w/tree", "click w/tree"}));
}

TEST_F(Clicks, OnFieldsThatActOnPress) {
  auto* const spin = add<QSpinBox>("spin");
  auto* const slider = add("slider", new QSlider(Qt::Horizontal));
  auto* const combo = add<QComboBox>("combo");
  combo->addItems({"a", "b"});
  present(window);
  QTest::mousePress(spin, Qt::LeftButton, {}, QPoint(spin->width() - 6, 6));
  EXPECT_EQ(lastClick()["role"], "spin");
  QTest::mouseRelease(spin, Qt::LeftButton, {}, QPoint(spin->width() - 6, 6));
  QTest::mousePress(slider, Qt::LeftButton);
  EXPECT_EQ(lastClick()["role"], "slider");
  QTest::mouseRelease(slider, Qt::LeftButton);
  QTest::mousePress(combo, Qt::LeftButton);
  EXPECT_EQ(lastClick()["role"], "combobox");
  ASSERT_TRUE(combo->view()->isVisible());
  press(combo->view()->viewport(), combo->view()->visualRect(combo->model()->index(1, 0)).center());
  EXPECT_EQ(lastClick()["role"], "option");
  EXPECT_EQ(c.told("click"), QStringList({"click w/spin", "click w/slider", "click w/combo", "click w/combo"}));
}

TEST_F(Clicks, InMenusComeBeforeWhatTheyCause) {
  QMenu* const file = window.menuBar()->addMenu("Secret");
  file->setObjectName("menuFile");
  QStringList order;
  file->addAction("Secret", &window, [&] { order = c.told(); })->setObjectName("actionOpen");
  QAction* const dead = file->addAction("Secret");
  dead->setEnabled(false);
  present(window);
  press(window.menuBar(), window.menuBar()->actionGeometry(file->menuAction()).center());
  ASSERT_TRUE(until([&] { return file->isVisible(); }));
  QTest::mouseMove(file, file->actionGeometry(file->actions()[0]).center());
  press(file, file->actionGeometry(file->actions()[0]).center());
  EXPECT_EQ(order, QStringList({"click menuFile", "open menuFile", "click actionOpen", "execute actionOpen"}));
  EXPECT_EQ(lastClick()["role"], "menuitem");
  file->popup({100, 100});
  press(file, file->actionGeometry(dead).center());
  EXPECT_EQ(c.told("click").last(), "click menuFile/#2");
  file->close();
}

TEST_F(Clicks, InMenusByKey) {
  QMenu menu(&window);
  menu.setObjectName("menu");
  menu.addAction("&Open")->setObjectName("open");
  menu.addAction("&Close")->setObjectName("close");
  present(window);
  menu.popup({10, 10});
  QTest::keyClick(&menu, Qt::Key_Down);
  QTest::keyClick(&menu, Qt::Key_Return);
  menu.popup({10, 10});
  QTest::keyClick(&menu, Qt::Key_C);
  EXPECT_EQ(c.told().filter(QRegularExpression("click|execute")), QStringList({"click open", "execute open", "click close", "execute close"}));
}

TEST_F(Clicks, SayWhichFormTheyAreIn) {
  body->setObjectName("settings");
  body->setProperty("docentForm", true);
  auto* const button = add<QPushButton>("reset");
  present(window);
  press(button);
  EXPECT_EQ(lastClick()["form"], "w/settings");
}

TEST_F(Clicks, SurviveThatThePressDestroysTheElement) {
  auto* const button = add<QPushButton>("gone");
  QObject::connect(button, &QPushButton::pressed, button, [button] { button->deleteLater(); });
  auto* const combo = add<QPushButton>("menu");
  present(window);
  QPointer<QPushButton> guard(button);
  press(button);
  EXPECT_TRUE(until([&] { return guard == nullptr; }));
  EXPECT_TRUE(c.told("click").isEmpty());
  press(combo);
  EXPECT_EQ(c.told("click"), QStringList({"click w/menu"}));
}

}  // namespace
}  // namespace docent::qt::testing
