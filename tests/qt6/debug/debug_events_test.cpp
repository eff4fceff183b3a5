#include "debug/debug_events.h"

#include <gtest/gtest.h>

#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>
#include <QTreeView>

#include "rig.h"

namespace docent::qt {
namespace {

struct DebugEventsTest : ::testing::Test {
  testing::Rig rig;
  DebugEvents view{DebugSource{rig.client().get(), {}, {}, {}, {}}};
  QTreeView* list = view.findChild<QTreeView*>("events");
  QPushButton* pause = view.findChild<QPushButton*>("eventPause");
  void SetUp() override { view.show(); }
  bool shows(const QString& sentence) {
    return testing::until([&] {
      view.refresh();
      return list->model()->index(0, 0).data().toString() == sentence;
    });
  }
};

TEST_F(DebugEventsTest, FollowsWhatIsRecordedAndShowsAllOfAnEvent) {
  rig.client().track("first", {{"rows", 3}});
  ASSERT_TRUE(shows("first"));
  list->setCurrentIndex(list->model()->index(0, 0));
  auto* const details = view.findChild<QPlainTextEdit*>();
  EXPECT_TRUE(details->toPlainText().contains("\"rows\": 3"));
  rig.client().track("second");
  ASSERT_TRUE(shows("second"));
  EXPECT_EQ(list->currentIndex().data().toString(), "first");  // what is read does not run away
  EXPECT_TRUE(details->toPlainText().contains("\"rows\": 3"));
}

TEST_F(DebugEventsTest, RestsWhilePausedAndFilters) {
  rig.client().track("first");
  ASSERT_TRUE(shows("first"));
  QTest::mouseClick(pause, Qt::LeftButton);
  rig.client().track("second");
  (void)rig.recorded();
  view.refresh();
  testing::settle(100);
  EXPECT_EQ(list->model()->index(0, 0).data().toString(), "first");
  QTest::mouseClick(pause, Qt::LeftButton);
  ASSERT_TRUE(shows("second"));
  QTest::keyClicks(view.findChild<QLineEdit*>("eventFilter"), "fir");
  EXPECT_EQ(list->model()->rowCount(), 1);
}

TEST_F(DebugEventsTest, SaysThatTheClientIsClosed) {
  rig.close();
  view.refresh();
  auto* const state = view.findChild<QLabel*>("eventState");
  EXPECT_TRUE(testing::until([&] { return state->text() == "The client is closed."; }));
}

}  // namespace
}  // namespace docent::qt
