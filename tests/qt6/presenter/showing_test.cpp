// Callouts follow their anchors, and what happens when those go.
#include "presenter/showing.h"

#include <gtest/gtest.h>

#include <QScrollBar>

#include "presenter/scene.h"

namespace docent::qt {
namespace {

using testing::Scene;
using testing::settle;
using testing::SmallWindow;
using testing::tipAt;
using testing::until;

class Following : public ::testing::Test {
 protected:
  Following() : scene_("[" + tipAt("deep") + "]") {
    scene_.tabs->setCurrentIndex(1);
    scene_.rig.client().track("go");
    EXPECT_TRUE(scene_.waitFor("tip.a"));
  }
  // The arrow's tip in the window's coordinates.
  QPoint pointed() {
    const Placement& p = scene_.callout()->placement();
    return {p.surface.left() + p.arrow, p.side == Side::bottom ? p.surface.top() - arrowLength : p.surface.bottom() + arrowLength};
  }
  QRect anchor() { return {scene_.button->mapTo(&scene_.window, QPoint()), scene_.button->size()}; }
  bool pointsAtAnchor() {
    return scene_.callout() != nullptr && std::abs(pointed().x() - anchor().center().x()) <= 20 && !scene_.callout()->geometry().intersects(anchor());
  }
  Scene scene_;
};

TEST_F(Following, MoveResizeAndScroll) {
  ASSERT_TRUE(pointsAtAnchor());
  scene_.button->move(300, 180);
  EXPECT_TRUE(until([&] { return pointsAtAnchor() && anchor().center().x() > 300; }));
  const int before = pointed().y();
  scene_.area->verticalScrollBar()->setValue(60);
  EXPECT_TRUE(until([&] { return pointsAtAnchor() && pointed().y() == before - 60; }));
  scene_.window.resize(800, 600);
  EXPECT_TRUE(until([&] { return pointsAtAnchor(); }));
}

TEST_F(Following, FlipsWhereThereIsNoRoomBelow) {
  ASSERT_EQ(scene_.callout()->placement().side, Side::bottom);
  scene_.button->move(200, 340);
  EXPECT_TRUE(until([&] { return scene_.callout() != nullptr && scene_.callout()->placement().side == Side::top && pointsAtAnchor(); }));
}

TEST_F(Following, IsHiddenWithItsTabAndScrolledOut) {
  scene_.tabs->setCurrentIndex(0);
  EXPECT_TRUE(until([&] { return scene_.callout() == nullptr; }));
  scene_.tabs->setCurrentIndex(1);
  EXPECT_TRUE(until([&] { return pointsAtAnchor(); }));
  scene_.area->verticalScrollBar()->setValue(1000);
  EXPECT_TRUE(until([&] { return scene_.callout() == nullptr; }));
  scene_.area->verticalScrollBar()->setValue(0);
  EXPECT_TRUE(until([&] { return pointsAtAnchor(); }));
}

TEST_F(Following, ToAnotherWindow) {
  QMainWindow other;
  other.resize(600, 500);
  scene_.button->setParent(&other);
  scene_.button->setGeometry(100, 100, 90, 30);
  scene_.button->show();
  other.show();
  EXPECT_TRUE(until([&] {
    auto* const callout = other.findChild<Callout*>();
    return callout != nullptr && callout->isVisible();
  }));
}

TEST_F(Following, AnchorDestroyed) {
  ASSERT_TRUE(scene_.waitForEvent("campaign_shown"));
  delete scene_.button;
  ASSERT_TRUE(scene_.waitGone("tip.a"));
  EXPECT_TRUE(scene_.waitForEvent("campaign_timed_out"));
  EXPECT_EQ(scene_.details("campaign_timed_out"), QStringList({"anchor_missing"}));
}

TEST_F(Following, AnchorReplaced) {
  QWidget* const page = scene_.button->parentWidget();
  delete scene_.button;
  scene_.button = new QPushButton("again", page);
  scene_.button->setObjectName("deep");
  scene_.button->setGeometry(50, 60, 80, 30);
  scene_.button->show();
  EXPECT_TRUE(until([&] { return pointsAtAnchor(); }));
}

// Assistive technology does: Qt's cache of what it knows of widgets.
TEST_F(Following, WhoWaitsForTheEndOfACardHearsIt) {
  const QSignalSpy ended(scene_.callout(), &QObject::destroyed);
  scene_.click("own");
  EXPECT_TRUE(until([&] { return !ended.isEmpty(); }));
}

TEST(Showing, InASmallWindowTheCalloutLiesBesideIt) {
  Scene scene("[" + tipAt("small") + "]");
  SmallWindow small;
  Callout* const callout = small.pointedAt(scene);
  ASSERT_NE(callout, nullptr);
  EXPECT_FALSE(callout->geometry().adjusted(shadowExtent, shadowExtent, -shadowExtent, -shadowExtent).intersects(small.geometry()));
  const QPoint distance = callout->pos() - small.geometry().topLeft();
  small.move(140, 120);
  EXPECT_TRUE(until([&] { return callout->pos() - small.geometry().topLeft() == distance; }));
  EXPECT_NE(small.geometry().topLeft(), QPoint(100, 100));
}

TEST(Showing, IsSeenOnlyWhileItsWindowIs) {
  Scene scene("[" + tipAt("editor", "tip.a", "go", R"(, "frequency": {"displayLimit": 5})") + "]");
  scene.rig.client().track("go");
  ASSERT_TRUE(scene.waitFor("tip.a"));
  scene.window.hide();
  EXPECT_TRUE(scene.waitGone("tip.a"));
  scene.window.show();
  EXPECT_TRUE(scene.waitFor("tip.a"));
  EXPECT_TRUE(scene.waitForEvent("campaign_shown"));
}

}  // namespace
}  // namespace docent::qt
