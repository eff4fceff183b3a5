#include "cards/choice_question.h"

#include <gtest/gtest.h>

#include <QAccessible>
#include <QLineEdit>
#include <QTest>

#include "look/theme.h"
#include "rig.h"

namespace docent::qt {
namespace {

QuestionContent choice(const QString& type, bool own = false) {
  QuestionContent content;
  content.id = "q";
  content.type = type;
  content.choices = {{"speed", "It is slow & heavy"}, {"print", "Printing"}, {"sync", "<b>Sync</b>"}};
  content.hasOpenChoice = own;
  content.maxChars = 10;
  return content;
}

struct Asked {
  explicit Asked(const QuestionContent& content, Qt::LayoutDirection direction = Qt::LeftToRight) {
    window.setLayoutDirection(direction);
    question = new ChoiceQuestion(content, &window);
    window.resize(400, 400);
    question->resize(394, 300);
    window.show();
    window.activateWindow();
    (void)testing::until([this] { return window.isActiveWindow(); });
    question->firstFocus()->setFocus();
  }
  QList<ChoiceButton*> rows() { return question->findChildren<ChoiceButton*>(); }
  QLineEdit* field() { return question->findChild<QLineEdit*>(); }
  void press(Qt::Key key) { QTest::keyClick(window.focusWidget(), key); }
  void click(int row) { QTest::mouseClick(rows()[row], Qt::LeftButton); }
  QWidget window;
  ChoiceQuestion* question;
};

TEST(ChoiceQuestion, OneIsChosenByMouse) {
  Asked asked(choice("single_choice"));
  EXPECT_EQ(asked.question->answer(), "");
  asked.click(1);
  asked.click(0);
  EXPECT_EQ(asked.question->answer(), R"("speed")");
}

TEST(ChoiceQuestion, OneIsChosenByKey) {
  Asked asked(choice("single_choice"), Qt::RightToLeft);
  asked.press(Qt::Key_Space);
  EXPECT_EQ(asked.question->answer(), R"("speed")");
  asked.press(Qt::Key_Down);
  asked.press(Qt::Key_Left);
  EXPECT_EQ(asked.question->answer(), R"("sync")");
}

TEST(ChoiceQuestion, SeveralAreTickedAndUntickedByMouseAndKey) {
  Asked asked(choice("multiple_choice"));
  asked.click(2);
  asked.rows()[0]->setFocus();
  asked.press(Qt::Key_Space);
  EXPECT_EQ(asked.question->answer(), R"(["speed","sync"])");
  asked.press(Qt::Key_Tab);
  EXPECT_EQ(asked.window.focusWidget(), asked.rows()[1]);
  asked.click(0);
  asked.click(2);
  EXPECT_EQ(asked.question->answer(), "");
}

TEST(ChoiceQuestion, OwnWordsAreAnAnswer) {
  Asked asked(choice("single_choice", true));
  EXPECT_FALSE(asked.field()->isVisible());
  asked.click(3);
  EXPECT_TRUE(asked.field()->hasFocus());
  EXPECT_EQ(asked.question->answer(), "") << "no words yet";
  QTest::keyClicks(asked.field(), " a \"b\" ");
  EXPECT_EQ(asked.question->answer(), R"("a \"b\"")");
  asked.click(0);
  EXPECT_EQ(asked.question->answer(), R"("speed")");
}

TEST(ChoiceQuestion, OwnWordsByKeyAloneAndWithinTheirLimit) {
  Asked asked(choice("single_choice", true));
  asked.press(Qt::Key_End);
  EXPECT_EQ(asked.window.focusWidget(), asked.rows()[3]) << "arrows only pass by";
  asked.press(Qt::Key_Tab);
  QTest::keyClicks(asked.window.focusWidget(), "0123456789ab");
  EXPECT_EQ(asked.question->answer(), R"("0123456789")");
}

TEST(ChoiceQuestion, OwnWordsStandBesideChoicesOnceOnly) {
  Asked asked(choice("multiple_choice", true));
  asked.click(0);
  asked.click(3);
  QTest::keyClicks(asked.field(), "more");
  EXPECT_EQ(asked.question->answer(), R"(["speed","more"])");
  asked.field()->setText("speed");
  EXPECT_EQ(asked.question->answer(), R"(["speed"])");
}

TEST(ChoiceQuestion, TakesItsAnswerBack) {
  Asked one(choice("single_choice", true));
  one.question->setAnswer(R"("own \"words\"")");
  EXPECT_EQ(one.question->answer(), R"("own \"words")") << "within the limit";
  Asked several(choice("multiple_choice", true));
  several.question->setAnswer(R"(["print","x"])");
  EXPECT_EQ(several.question->answer(), R"(["print","x"])");
  Asked closed(choice("single_choice"));
  for (const char* no : {"", "7", R"("unknown")", "broken"}) closed.question->setAnswer(no);
  EXPECT_EQ(closed.question->answer(), "");
}

TEST(ChoiceQuestion, TellsAssistiveTechnologyWhatTheRowsAre) {
  Asked one(choice("single_choice"));
  Asked several(choice("multiple_choice"));
  EXPECT_EQ(QAccessible::queryAccessibleInterface(one.rows()[0])->role(), QAccessible::RadioButton);
  EXPECT_EQ(QAccessible::queryAccessibleInterface(several.rows()[0])->role(), QAccessible::CheckBox);
  EXPECT_EQ(one.rows()[0]->accessibleName(), "It is slow & heavy");
  EXPECT_TRUE(one.rows()[0]->shortcut().isEmpty()) << "an ampersand is no shortcut";
}

TEST(ChoiceQuestion, ALongChoiceIsAsTallAsItsText) {
  QuestionContent content = choice("single_choice");
  content.choices = {{"long", QString(10000, 'x')}, {"empty", ""}};
  Asked asked(content);
  EXPECT_GT(asked.rows()[0]->heightForWidth(390), 1000);
  EXPECT_GE(asked.rows()[1]->heightForWidth(390), minTarget);
  EXPECT_LE(asked.question->minimumSizeHint().width(), 248);
}

}  // namespace
}  // namespace docent::qt
