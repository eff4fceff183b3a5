#include "anchors/anchor_watch.h"

#include <gtest/gtest.h>

#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabBar>
#include <QVBoxLayout>

#include "rig.h"

namespace docent::qt {
namespace {

class AnchorWatchTest : public ::testing::Test {
 protected:
  AnchorWatchTest() {
    area_.resize(300, 200);
    inner_ = new QWidget;
    inner_->resize(280, 1000);
    button_ = new QPushButton("B", inner_);
    area_.setWidget(inner_);
    area_.show();
    testing::settle(20);
  }
  QScrollArea area_;
  QWidget* inner_;
  QPushButton* button_;
};

TEST_F(AnchorWatchTest, TellsOfMovesScrollsAndHidingOnceEach) {
  AnchorWatch watch({button_, {}});
  QSignalSpy changed(&watch, &AnchorWatch::changed);
  button_->move(10, 50);
  button_->resize(90, 40);
  ASSERT_TRUE(testing::until([&] { return changed.size() == 1; }));
  area_.verticalScrollBar()->setValue(40);
  ASSERT_TRUE(testing::until([&] { return changed.size() == 2; }));
  inner_->hide();
  ASSERT_TRUE(testing::until([&] { return changed.size() == 3; }));
  testing::settle(30);
  EXPECT_EQ(changed.size(), 3);
}

TEST_F(AnchorWatchTest, FollowsToAnotherParent) {
  QWidget other;
  AnchorWatch watch({button_, {}});
  button_->setParent(&other);
  testing::settle(10);
  QSignalSpy changed(&watch, &AnchorWatch::changed);
  other.show();
  EXPECT_TRUE(testing::until([&] { return changed.size() == 1; }));
  area_.resize(310, 210);
  testing::settle(20);
  EXPECT_EQ(changed.size(), 1);
  delete button_;
}

TEST_F(AnchorWatchTest, TellsOfItsEnd) {
  AnchorWatch watch({button_, {}});
  QSignalSpy changed(&watch, &AnchorWatch::changed);
  delete inner_;
  ASSERT_TRUE(testing::until([&] { return changed.size() >= 1; }));
  EXPECT_FALSE(watch.anchor());
}

TEST(AnchorWatch, APartIsLookedAtWhenItsWidgetIsPainted) {
  QTabBar bar;
  bar.addTab("one");
  bar.addTab("two");
  bar.setExpanding(false);
  bar.resize(500, 30);
  bar.show();
  testing::settle(20);
  AnchorWatch watch({&bar, [&] { return bar.tabRect(1); }});
  QSignalSpy changed(&watch, &AnchorWatch::changed);
  const QRect before = watch.anchor().visibleRect();
  bar.setTabText(0, "a much longer one");
  ASSERT_TRUE(testing::until([&] { return changed.size() >= 1; }));
  EXPECT_GT(watch.anchor().visibleRect().left(), before.left());
}

}  // namespace
}  // namespace docent::qt
