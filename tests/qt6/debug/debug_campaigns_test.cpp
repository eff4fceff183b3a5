#include "debug/debug_campaigns.h"

#include <gtest/gtest.h>

#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>
#include <QTreeWidget>

#include "rig.h"

namespace docent::qt {
namespace {

constexpr const char* campaigns = R"([
  {"id": "tip.a", "type": "tip", "triggers": [{"event": "session_start"}], "targeting": {"==": [{"var": "app.version"}, "9"]},
   "content": {"anchor": "x", "text": {"en": {"title": "T", "body": "B"}}}},
  {"id": "banner.b", "type": "banner", "triggers": [{"event": "session_start", "goal": 99}],
   "content": {"text": {"en": {"title": "T", "body": "B"}}}}])";

struct DebugCampaignsTest : ::testing::Test {
  testing::Rig rig{testing::strategyWith(campaigns)};
  QStringList calls;
  DebugSource source{rig.client().get(),
                     [this](const QString& c, const QString& v) { calls += "preview " + c + ' ' + v; },
                     [this](const QString& c) { calls += "launch " + c; },
                     {},
                     {}};
  DebugCampaigns view{source};
  QTreeWidget* table = view.findChild<QTreeWidget*>("campaigns");
  QPlainTextEdit* details = view.findChild<QPlainTextEdit*>("campaignDetails");

  void SetUp() override {
    view.show();
    view.refresh();
    ASSERT_TRUE(testing::until([&] { return table->topLevelItemCount() == 2; }));
  }
  QTreeWidgetItem* item(const QString& id) { return table->findItems(id, Qt::MatchExactly).value(0); }
};

TEST_F(DebugCampaignsTest, ShowsWhyTargetingRefuses) {
  table->setCurrentItem(item("tip.a"));
  EXPECT_EQ(item("tip.a")->text(2), "not targeted");
  EXPECT_TRUE(details->toPlainText().contains("TARGETING_MISMATCH")) << details->toPlainText().toStdString();
  EXPECT_TRUE(details->toPlainText().contains(R"("1.0.0","9")"));
  EXPECT_GE(item("tip.a")->childCount(), 1);
  EXPECT_EQ(item("banner.b")->text(2), "waits for its trigger");
}

TEST_F(DebugCampaignsTest, PreviewsAndLaunchesTheChosenOne) {
  table->setCurrentItem(item("tip.a")->child(0));  // one of its reasons stands for it
  QTest::keyClicks(view.findChild<QLineEdit*>("variant"), " blue ");
  QTest::mouseClick(view.findChild<QPushButton*>("preview"), Qt::LeftButton);
  table->setCurrentItem(item("banner.b"));
  QTest::mouseClick(view.findChild<QPushButton*>("launch"), Qt::LeftButton);
  EXPECT_EQ(calls, (QStringList{"preview tip.a blue", "launch banner.b"}));
}

TEST_F(DebugCampaignsTest, KeepsTheChoiceWhenReadAgain) {
  table->setCurrentItem(item("banner.b"));
  QTreeWidgetItem* const chosen = table->currentItem();
  chosen->setExpanded(true);
  ASSERT_TRUE(rig.client().set_strategy(testing::strategyWith(QByteArray(campaigns).replace("99", "98"), "{}", 2).toStdString()).ok());
  const auto progress = [&] { return details->toPlainText().contains("/98"); };
  ASSERT_TRUE(testing::until([&] {
    view.refresh();
    return progress();
  }));
  EXPECT_EQ(table->currentItem(), chosen);
  EXPECT_TRUE(chosen->isExpanded());
}

TEST_F(DebugCampaignsTest, SaysWhatWentWrong) {
  view.say("tip.a: no such variant");
  auto* const message = view.findChild<QLabel*>("campaignMessage");
  EXPECT_EQ(message->text(), "tip.a: no such variant");
  rig.close();
  view.refresh();
  EXPECT_TRUE(testing::until([&] { return message->text() == "The client is closed."; }));
}

}  // namespace
}  // namespace docent::qt
