#include "panels/message_history.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "rig.h"

namespace docent::qt {
namespace {

Content message(const QString& id, const QString& title, const QString& body = "Body") {
  Content content;
  content.id = id;
  content.campaign = "campaign." + id;
  content.type = "tip";
  content.title = title;
  content.body = body;
  return content;
}

QString title(const MessageHistory& history, int row) { return history.index(row).data().toString(); }

TEST(MessageHistory, KeepsTheNewestHundredOnTop) {
  MessageHistory history;
  QAbstractItemModelTester tester(&history, QAbstractItemModelTester::FailureReportingMode::Fatal);
  for (int i = 0; i < 103; i++) history.add(message(QString::number(i), "Title " + QString::number(i)));
  EXPECT_EQ(history.rowCount(), 100);
  EXPECT_EQ(title(history, 0), "Title 102");
  EXPECT_EQ(title(history, 99), "Title 3");
}

TEST(MessageHistory, UpdatesAPresentationWhereItStands) {
  MessageHistory history;
  history.add(message("a", "First step"));
  history.add(message("b", "Other"));
  Content update = message("a", "Second step");
  update.change = Change::update;
  history.add(update);
  ASSERT_EQ(history.rowCount(), 2);
  EXPECT_EQ(title(history, 1), "Second step");
}

TEST(MessageHistory, LeavesOutWithdrawalsAndWhatHasNoId) {
  MessageHistory history;
  Content withdrawn = message("a", "Gone");
  withdrawn.change = Change::withdraw;
  history.add(withdrawn);
  history.add(message("", "Nobody's"));
  EXPECT_EQ(history.rowCount(), 0);
}

TEST(MessageHistory, TakesATourFromItsPresentStep) {
  MessageHistory history;
  Content tour = message("t", "", "");
  tour.type = "tour";
  tour.step = "two";
  tour.steps = {StepContent{}, StepContent{}};
  tour.steps[1].id = "two";
  tour.steps[1].title = "The second";
  history.add(tour);
  EXPECT_EQ(title(history, 0), "The second");
}

struct HistoryDialogTest : ::testing::Test {
  MessageHistory history;
  QPointer<HistoryDialog> dialog;
  QLineEdit* search = nullptr;
  QListView* list = nullptr;
  void open() {
    dialog = new HistoryDialog(&history);
    search = dialog->findChild<QLineEdit*>();
    list = dialog->findChild<QListView*>();
    dialog->show();
    dialog->activateWindow();
  }
  void TearDown() override { delete dialog; }
};

TEST_F(HistoryDialogTest, FindsByTypingAndAsksAgainByKeyAlone) {
  history.add(message("a", "Give it structure"));
  history.add(message("b", "Saved is saved", "by the toolbar"));
  history.add(message("c", "Other"));
  open();
  QSignalSpy again(dialog, &HistoryDialog::again);
  QTest::keyClicks(search, "TOOLBAR");
  ASSERT_EQ(list->model()->rowCount(), 1);
  search->clear();
  QTest::keyClick(search, Qt::Key_Down);
  QTest::keyClick(search, Qt::Key_Down);
  QTest::keyClick(search, Qt::Key_Return);
  ASSERT_EQ(again.count(), 1);
  EXPECT_EQ(again[0][0].toString(), "campaign.a");
  EXPECT_TRUE(testing::until([&] { return dialog.isNull(); }));
}

TEST_F(HistoryDialogTest, AsksAgainByMouse) {
  history.add(message("a", "Give it structure"));
  open();
  QSignalSpy again(dialog, &HistoryDialog::again);
  for (auto* const button : dialog->findChildren<QPushButton*>()) {
    if (button->text() == "Show again") QTest::mouseClick(button, Qt::LeftButton);
  }
  EXPECT_EQ(again.count(), 1);
}

TEST_F(HistoryDialogTest, TeachesWhileItIsEmptyAndFillsItself) {
  open();
  EXPECT_FALSE(list->isVisible());
  EXPECT_FALSE(search->isEnabled());
  EXPECT_TRUE(dialog->findChild<QLabel*>()->text().startsWith("Nothing was shown yet."));
  history.add(message("a", "Give it structure"));
  EXPECT_TRUE(list->isVisible());
  EXPECT_TRUE(list->currentIndex().isValid());
  QTest::keyClicks(search, "nowhere");
  EXPECT_FALSE(list->isVisible());
}

TEST_F(HistoryDialogTest, DrawsLongHostileAndRightToLeftTexts) {
  history.add(message("a", QString(10'000, 'x'), "<b>bold</b>" + QString(10'000, 'y')));
  history.add(message("b", "", ""));
  history.add(message("c", "حفظ", "نص"));
  open();
  const QImage leftToRight = dialog->grab().toImage();
  dialog->setLayoutDirection(Qt::RightToLeft);
  testing::settle();
  EXPECT_NE(dialog->grab().toImage(), leftToRight);
  EXPECT_LE(list->sizeHintForRow(0), 120);
  EXPECT_EQ(history.index(1).data().toString(), "Without a title");
}

TEST(HistoryDialog, GoesWithItsHistory) {
  auto history = std::make_unique<MessageHistory>();
  const QPointer<HistoryDialog> dialog = new HistoryDialog(history.get());
  dialog->show();
  history.reset();
  EXPECT_TRUE(testing::until([&] { return dialog.isNull(); }));
}

}  // namespace
}  // namespace docent::qt
