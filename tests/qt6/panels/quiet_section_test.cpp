#include "panels/quiet_section.h"

#include <gtest/gtest.h>

#include <QComboBox>
#include <QJsonDocument>
#include <QLabel>
#include <QPushButton>
#include <QTest>

#include "rig.h"

namespace docent::qt {
namespace {

constexpr const char* tip = R"([{"id": "tip.a", "type": "tip", "triggers": [{"event": "go"}],
  "content": {"anchor": "x", "text": {"en": {"title": "T", "body": "B"}}}}])";

struct Fixture {
  explicit Fixture(const QByteArray& strategy) : rig(strategy), section(rig.client().get()) { section.show(); }
  void choose(int row) {
    often->setFocus();
    often->setCurrentIndex(row);
    emit often->activated(row);
  }
  bool says(const QString& words) {
    return testing::until([&] { return result->text().contains(words); });
  }
  bool explains(const QString& code) {
    const auto json = rig.client().explain();
    return json && QString::fromStdString(*json).contains(code);
  }

  testing::Rig rig;
  QuietSection section;
  QComboBox* often = section.findChild<QComboBox*>("frequency");
  QLabel* result = section.findChild<QLabel*>("frequencyResult");
  QLabel* quiet = section.findChild<QLabel*>("quietResult");
  QPushButton* end = section.findChild<QPushButton*>("quietEnd");
  QPushButton* button(int n) { return section.findChild<QPushButton*>("quiet" + QString::number(n)); }
};

TEST(QuietSection, LowersWhatTheStrategyAllows) {
  Fixture f(testing::strategyWith(tip, R"({"user": {"userMayLower": ["tip", "survey"]}})"));
  EXPECT_EQ(f.often->currentIndex(), -1);  // Docent does not say what is in force
  f.choose(3);
  EXPECT_TRUE(f.says("tips and surveys")) << f.result->text().toStdString();
  EXPECT_TRUE(f.explains("\"CAP\""));
  f.choose(0);
  EXPECT_TRUE(testing::until([&] { return !f.explains("\"CAP\""); }));
}

TEST(QuietSection, SaysWhenTheStrategyDoesNotAllowIt) {
  Fixture f(testing::strategyWith(tip));
  f.choose(1);
  EXPECT_TRUE(f.says("does not let you choose"));
  EXPECT_EQ(f.often->currentIndex(), -1);
}

TEST(QuietSection, SaysWhenThereIsNothingToLower) {
  Fixture f({});
  f.choose(1);
  EXPECT_TRUE(f.says("no tips in this application yet"));
}

TEST(QuietSection, SaysThatTheClientIsClosed) {
  Fixture f(testing::strategyWith(tip));
  f.rig.close();
  f.choose(2);
  EXPECT_TRUE(f.says("recording has ended"));
  QTest::mouseClick(f.button(1), Qt::LeftButton);
  EXPECT_TRUE(f.quiet->text().contains("recording has ended"));
}

TEST(QuietSection, IsQuietUntilTheUserEndsIt) {
  Fixture f(testing::strategyWith(tip));
  QTest::mouseClick(f.button(3), Qt::LeftButton);
  EXPECT_EQ(f.quiet->text(), "Quiet until you end it.");
  EXPECT_TRUE(f.explains("doNotDisturb"));
  ASSERT_TRUE(f.end->isVisible());
  f.end->setFocus();
  QTest::keyClick(f.end, Qt::Key_Space);
  EXPECT_EQ(f.quiet->text(), "Tips may appear again.");
  EXPECT_FALSE(f.end->isVisible());
  EXPECT_FALSE(f.explains("doNotDisturb"));
}

TEST(QuietSection, ReadsAQuietTimeThatRuns) {
  Fixture f(testing::strategyWith(tip));
  ASSERT_EQ(f.rig.client().do_not_disturb(std::chrono::system_clock::now() + std::chrono::hours(1)), DOCENT_OK);
  (void)f.rig.client().flush(Flush::durable, Milliseconds(5000));
  f.section.refresh();
  EXPECT_TRUE(testing::until([&] { return f.quiet->text().startsWith("Quiet until ") && f.end->isVisible(); }));
}

}  // namespace
}  // namespace docent::qt
