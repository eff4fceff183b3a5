#include "debug/debug_places.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QTest>
#include <QTreeWidget>

#include "rig.h"

namespace docent::qt {
namespace {

struct Window : QWidget {
  Window() {
    setObjectName("window");
    resize(300, 200);
    auto* const bar = new QWidget(this);
    bar->setObjectName("bar");
    bar->setGeometry(10, 10, 200, 60);
    target = new QPushButton("Bold", bar);
    target->setObjectName("bold");
    target->setGeometry(20, 10, 80, 30);
    show();
  }
  QPushButton* target;
};

TEST(FindByName, KnowsNamesAndPathsAndPrefersWhatIsVisible) {
  Window window;
  EXPECT_EQ(findByName("bold"), window.target);
  EXPECT_EQ(findByName("window/bold"), window.target);
  EXPECT_EQ(findByName("window/bar/bold"), window.target);
  EXPECT_EQ(findByName("bar/window/bold"), nullptr);
  EXPECT_EQ(findByName("nowhere"), nullptr);
  EXPECT_EQ(findByName(""), nullptr);
  QWidget hidden;
  hidden.setObjectName("bold");
  EXPECT_EQ(findByName("bold"), window.target);
  window.hide();
  EXPECT_NE(findByName("bold"), nullptr);
}

TEST(DebugAnchors, SaysWhichWereFoundAndFlashesThem) {
  Window window;
  QList<std::pair<QString, bool>> anchors{{"bar/bold", true}, {"gone", false}};
  DebugAnchors view(DebugSource{nullptr, {}, {}, [&] { return anchors; }, {}});
  view.show();
  view.refresh();
  auto* const table = view.findChild<QTreeWidget*>("anchors");
  auto* const flash = view.findChild<QPushButton*>("flash");
  ASSERT_EQ(table->topLevelItemCount(), 2);
  EXPECT_EQ(table->topLevelItem(0)->text(1), "yes");
  EXPECT_EQ(table->topLevelItem(1)->text(1), "no");
  EXPECT_FALSE(flash->isEnabled());
  table->setCurrentItem(table->topLevelItem(0));
  QTest::mouseClick(flash, Qt::LeftButton);
  auto* const frame = window.findChild<QWidget*>("docentFlash");
  ASSERT_NE(frame, nullptr);
  EXPECT_TRUE(frame->geometry().contains(QRect(window.target->mapTo(&window, QPoint()), window.target->size())));
  EXPECT_TRUE(testing::until([&] { return window.findChild<QWidget*>("docentFlash") == nullptr; }));
  table->setCurrentItem(table->topLevelItem(1));
  QTest::mouseClick(flash, Qt::LeftButton);
  EXPECT_EQ(view.findChild<QLabel*>("anchorState")->text(), "No widget has this object name.");
  anchors.clear();
  view.refresh();
  EXPECT_EQ(table->topLevelItemCount(), 0);
}

TEST(DebugElements, ListsAndCopiesWhatHasNoName) {
  QStringList names{"window/QPushButton#2", "window/QToolButton#0"};
  DebugElements view(DebugSource{nullptr, {}, {}, {}, [&] { return names; }});
  view.show();
  view.refresh();
  EXPECT_EQ(view.findChild<QListWidget*>("elements")->count(), 2);
  auto* const copy = view.findChild<QPushButton*>("elementsCopy");
  QTest::mouseClick(copy, Qt::LeftButton);
  EXPECT_EQ(QApplication::clipboard()->text(), names.join('\n'));
  names.clear();
  view.refresh();
  EXPECT_FALSE(copy->isEnabled());
  EXPECT_EQ(view.findChild<QLabel*>("elementState")->text(), "Every element has a name of its own.");
}

}  // namespace
}  // namespace docent::qt
