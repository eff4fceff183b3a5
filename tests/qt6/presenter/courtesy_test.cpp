#include "presenter/courtesy.h"

#include <gtest/gtest.h>

#include <QDialog>
#include <QLineEdit>
#include <QMenu>
#include <QTest>

#include "rig.h"

namespace docent::qt {
namespace {

// app.* of rules as Docent has it, seen through a campaign that is targeted by it.
const QByteArray watching = R"([{"id": "tip.modal", "type": "tip", "targeting": {"var": "app.modal"}, "content": {"text": {"en": "A"}}}])";

class CourtesyTest : public ::testing::Test {
 protected:
  CourtesyTest() : rig_(testing::strategyWith(watching)), watch_(rig_.client().get(), nullptr) {
    Courtesy rules;
    rules.startMs = 0;
    rules.typingPauseMs = 300;
    watch_.setRules(rules);
    window_.resize(300, 200);
    window_.show();
    window_.activateWindow();
  }
  bool docentKnowsModal() { return rig_.client().explain("tip.modal")->find("TARGETING_MISMATCH") == std::string::npos; }
  testing::Rig rig_;
  CourtesyWatch watch_;
  QWidget window_;
};

TEST_F(CourtesyTest, NotInTheFirstSeconds) {
  Courtesy rules;
  rules.startMs = 150;
  CourtesyWatch fresh(rig_.client().get(), nullptr);
  fresh.setRules(rules);
  EXPECT_FALSE(fresh.allows(&window_));
  EXPECT_TRUE(fresh.allowsAsked(&window_));
  EXPECT_TRUE(testing::until([&] { return fresh.allows(&window_); }));
}

TEST_F(CourtesyTest, NotWhileTheUserTypesFast) {
  QLineEdit field(&window_);
  field.show();
  EXPECT_TRUE(watch_.allows(&window_));
  QTest::keyClicks(&field, "abc");
  EXPECT_TRUE(watch_.allows(&window_));  // three keys are not fast typing
  QTest::keyClicks(&field, "defg");
  EXPECT_FALSE(watch_.allows(&window_));
  EXPECT_TRUE(watch_.allowsAsked(&window_));
  EXPECT_TRUE(testing::until([&] { return watch_.allows(&window_); }));
}

TEST_F(CourtesyTest, KeysThatTypeNothingDoNotCount) {
  QWidget& receiver = window_;
  for (int i = 0; i < 10; i++) QTest::keyClick(&receiver, Qt::Key_Down);
  EXPECT_TRUE(watch_.allows(&window_));
}

TEST_F(CourtesyTest, NotOverADialogButInIt) {
  QDialog dialog(&window_);
  dialog.open();
  ASSERT_EQ(QApplication::activeModalWidget(), &dialog);
  EXPECT_FALSE(watch_.allows(&window_));
  EXPECT_FALSE(watch_.allowsAsked(&window_));
  EXPECT_TRUE(watch_.allows(&dialog));
  EXPECT_TRUE(testing::until([&] { return docentKnowsModal(); }));
  dialog.close();
  EXPECT_TRUE(watch_.allows(&window_));
  EXPECT_TRUE(testing::until([&] { return !docentKnowsModal(); }));
}

TEST_F(CourtesyTest, TenNestedDialogs) {
  std::vector<std::unique_ptr<QDialog>> dialogs;
  QWidget* parent = &window_;
  for (int i = 0; i < 10; i++) {
    dialogs.push_back(std::make_unique<QDialog>(parent));
    dialogs.back()->open();
    parent = dialogs.back().get();
  }
  EXPECT_FALSE(watch_.allowsAsked(dialogs[3].get()));
  EXPECT_TRUE(watch_.allowsAsked(dialogs[9].get()));
  while (!dialogs.empty()) dialogs.pop_back();
  EXPECT_TRUE(watch_.allowsAsked(&window_));
}

TEST_F(CourtesyTest, NotOverAnOpenMenu) {
  QMenu menu(&window_);
  menu.addAction("one");
  menu.popup(QPoint(10, 10));
  EXPECT_FALSE(watch_.allowsAsked(&window_));
  menu.close();
  EXPECT_TRUE(watch_.allowsAsked(&window_));
}

TEST_F(CourtesyTest, NotInFullScreen) {
  window_.showFullScreen();
  ASSERT_TRUE(testing::until([&] { return QApplication::activeWindow() == &window_; }));
  EXPECT_FALSE(watch_.allows(&window_));
  EXPECT_TRUE(watch_.allowsAsked(&window_));
  window_.showNormal();
  EXPECT_TRUE(watch_.allows(&window_));
}

TEST_F(CourtesyTest, ZeroSwitchesTypingOff) {
  Courtesy rules;
  rules.startMs = 0;
  rules.typingPauseMs = 0;
  watch_.setRules(rules);
  QLineEdit field(&window_);
  QTest::keyClicks(&field, "abcdefghijklmnop");
  EXPECT_TRUE(watch_.allows(&window_));
}

}  // namespace
}  // namespace docent::qt
