#include "find_bar.h"

#include <gtest/gtest.h>

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QTextEdit>
#include <QToolButton>
#include <QVBoxLayout>

namespace notes {
namespace {

class FindBarTest : public testing::Test {
 protected:
  void SetUp() override {
    auto* const column = new QVBoxLayout(&window_);
    column->addWidget(bar_);
    column->addWidget(editor_);
    editor_->setPlainText("cat Cat concatenate\ncat");
    window_.resize(900, 400);
    window_.show();
    bar_->begin();
  }
  void look(const char* text) {
    auto* const field = window_.findChild<QLineEdit*>("find.what");
    field->clear();
    QTest::keyClicks(field, text);
  }
  QString count() const { return window_.findChild<QLabel*>("find.count")->text(); }
  void clickOn(const char* name) { QTest::mouseClick(window_.findChild<QAbstractButton*>(name), Qt::LeftButton); }

  QWidget window_;
  QTextEdit* editor_ = new QTextEdit;
  FindBar* bar_ = new FindBar(editor_);
};

TEST_F(FindBarTest, CountsAndGoesRound) {
  look("cat");
  EXPECT_EQ(bar_->matches(), 4);
  EXPECT_EQ(count(), "1 / 4");
  auto* const field = window_.findChild<QLineEdit*>("find.what");
  QTest::keyClick(field, Qt::Key_Return);
  EXPECT_EQ(count(), "2 / 4");
  QTest::keyClick(field, Qt::Key_Return, Qt::ShiftModifier);
  QTest::keyClick(field, Qt::Key_Return, Qt::ShiftModifier);
  EXPECT_EQ(count(), "4 / 4");
  clickOn("find.next");
  EXPECT_EQ(count(), "1 / 4");
}

TEST_F(FindBarTest, HeedsCaseAndWords) {
  look("cat");
  clickOn("find.case");
  EXPECT_EQ(bar_->matches(), 3);
  clickOn("find.words");
  EXPECT_EQ(bar_->matches(), 2);
}

TEST_F(FindBarTest, SaysWhenThereIsNothing) {
  look("dog");
  EXPECT_EQ(bar_->matches(), 0);
  EXPECT_FALSE(count().isEmpty());
  look("");
  EXPECT_EQ(count(), "");
}

TEST_F(FindBarTest, ReplacesOneAndAllInOneStepOfUndo) {
  look("cat");
  window_.findChild<QLineEdit*>("find.with")->setText("dog");
  clickOn("find.replace");
  EXPECT_EQ(editor_->toPlainText(), "dog Cat concatenate\ncat");
  clickOn("find.replaceAll");
  EXPECT_EQ(editor_->toPlainText(), "dog dog condogenate\ndog");
  EXPECT_EQ(bar_->matches(), 0);
  editor_->undo();
  EXPECT_EQ(editor_->toPlainText(), "dog Cat concatenate\ncat");
}

TEST_F(FindBarTest, ReplacingByWhatContainsItEnds) {
  look("cat");
  window_.findChild<QLineEdit*>("find.with")->setText("catcat");
  clickOn("find.replaceAll");
  EXPECT_EQ(editor_->toPlainText(), "catcat catcat concatcatenate\ncatcat");
}

TEST_F(FindBarTest, EscapeGoesBackToTheText) {
  look("cat");
  QTest::keyClick(window_.findChild<QLineEdit*>("find.what"), Qt::Key_Escape);
  EXPECT_FALSE(bar_->isVisible());
  EXPECT_TRUE(editor_->extraSelections().isEmpty());
}

}  // namespace
}  // namespace notes
