#include "cards/answer_field.h"

#include <gtest/gtest.h>

#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTest>

#include "rig.h"

namespace docent::qt {
namespace {

const QString rocket = QString::fromUcs4(U"\U0001F680");

TEST(AnswerField, CountsCodePoints) {
  EXPECT_EQ(codePoints(""), 0);
  EXPECT_EQ(codePoints("ab" + rocket), 3);
}

TEST(AnswerField, SurplusIsWhatWasJustTypedAndNeverHalfAPair) {
  EXPECT_EQ(surplus("abc", 3, 3), std::make_pair(0, 0));
  EXPECT_EQ(surplus("abXc", 3, 3), std::make_pair(2, 1));
  EXPECT_EQ(surplus("ab" + rocket + "c", 4, 3), std::make_pair(2, 2));
  EXPECT_EQ(surplus("abcdef", 0, 2), std::make_pair(2, 4)) << "nothing before the cursor: the end goes";
}

TEST(AnswerField, ALineKeepsItsLimitByKeyAndByPasting) {
  QLineEdit line;
  limitText(&line, 4);
  line.show();
  QTest::keyClicks(&line, "abcdef");
  EXPECT_EQ(line.text(), "abcd");
  line.setCursorPosition(1);
  line.insert(rocket + rocket);
  EXPECT_EQ(line.text(), "abcd") << "what stands there stays";
  EXPECT_EQ(line.cursorPosition(), 1);
  line.setText("123456");
  EXPECT_EQ(line.text(), "1234");
  line.setText("");
  line.insert(rocket.repeated(6));
  EXPECT_EQ(line.text(), rocket.repeated(4));
}

TEST(AnswerField, ATextKeepsItsLimitByKeyAndByPasting) {
  QPlainTextEdit text;
  limitText(&text, 4);
  text.show();
  QTest::keyClicks(&text, "abcdef");
  EXPECT_EQ(text.toPlainText(), "abcd");
  text.moveCursor(QTextCursor::Start);
  text.insertPlainText(rocket + "\n");
  EXPECT_EQ(text.toPlainText(), "abcd");
  text.setPlainText(QString(10000, 'x'));
  EXPECT_EQ(text.toPlainText().size(), 4);
}

TEST(AnswerField, ShowsTheFocusAndPassesItOn) {
  QWidget window;
  window.setPalette(testing::lightPalette());
  auto* const line = new QLineEdit;
  AnswerField field(line, &window);
  field.resize(200, 40);
  window.show();
  const QImage without = field.grab().toImage();
  window.activateWindow();
  field.setFocus();
  ASSERT_TRUE(testing::until([&] { return line->hasFocus(); }));
  EXPECT_NE(field.grab().toImage(), without);
}

}  // namespace
}  // namespace docent::qt
