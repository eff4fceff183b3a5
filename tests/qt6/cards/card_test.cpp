#include "cards/card.h"

#include <gtest/gtest.h>

#include <QTest>

#include "rig.h"

namespace docent::qt {
namespace {

class PlainCard : public Card {
 public:
  using Card::Card;
  void setContent(const Content& content) override { adopt(content); }
  QWidget* firstFocus() override { return this; }
};

Content contentWith(const QByteArray& members) { return readContent("{" + members + "}"); }

TEST(Card, EscapeDismissesWhatMayBeDismissed) {
  QWidget window;
  PlainCard card(&window);
  QStringList heard;
  QObject::connect(&card, &Card::dismissed, [&](const QString& how) { heard << how; });
  card.setContent(contentWith(R"("type": "tip")"));
  QTest::keyClick(&card, Qt::Key_Escape);
  card.setContent(contentWith(R"("type": "tour")"));
  QTest::keyClick(&card, Qt::Key_Escape);
  card.setContent(contentWith(R"("type": "banner", "dismissible": false)"));
  QTest::keyClick(&card, Qt::Key_Escape);
  EXPECT_EQ(heard, QStringList({"escape", "skip"}));
}

TEST(Card, TellsAssistiveTechnologyWhatItSays) {
  QWidget window;
  PlainCard card(&window);
  card.setContent(contentWith(R"("title": "T", "body": "B", "locale": "ar")"));
  EXPECT_EQ(card.accessibleName(), "T");
  EXPECT_EQ(card.accessibleDescription(), "B");
  EXPECT_EQ(card.layoutDirection(), Qt::RightToLeft);
  card.setContent(contentWith(R"("title": "T", "a11y": {"role": "dialog", "label": "L"})"));
  EXPECT_EQ(card.accessibleName(), "L");
  EXPECT_EQ(card.layoutDirection(), Qt::LeftToRight);
}

TEST(Card, WearsTheColoursOfItsCampaign) {
  QWidget window;
  window.setPalette(testing::lightPalette());
  PlainCard card(&window);
  QPushButton inside(&card);
  const Theme plain = Theme::of(&window);
  card.setContent(contentWith(R"("theme": {"accent": "#7a1fa2", "surface": "#102030"})"));
  EXPECT_EQ(Theme::of(&inside).surface, Theme::of(&card).surface);
  EXPECT_TRUE(card.theme().dark);
  EXPECT_GE(contrast(card.theme().text, card.theme().surface), 7.0);  // the text was not asked for, and would be dark on dark
  EXPECT_GE(contrast(card.theme().accent, card.theme().surface), 4.5);
  EXPECT_GE(contrast(card.theme().onAccent, card.theme().accent), 4.5);
  EXPECT_EQ(Theme::of(&window).surface, plain.surface);  // the window keeps its own
  card.setContent(contentWith(R"("theme": {"accent": "#7a1fa2"})"));
  EXPECT_EQ(card.theme().accent, QColor("#7a1fa2"));
  EXPECT_EQ(card.theme().surface, plain.surface);
  card.setContent(contentWith(R"("theme": {"surface": "#ffffff", "text": "#000000"})"));
  EXPECT_FALSE(card.theme().highContrast);  // nobody asked for that
  EXPECT_FALSE(Theme::of(&inside).highContrast);
  for (const char* odd :
       {R"("theme": {"accent": "no colour", "surface": 7, "text": "#80ff0000"})", R"("theme": {"accent": "transparent"})", R"("theme": 3)"}) {
    card.setContent(contentWith(odd));
    EXPECT_EQ(card.theme().accent, plain.accent) << odd;
    EXPECT_EQ(card.theme().surface, plain.surface) << odd;
    EXPECT_EQ(card.theme().text, plain.text) << odd;
  }
}

TEST(Card, HighContrastGoesBeforeTheColoursOfACampaign) {
  QWidget window;
  window.setPalette(testing::lightPalette());
  PlainCard card(&window);
  card.setContent(contentWith(R"("theme": {"accent": "#7a1fa2", "surface": "#fdf6ff", "text": "#333333"})"));
  EXPECT_EQ(card.theme().surface, QColor("#fdf6ff"));
  window.setPalette(testing::highContrastPalette());
  EXPECT_TRUE(card.theme().highContrast);
  EXPECT_EQ(card.theme().surface, Theme::of(&window).surface);
  EXPECT_EQ(card.theme().accent, Theme::of(&window).accent);
  window.setPalette(testing::lightPalette());
  EXPECT_EQ(card.theme().surface, QColor("#fdf6ff"));
}

TEST(Card, ClicksDoNotReachWhatLiesBelow) {
  QPushButton below("below");
  below.resize(300, 200);
  int clicked = 0;
  QObject::connect(&below, &QPushButton::clicked, [&] { clicked++; });
  PlainCard card(&below);
  card.setGeometry(50, 50, 200, 100);
  below.show();
  QTest::mouseClick(&card, Qt::LeftButton);
  EXPECT_EQ(clicked, 0);
}

TEST(Card, PaintsASurfaceWithinItsShadow) {
  QWidget window;
  window.setPalette(testing::lightPalette());
  window.resize(300, 200);
  PlainCard card(&window);
  card.setGeometry(50, 50, 200, 100);
  window.show();
  const QImage image = window.grab().toImage();
  EXPECT_EQ(image.pixelColor(150, 100), card.theme().surface);
  EXPECT_EQ(image.pixelColor(5, 5), testing::lightPalette().color(QPalette::Window));
}

}  // namespace
}  // namespace docent::qt
