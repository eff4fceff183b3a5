#include "capture/edits.h"

#include <gtest/gtest.h>

#include "capture/window.h"

namespace docent::qt::testing {
namespace {

struct Edits : ::testing::Test {
  Captured c;
  QWidget window;
  QVBoxLayout* layout = new QVBoxLayout(&window);

  Edits() { window.setObjectName("w"); }
  template <class T>
  T* add(const QString& name, T* widget = new T) {
    widget->setObjectName(name);
    layout->addWidget(widget);
    return widget;
  }
  QStringList edits() { return c.told("edit"); }
};

TEST_F(Edits, OfTheUserAreToldOnceASecondOfTheProgramNever) {
  auto* const line = add<QLineEdit>("line");
  auto* const area = add<QTextEdit>("area");
  auto* const plain = add<QPlainTextEdit>("plain");
  present(window);
  line->setText("x");
  area->setPlainText("x");
  plain->setPlainText("x");
  EXPECT_TRUE(edits().isEmpty());
  QTest::keyClicks(line, "hello");
  QTest::keyClicks(area, "hello");
  QTest::keyClicks(plain, "hello");
  EXPECT_EQ(edits(), QStringList({"edit w/line", "edit w/area", "edit w/plain"}));
  EXPECT_TRUE(c.told("key").isEmpty());
  settle(1050);
  area->setPlainText("x");
  EXPECT_EQ(edits().size(), 3);
  QTest::keyClicks(line, "more");
  EXPECT_EQ(edits().size(), 4);
}

TEST_F(Edits, ComeByInputMethodPasteCutAndDelete) {
  for (int i = 0; i < 4; i++) add<QLineEdit>(QString("line%1").arg(i))->setText("x");
  const auto line = [&](int i) { return window.findChild<QLineEdit*>(QString("line%1").arg(i)); };
  QApplication::clipboard()->setText("pasted");
  present(window);
  line(0)->setFocus();
  QInputMethodEvent commit;
  commit.setCommitString("字");
  QApplication::sendEvent(line(0), &commit);
  QTest::keyClick(line(1), Qt::Key_V, Qt::ControlModifier);
  line(2)->selectAll();
  QTest::keyClick(line(2), Qt::Key_X, Qt::ControlModifier);
  QTest::keyClick(line(3), Qt::Key_Backspace);
  EXPECT_EQ(edits(), QStringList({"edit w/line0", "edit w/line1", "edit w/line2", "edit w/line3"}));
}

TEST_F(Edits, ComeByDrop) {
  auto* const area = add<QPlainTextEdit>("area");
  present(window);
  QMimeData data;
  data.setText("dropped");
  QDragEnterEvent enter({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, {});
  QApplication::sendEvent(area->viewport(), &enter);
  QDropEvent drop({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, {});
  QApplication::sendEvent(area->viewport(), &drop);
  EXPECT_EQ(area->toPlainText(), "dropped");
  EXPECT_EQ(edits(), QStringList({"edit w/area"}));
}

TEST_F(Edits, ComeByACommandOnTheFieldWithTheFocus) {
  auto* const area = add<QPlainTextEdit>("area");
  auto* const stamp = new QAction(&window);
  stamp->setObjectName("stamp");
  stamp->setShortcut(QKeySequence("Ctrl+T"));
  QObject::connect(stamp, &QAction::triggered, area, [area] { area->insertPlainText("now"); });
  window.addAction(stamp);
  present(window);
  area->setFocus();
  QTest::keyClick(area, Qt::Key_T, Qt::ControlModifier);
  EXPECT_EQ(c.told(), QStringList({"execute stamp", "edit w/area"}));
}

TEST_F(Edits, AreChangesOfBoxesCombosSpinsAndSliders) {
  auto* const box = add<QCheckBox>("box");
  auto* const combo = add<QComboBox>("combo");
  combo->addItems({"a", "b", "c"});
  auto* const spin = add<QSpinBox>("spin");
  auto* const slider = add("slider", new QSlider(Qt::Horizontal));
  auto* const radio = add<QRadioButton>("radio");
  present(window);
  box->setChecked(true);
  combo->setCurrentIndex(1);
  spin->setValue(3);
  slider->setValue(30);
  EXPECT_TRUE(edits().isEmpty());
  press(box, {8, box->height() / 2});
  QTest::keyClick(combo, Qt::Key_Down);
  QTest::keyClick(spin, Qt::Key_Up);
  QTest::mousePress(slider, Qt::LeftButton, {}, QPoint(slider->width() / 2, slider->height() / 2));
  QTest::mouseMove(slider, QPoint(slider->width() - 5, slider->height() / 2));
  QTest::mouseRelease(slider, Qt::LeftButton, {}, QPoint(slider->width() - 5, slider->height() / 2));
  press(radio, {8, radio->height() / 2});
  EXPECT_EQ(edits(), QStringList({"edit w/box", "edit w/combo", "edit w/spin", "edit w/slider", "edit w/radio"}));
}

TEST_F(Edits, InCellsAreOfTheView) {
  auto* const table = add("table", new QTableWidget(2, 2));
  table->setItem(0, 0, new QTableWidgetItem("x"));
  present(window);
  table->editItem(table->item(0, 0));
  QTest::keyClicks(table->viewport()->findChild<QLineEdit*>(), "secret");
  EXPECT_EQ(edits(), QStringList({"edit w/table"}));
}

TEST_F(Edits, OfReadOnlyFieldsAreKeys) {
  auto* const line = add<QLineEdit>("line");
  line->setReadOnly(true);
  present(window);
  QTest::keyClicks(line, "x");
  EXPECT_EQ(c.told(), QStringList({"key w/line"}));
}

TEST_F(Edits, OfEditorsThatQtDoesNotKnowAreToldByTheKey) {
  auto* const own = add<QWidget>("own");
  own->setAttribute(Qt::WA_InputMethodEnabled);
  own->setFocusPolicy(Qt::StrongFocus);
  present(window);
  QTest::keyClicks(own, "ab");
  QTest::keyClick(own, Qt::Key_Left);
  EXPECT_EQ(c.told(), QStringList({"edit w/own", "key w/own"}));
}

TEST_F(Edits, KeysThatMoveAreKeysOnceASecondAndModifiersNone) {
  auto* const line = add<QLineEdit>("line");
  present(window);
  QTest::keyClick(line, Qt::Key_Shift);
  for (int i = 0; i < 20; i++) QTest::keyClick(line, Qt::Key_Left);
  EXPECT_EQ(c.told(), QStringList({"key w/line"}));
}

TEST_F(Edits, UndoAndRedoInAFieldAreNoEdits) {
  auto* const line = add<QLineEdit>("line");
  auto* const area = add<QPlainTextEdit>("area");
  present(window);
  QTest::keyClick(line, Qt::Key_Z, Qt::ControlModifier);  // nothing to undo
  QTest::keyClicks(line, "x");
  QTest::keyClick(line, Qt::Key_Z, Qt::ControlModifier);
  QTest::keyClick(line, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
  QTest::keyClicks(area, "x");
  QTest::keyClick(area, Qt::Key_Z, Qt::ControlModifier);
  EXPECT_EQ(c.told(), QStringList({"key w/line", "edit w/line", "undo w/line", "redo w/line", "edit w/area", "undo w/area"}));
}

TEST_F(Edits, ScrollingIsToldOnceASecond) {
  auto* const area = add<QPlainTextEdit>("area");
  area->setPlainText(QString("line\n").repeated(500));
  present(window);
  const QPointF place(5, 5);
  for (int i = 0; i < 10; i++) {
    QWheelEvent wheel(place, area->viewport()->mapToGlobal(place), {}, {0, -120}, {}, {}, Qt::NoScrollPhase, false);
    QSpontaneKeyEvent::setSpontaneous(&wheel);
    qApp->notify(area->viewport(), &wheel);
  }
  EXPECT_GT(area->verticalScrollBar()->value(), 0);
  EXPECT_EQ(c.told(), QStringList({"scroll w/area"}));
  press(area->verticalScrollBar());
  EXPECT_EQ(c.told(), QStringList({"scroll w/area", "click w/area"}));
  settle(1050);
  press(area->verticalScrollBar());
  EXPECT_EQ(c.told(), QStringList({"scroll w/area", "click w/area", "scroll w/area", "click w/area"}));
}

TEST_F(Edits, AfterAClickAreToldAgainForTheyAnswerIt) {
  auto* const box = add<QCheckBox>("box");
  present(window);
  for (int i = 0; i < 3; i++) press(box, {8, box->height() / 2});
  EXPECT_EQ(c.told(), QStringList({"click w/box", "edit w/box", "click w/box", "edit w/box", "click w/box", "edit w/box"}));
}

}  // namespace
}  // namespace docent::qt::testing
