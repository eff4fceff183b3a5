#include "cards/open_question.h"

#include <gtest/gtest.h>

#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

#include "rig.h"

namespace docent::qt {
namespace {

struct Asked {
  explicit Asked(int maxChars, const QLocale& locale = QLocale::English) {
    QuestionContent content;
    content.type = "open";
    content.maxChars = maxChars;
    content.placeholder = "Tell us";
    window.setLocale(locale);
    window.setLayoutDirection(locale.textDirection());
    window.setPalette(testing::lightPalette());
    window.resize(400, 200);
    question = new OpenQuestion(content, &window);
    question->resize(394, 150);
    QObject::connect(question, &QuestionWidget::submitted, &window, [this] { submitted++; });
    window.show();
    window.activateWindow();
    (void)testing::until([this] { return window.isActiveWindow(); });
    question->firstFocus()->setFocus();
  }
  QPlainTextEdit* editor() { return question->findChild<QPlainTextEdit*>(); }
  QString counter() { return question->findChild<QLabel*>()->text(); }
  QWidget window;
  OpenQuestion* question;
  int submitted = 0;
};

TEST(OpenQuestion, IsAnsweredOverSeveralLines) {
  Asked asked(500);
  EXPECT_EQ(asked.question->answer(), "");
  QTest::keyClicks(asked.editor(), "say \"it\"");
  QTest::keyClick(asked.editor(), Qt::Key_Return);
  QTest::keyClicks(asked.editor(), "twice");
  EXPECT_EQ(asked.question->answer(), R"("say \"it\"\ntwice")");
  EXPECT_EQ(asked.counter(), "14 / 500");
}

TEST(OpenQuestion, SpacesAreNoAnswer) {
  Asked asked(500);
  QTest::keyClicks(asked.editor(), "   ");
  EXPECT_EQ(asked.question->answer(), "");
}

TEST(OpenQuestion, KeepsItsLimitInCodePoints) {
  Asked asked(3);
  asked.editor()->insertPlainText(QString::fromUcs4(U"\U0001F680\U0001F680\U0001F680\U0001F680"));
  EXPECT_EQ(asked.editor()->toPlainText(), QString::fromUcs4(U"\U0001F680\U0001F680\U0001F680"));
  EXPECT_EQ(asked.counter(), "3 / 3");
}

TEST(OpenQuestion, WithoutALimitItIsThatOfTheStrategy) {
  Asked asked(0);
  asked.editor()->setPlainText(QString(10000, 'x'));
  EXPECT_EQ(asked.editor()->toPlainText().size(), 5000);
}

TEST(OpenQuestion, CtrlEnterGoesOnAndTabLeaves) {
  Asked asked(500);
  QPushButton after(&asked.window);
  after.show();
  QTest::keyClicks(asked.editor(), "done");
  QTest::keyClick(asked.editor(), Qt::Key_Return, Qt::ControlModifier);
  EXPECT_EQ(asked.submitted, 1);
  EXPECT_EQ(asked.editor()->toPlainText(), "done");
  QTest::keyClick(asked.editor(), Qt::Key_Tab);
  EXPECT_EQ(asked.editor()->toPlainText(), "done");
  EXPECT_TRUE(after.hasFocus());
}

TEST(OpenQuestion, TakesItsAnswerBackAsTextAndNoMarkup) {
  Asked asked(500);
  asked.question->setAnswer("7");
  EXPECT_EQ(asked.question->answer(), "");
  asked.question->setAnswer(R"("<b>a</b>")");
  EXPECT_EQ(asked.editor()->toPlainText(), "<b>a</b>");
}

TEST(OpenQuestion, BeginsOnTheSideOfItsLanguage) {
  const auto hintedSide = [](const QLocale& locale) {
    Asked asked(500, locale);
    asked.editor()->clearFocus();
    const QImage image = asked.editor()->viewport()->grab().toImage();
    const QColor ground = image.pixelColor(image.width() / 2, image.height() - 2);
    for (int x = 0; x < image.width() / 2; x++) {
      for (int y = 0; y < image.height(); y++) {
        if (image.pixelColor(x, y) != ground) return Qt::LeftToRight;
      }
    }
    return Qt::RightToLeft;
  };
  EXPECT_EQ(hintedSide(QLocale::English), Qt::LeftToRight);
  EXPECT_EQ(hintedSide(QLocale::Arabic), Qt::RightToLeft);
}

}  // namespace
}  // namespace docent::qt
