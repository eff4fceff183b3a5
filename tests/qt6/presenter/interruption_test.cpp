// What is taken away while the user is in the middle of it: campaigns, presenters, windows, clients, screens. Nothing crashes, nothing stays behind,
// and Docent hears what became of it.
#include <gtest/gtest.h>

#include <QWindow>

#include "cards/checklist_panel.h"
#include "cards/survey_sheet.h"
#include "presenter/scene.h"

namespace docent::qt {
namespace {

using testing::Rig;
using testing::Scene;
using testing::settle;
using testing::strategyWith;
using testing::tipAt;
using testing::until;

const QByteArray survey = R"([{"id": "c", "type": "survey", "triggers": [{"event": "go"}], "minVisible": "PT0.05S", "questions": [
  {"id": "q1", "type": "csat", "text": {"en": "Happy?"}}, {"id": "q2", "type": "open", "text": {"en": "Why?"}}]}])";
const QByteArray checklist =
    R"([{"id": "c", "type": "checklist", "triggers": [{"event": "go"}], "minVisible": "PT0.05S", "content": {"text": {"en": {"title": "T"}}},
  "items": [{"id": "a", "completeWhen": {">": [{"event_count": ["done_a", "P1D"]}, 0]}, "text": {"en": "A"}},
            {"id": "b", "completeWhen": {">": [{"event_count": ["done_b", "P1D"]}, 0]}, "text": {"en": "B"}}]}])";

// A window that may go, with a presenter that may go, above a client that stays.
struct Bench {
  explicit Bench(const QByteArray& campaigns) : rig(strategyWith(campaigns)) {
    spare.setObjectName("spare");  // so that the application still has a window
    spare.resize(300, 200);
    spare.show();
    window = std::make_unique<QMainWindow>();
    window->resize(700, 500);
    window->setCentralWidget(new QTextEdit);
    window->show();
    window->activateWindow();
    presenter = std::make_unique<Presenter>(rig.client());
    presenter->setCourtesy({0, 0, 4, 60000});
    presenter->setHome(window.get());
    QObject::connect(presenter.get(), &Presenter::closed, [this](const QString&, const QString& outcome) { outcomes << outcome; });
    (void)QTest::qWaitForWindowActive(window.get());
    rig.client().track("go");
  }
  template <class AnyCard>
  AnyCard* card() {
    AnyCard* found = nullptr;
    until([&] { return window != nullptr && (found = window->findChild<AnyCard*>()) != nullptr && found->isVisible(); });
    return found;
  }
  // The first question answered, the second one begun.
  SurveySheet* halfAnswered() {
    auto* const sheet = card<SurveySheet>();
    if (sheet == nullptr) return nullptr;
    sheet->firstFocus()->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_4);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTest::keyClicks(QApplication::focusWidget(), "because it wor");
    return sheet;
  }
  bool answered() {
    return until([&] { return !rig.events("survey_answered").isEmpty(); });
  }

  Rig rig;
  QMainWindow spare;
  std::unique_ptr<QMainWindow> window;
  std::unique_ptr<Presenter> presenter;
  QStringList outcomes;
};

TEST(Interruption, ACampaignIsPulledWhileItsButtonIsPressed) {
  Scene scene("[" + tipAt("bold") + "]");
  QSignalSpy commands(&scene.presenter, &Presenter::commandRequested);
  scene.rig.client().track("go");
  ASSERT_TRUE(scene.waitFor("tip.a"));
  const QPointer<QPushButton> button = scene.action("own");
  const QPoint place = button->rect().center();
  QTest::mousePress(button, Qt::LeftButton, {}, place);
  ASSERT_TRUE(scene.rig.client().set_strategy(strategyWith("[]", "{}", 2).toStdString()));
  ASSERT_TRUE(scene.waitGone("tip.a"));
  if (button) QTest::mouseRelease(button, Qt::LeftButton, {}, place);
  settle(50);
  EXPECT_TRUE(commands.isEmpty()) << "what is gone commands nothing";
  EXPECT_TRUE(button.isNull());
  QTest::mouseClick(scene.bar->widgetForAction(scene.bar->actions().first()), Qt::LeftButton);  // the mouse is free again
}

TEST(Interruption, ThePresenterGoesWhileASurveyIsHalfAnswered) {
  Bench bench(survey);
  const QPointer<SurveySheet> sheet = bench.halfAnswered();
  ASSERT_NE(sheet, nullptr);
  bench.presenter.reset();
  EXPECT_TRUE(sheet.isNull());
  EXPECT_TRUE(bench.window->findChildren<Card*>().isEmpty());
  EXPECT_TRUE(bench.answered()) << "what was said stays said";
}

