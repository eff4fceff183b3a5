#include "capture/responses.h"

#include <gtest/gtest.h>

#include "capture/window.h"

namespace docent::qt::testing {
namespace {

struct Responses : ::testing::Test {
  Captured c;
  QWidget window;
  QVBoxLayout* layout = new QVBoxLayout(&window);
  QPushButton* button = add<QPushButton>("go");

  Responses() { window.setObjectName("w"); }
  template <class T>
  T* add(const QString& name, T* widget = new T) {
    widget->setObjectName(name);
    layout->addWidget(widget);
    return widget;
  }
  QStringList responses() { return c.told().filter(QRegularExpression("^(repaint|focus|open|close) ")); }
};

TEST_F(Responses, AreToldOnceForAClickThatWaits) {
  auto* const label = add<QLabel>("label");
  QObject::connect(button, &QPushButton::clicked, label, [=] { label->setText("done"); });
  present(window);
  label->setText("before");
  settle();
  EXPECT_TRUE(responses().isEmpty());
  press(button);
  ASSERT_TRUE(until([&] { return !responses().isEmpty(); }));
  label->setText("more");
  settle();
  EXPECT_EQ(c.told(), QStringList({"click w/go", "repaint w/label"}));
}

TEST_F(Responses, AreNotTheButtonItselfTheCaretProgressOrACard) {
  auto* const line = add<QLineEdit>("line");
  auto* const progress = add<QProgressBar>("progress");
  auto* const card = add<QLabel>("card");
  card->setProperty("docentIgnore", true);
  card->setFixedSize(100, 20);
  present(window);
  line->setFocus();
  settle();
  press(button);  // takes the focus from the line, which paints itself
  QTimer timer;
  int step = 0;
  QObject::connect(&timer, &QTimer::timeout, &window, [&] {
    progress->setValue(++step);
    card->setText(QString::number(step));
    button->update();
  });
  timer.start(10);
  settle(300);
  EXPECT_EQ(c.told(), QStringList({"click w/go"}));
}

TEST_F(Responses, AreNotTheCaretThatBlinksBesideAButtonWithoutFocus) {
  auto* const area = add<QPlainTextEdit>("area");
  button->setFocusPolicy(Qt::NoFocus);
  QApplication::setCursorFlashTime(60);
  present(window);
  area->setFocus();
  settle();
  press(button);
  settle(300);
  EXPECT_EQ(c.told(), QStringList({"click w/go"}));
  area->setPlainText("what the button is for");
  ASSERT_TRUE(until([&] { return !responses().isEmpty(); }));
  EXPECT_EQ(responses(), QStringList({"repaint w/area"}));
  QApplication::setCursorFlashTime(1000);
}

TEST_F(Responses, AreTheFocusOfAnotherWidget) {
  auto* const line = add<QLineEdit>("line");
  QObject::connect(button, &QPushButton::clicked, line, [=] { line->setFocus(); });
  present(window);
  button->setFocus();
  press(button);
  EXPECT_EQ(responses(), QStringList({"focus w/line"}));
}

TEST_F(Responses, OfAListAreASelectionNotAnythingElse) {
  auto* const list = add<QListWidget>("list");
  list->addItems({"a", "b"});
  present(window);
  list->setFocus();
  list->setCurrentRow(0);
  settle();
  press(list->viewport(), list->visualItemRect(list->item(0)).center());
  settle();
  EXPECT_TRUE(responses().isEmpty());
  press(list->viewport(), list->visualItemRect(list->item(1)).center());
  ASSERT_TRUE(until([&] { return !responses().isEmpty(); }));
  EXPECT_EQ(responses(), QStringList({"repaint w/list"}));
}

TEST_F(Responses, OfATreeAreWhatOpensInIt) {
  auto* const tree = add<QTreeWidget>("tree");
  auto* const top = new QTreeWidgetItem(tree, {"top"});
  new QTreeWidgetItem(top, {"below"});
  present(window);
  tree->setFocus();
  tree->setCurrentItem(top);
  settle();
  const QRect item = tree->visualItemRect(top);
  press(tree->viewport(), {tree->indentation() / 2, item.center().y()});
  EXPECT_TRUE(top->isExpanded());
  EXPECT_TRUE(until([&] { return responses() == QStringList({"repaint w/tree"}); }));
}

TEST_F(Responses, AreMenusAndListsThatDropDown) {
  auto* const combo = add<QComboBox>("combo");
  combo->addItems({"a", "b"});
  present(window);
  QTest::mousePress(combo, Qt::LeftButton);
  EXPECT_EQ(c.told(), QStringList({"click w/combo", "open w/combo"}));
  EXPECT_EQ(c.rig.interactions("open").last()["role"], "list");
  combo->hidePopup();
}

TEST_F(Responses, SurviveThatTheElementIsGone) {
  QObject::connect(button, &QPushButton::clicked, button, &QObject::deleteLater);
  present(window);
  press(button);
  settle();
  EXPECT_EQ(c.told("click").size(), 1);
  EXPECT_EQ(responses().size(), 1);  // the place where it was is painted
}

}  // namespace
}  // namespace docent::qt::testing
