#include <docent/qt/element_name.h>

#include <gtest/gtest.h>

#include <QtWidgets/QtWidgets>

#include "capture/own_name.h"

namespace docent::qt {
namespace {

template <class T>
T* named(const QString& name, QWidget* parent) {
  auto* const made = new T(parent);
  made->setObjectName(name);
  return made;
}

TEST(ElementName, IsThePathOfObjectNames) {
  QMainWindow window;
  window.setObjectName("MainWindow");
  auto* const bar = named<QToolBar>("toolbar", &window);
  auto* const between = new QWidget(bar);
  EXPECT_EQ(elementName(named<QToolButton>("bold", between)), "MainWindow/toolbar/bold");
  EXPECT_EQ(elementName(&window), "MainWindow");
  EXPECT_EQ(elementName(static_cast<const QWidget*>(nullptr)), "");
}

TEST(ElementName, GoesByClassAndPlaceWithoutAName) {
  QWidget window;
  window.setObjectName("w");
  new QPushButton("Secret", &window);
  new QLabel(&window);
  EXPECT_EQ(elementName(new QPushButton("Secret", &window)), "w/QPushButton#2");
  EXPECT_EQ(elementName(std::make_unique<QMessageBox>().get()), "QMessageBox");
}

TEST(ElementName, IsThatOfTheWidgetForPartsThatQtMakes) {
  QWidget window;
  auto* const list = named<QListWidget>("notes", &window);
  EXPECT_EQ(elementName(list->viewport()), "notes");
  auto* const tabs = named<QTabWidget>("pages", &window);
  EXPECT_EQ(elementName(tabs->tabBar()), "pages");
  auto* const table = named<QTableWidget>("table", &window);
  EXPECT_EQ(elementName(table->horizontalHeader()->viewport()), "table/horizontalHeader");
}

TEST(ElementName, StopsAtTheWindowAndNamesDialogsByClass) {
  QWidget window;
  window.setObjectName("w");
  QDialog dialog(&window);
  EXPECT_EQ(elementName(named<QLineEdit>("field", &dialog)), "QDialog/field");
  QMessageBox box(QMessageBox::Question, "Secret", "Secret", QMessageBox::Save | QMessageBox::Cancel, &window);
  EXPECT_EQ(elementName(box.button(QMessageBox::Save)), "QMessageBox/Save");
}

TEST(ElementName, CanBeGivenByAProperty) {
  QWidget window;
  window.setProperty("docentName", "editor");
  auto* const button = named<QPushButton>("pushButton_7", &window);
  button->setProperty("docentName", "save");
  EXPECT_EQ(elementName(button), "editor/save");
}

TEST(ElementName, HasAtMost128BytesAndLosesWholeSegmentsAtItsBeginning) {
  QWidget window;
  window.setObjectName("window");
  QWidget* inner = &window;
  for (int i = 0; i < 10; i++) inner = named<QWidget>(QString(20, QChar('a' + i)), inner);
  const QString name = elementName(inner);
  EXPECT_EQ(name.toUtf8().size(), 6 * 20 + 5);
  EXPECT_TRUE(name.startsWith("eee")) << name.toStdString();
  const QString tooLong = elementName(named<QWidget>(QString(100, QChar(0x7b14)), inner));  // three bytes each
  EXPECT_EQ(tooLong, QString(42, QChar(0x7b14)));
  EXPECT_EQ(clippedName(QString("😀").repeated(40)), QString("😀").repeated(32));
}

TEST(ElementName, OfAnActionIsNeverItsText) {
  QMainWindow window;
  window.setObjectName("w");
  window.menuBar()->setObjectName("bar");
  QMenu* const file = window.menuBar()->addMenu("Secret");
  file->setObjectName("menuFile");
  file->addAction("Secret 1")->setObjectName("actionOpen");
  file->addSeparator();
  EXPECT_EQ(elementName(file->actions()[0]), "actionOpen");
  EXPECT_EQ(elementName(file->addAction("Secret 2")), "menuFile/#3");
  QMenu* const nameless = window.menuBar()->addMenu("Secret");
  EXPECT_EQ(elementName(nameless->addAction("Secret")), "w/bar/#2/#1");
  QToolBar* const bar = window.addToolBar("Secret");
  bar->setObjectName("tools");
  QAction* const tool = bar->addAction("Secret");
  EXPECT_EQ(elementName(tool), "w/tools/#1");
  EXPECT_EQ(elementName(bar->widgetForAction(tool)), "w/tools/QToolButton#1");
  tool->setProperty("docentName", "bold");
  EXPECT_EQ(elementName(tool), "bold");
  EXPECT_EQ(elementName(bar->widgetForAction(tool)), "w/tools/bold");
  QAction loose;
  EXPECT_EQ(elementName(&loose), "QAction");
  EXPECT_EQ(elementName(static_cast<const QAction*>(nullptr)), "");
}

TEST(IsIgnored, CountsForAllThatIsInAWidget) {
  QWidget window;
  auto* const card = new QWidget(&window);
  auto* const button = new QPushButton(card);
  EXPECT_FALSE(isIgnored(button));
  card->setProperty("docentIgnore", true);
  EXPECT_TRUE(isIgnored(button));
  EXPECT_FALSE(isIgnored(&window));
  card->setProperty("docentIgnore", false);
  EXPECT_FALSE(isIgnored(button));
  EXPECT_FALSE(isIgnored(nullptr));
}

}  // namespace
}  // namespace docent::qt
