#include "cards/callout.h"

#include <gtest/gtest.h>

#include <QLabel>
#include <QTest>

#include "look/button.h"
#include "look/text_block.h"
#include "rig.h"

namespace docent::qt {
namespace {

Content tip(const QByteArray& more = {}) {
  return readContent(R"({"type": "tip", "title": "Structure", "body": "Styles are up here.", "actions": [
    {"id": "try", "text": "Show me", "action": "focus:x"}, {"id": "later", "text": "Later", "action": "snooze:P7D"}])" +
                     more + "}");
}

Content tour(const char* step, const QByteArray& more = {}) {
  return readContent(QByteArray(R"({"type": "tour", "title": "One", "body": "B", "step": ")") + step + R"(", "steps": [
    {"id": "a", "type": "modal"}, {"id": "b", "type": "element", "anchor": "x"},
    {"id": "c", "type": "element", "advancesByEvent": true}, {"id": "d"}])" +
                     more + "}");
}

class CalloutTest : public ::testing::Test {
 protected:
  CalloutTest() : callout_(&window_) {
    window_.resize(800, 600);
    QObject::connect(&callout_, &Card::actionChosen, [this](const QString& id) { heard_ << "action " + id; });
    QObject::connect(&callout_, &Card::advanced, [this](const QString& how) { heard_ << "advanced " + how; });
    QObject::connect(&callout_, &Card::dismissed, [this](const QString& how) { heard_ << "dismissed " + how; });
  }
  void show(const Content& content) {
    callout_.setContent(content);
    callout_.place(placeBeside({300, 100, 100, 30}, callout_.surfaceSize({780, 580}), {6, 6, 788, 588}, "bottom", false), false);
    window_.show();
    callout_.show();
  }
  QPushButton* button(const char* name) { return callout_.findChild<QPushButton*>(name); }

  QWidget window_;
  Callout callout_;
  QStringList heard_;
};

TEST_F(CalloutTest, ActionsAreChosenByMouseAndKey) {
  show(tip());
  QTest::mouseClick(button("later"), Qt::LeftButton);
  callout_.firstFocus()->setFocus();
  QTest::keyClick(callout_.firstFocus(), Qt::Key_Space);
  EXPECT_EQ(heard_, QStringList({"action later", "action try"}));
}

TEST_F(CalloutTest, TheCrossClosesAndEscapeToo) {
  show(tip());
  QPushButton* cross = nullptr;
  for (auto* const b : callout_.findChildren<QPushButton*>()) cross = b->accessibleName() == "Close" ? b : cross;
  ASSERT_NE(cross, nullptr);
  QTest::mouseClick(cross, Qt::LeftButton);
  QTest::keyClick(button("try"), Qt::Key_Escape);
  EXPECT_EQ(heard_, QStringList({"dismissed close", "dismissed escape"}));
}

TEST_F(CalloutTest, ATourGetsTheButtonsThatItsStepLacks) {
  show(tour("a"));
  EXPECT_EQ(button("back"), nullptr);
  QTest::mouseClick(button("next"), Qt::LeftButton);
  show(tour("b"));
  QTest::mouseClick(button("back"), Qt::LeftButton);
  EXPECT_EQ(heard_, QStringList({"advanced next", "advanced back"}));
  show(tour("c"));  // an event leads on
  testing::until([&] { return button("next") == nullptr; });
  EXPECT_EQ(button("next"), nullptr);
  show(tour("d"));
  EXPECT_EQ(button("next")->text(), "Done");
  show(tour("b", R"(, "actions": [{"id": "go", "text": "Go", "action": "next"}, {"id": "b", "text": "B", "action": "back"}])"));
  testing::until([&] { return button("next") == nullptr; });
  EXPECT_EQ(button("next"), nullptr);
  EXPECT_EQ(button("back"), nullptr);
  QTest::keyClick(callout_.firstFocus(), Qt::Key_Escape);
  EXPECT_EQ(heard_.last(), "dismissed skip");
}

TEST_F(CalloutTest, SaysWhichStepItIs) {
  show(tour("b"));
  EXPECT_TRUE(callout_.accessibleName().contains("Step 2 of 4"));
  EXPECT_EQ(callout_.findChild<StepDots*>()->accessibleName(), "Step 2 of 4");
}

TEST_F(CalloutTest, ArrowTouchesNeitherAnchorNorOtherSide) {
  show(tip());
  const QRect anchor(300, 100, 100, 30);
  EXPECT_FALSE(callout_.geometry().intersects(anchor));
  EXPECT_EQ(callout_.placement().side, Side::bottom);
  window_.setPalette(testing::lightPalette());
  const QImage image = window_.grab().toImage();
  const QPoint tipOfArrow(callout_.placement().surface.left() + callout_.placement().arrow, callout_.placement().surface.top() - 4);
  EXPECT_EQ(image.pixelColor(tipOfArrow), callout_.theme().surface);
}

TEST_F(CalloutTest, NothingIsCutOff) {
  for (const char* locale : {"en", "ar"}) {
    show(tip(QByteArray(R"(, "locale": ")") + locale + "\""));
    testing::settle(1);
    for (auto* const child : callout_.findChildren<QWidget*>()) {
      if (!child->isVisible()) continue;
      const QRect at(child->mapTo(&callout_, QPoint()), child->size());
      EXPECT_TRUE(callout_.rect().adjusted(shadowExtent, shadowExtent, -shadowExtent, -shadowExtent).contains(at))
          << child->metaObject()->className();
    }
    EXPECT_GE(button("try")->width(), button("try")->sizeHint().width());
  }
}

TEST_F(CalloutTest, TenThousandCharactersStayInTheWindow) {
  Content content = tip();
  content.body = QString("many words ").repeated(1000);
  content.title = QString(10000, 'x');
  show(content);
  EXPECT_LE(callout_.width(), window_.width());
  content.title = "T";
  show(content);
  EXPECT_LE(callout_.height(), window_.height());
}

TEST_F(CalloutTest, MarkupIsShownAsText) {
  Content content = tip();
  content.title = "<b>T</b>";
  show(content);
  for (auto* const label : callout_.findChildren<QLabel*>()) EXPECT_NE(label->textFormat(), Qt::AutoText);
}

TEST_F(CalloutTest, LiesBesideASmallWindowAsAWindowOfItsOwn) {
  show(tip());
  callout_.place(placeBeside({300, 100, 100, 30}, {300, 100}, {0, 0, 790, 790}, "bottom", false), true);
  EXPECT_TRUE(callout_.isWindow());
  EXPECT_TRUE(callout_.isVisible());
  EXPECT_FALSE(callout_.mask().isEmpty());
  show(tip());
  EXPECT_FALSE(callout_.isWindow());
  EXPECT_TRUE(callout_.mask().isEmpty());
}

}  // namespace
}  // namespace docent::qt
