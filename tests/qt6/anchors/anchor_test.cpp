#include "anchors/anchor.h"

#include <gtest/gtest.h>

#include <QPushButton>
#include <QScrollArea>
#include <QTabWidget>
#include <QVBoxLayout>

#include "rig.h"

namespace docent::qt {
namespace {

TEST(Anchor, IsWhatCanBeSeenOfItInTheWindow) {
  QWidget window;
  window.resize(300, 200);
  QWidget frame(&window);
  frame.setGeometry(50, 40, 100, 100);
  QPushButton button(&frame);
  button.setGeometry(60, 10, 80, 30);  // sticks out of the frame
  window.show();
  EXPECT_EQ((Anchor{&button, {}}.visibleRect()), QRect(110, 50, 40, 30));
  EXPECT_EQ((Anchor{&button, [] { return QRect(10, 5, 10, 10); }}.visibleRect()), QRect(120, 55, 10, 10));
  EXPECT_TRUE((Anchor{&button, [] { return QRect(); }}.visibleRect()).isEmpty());
  button.hide();
  EXPECT_TRUE((Anchor{&button, {}}.visibleRect()).isEmpty());
}

TEST(Anchor, OnAnotherTabItCannotBeSeen) {
  QTabWidget tabs;
  auto* const first = new QPushButton("first");
  auto* const second = new QPushButton("second");
  tabs.addTab(first, "1");
  tabs.addTab(second, "2");
  tabs.show();
  EXPECT_TRUE((Anchor{second, {}}.visibleRect()).isEmpty());
  tabs.setCurrentIndex(1);
  EXPECT_FALSE((Anchor{second, {}}.visibleRect()).isEmpty());
}

TEST(Anchor, IsScrolledIntoView) {
  QScrollArea area;
  area.resize(200, 200);
  auto* const inner = new QWidget;
  inner->resize(180, 2000);
  auto* const button = new QPushButton("far down", inner);
  button->setGeometry(20, 1800, 100, 30);
  area.setWidget(inner);
  area.show();
  const Anchor anchor{button, {}};
  EXPECT_TRUE(anchor.visibleRect().isEmpty());
  anchor.scrollIntoView();
  EXPECT_EQ(anchor.visibleRect().size(), button->size());
}

TEST(Anchor, OfADestroyedWidgetIsNone) {
  auto* const button = new QPushButton;
  const Anchor anchor{button, {}};
  EXPECT_TRUE(anchor);
  delete button;
  EXPECT_FALSE(anchor);
  EXPECT_TRUE(anchor.visibleRect().isEmpty());
  EXPECT_EQ(anchor.window(), nullptr);
  anchor.scrollIntoView();
}

}  // namespace
}  // namespace docent::qt
