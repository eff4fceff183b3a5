#include "panels/erase_section.h"

#include <gtest/gtest.h>

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "panels/answers.h"
#include "rig.h"

namespace docent::qt {
namespace {

struct EraseSectionTest : ::testing::Test {
  testing::Rig rig;
  EraseSection section{rig.client().get()};
  QPushButton* here = section.findChild<QPushButton*>("eraseHere");
  QPushButton* everywhere = section.findChild<QPushButton*>("eraseEverywhere");
  QPushButton* confirm = section.findChild<QPushButton*>("eraseConfirm");
  QPushButton* cancel = section.findChild<QPushButton*>("eraseCancel");
  QLabel* result = section.findChild<QLabel*>("eraseResult");
  QSignalSpy erased{&section, &EraseSection::erased};

  void SetUp() override {
    section.setRecipient("Example Ltd.");
    section.show();
    section.activateWindow();
    rig.client().track("marker");
    ASSERT_FALSE(rig.events("marker").isEmpty());
  }
};

TEST_F(EraseSectionTest, ErasesWhatIsHereOnceConfirmed) {
  QTest::mouseClick(here, Qt::LeftButton);
  ASSERT_TRUE(confirm->isVisible());
  EXPECT_FALSE(rig.events("marker").isEmpty());
  QTest::mouseClick(confirm, Qt::LeftButton);
  EXPECT_FALSE(here->isEnabled());  // one at a time
  ASSERT_TRUE(testing::until([&] { return !erased.isEmpty(); }));
  EXPECT_TRUE(rig.recorded().isEmpty());
  EXPECT_TRUE(result->text().startsWith("Erased."));
  EXPECT_TRUE(here->isEnabled());
}

TEST_F(EraseSectionTest, TheQuestionIsTakenBackByButtonAndEscape) {
  QTest::mouseClick(here, Qt::LeftButton);
  ASSERT_TRUE(testing::until([&] { return cancel->hasFocus(); }));  // the harmless answer
  QTest::keyClick(cancel, Qt::Key_Space);
  EXPECT_FALSE(confirm->isVisible());
  QTest::mouseClick(everywhere, Qt::LeftButton);
  ASSERT_TRUE(confirm->isVisible());
  QTest::keyClick(cancel, Qt::Key_Escape);
  EXPECT_FALSE(confirm->isVisible());
  EXPECT_TRUE(everywhere->hasFocus());
  EXPECT_FALSE(rig.events("marker").isEmpty());
}

TEST_F(EraseSectionTest, SaysThatTheRecipientHasNotConfirmed) {
  QTest::mouseClick(everywhere, Qt::LeftButton);
  EXPECT_TRUE(section.findChild<QLabel*>("eraseQuestion")->text().contains("Example Ltd."));
  QTest::mouseClick(confirm, Qt::LeftButton);
  ASSERT_TRUE(testing::until([&] { return !erased.isEmpty(); }, 15000));
  EXPECT_TRUE(result->text().startsWith("Example Ltd. has not confirmed yet.")) << result->text().toStdString();
  EXPECT_TRUE(rig.recorded().isEmpty());
}

TEST_F(EraseSectionTest, WithoutAnEndpointThereIsNowhereElse) {
  ASSERT_TRUE(testing::until([&] { return statsOf(rig.client().get()).delivery_state == DOCENT_DELIVERY_OFF; }));
  EXPECT_TRUE(everywhere->isVisible());
  section.refresh();
  EXPECT_FALSE(everywhere->isVisible());
  EXPECT_TRUE(here->isVisible());
  testing::Rig sending({}, "en", testing::nowhere);
  EraseSection other(sending.client().get());
  other.show();
  other.refresh();
  EXPECT_TRUE(other.findChild<QPushButton*>("eraseEverywhere")->isVisible());
}

TEST_F(EraseSectionTest, SaysThatTheClientIsClosed) {
  rig.close();
  QTest::mouseClick(here, Qt::LeftButton);
  QTest::mouseClick(confirm, Qt::LeftButton);
  ASSERT_TRUE(testing::until([&] { return result->text().contains("recording has ended"); }));
  EXPECT_EQ(erased.count(), 0);
}

}  // namespace
}  // namespace docent::qt