TEST(Interruption, TheWindowIsClosedInTheMiddleOfASurvey) {
  Bench bench(survey);
  const QPointer<SurveySheet> sheet = bench.halfAnswered();
  ASSERT_NE(sheet, nullptr);
  bench.window.reset();
  settle(200);
  EXPECT_TRUE(bench.answered());
  EXPECT_TRUE(sheet.isNull());
  EXPECT_TRUE(bench.presenter->onScreen().isEmpty() || bench.spare.findChild<SurveySheet*>() != nullptr) << "gone, or in the window that is left";
}

TEST(Interruption, AWindowThatIsOnlyHiddenKeepsTheSurveyAsItIs) {
  Bench bench(survey);
  SurveySheet* const sheet = bench.halfAnswered();
  ASSERT_NE(sheet, nullptr);
  bench.window->close();
  settle(200);
  bench.window->show();
  ASSERT_TRUE(until([&] { return bench.presenter->onScreen() == QStringList("c"); }));
  SurveySheet* const again = bench.card<SurveySheet>();
  EXPECT_EQ(again, sheet);
  EXPECT_EQ(again->findChild<QLabel*>("progress")->text(), "Question 2");
}

TEST(Interruption, TheWindowIsClosedInTheMiddleOfAChecklist) {
  Bench bench(checklist);
  const QPointer<ChecklistPanel> panel = bench.card<ChecklistPanel>();
  ASSERT_NE(panel, nullptr);
  bench.rig.client().track("done_a");
  ASSERT_TRUE(until([&] { return panel->content().done == 1; }));
  bench.window.reset();
  EXPECT_TRUE(panel.isNull());
  bench.rig.client().track("done_b");  // an update for a card that is gone
  settle(200);
  ChecklistPanel* const moved = bench.spare.findChild<ChecklistPanel*>();
  EXPECT_TRUE(moved == nullptr || moved->content().completed);
}

TEST(Interruption, TheClientIsClosedInTheMiddleOfASurvey) {
  Bench bench(survey);
  ASSERT_NE(bench.halfAnswered(), nullptr);
  bench.rig.close();
  QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ControlModifier);
  EXPECT_TRUE(until([&] { return bench.presenter->onScreen().isEmpty(); }));
  EXPECT_TRUE(until([&] { return bench.outcomes == QStringList("withdrawn"); }));
}

TEST(Interruption, TheScreenOfACardThatIsAWindowChanges) {
  Scene scene("[" + tipAt("small") + "]");
  testing::SmallWindow small;
  Callout* const callout = small.pointedAt(scene);
  ASSERT_NE(callout, nullptr);
  const auto inScreen = [&] {
    const QRect surface = callout->geometry().adjusted(shadowExtent, shadowExtent, -shadowExtent, -shadowExtent);
    return callout->isVisible() && small.screen()->geometry().contains(surface) && !surface.intersects(small.geometry());
  };
  EXPECT_TRUE(inScreen());
  for (const QPoint corner :
       {QPoint(0, 0), QPoint(620, 0), QPoint(620, 700), QPoint(0, 700)}) {  // as a desktop moves windows of a screen that is gone
    emit small.windowHandle()->screenChanged(small.screen());
    small.move(corner);
    EXPECT_TRUE(until(inScreen)) << corner.x() << "," << corner.y();
  }
}

TEST(Interruption, AnAnchorWithoutANameIsRegisteredAndOneOfNobodyIsMissing) {
  Scene scene("[" + tipAt("registered") + "," + tipAt("QPushButton#2", "tip.b", "other") + "]");
  auto* const nameless = new QPushButton("x", scene.area->widget());
  nameless->setGeometry(50, 60, 80, 30);
  scene.tabs->setCurrentIndex(1);
  nameless->show();
  scene.presenter.setAnchor("registered", nameless);
  scene.rig.client().track("go");
  ASSERT_TRUE(scene.waitFor("tip.a"));
  scene.click("own");
  ASSERT_TRUE(scene.waitGone("tip.a"));
  scene.rig.client().track("other");
  EXPECT_TRUE(scene.waitForEvent("campaign_abandoned"));
  EXPECT_EQ(scene.details("campaign_abandoned"), QStringList("anchor_missing"));
}

}  // namespace
}  // namespace docent::qt
