#include "cards/checklist_panel.h"

#include <gtest/gtest.h>

#include <QProgressBar>

#include "card_stage.h"
#include "cards/checklist_pill.h"
#include "cards/checklist_row.h"
#include "look/button.h"

namespace docent::qt {
namespace {

using testing::until;
using Stage = testing::Stage<ChecklistPanel>;

// Items "i0", "i1" …: so many done, every one with a launch but the last.
QByteArray list(int done, int of, const QByteArray& members = R"("title": "Your first day")") {
  QByteArray items;
  for (int i = 0; i < of; i++) {
    const QByteArray n = QByteArray::number(i);
    items += (i > 0 ? ", " : "") + QByteArray(R"({"id": "i)") + n + R"(", "text": "Item )" + n + R"(", "body": "More", "done": )" +
             (i < done ? "true" : "false") + (i + 1 < of ? R"(, "launches": "tour"})" : "}");
  }
  return R"({"type": "checklist", "locale": "en", )" + members + R"(, "items": [)" + items + R"(], "progress": {"done": )" +
         QByteArray::number(done) + R"(, "of": )" + QByteArray::number(of) + "}}";
}

QList<ChecklistRow*> rows(Stage& stage) { return stage.card->findChildren<ChecklistRow*>(); }

TEST(ChecklistPanel, AnItemThatLaunchesIsChosenByMouseAndKey) {
  Stage stage(list(1, 4));
  ASSERT_EQ(rows(stage).size(), 4);
  EXPECT_EQ(rows(stage)[0]->button(), nullptr) << "done";
  EXPECT_EQ(rows(stage)[3]->button(), nullptr) << "launches nothing";
  QTest::mouseClick(rows(stage)[3], Qt::LeftButton);
  QTest::mouseClick(rows(stage)[2]->button(), Qt::LeftButton);
  stage.enter();
  EXPECT_EQ(stage.focus(), rows(stage)[1]->button());
  stage.press(Qt::Key_Return);
  EXPECT_EQ(stage.items, QStringList({"i2", "i1"}));
}

TEST(ChecklistPanel, CollapsesToAPillAndBackByMouseAndKey) {
  Stage stage(list(2, 4));
  EXPECT_TRUE(stage.card->isExpanded());
  const QSize expanded = stage.card->sizeHint();
  stage.click("collapse");
  EXPECT_FALSE(stage.card->isExpanded());
  EXPECT_LT(stage.card->sizeHint().height(), expanded.height());
  EXPECT_TRUE(stage.dismissals.isEmpty());
  stage.fit();
  stage.click("pill");
  EXPECT_TRUE(stage.card->isExpanded());
  stage.enter();
  stage.press(Qt::Key_Escape);
  EXPECT_FALSE(stage.card->isExpanded());
  EXPECT_EQ(stage.focus()->objectName(), "pill");
  stage.press(Qt::Key_Return);
  EXPECT_TRUE(stage.card->isExpanded());
  EXPECT_EQ(stage.focus(), rows(stage)[2]->button());
  EXPECT_TRUE(stage.dismissals.isEmpty()) << "closing a checklist ends it; Escape must not";
}

TEST(ChecklistPanel, SaysThatItsSizeChanged) {
  Stage stage(list(2, 4));
  const int before = stage.resized;
  stage.card->setExpanded(false);
  EXPECT_GT(stage.resized, before);
  const int collapsed = stage.resized;
  stage.card->setExpanded(false);
  EXPECT_EQ(stage.resized, collapsed);
}

TEST(ChecklistPanel, IsClosedOnlyWhenItMayBe) {
  Stage stage(list(0, 2));
  stage.click("never");
  EXPECT_EQ(stage.dismissals, QStringList("close"));
  Stage bound(list(0, 2, R"("dismissible": false)"));
  EXPECT_FALSE(bound.part<>("never")->isVisible());
}

TEST(ChecklistPanel, AnUpdateTicksAndKeepsStateAndFocus) {
  Stage stage(list(1, 4));
  rows(stage)[2]->button()->setFocus();
  QWidget* const focused = stage.focus();
  stage.card->setContent(readContent(list(2, 4)));
  EXPECT_EQ(stage.focus(), focused);
  EXPECT_TRUE(rows(stage)[1]->item().done);
  stage.card->setContent(readContent(list(3, 4)));
  ASSERT_TRUE(stage.card->isAncestorOf(stage.focus())) << "its button is gone, the focus stays on the card";
  EXPECT_TRUE(stage.focus()->isVisible());
  stage.card->setExpanded(false);
  stage.card->setContent(readContent(list(2, 4)));
  EXPECT_FALSE(stage.card->isExpanded());
}

TEST(ChecklistPanel, ItemsThatComeAndGo) {
  Stage stage(list(1, 4));
  stage.card->setContent(readContent(list(0, 2)));
  ASSERT_TRUE(until([&] { return rows(stage).size() == 2; }));
  stage.card->setContent(readContent(list(0, 6)));
  EXPECT_EQ(rows(stage).size(), 6);
  stage.card->setContent(readContent(list(0, 0)));
  EXPECT_EQ(stage.card->findChild<QProgressBar*>()->value(), 0);
}

TEST(ChecklistPanel, TellsAssistiveTechnologyTheProgress) {
  // The alert itself goes unheard on the offscreen platform; this is what it says.
  Stage stage(list(2, 4));
  stage.card->setContent(readContent(list(3, 4)));
  EXPECT_EQ(stage.card->findChild<QProgressBar*>()->accessibleName(), "3 of 4 done");
  EXPECT_EQ(stage.part<>("pill")->accessibleName(), "Your first day, 3 of 4");
  stage.card->setContent(readContent(list(4, 4)));
  EXPECT_EQ(stage.part<>("pill")->accessibleName(), "Your first day, All done");
  EXPECT_EQ(rows(stage)[0]->accessibleName(), "Item 0, done");
}

TEST(ChecklistPanel, EverythingDoneIsSaidAndClosed) {
  Stage stage(list(3, 4));
  stage.enter();
  stage.card->setContent(readContent(list(4, 4, R"("title": "Your first day", "completed": true)")));
  stage.fit();
  EXPECT_FALSE(rows(stage)[0]->isVisible());
  EXPECT_FALSE(stage.part<>("never")->isVisible());
  stage.enter();
  stage.press(Qt::Key_Space);
  stage.press(Qt::Key_Escape);
  EXPECT_EQ(stage.finished, 2);
  EXPECT_TRUE(stage.dismissals.isEmpty());
}

TEST(ChecklistPanel, LongListsAndTextsScrollWithinTheSize) {
  Stage stage(list(0, 60, R"("title": ")" + QByteArray(10000, 'x') + R"(", "body": "<i>)" + QByteArray(10000, 'y') + '"'));
  stage.card->setMaximumHeight(420);
  stage.fit();
  EXPECT_EQ(stage.card->height(), 420);
  EXPECT_EQ(stage.card->width(), cardWidth + 2 * shadowExtent);
  const auto* const never = stage.part<>("never");
  EXPECT_TRUE(stage.card->rect().contains(QRect(never->mapTo(stage.card, QPoint()), never->size())));
  rows(stage)[50]->button()->setFocus(Qt::TabFocusReason);
  EXPECT_FALSE(rows(stage)[50]->button()->visibleRegion().isEmpty()) << "what has the focus is shown";
  stage.card->setExpanded(false);
  EXPECT_LE(stage.card->sizeHint().width(), cardWidth + 2 * shadowExtent);
}

TEST(ChecklistPanel, MirrorsInRightToLeft) {
  Stage stage(list(1, 3).replace(R"("locale": "en")", R"("locale": "ar")"));
  const auto* const button = rows(stage)[1]->button();
  EXPECT_LT(button->geometry().center().x(), rows(stage)[1]->width() / 2);
  EXPECT_EQ(button->text(), "أرني");
}

TEST(ChecklistRow, DrawsANewTickUnlessMotionIsReduced) {
  QWidget window;
  window.setPalette(testing::lightPalette());
  ChecklistRow row(&window);
  row.resize(300, 36);
  ItemContent item{"a", "Item", "", "", false};
  row.setItem(item);
  window.show();
  item.done = true;
  row.setItem(item);
  const QImage still = row.grab().toImage();
  qunsetenv("DOCENT_REDUCED_MOTION");
  item.done = false;
  row.setItem(item);
  item.done = true;
  row.setItem(item);
  EXPECT_NE(row.grab().toImage(), still) << "on its way";
  EXPECT_TRUE(until([&] { return row.grab().toImage() == still; }));
  qputenv("DOCENT_REDUCED_MOTION", "1");
}

TEST(ChecklistPill, KeepsTheCountsWhenTheTitleIsLong) {
  ChecklistPill pill(nullptr);
  pill.setProgress("Day", 1, 4);
  const int narrow = pill.sizeHint().width();
  pill.setProgress(QString(10000, 'x'), 1, 4);
  EXPECT_GT(pill.sizeHint().width(), narrow);
  EXPECT_LE(pill.sizeHint().width(), cardWidth);
  pill.setProgress("", 0, 0);
  EXPECT_EQ(pill.accessibleName(), "0 of 0");
}

}  // namespace
}  // namespace docent::qt
