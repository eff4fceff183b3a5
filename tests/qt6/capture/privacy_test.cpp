// Nothing that the user types, chooses or sees is ever recorded, unless one property of one element was allowed.
#include <gtest/gtest.h>

#include "capture/window.h"

namespace docent::qt::testing {
namespace {

const QString marker = "SECRETMARKER";

struct Privacy : ::testing::Test {
  Captured c;
  QMainWindow window;
  QVBoxLayout* layout;

  Privacy() {
    window.setObjectName("w");
    window.setWindowTitle(marker);
    auto* const body = new QWidget;
    layout = new QVBoxLayout(body);
    window.setCentralWidget(body);
  }
  template <class T>
  T* add(const QString& name, T* widget = new T) {
    widget->setObjectName(name);
    layout->addWidget(widget);
    return widget;
  }
};

TEST_F(Privacy, NothingTypedChosenOrShownIsRecorded) {
  auto* const line = add<QLineEdit>("line");
  auto* const password = add<QLineEdit>("password");
  password->setEchoMode(QLineEdit::Password);
  auto* const area = add<QTextEdit>("area");
  auto* const combo = add<QComboBox>("combo");
  combo->addItems({marker + "1", marker + "2"});
  auto* const list = add<QListWidget>({});
  list->addItem(marker);
  auto* const button = add<QPushButton>({}, new QPushButton(marker));
  auto* const tabs = add<QTabWidget>("tabs");
  tabs->addTab(new QWidget, marker);
  QMenu* const recent = window.menuBar()->addMenu(marker);
  recent->addAction(marker + ".txt");
  c.capture->allow("w/password", "text");
  present(window);
  for (QWidget* field : {static_cast<QWidget*>(line), static_cast<QWidget*>(password), static_cast<QWidget*>(area)}) QTest::keyClicks(field, marker);
  QTest::keyClick(combo, Qt::Key_Down);
  for (QWidget* widget : {static_cast<QWidget*>(line), static_cast<QWidget*>(password), list->viewport(), static_cast<QWidget*>(button)})
    press(widget);
  press(tabs->tabBar(), tabs->tabBar()->tabRect(0).center());
  recent->actions()[0]->trigger();
  QDialog dialog(&window);
  dialog.setWindowTitle(marker);
  present(dialog);
  dialog.reject();
  ASSERT_GE(c.told().size(), 11);
  EXPECT_FALSE(c.everything().contains(marker, Qt::CaseInsensitive));
  EXPECT_FALSE(c.everything().contains(marker.mid(3, 5), Qt::CaseInsensitive));
}

TEST_F(Privacy, WhatWasAllowedComesWithClicksAndEdits) {
  auto* const format = add<QComboBox>("format");
  format->addItems({"PDF", "HTML"});
  auto* const zoom = add<QSpinBox>("zoom");
  auto* const wrap = add<QCheckBox>("wrap");
  auto* const ratio = add<QDoubleSpinBox>("ratio");
  c.capture->allow("w/format", "currentText");
  c.capture->allow("w/zoom", "value");
  c.capture->allow("w/wrap", "checked");
  c.capture->allow("w/ratio", "value");
  present(window);
  QTest::keyClick(format, Qt::Key_Down);
  QTest::keyClick(zoom, Qt::Key_Up);
  QTest::keyClick(wrap, Qt::Key_Space);
  QTest::keyClick(ratio, Qt::Key_Up);
  QJsonArray values;
  for (const QJsonObject& edit : c.rig.interactions("edit")) values.append(edit["value"]);
  EXPECT_EQ(values, (QJsonArray{"HTML", 1, true, 1.0}));
  EXPECT_EQ(c.rig.interactions("click")[0]["value"], false);  // before it takes effect
}

TEST_F(Privacy, AnAllowedTextIsCutAndOtherTypesAreNone) {
  auto* const line = add<QLineEdit>("line");
  auto* const other = add<QPushButton>("other");
  c.capture->allow("w/line", "text");
  c.capture->allow("w/other", "size");
  present(window);
  line->setText(QString(500, 'x'));
  press(line);
  press(other);
  const auto clicks = c.rig.interactions("click");
  EXPECT_EQ(clicks[0]["value"].toString().size(), 200);
  EXPECT_FALSE(clicks[1].contains("value"));
}

TEST_F(Privacy, WhatIsIgnoredRecordsNothing) {
  auto* const card = add<QWidget>("card");
  card->setProperty("docentIgnore", true);
  auto* const button = new QPushButton("x", card);
  auto* const field = new QLineEdit(card);
  field->move(0, 40);
  card->setMinimumSize(200, 100);
  present(window);
  press(button);
  QTest::keyClicks(field, "x");
  QTest::keyClick(button, Qt::Key_Space);
  EXPECT_TRUE(c.told().isEmpty());
}

}  // namespace
}  // namespace docent::qt::testing
