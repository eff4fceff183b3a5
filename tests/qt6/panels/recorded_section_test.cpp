#include "panels/recorded_section.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

#include "rig.h"

namespace docent::qt {
namespace {

struct RecordedSectionTest : ::testing::Test {
  testing::Rig rig;
  RecordedSection section{rig.client().get()};
  QLineEdit* search = section.findChild<QLineEdit*>("recordedSearch");
  QTreeView* list = section.findChild<QTreeView*>("recordedList");
  QLabel* count = section.findChild<QLabel*>("recordedCount");
  QLabel* empty = section.findChild<QLabel*>("recordedEmpty");
  QLabel* result = section.findChild<QLabel*>("recordedResult");

  void read() {
    (void)rig.client().flush(Flush::durable, Milliseconds(5000));
    QSignalSpy refreshed(&section, &RecordedSection::refreshed);
    section.refresh();
    ASSERT_TRUE(testing::until([&] { return !refreshed.isEmpty(); }));
  }
  QString row(int n) { return list->model()->index(n, 0).data().toString(); }
  int rows() { return list->model()->rowCount(); }
};

TEST_F(RecordedSectionTest, ListsWhatWasTracked) {
  section.show();
  rig.client().interact("click", "MainWindow/save", {{"role", "button"}});
  rig.client().track("export_done", {{"format", "pdf"}});
  read();
  EXPECT_EQ(row(0), "export_done");
  EXPECT_EQ(row(1), "You clicked MainWindow/save");
  EXPECT_EQ(list->model()->index(0, 0, list->model()->index(0, 0)).data().toString(), "format: pdf");
  EXPECT_TRUE(count->text().startsWith(QString::number(rows()) + " events, newest first."));
}

TEST_F(RecordedSectionTest, OpensDetailsByKey) {
  section.show();
  rig.client().track("export_done", {{"format", "pdf"}});
  read();
  list->setFocus();
  list->setCurrentIndex(list->model()->index(0, 0));
  QTest::keyClick(list, Qt::Key_Right);
  EXPECT_TRUE(list->isExpanded(list->model()->index(0, 0)));
}

TEST_F(RecordedSectionTest, SearchesAsOneTypes) {
  section.show();
  rig.client().track("export_done", {{"marker", "Zanzibar"}});
  rig.client().track("saved");
  read();
  QTest::keyClicks(search, "zanzi");
  ASSERT_EQ(rows(), 1);
  EXPECT_EQ(row(0), "export_done");
  EXPECT_TRUE(count->text().startsWith("1 of "));
  QTest::keyClicks(search, "xxx");
  EXPECT_FALSE(list->isVisible());
  EXPECT_EQ(empty->text(), "No event contains these words.");
}

TEST_F(RecordedSectionTest, TeachesWhenThereIsNothing) {
  ASSERT_TRUE(rig.client().erase(EraseScope::here).ok());
  section.show();
  read();
  EXPECT_FALSE(list->isVisible());
  EXPECT_TRUE(empty->text().startsWith("Nothing is recorded"));
  EXPECT_FALSE(section.findChild<QPushButton*>("recordedCopy")->isEnabled());
}

TEST_F(RecordedSectionTest, CopiesAndSavesAllOfIt) {
  section.show();
  rig.client().track("export_done");
  read();
  QTest::mouseClick(section.findChild<QPushButton*>("recordedCopy"), Qt::LeftButton);
  const QByteArray copied = QApplication::clipboard()->text().toUtf8();
  EXPECT_EQ(QJsonDocument::fromJson(copied).array().size(), rows());
  QTemporaryDir folder;
  section.saveTo(folder.filePath("recorded.json"));
  QFile saved(folder.filePath("recorded.json"));
  ASSERT_TRUE(saved.open(QIODevice::ReadOnly));
  EXPECT_EQ(saved.readAll(), copied);
  section.saveTo(folder.filePath("missing/recorded.json"));
  EXPECT_TRUE(result->text().contains("could not be written")) << result->text().toStdString();
}

TEST_F(RecordedSectionTest, ShowsAThousandEventsWithoutAHitch) {
  section.show();
  for (int i = 0; i < 1000; i++) {
    while (rig.client().track("event_" + std::to_string(i), {{"n", i}}) == DOCENT_QUEUE_FULL)
      (void)rig.client().flush(Flush::durable, Milliseconds(1000));
  }
  read();
  EXPECT_GE(rows(), 990);
  QElapsedTimer timer;
  timer.start();
  QTest::keyClicks(search, "event_7");
  list->grab();
  EXPECT_LT(timer.elapsed(), 2000);  // seven searches and a picture; some 50 ms where nothing else runs
  EXPECT_EQ(rows(), 111);
}

TEST_F(RecordedSectionTest, TakesHostileNamesAsText) {
  section.show();
  rig.client().track("<b>bold</b><img src='x'>");
  rig.client().track(std::string(10'000, 'x'));
  rig.client().track("حدث\u202Eخفي");
  read();
  EXPECT_TRUE(row(0).contains("حدث"));
  bool found = false;
  for (int i = 0; i < rows(); i++) found = found || row(i) == "<b>bold</b><img src='x'>";
  EXPECT_TRUE(found);
  EXPECT_FALSE(section.grab().isNull());
}

TEST_F(RecordedSectionTest, SaysThatTheClientIsClosed) {
  rig.close();
  section.show();
  QSignalSpy refreshed(&section, &RecordedSection::refreshed);
  section.refresh();
  ASSERT_TRUE(testing::until([&] { return !refreshed.isEmpty(); }));
  EXPECT_TRUE(result->text().contains("recording has ended"));
}

TEST_F(RecordedSectionTest, AsksOncePerAnswer) {
  QSignalSpy refreshed(&section, &RecordedSection::refreshed);
  for (int i = 0; i < 10; i++) section.refresh();
  ASSERT_TRUE(testing::until([&] { return refreshed.size() == 2; }));
  testing::settle(100);
  EXPECT_EQ(refreshed.size(), 2);  // the first, and one for all that came meanwhile
}

}  // namespace
}  // namespace docent::qt
