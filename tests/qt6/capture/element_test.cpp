#include "capture/element.h"

#include <gtest/gtest.h>

#include <QtWidgets/QtWidgets>

namespace docent::qt {
namespace {

template <class T>
QByteArray roleOfA() {
  T widget;
  return roleOf(&widget);
}

TEST(Role, FollowsTheClass) {
  EXPECT_EQ(roleOfA<QPushButton>(), "button");
  EXPECT_EQ(roleOfA<QToolButton>(), "button");
  EXPECT_EQ(roleOfA<QCheckBox>(), "checkbox");
  EXPECT_EQ(roleOfA<QRadioButton>(), "radio");
  EXPECT_EQ(roleOfA<QComboBox>(), "combobox");
  EXPECT_EQ(roleOfA<QDateEdit>(), "spin");
  EXPECT_EQ(roleOfA<QDial>(), "slider");
  EXPECT_EQ(roleOfA<QScrollBar>(), "scrollbar");
  EXPECT_EQ(roleOfA<QLineEdit>(), "text");
  EXPECT_EQ(roleOfA<QPlainTextEdit>(), "text");
  EXPECT_EQ(roleOfA<QTabBar>(), "tab");
  EXPECT_EQ(roleOfA<QTreeWidget>(), "treeitem");
  EXPECT_EQ(roleOfA<QTableWidget>(), "listitem");
  EXPECT_EQ(roleOfA<QMenuBar>(), "menuitem");
  EXPECT_EQ(roleOfA<QDialog>(), "dialog");
  EXPECT_EQ(roleOfA<QWidget>(), "window");
}

TEST(Role, FollowsWhatAButtonIsFor) {
  QToolButton tool;
  tool.setCheckable(true);
  EXPECT_EQ(roleOf(&tool), "togglebutton");
  QPushButton push;
  push.setMenu(new QMenu(&push));
  EXPECT_EQ(roleOf(&push), "menubutton");
  QDialogButtonBox box(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
  EXPECT_EQ(roleOf(box.button(QDialogButtonBox::Ok)), "button");
  EXPECT_EQ(roleOf(box.button(QDialogButtonBox::Cancel)), "cancel");
  QWidget window;
  auto* const own = new QWidget(&window);
  EXPECT_EQ(roleOf(own), "");
  own->setProperty("docentRole", "switch");
  EXPECT_EQ(roleOf(own), "switch");
}

TEST(Role, KnowsALinkByTheCursor) {
  QWidget window;
  auto* const label = new QLabel("<a href='x'>x</a>", &window);
  EXPECT_EQ(roleOf(label), "");
  label->setCursor(Qt::PointingHandCursor);
  EXPECT_EQ(roleOf(label), "link");
}

TEST(Element, IsWhatTheUserSees) {
  QWidget window;
  auto* const spin = new QSpinBox(&window);
  EXPECT_EQ(elementOf(spin->findChild<QLineEdit*>()).widget, spin);
  auto* const combo = new QComboBox(&window);
  combo->addItems({"a", "b"});
  const Element option = elementOf(combo->view()->viewport());
  EXPECT_EQ(option.widget, combo);
  EXPECT_EQ(option.role, "option");
  auto* const button = new QPushButton(&window);
  auto* const picture = new QLabel(button);
  EXPECT_EQ(elementOf(picture).widget, button);
  EXPECT_EQ(elementOf(picture).role, "button");
  auto* const own = new QFrame(&window);
  auto* const text = new QLabel(own);
  EXPECT_EQ(elementOf(text).widget, text);
  own->setProperty("docentRole", "button");
  EXPECT_EQ(elementOf(text).widget, own);
}

TEST(Element, OfAnEditorInACellHasTheNameOfItsView) {
  QTableWidget table(2, 2);
  table.setItem(0, 0, new QTableWidgetItem("x"));
  table.show();
  table.editItem(table.item(0, 0));
  auto* const editor = table.viewport()->findChild<QLineEdit*>();
  ASSERT_NE(editor, nullptr);
  const Element element = elementOf(editor);
  EXPECT_EQ(element.widget, &table);
  EXPECT_EQ(element.field, editor);
  EXPECT_EQ(element.role, "text");
}

TEST(Element, OfAScrollBarIsItsArea) {
  QPlainTextEdit area;
  EXPECT_EQ(elementOf(area.verticalScrollBar()).widget, &area);
  EXPECT_EQ(elementOf(area.verticalScrollBar()).role, "scrollbar");
  QScrollBar alone;
  EXPECT_EQ(elementOf(&alone).widget, &alone);
}

TEST(Form, IsTheDialogOrTheWidgetThatSaysSo) {
  QWidget window;
  auto* const field = new QLineEdit(&window);
  EXPECT_EQ(formOf(field), nullptr);
  window.setProperty("docentForm", true);
  EXPECT_EQ(formOf(field), &window);
  QDialog dialog(&window);
  auto* const group = new QGroupBox(&dialog);
  EXPECT_EQ(formOf(group), &dialog);
  group->setProperty("docentForm", true);
  EXPECT_EQ(formOf(new QLineEdit(group)), group);
  EXPECT_EQ(formOf(&dialog), &dialog);
}

TEST(Secret, IsAFieldThatDoesNotShowWhatIsTyped) {
  QLineEdit line;
  EXPECT_FALSE(isSecret(&line));
  line.setEchoMode(QLineEdit::PasswordEchoOnEdit);
  EXPECT_TRUE(isSecret(&line));
  QComboBox combo;
  combo.setEditable(true);
  combo.lineEdit()->setEchoMode(QLineEdit::Password);
  EXPECT_TRUE(isSecret(&combo));
  EXPECT_FALSE(isSecret(nullptr));
}

}  // namespace
}  // namespace docent::qt
