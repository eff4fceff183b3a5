#include "docent/qt/recommendation_panel.h"

#include <gtest/gtest.h>

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "look/text_block.h"
#include "panels/recommendation_card.h"
#include "rig.h"

namespace docent::qt {
namespace {

using testing::Rig;
using testing::until;

QByteArray strategy(const QByteArray& body = "Prints one copy for each row.") {
  return R"({"schemaVersion": 1, "product": "test", "version": 1, "locales": {"default": "en"},
    "catalogue": {"events": {"merged": {}, "exported": {}}},
    "features": [{"id": "merge", "usedBy": [{"event": "merged"}]}, {"id": "cloud", "usedBy": [{"event": "exported"}]}],
    "campaigns": [{"id": "rec.home", "type": "recommendation", "slot": "home", "candidates": [
      {"feature": "merge", "score": 5, "text": {"en": {"title": "Letters from a table", "body": ")" +
         body + R"("}}},
      {"feature": "cloud", "score": 1, "text": {"en": {"title": "Take your notes with you"}}}]}]})";
}

struct Fixture {
  explicit Fixture(const QByteArray& text = strategy(), const QString& slot = "home") : rig(text), panel(rig.client(), slot) {}
  bool appears(int count = 2) {
    panel.resize(620, 300);
    panel.show();
    return until([&] { return panel.count() == count; });
  }
  RecommendationCard* card(const QString& feature) {
    for (auto* const card : panel.findChildren<RecommendationCard*>("recommendation." + feature)) {
      if (card->isVisible()) return card;
    }
    return nullptr;
  }
  QPushButton* button(const QString& feature, const QString& text) {
    for (auto* const button : card(feature)->findChildren<QPushButton*>()) {
      if (button->text() == text) return button;
    }
    return nullptr;
  }
  Rig rig;
  RecommendationPanel panel;
};

TEST(RecommendationPanel, ShowsTheCandidatesBestFirst) {
  Fixture f;
  ASSERT_TRUE(f.appears());
  EXPECT_EQ(f.card("merge")->accessibleName(), "Letters from a table");
  EXPECT_TRUE(until([&] { return f.card("merge")->x() < f.card("cloud")->x(); }));
}

TEST(RecommendationPanel, ReportsOnceWhatWasSeenForASecond) {
  Fixture f;
  ASSERT_TRUE(f.appears());
  EXPECT_TRUE(f.rig.events("recommendation_shown").isEmpty());
  ASSERT_TRUE(until([&] { return f.rig.events("recommendation_shown").size() == 2; }));
  testing::settle(1300);
  EXPECT_EQ(f.rig.events("recommendation_shown").size(), 2);
}

TEST(RecommendationPanel, ReportsNothingThatIsHiddenEarlier) {
  Fixture f;
  ASSERT_TRUE(f.appears());
  testing::settle(300);
  f.panel.hide();
  testing::settle(1300);
  EXPECT_TRUE(f.rig.events("recommendation_shown").isEmpty());
}

TEST(RecommendationPanel, TellsTheHostWhatWasChosen) {
  Fixture f;
  ASSERT_TRUE(f.appears());
  QSignalSpy chosen(&f.panel, &RecommendationPanel::chosen);
  QTest::mouseClick(f.button("merge", "Try it"), Qt::LeftButton);
  ASSERT_EQ(chosen.count(), 1);
  EXPECT_EQ(chosen[0], (QVariantList{"merge", "rec.home"}));
  EXPECT_EQ(f.rig.events("recommendation_interacted").value(0)["feature"].toString(), "merge");
}

TEST(RecommendationPanel, RemovesWhatIsNotForThemAndKeepsTheFocus) {
  Fixture f;
  ASSERT_TRUE(f.appears());
  f.panel.activateWindow();
  QPushButton* const refuse = f.button("merge", "Not for me");
  refuse->setFocus();
  QTest::keyClick(refuse, Qt::Key_Space);
  ASSERT_TRUE(until([&] { return f.panel.count() == 1; }));
  EXPECT_EQ(f.rig.events("recommendation_dismissed").value(0)["feature"].toString(), "merge");
  f.panel.refresh();
  testing::settle(200);
  EXPECT_EQ(f.panel.count(), 1);  // and it does not come back
  EXPECT_TRUE(f.panel.isAncestorOf(QApplication::focusWidget()));
}

TEST(RecommendationPanel, IsEmptyForUnknownSlotsDeniedConsentAndClosedClients) {
  Fixture unknown(strategy(), "nowhere");
  QSignalSpy refreshed(&unknown.panel, &RecommendationPanel::refreshed);
  unknown.panel.setEmptyText("Nothing new today.");
  unknown.panel.show();
  ASSERT_TRUE(until([&] { return refreshed.count() == 1; }));
  auto* const empty = unknown.panel.findChild<QLabel*>("recommendationsEmpty");
  EXPECT_TRUE(empty->isVisible());
  EXPECT_EQ(empty->text(), "Nothing new today.");

  Fixture f;
  ASSERT_TRUE(f.appears());
  ASSERT_EQ(f.rig.client().set_consent(Consent::analytics()), DOCENT_OK);
  f.panel.refresh();
  EXPECT_TRUE(until([&] { return f.panel.count() == 0; }));

  Fixture closed;
  ASSERT_TRUE(closed.appears());
  closed.rig.close();
  closed.panel.refresh();
  EXPECT_TRUE(until([&] { return closed.panel.count() == 0; }));
}

TEST(RecommendationPanel, TakesNoPlaceWhileThereIsNothing) {
  Fixture f(strategy(), "nowhere");
  QSignalSpy refreshed(&f.panel, &RecommendationPanel::refreshed);
  f.panel.show();
  ASSERT_TRUE(until([&] { return refreshed.count() == 1; }));
  EXPECT_LE(f.panel.sizeHint().height(), 0);
}

TEST(RecommendationPanel, StandsInOneColumnWhereItIsNarrow) {
  Fixture f;
  ASSERT_TRUE(f.appears());
  testing::settle();
  EXPECT_EQ(f.card("merge")->y(), f.card("cloud")->y());
  f.panel.resize(220, 500);
  testing::settle();
  EXPECT_LE(f.panel.width(), 220);
  EXPECT_LT(f.card("merge")->y(), f.card("cloud")->y());
  EXPECT_EQ(f.card("merge")->x(), f.card("cloud")->x());
}

TEST(RecommendationPanel, TakesLongAndHostileTextsAsText) {
  Fixture f(strategy("<b>not bold</b> " + QByteArray(3000, 'w')));
  ASSERT_TRUE(f.appears());
  testing::settle();
  QStringList texts;
  for (const auto* block : f.card("merge")->findChildren<TextBlock*>()) texts += block->text();
  EXPECT_TRUE(texts.join(' ').contains("<b>not bold</b>"));
  EXPECT_LT(f.card("merge")->height(), 400);
}

TEST(RecommendationPanel, SpeaksTheLanguageOfItsLocale) {
  Fixture f;
  ASSERT_TRUE(f.appears());
  f.panel.setLocale(QLocale(QLocale::Chinese));
  EXPECT_NE(f.button("merge", "试一试"), nullptr);
}

}  // namespace
}  // namespace docent::qt
