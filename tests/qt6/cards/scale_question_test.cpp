#include "cards/scale_question.h"

#include <gtest/gtest.h>

#include <QAccessible>
#include <QElapsedTimer>
#include <QTest>

#include "look/theme.h"
#include "rig.h"

namespace docent::qt {
namespace {

QuestionContent scale(const QString& type, int lowest = 0, int highest = 0, const QString& look = {}) {
  QuestionContent content;
  content.id = "q";
  content.type = type;
  content.lowest = lowest;
  content.highest = highest;
  content.scale = look;
  content.lowerLabel = "never";
  content.upperLabel = "certainly";
  return content;
}

struct Asked {
  explicit Asked(const QuestionContent& content, const QLocale& locale = QLocale::English) {
    window.setPalette(testing::lightPalette());
    window.setLocale(locale);
    window.setLayoutDirection(locale.textDirection());
    question = new ScaleQuestion(content, &window);
    window.resize(400, 120);
    question->resize(394, question->heightForWidth(394));
    QObject::connect(question, &QuestionWidget::answerChanged, &window, [this] { changes++; });
    window.show();
    window.activateWindow();
    (void)testing::until([this] { return window.isActiveWindow(); });
    question->firstFocus()->setFocus();
  }
  QList<ScaleButton*> buttons() { return question->findChildren<ScaleButton*>(); }
  void press(Qt::Key key) { QTest::keyClick(window.focusWidget(), key); }
  QWidget window;
  ScaleQuestion* question;
  int changes = 0;
};

TEST(ScaleQuestion, HasTheDegreesOfItsType) {
  const auto range = [](const QuestionContent& content) {
    Asked asked(content);
    return QList<int>{asked.buttons().first()->value(), asked.buttons().last()->value()};
  };
  EXPECT_EQ(range(scale("nps", 0, 10)), QList<int>({0, 10}));
  EXPECT_EQ(range(scale("csat", 1, 5)), QList<int>({1, 5}));
  EXPECT_EQ(range(scale("ces", 1, 7)), QList<int>({1, 7}));
  EXPECT_EQ(range(scale("rating", 1, 3)), QList<int>({1, 3}));
}

TEST(ScaleQuestion, AWrongRangeBecomesThatOfTheType) {
  EXPECT_EQ(Asked(scale("nps", 10, 0)).buttons().size(), 11);
  EXPECT_EQ(Asked(scale("ces", 3, 3)).buttons().size(), 7);
  EXPECT_EQ(Asked(scale("rating")).buttons().size(), 5);
  EXPECT_EQ(Asked(scale("rating", 0, 1000000)).buttons().size(), 11);
}

TEST(ScaleQuestion, IsAnsweredByMouse) {
  Asked asked(scale("csat", 1, 5));
  EXPECT_EQ(asked.question->answer(), "");
  QTest::mouseClick(asked.buttons()[3], Qt::LeftButton);
  EXPECT_EQ(asked.question->answer(), "4");
  EXPECT_EQ(asked.changes, 1);
}

TEST(ScaleQuestion, IsAnsweredByArrowsAndSpace) {
  Asked asked(scale("nps", 0, 10));
  asked.press(Qt::Key_Space);
  EXPECT_EQ(asked.question->answer(), "0");
  asked.press(Qt::Key_Right);
  EXPECT_EQ(asked.question->answer(), "1");
  asked.press(Qt::Key_End);
  EXPECT_EQ(asked.question->answer(), "10");
}

TEST(ScaleQuestion, IsAnsweredByDigitsTwoOfThemInHaste) {
  Asked asked(scale("nps", 0, 10));
  asked.press(Qt::Key_7);
  EXPECT_EQ(asked.question->answer(), "7");
  EXPECT_EQ(asked.window.focusWidget(), asked.buttons()[7]);
  asked.press(Qt::Key_1);
  asked.press(Qt::Key_0);
  EXPECT_EQ(asked.question->answer(), "10");
  asked.press(Qt::Key_1);
  QElapsedTimer since;
  since.start();
  ASSERT_TRUE(testing::until([&] { return since.elapsed() > 520; }));
  asked.press(Qt::Key_0);
  EXPECT_EQ(asked.question->answer(), "0") << "after a pause it is another number";
}

TEST(ScaleQuestion, ADigitOutsideOfTheScaleChangesNothing) {
  Asked asked(scale("csat", 1, 5));
  asked.press(Qt::Key_3);
  asked.press(Qt::Key_9);
  EXPECT_EQ(asked.question->answer(), "3");
}

TEST(ScaleQuestion, RunsFromTheRightInRightToLeft) {
  Asked asked(scale("csat", 1, 5), QLocale(QLocale::Arabic));
  EXPECT_GT(asked.buttons()[0]->x(), asked.buttons()[4]->x());
  asked.press(Qt::Key_Left);
  EXPECT_EQ(asked.question->answer(), "2");
  asked.press(Qt::Key_Right);
  EXPECT_EQ(asked.question->answer(), "1");
}

TEST(ScaleQuestion, TellsAssistiveTechnologyDegreesAndEnds) {
  Asked asked(scale("nps", 0, 10));
  QAccessibleInterface* const seven = QAccessible::queryAccessibleInterface(asked.buttons()[7]);
  ASSERT_NE(seven, nullptr);
  EXPECT_EQ(seven->role(), QAccessible::RadioButton);
  EXPECT_EQ(seven->text(QAccessible::Name), "7 of 10");
  EXPECT_EQ(asked.buttons()[0]->accessibleName(), "0 of 10, never");
  EXPECT_EQ(asked.buttons()[10]->accessibleName(), "10 of 10, certainly");
  QTest::mouseClick(asked.buttons()[7], Qt::LeftButton);
  EXPECT_TRUE(seven->state().checked);
}

TEST(ScaleQuestion, StandsInRowsWhereItIsNarrow) {
  Asked asked(scale("nps", 0, 10));
  asked.question->resize(250, asked.question->heightForWidth(250));
  EXPECT_GT(asked.buttons()[10]->y(), asked.buttons()[0]->y());
  for (const ScaleButton* button : asked.buttons()) {
    EXPECT_GE(button->width(), minTarget);
    EXPECT_TRUE(asked.question->rect().contains(button->geometry()));
  }
}

TEST(ScaleQuestion, TakesItsAnswerBackAndNoOther) {
  Asked asked(scale("csat", 1, 5));
  for (const char* no : {"", "9", "\"4\"", "[4]", "broken", "4.5"}) asked.question->setAnswer(no);
  EXPECT_EQ(asked.question->answer(), "");
  asked.question->setAnswer("4");
  EXPECT_EQ(asked.question->answer(), "4");
}

TEST(ScaleQuestion, StarsAreFilledUpToTheOneUnderThePointerThenTheChosen) {
  Asked asked(scale("rating", 1, 5, "star"));
  QTest::mouseClick(asked.buttons()[2], Qt::LeftButton);
  const QColor accent = Theme::of(&asked.window).accent;
  const auto filled = [&] {
    const QImage image = asked.question->grab().toImage();
    int count = 0;
    for (const ScaleButton* button : asked.buttons()) count += image.pixelColor(button->geometry().center()) == accent ? 1 : 0;
    return count;
  };
  EXPECT_EQ(filled(), 3);
  QEvent leave(QEvent::Leave);
  QEnterEvent enter({5, 5}, {5, 5}, {5, 5});
  QCoreApplication::sendEvent(asked.buttons()[4], &enter);
  EXPECT_EQ(filled(), 5);
  QCoreApplication::sendEvent(asked.buttons()[4], &leave);
  EXPECT_EQ(filled(), 3);
}

TEST(ScaleQuestion, LongLabelsStayBelowTheScale) {
  QuestionContent content = scale("nps", 0, 10);
  content.lowerLabel = QString(10000, 'x');
  content.upperLabel = "<b>sure</b>";
  Asked asked(content);
  EXPECT_LT(asked.question->heightForWidth(394), 150);
  EXPECT_EQ(asked.buttons()[10]->accessibleName(), "10 of 10, <b>sure</b>");
  EXPECT_FALSE(asked.question->grab().isNull());
}

}  // namespace
}  // namespace docent::qt
