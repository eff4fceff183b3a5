#include "consent_sheet.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QSignalSpy>
#include <QTest>

#include "desk.h"

namespace notes {
namespace {

void click(const QWidget& sheet, const char* name) {
  auto* const button = sheet.findChild<QAbstractButton*>(name);
  ASSERT_NE(button, nullptr) << name;
  QTest::mouseClick(button, Qt::LeftButton);
}

TEST(ConsentSheet, AnAnswerIsAskedForOnce) {
  for (const char* answer : {"consent.yes", "consent.no"}) {
    Desk desk(Desk::Guide::withDocent);
    ConsentSheet sheet(desk.workspace);
    ASSERT_FALSE(sheet.isHidden());
    click(sheet, answer);
    EXPECT_TRUE(sheet.isHidden()) << answer;
    EXPECT_TRUE(desk.guidance.consentKnown()) << answer;
    EXPECT_TRUE(ConsentSheet(desk.workspace).isHidden()) << answer;
  }
}

TEST(ConsentSheet, WhatIsNoAnswerIsAskedAgainAtTheNextStart) {
  for (const char* noAnswer : {"consent.close", "consent.details"}) {
    Desk desk(Desk::Guide::withDocent);
    ConsentSheet sheet(desk.workspace);
    QSignalSpy details(&sheet, &ConsentSheet::detailsWanted);
    click(sheet, noAnswer);
    EXPECT_TRUE(sheet.isHidden()) << noAnswer;
    EXPECT_EQ(details.count(), qstrcmp(noAnswer, "consent.details") == 0 ? 1 : 0);
    EXPECT_FALSE(ConsentSheet(desk.workspace).isHidden()) << noAnswer;
  }
}

TEST(ConsentSheet, StaysAwayWithoutDocent) {
  Desk desk;
  EXPECT_TRUE(ConsentSheet(desk.workspace).isHidden());
}

#ifdef Q_OS_UNIX
TEST(ConsentSheet, AnAnswerThatCannotBeKeptIsNotTaken) {
  Desk desk(Desk::Guide::withDocent);
  ConsentSheet sheet(desk.workspace);
  // Death tests fork, and a client is closed in a forked child.
  const auto refuse = [&] {
    QSignalSpy problem(&sheet, SIGNAL(problem(QString)));
    click(sheet, "consent.no");
    std::_Exit(!sheet.isHidden() && problem.count() == 1 ? 7 : 1);
  };
  EXPECT_EXIT(refuse(), testing::ExitedWithCode(7), "");
}
#endif

}  // namespace
}  // namespace notes
