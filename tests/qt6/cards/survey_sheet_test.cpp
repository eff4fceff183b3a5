#include "cards/survey_sheet.h"

#include <gtest/gtest.h>

#include <QPlainTextEdit>

#include "card_stage.h"
#include "cards/question_widget.h"
#include "look/text_block.h"

namespace docent::qt {
namespace {

using testing::until;

QByteArray survey(const QByteArray& questions, const QByteArray& members = R"("title": "Two questions", "body": "Half a minute.")") {
  return R"({"change": "show", "type": "survey", "locale": "en", "step": "q1", )" + members + R"(, "questions": [)" + questions + "]}";
}

const QByteArray three = R"(
  {"id": "q1", "type": "nps", "question": "Recommend?", "optional": false, "lowest": 0, "highest": 10},
  {"id": "q2", "type": "open", "question": "Why?", "optional": true, "maxChars": 50},
  {"id": "q3", "type": "csat", "question": "Happy?", "optional": true, "lowest": 1, "highest": 5})";

using Stage = testing::Stage<SurveySheet>;

QString asked(Stage& stage) { return stage.part<TextBlock>("question")->text(); }
QByteArray given(Stage& stage) { return stage.part<QuestionWidget>("answer")->answer(); }

TEST(SurveySheet, BeginsAtTheStepWithItsIntroduction) {
  Stage stage(survey(three));
  EXPECT_EQ(asked(stage), "Recommend?");
  EXPECT_EQ(stage.part<TextBlock>("title")->text(), "Two questions");
  EXPECT_EQ(stage.part<QLabel>("progress")->text(), "Question 1");
  EXPECT_FALSE(stage.part<>("back")->isVisible());
  EXPECT_FALSE(stage.part<>("skip")->isVisible());
  stage.card->ask("q2");
  EXPECT_TRUE(stage.part<TextBlock>("title")->isHidden());
  EXPECT_EQ(stage.part<QLabel>("progress")->text(), "Question 2");
}

TEST(SurveySheet, ATitleThatIsTheQuestionIsNotSaidTwice) {
  Stage stage(survey(three, R"("title": "Recommend?", "body": "")"));
  EXPECT_TRUE(stage.part<TextBlock>("title")->isHidden());
}

TEST(SurveySheet, IsAnsweredByMouse) {
  Stage stage(survey(three));
  EXPECT_FALSE(stage.part<>("next")->isEnabled());
  const auto buttons = stage.part<QuestionWidget>("answer")->findChildren<QAbstractButton*>();
  QTest::mouseClick(buttons[9], Qt::LeftButton);
  EXPECT_TRUE(stage.answers.isEmpty()) << "nothing goes on by itself";
  stage.click("next");
  stage.click("next");
  EXPECT_EQ(stage.answers, QStringList("q1=9")) << "once, until it is known what follows";
  stage.card->ask("q2");
  stage.click("skip");
  EXPECT_EQ(stage.answers, QStringList({"q1=9", "q2="}));
  stage.card->thank();
  stage.fit();
  QTest::mouseClick(qobject_cast<QAbstractButton*>(stage.card->firstFocus()), Qt::LeftButton);
  EXPECT_EQ(stage.finished, 1);
}

TEST(SurveySheet, IsAnsweredByKeyAlone) {
  Stage stage(survey(three));
  stage.enter();
  stage.press(Qt::Key_Return);
  EXPECT_TRUE(stage.answers.isEmpty()) << "there is no answer yet";
  stage.press(Qt::Key_9);
  stage.press(Qt::Key_Return);
  stage.card->ask("q2");
  stage.type("it \"works\"");
  stage.press(Qt::Key_Return, Qt::ControlModifier);
  stage.card->ask("q3");
  stage.press(Qt::Key_Tab);
  EXPECT_EQ(stage.focus()->objectName(), "back");
  stage.press(Qt::Key_Tab);
  EXPECT_EQ(stage.focus()->objectName(), "skip");
  stage.press(Qt::Key_Return);
  EXPECT_EQ(stage.answers, QStringList({"q1=9", R"(q2="it \"works\"")", "q3="}));
  stage.card->thank();
  stage.press(Qt::Key_Escape);
  EXPECT_EQ(stage.finished, 1);
  EXPECT_TRUE(stage.dismissals.isEmpty());
}

TEST(SurveySheet, GoesBackAlongThePathTakenWithWhatWasGiven) {
  Stage stage(survey(three));
  stage.enter();
  stage.press(Qt::Key_3);
  stage.click("next");
  stage.card->ask("q3");
  stage.press(Qt::Key_4);
  stage.click("back");
  EXPECT_EQ(asked(stage), "Recommend?");
  EXPECT_EQ(given(stage), "3");
  stage.press(Qt::Key_8);
  stage.click("next");
  EXPECT_EQ(stage.answers, QStringList({"q1=3", "q1=8"}));
  stage.card->ask("q3");
  EXPECT_EQ(given(stage), "4") << "begun before going back";
  EXPECT_EQ(stage.part<QLabel>("progress")->text(), "Question 2");
}

TEST(SurveySheet, ClosesByCrossAndEscapeWhenItMay) {
  Stage stage(survey(three));
  stage.click("close");
  stage.enter();
  stage.press(Qt::Key_Escape);
  stage.card->ask("q2");
  stage.press(Qt::Key_Escape);
  EXPECT_EQ(stage.dismissals, QStringList({"close", "escape", "escape"}));
  Stage bound(survey(three, R"("title": "", "body": "", "dismissible": false)"));
  EXPECT_FALSE(bound.part<>("close")->isVisible());
  bound.enter();
  bound.press(Qt::Key_Escape);
  EXPECT_TRUE(bound.dismissals.isEmpty());
}

TEST(SurveySheet, ARefusedAnswerIsSaidAndCorrected) {
  Stage stage(survey(three));
  stage.enter();
  stage.press(Qt::Key_3);
  stage.click("next");
  stage.card->refuse("Not taken.");
  EXPECT_EQ(given(stage), "3");
  auto* const notice = stage.part<TextBlock>("question")->parentWidget()->findChild<QWidget*>("notice");
  ASSERT_NE(notice, nullptr);
  EXPECT_TRUE(notice->isVisible());
  EXPECT_EQ(notice->accessibleName(), "Not taken.") << "what the alert says; the offscreen platform has nobody to hear it";
  stage.enter();
  stage.press(Qt::Key_4);
  EXPECT_FALSE(notice->isVisible());
  stage.click("next");
  EXPECT_EQ(stage.answers, QStringList({"q1=3", "q1=4"}));
}

TEST(SurveySheet, AnUpdateKeepsQuestionAnswerAndFocus) {
  Stage stage(survey(three));
  stage.card->ask("q2");
  stage.enter();
  stage.type("half a");
  QWidget* const editor = stage.focus();
  stage.card->setContent(readContent(survey(three, R"("title": "Three", "body": "")")));
  EXPECT_EQ(stage.focus(), editor);
  EXPECT_EQ(given(stage), R"("half a")");
  stage.card->setContent(readContent(survey(QByteArray(three).replace("Why?", "Why so?"))));
  EXPECT_EQ(asked(stage), "Why so?");
  EXPECT_EQ(given(stage), R"("half a")");
  EXPECT_TRUE(qobject_cast<QPlainTextEdit*>(stage.focus()));
  stage.window.setPalette(testing::darkPalette());
  stage.card->resize(320, 300);
  EXPECT_EQ(given(stage), R"("half a")");
}

TEST(SurveySheet, AnUpdateWithoutThePresentQuestionBeginsAgain) {
  Stage stage(survey(three));
  stage.card->ask("q3");
  stage.card->setContent(readContent(survey(R"({"id": "q9", "type": "open", "question": "New?", "optional": true})")));
  EXPECT_EQ(asked(stage), "New?");
  stage.card->thank();
  stage.card->setContent(readContent(survey(three)));
  EXPECT_FALSE(stage.part<>("next")->isVisible()) << "thanks stay";
}

TEST(SurveySheet, WhatCannotBeAskedIsSkippedOrClosed) {
  Stage stage(survey(R"({"id": "q1", "type": "matrix", "question": "Later?", "optional": true},
                        {"id": "q2", "type": "single_choice", "question": "Nothing?", "optional": false})"));
  EXPECT_EQ(asked(stage), "Later?");
  EXPECT_FALSE(stage.part<>("next")->isVisible());
  stage.enter();
  stage.press(Qt::Key_Space);
  EXPECT_EQ(stage.answers, QStringList("q1="));
  stage.card->ask("q2");
  EXPECT_FALSE(stage.part<>("skip")->isVisible());
  stage.press(Qt::Key_Return);
  EXPECT_EQ(stage.dismissals, QStringList("close"));
}

TEST(SurveySheet, NoQuestionsAndNoSuchQuestion) {
  Stage empty(survey(""));
  EXPECT_TRUE(empty.part<>("leave")->isVisible());
  Stage stage(survey(three));
  stage.card->ask("nowhere");
  EXPECT_FALSE(stage.part<>("next")->isVisible());
  EXPECT_TRUE(stage.card->firstFocus()->isVisible()) << "thanks";
}

TEST(SurveySheet, HostileTextsStayTextAndWithinTheSize) {
  const QByteArray large(10000, 'x');
  Stage stage(survey(R"({"id": "q1", "type": "multiple_choice", "optional": true, "question": "<b>)" + large + R"(", "choices":
      [{"id": "a", "text": ")" +
                         large + R"("}, {"id": "b", "text": ""}]})",
                     R"("title": ")" + large + R"(", "body": ")" + large + '"'));
  stage.card->setMaximumHeight(400);
  stage.card->setMaximumWidth(280 + 2 * shadowExtent);
  stage.fit();
  EXPECT_EQ(stage.card->height(), 400);
  EXPECT_EQ(stage.card->width(), 280 + 2 * shadowExtent);
  const QRect surface = stage.card->rect().adjusted(shadowExtent, shadowExtent, -shadowExtent, -shadowExtent);
  for (const char* name : {"skip", "next", "close"}) {
    const auto* const button = stage.part<>(name);
    EXPECT_TRUE(surface.contains(QRect(button->mapTo(stage.card, QPoint()), button->size()))) << name;
  }
  EXPECT_TRUE(asked(stage).startsWith("<b>x"));
}

TEST(SurveySheet, IsAsWideAsItLikesAndScrollsWhatDoesNotFit) {
  Stage stage(survey(three));
  EXPECT_EQ(stage.card->width(), 420 + 2 * shadowExtent);
  const int whole = stage.card->height();
  const int before = stage.resized;
  stage.card->ask("q2");
  ASSERT_TRUE(until([&] { return stage.resized > before; })) << "another question wants another size";
  EXPECT_NE(stage.card->sizeHint().height(), whole);
}

TEST(SurveySheet, EveryLanguageAndDirection) {
  Stage stage(survey(three).replace(R"("locale": "en")", R"("locale": "ar")"));
  stage.card->ask("q2");
  stage.fit();
  EXPECT_GT(stage.part<>("back")->x(), stage.part<>("next")->x());
  EXPECT_EQ(stage.part<>("next")->text(), "التالي");
}

}  // namespace
}  // namespace docent::qt
