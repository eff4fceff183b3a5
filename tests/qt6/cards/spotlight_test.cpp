#include "cards/spotlight.h"

#include <gtest/gtest.h>

#include <QPushButton>
#include <QTest>

#include "rig.h"

namespace docent::qt {
namespace {

class SpotlightTest : public ::testing::Test {
 protected:
  SpotlightTest() : inside_(&window_), outside_(&window_) {
    window_.resize(400, 300);
    window_.setPalette(testing::lightPalette());
    inside_.setGeometry(50, 50, 100, 40);
    outside_.setGeometry(250, 200, 100, 40);
    QObject::connect(&inside_, &QPushButton::clicked, [this] { insideClicks_++; });
    QObject::connect(&outside_, &QPushButton::clicked, [this] { outsideClicks_++; });
    window_.show();
  }
  // As the window system does: to whatever widget is there.
  void clickAt(const QPoint& at) {
    QWidget* const target = window_.childAt(at);
    QTest::mouseClick(target, Qt::LeftButton, {}, target->mapFrom(&window_, at));
  }
  QWidget window_;
  QPushButton inside_, outside_;
  int insideClicks_ = 0;
  int outsideClicks_ = 0;
};

TEST_F(SpotlightTest, LeavesTheAnchorUsableAndTheRestNot) {
  Spotlight spotlight(&window_);
  spotlight.setHole(inside_.geometry());
  spotlight.show();
  clickAt(inside_.geometry().center());
  clickAt(outside_.geometry().center());
  EXPECT_EQ(insideClicks_, 1);
  EXPECT_EQ(outsideClicks_, 0);
}

TEST_F(SpotlightTest, DimsEverythingButTheHole) {
  const QImage before = window_.grab().toImage();
  Spotlight spotlight(&window_);
  spotlight.setHole(inside_.geometry());
  spotlight.show();
  const QImage after = window_.grab().toImage();
  EXPECT_EQ(after.pixelColor(60, 60), before.pixelColor(60, 60));
  EXPECT_LT(after.pixelColor(10, 290).lightness(), before.pixelColor(10, 290).lightness() - 40);
  spotlight.setHole({});
  EXPECT_LT(window_.grab().toImage().pixelColor(60, 60).lightness(), before.pixelColor(60, 60).lightness());
}

TEST_F(SpotlightTest, TheSameHoleAgainPaintsNothing) {
  Spotlight spotlight(&window_);
  spotlight.setHole(inside_.geometry());
  spotlight.show();
  testing::settle(20);
  class Paints : public QObject {
   public:
    int count = 0;
    bool eventFilter(QObject*, QEvent* event) override {
      if (event->type() == QEvent::Paint) count++;
      return false;
    }
  } paints;
  spotlight.installEventFilter(&paints);
  for (int i = 0; i < 5; i++) spotlight.setHole(inside_.geometry());
  testing::settle(50);
  EXPECT_EQ(paints.count, 0);
}

TEST_F(SpotlightTest, ARingGoesByItself) {
  flashRing(&window_, inside_.geometry());
  const qsizetype with = window_.children().size();
  EXPECT_TRUE(testing::until([&] { return window_.children().size() < with; }, 4000));
}

}  // namespace
}  // namespace docent::qt
