#include "cards/placement.h"

#include <gtest/gtest.h>

namespace docent::qt {
namespace {

const QRect bounds(0, 0, 1000, 800);
const QSize size(300, 120);

TEST(Placement, WantedSideIsTakenWhereThereIsRoom) {
  const QRect anchor(400, 300, 100, 40);
  const struct {
    const char* wanted;
    Side side;
  } cases[] = {{"auto", Side::bottom}, {"", Side::bottom}, {"bottom", Side::bottom}, {"top", Side::top}, {"start", Side::left}, {"end", Side::right}};
  for (const auto& c : cases) {
    const Placement placed = placeBeside(anchor, size, bounds, c.wanted, false);
    EXPECT_EQ(placed.side, c.side) << c.wanted;
    EXPECT_TRUE(placed.fits) << c.wanted;
    EXPECT_FALSE(placed.surface.intersects(anchor)) << c.wanted;
  }
}

TEST(Placement, StartAndEndFollowTheDirectionOfText) {
  const QRect anchor(400, 300, 100, 40);
  EXPECT_EQ(placeBeside(anchor, size, bounds, "start", true).side, Side::right);
  EXPECT_EQ(placeBeside(anchor, size, bounds, "end", true).side, Side::left);
  EXPECT_EQ(placeBeside(anchor, size, bounds, "bottom-start", false).surface.left(), anchor.left());
  EXPECT_EQ(placeBeside(anchor, size, bounds, "bottom-start", true).surface.right(), anchor.right());
  EXPECT_EQ(placeBeside(anchor, size, bounds, "bottom-end", false).surface.right(), anchor.right());
  EXPECT_EQ(placeBeside(anchor, size, bounds, "end-top", false).surface.top(), anchor.top());
  EXPECT_EQ(placeBeside(anchor, size, bounds, "end-bottom", false).surface.bottom(), anchor.bottom());
}

TEST(Placement, FlipsAtTheEdge) {
  EXPECT_EQ(placeBeside({400, 740, 100, 40}, size, bounds, "bottom", false).side, Side::top);
  EXPECT_EQ(placeBeside({400, 10, 100, 40}, size, bounds, "top", false).side, Side::bottom);
  EXPECT_EQ(placeBeside({10, 300, 100, 40}, size, bounds, "start", false).side, Side::right);
  EXPECT_EQ(placeBeside({880, 300, 100, 40}, size, bounds, "end", false).side, Side::left);
  // A bar across the whole height leaves only the sides.
  EXPECT_EQ(placeBeside({0, 0, 80, 800}, size, bounds, "bottom", false).side, Side::right);
}

TEST(Placement, ArrowPointsAtTheMiddleOfTheAnchorAlsoInACorner) {
  for (const QRect& anchor :
       {QRect(4, 300, 40, 30), QRect(950, 300, 40, 30), QRect(400, 300, 40, 30), QRect(0, 0, 30, 30), QRect(970, 770, 30, 30)}) {
    const Placement placed = placeBeside(anchor, size, bounds, "bottom", false);
    ASSERT_TRUE(placed.fits);
    const int pointed = placed.surface.left() + placed.arrow;
    EXPECT_LE(std::abs(pointed - anchor.center().x()), 18) << anchor.left();
    EXPECT_GE(placed.arrow, 18);
    EXPECT_LE(placed.arrow, size.width() - 18);
  }
}

TEST(Placement, ArrowPointsAtTheBeginningOfALongAnchorThatItIsAlignedWith) {
  const QRect toolbar(200, 100, 700, 30);
  const Placement start = placeBeside(toolbar, size, bounds, "bottom-start", false);
  EXPECT_EQ(start.surface.left() + start.arrow, toolbar.left() + 36);
  const Placement end = placeBeside(toolbar, size, bounds, "bottom-end", false);
  EXPECT_EQ(end.surface.left() + end.arrow, toolbar.left() + toolbar.width() - 36);
  const Placement mirrored = placeBeside(toolbar, size, bounds, "bottom-start", true);
  EXPECT_EQ(mirrored.surface, end.surface);
  EXPECT_EQ(mirrored.arrow, end.arrow);
}

TEST(Placement, NeverCoversItsAnchorWhereItFits) {
  for (int x = 0; x <= 960; x += 40) {
    for (int y = 0; y <= 760; y += 40) {
      for (const char* wanted : {"auto", "top-start", "bottom-end", "start", "end-bottom"}) {
        const QRect anchor(x, y, 40, 40);
        const Placement placed = placeBeside(anchor, size, bounds, wanted, (x + y) % 80 == 0);
        ASSERT_TRUE(placed.fits) << x << "," << y << " " << wanted;
        ASSERT_TRUE(bounds.contains(placed.surface));
        ASSERT_FALSE(placed.surface.intersects(anchor));
      }
    }
  }
}

TEST(Placement, SaysWhenThereIsNoRoom) {
  const Placement placed = placeBeside({40, 40, 300, 200}, size, {0, 0, 380, 280}, "bottom", false);
  EXPECT_FALSE(placed.fits);
  EXPECT_TRUE(QRect(0, 0, 380, 280).contains(placed.surface));
}

TEST(Placement, MiddleHasNoArrow) {
  const Placement placed = placeInMiddle(size, bounds);
  EXPECT_EQ(placed.side, Side::none);
  EXPECT_LE((placed.surface.center() - bounds.center()).manhattanLength(), 2);
  EXPECT_EQ(placeBeside({0, 0, 9, 9}, size, bounds, "center", false).side, Side::none);
  EXPECT_FALSE(placeInMiddle({2000, 10}, bounds).fits);
}

}  // namespace
}  // namespace docent::qt
