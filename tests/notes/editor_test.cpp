#include "editor.h"

#include <gtest/gtest.h>

#include <QSignalSpy>
#include <QTest>
#include <QTextList>
#include <QTextTable>

namespace notes {
namespace {

class EditorTest : public testing::Test {
 protected:
  void SetUp() override {
    editor_.resize(800, 500);
    editor_.setNote("<p></p>");
    editor_.show();
  }
  NoteEditor editor_;
};

TEST_F(EditorTest, AParagraphOrAPauseIsOneEdit) {
  QSignalSpy edits(&editor_, &NoteEditor::edited);
  QTest::keyClicks(&editor_, "We leave");
  EXPECT_EQ(edits.count(), 0);
  QTest::keyClick(&editor_, Qt::Key_Return);
  ASSERT_EQ(edits.count(), 1);
  EXPECT_EQ(edits[0][0].toInt(), 9);
  QTest::keyClicks(&editor_, "on");
  EXPECT_TRUE(edits.wait(3000)) << "the pause";
  EXPECT_EQ(edits[1][0].toInt(), 2);
}

TEST_F(EditorTest, OpeningAndFormattingAreNoEdits) {
  QSignalSpy edits(&editor_, &NoteEditor::edited);
  editor_.setNote("<p>Some text</p>");
  editor_.selectAll();
  editor_.toggle(QTextFormat::FontWeight);
  editor_.setStyle(BlockStyle::heading1);
  EXPECT_FALSE(edits.wait(1000));
}

TEST_F(EditorTest, EnterAfterAHeadingIsText) {
  editor_.setStyle(BlockStyle::heading1);
  QTest::keyClicks(&editor_, "Title");
  QTest::keyClick(&editor_, Qt::Key_Return);
  QTest::keyClicks(&editor_, "text");
  EXPECT_TRUE(editor_.html().contains("<h1>Title</h1>")) << editor_.html().toStdString();
  EXPECT_TRUE(editor_.html().contains("<p>text</p>")) << editor_.html().toStdString();
}

TEST_F(EditorTest, EnterOnAnEmptyItemEndsTheList) {
  editor_.toggleList(QTextListFormat::ListDisc);
  QTest::keyClicks(&editor_, "one");
  QTest::keyClick(&editor_, Qt::Key_Return);
  QTest::keyClick(&editor_, Qt::Key_Return);
  QTest::keyClicks(&editor_, "after");
  EXPECT_TRUE(editor_.html().contains("<li>one</li>")) << editor_.html().toStdString();
  EXPECT_TRUE(editor_.html().contains("<p>after</p>")) << editor_.html().toStdString();
}

TEST_F(EditorTest, TablesGrowAndShrink) {
  editor_.insertTable(2, 3);
  ASSERT_TRUE(editor_.inTable());
  QTextTable* const table = editor_.textCursor().currentTable();
  using Edit = NoteEditor::TableEdit;
  editor_.editTable(Edit::rowBelow);
  editor_.editTable(Edit::columnAfter);
  EXPECT_EQ(table->rows(), 3);
  EXPECT_EQ(table->columns(), 4);
  editor_.editTable(Edit::removeRow);
  editor_.editTable(Edit::removeColumn);
  EXPECT_EQ(table->rows(), 2);
  EXPECT_EQ(table->columns(), 3);
  editor_.insertTable(2, 2);
  EXPECT_EQ(editor_.textCursor().currentTable(), table) << "no table within a table";
  for (int i = 0; i < 6; i++) QTest::keyClick(&editor_, Qt::Key_Tab);
  EXPECT_EQ(table->rows(), 3) << "Tab in the last cell adds a row";
  editor_.editTable(Edit::removeTable);
  EXPECT_FALSE(editor_.inTable());
  editor_.undo();
  EXPECT_TRUE(editor_.html().contains("<table>"));
}

TEST_F(EditorTest, UndoTakesBackWhatWasDone) {
  QTest::keyClicks(&editor_, "text");
  editor_.selectAll();
  editor_.toggle(QTextFormat::FontItalic);
  EXPECT_TRUE(editor_.html().contains("<i>text</i>"));
  editor_.undo();
  EXPECT_FALSE(editor_.html().contains("<i>"));
  editor_.redo();
  EXPECT_TRUE(editor_.html().contains("<i>text</i>"));
}

TEST_F(EditorTest, LinksAreMadeAndTakenAway) {
  editor_.setLink("https://example.com", "here");
  EXPECT_TRUE(editor_.html().contains("<a href=\"https://example.com\">here</a>")) << editor_.html().toStdString();
  editor_.selectAll();
  editor_.setLink({}, {});
  EXPECT_FALSE(editor_.html().contains("<a ")) << editor_.html().toStdString();
}

TEST(CountWords, InEveryLanguage) {
  EXPECT_EQ(countWords(""), 0);
  EXPECT_EQ(countWords("It's a well-known fact: 42 words."), 6);
  EXPECT_EQ(countWords(QString::fromUtf8("你好，世界 Notes")), 5);
}

}  // namespace
}  // namespace notes
