// Tours: from step to step by buttons, keys and what the user does; interrupted, skipped, into dialogs, with anchors that are not there.
#include <gtest/gtest.h>

#include <QDialog>

#include "presenter/scene.h"

namespace docent::qt {
namespace {

using testing::Scene;
using testing::settle;
using testing::until;

QByteArray tour(const QByteArray& steps) {
  return R"([{"id": "tour.a", "type": "tour", "triggers": [{"event": "go"}], "minVisible": "PT0.05S", "steps": [)" + steps + "]}]";
}
const QByteArray welcome = R"({"id": "welcome", "type": "modal", "text": {"en": {"title": "Welcome", "body": "B"}}})";
const QByteArray bold =
    R"({"id": "bold", "anchor": "bold", "text": {"en": {"title": "Bold", "body": "B"}}, "advanceOn": {"event": "style_applied"}})";
const QByteArray deep = R"({"id": "deep", "anchor": "deep", "waitForElement": "PT0.3S", "text": {"en": {"title": "Deep"}}})";
const QByteArray missing =
    R"({"id": "missing", "anchor": "no.such", "skipMissingElement": true, "waitForElement": "PT0.1S", "text": {"en": {"title": "Missing"}}})";
const QByteArray end =
    R"({"id": "end", "type": "modal", "text": {"en": {"title": "End"}}, "actions": [{"id": "ok", "action": "complete", "text": {"en": "Done"}}]})";

Spotlight* spotlightOf(const QWidget& window) {
  for (auto* const s : window.findChildren<Spotlight*>()) {
    if (s->isVisible()) return s;
  }
  return nullptr;
}

bool atStep(Scene& scene, const QString& title) {
  return until([&] { return scene.callout() != nullptr && scene.callout()->content().title == title; });
}

TEST(Tour, GoesFromStepToStepAndEnds) {
  Scene scene(tour(welcome + "," + bold + "," + end));
  QSignalSpy closed(&scene.presenter, &Presenter::closed);
  scene.rig.client().track("go");
  ASSERT_TRUE(atStep(scene, "Welcome"));
  ASSERT_NE(spotlightOf(scene.window), nullptr);
  EXPECT_TRUE(spotlightOf(scene.window)->hole().isEmpty());
  scene.click("next");
  ASSERT_TRUE(atStep(scene, "Bold"));
  EXPECT_FALSE(spotlightOf(scene.window)->hole().isEmpty());
  EXPECT_EQ(scene.action("next"), nullptr);
  scene.click("back");
  ASSERT_TRUE(atStep(scene, "Welcome"));
  scene.click("next");
  ASSERT_TRUE(atStep(scene, "Bold"));
  scene.rig.client().track("style_applied");
  ASSERT_TRUE(atStep(scene, "End"));
  scene.click("ok");
  EXPECT_TRUE(scene.waitGone("tour.a"));
  EXPECT_TRUE(until([&] { return spotlightOf(scene.window) == nullptr; }));
  ASSERT_TRUE(until([&] { return closed.size() == 1; }));
  EXPECT_EQ(closed[0][1].toString(), "completed");
  EXPECT_TRUE(scene.waitForEvent("campaign_completed"));
  EXPECT_EQ(scene.rig.events("campaign_shown").size(), 1);
}

TEST(Tour, TheAnchorStaysUsableAndTheRestDoesNot) {
  Scene scene(tour(bold));
  int triggered = 0;
  QObject::connect(scene.window.findChild<QAction*>("bold"), &QAction::triggered, [&] { triggered++; });
  scene.rig.client().track("go");
  ASSERT_TRUE(atStep(scene, "Bold"));
  QWidget* const button = scene.bar->widgetForAction(scene.window.findChild<QAction*>("bold"));
  const QPoint at = button->mapTo(&scene.window, button->rect().center());
  QWidget* const under = scene.window.childAt(at);
  EXPECT_EQ(under, button);
  QTest::mouseClick(under, Qt::LeftButton);
  EXPECT_EQ(triggered, 1);
  EXPECT_NE(qobject_cast<Spotlight*>(scene.window.childAt(scene.window.rect().bottomRight() - QPoint(60, 60))), nullptr);
}

TEST(Tour, ByKeyboardAlone) {
  Scene scene(tour(welcome + "," + deep + "," + end));
  scene.tabs->setCurrentIndex(1);
  scene.editor->setFocus();
  scene.rig.client().track("go");
  ASSERT_TRUE(atStep(scene, "Welcome"));
  ASSERT_TRUE(scene.action("next")->hasFocus());  // in front of a dimmed window the keys are the tour's
  QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
  ASSERT_TRUE(atStep(scene, "Deep"));
  ASSERT_TRUE(until([&] { return scene.action("next") != nullptr && scene.action("next")->hasFocus(); }));
  QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
  ASSERT_TRUE(atStep(scene, "End"));
  ASSERT_TRUE(until([&] { return scene.action("ok") != nullptr && scene.action("ok")->hasFocus(); }));
  QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
  EXPECT_TRUE(scene.waitGone("tour.a"));
  EXPECT_TRUE(scene.waitForEvent("campaign_completed"));
}

TEST(Tour, EscapeAnywhereInItsWindowSkipsIt) {
  Scene scene(tour(bold + "," + end));
  scene.rig.client().track("go");
  ASSERT_TRUE(atStep(scene, "Bold"));
  QTest::keyClick(scene.editor, Qt::Key_Escape);
  EXPECT_TRUE(scene.waitGone("tour.a"));
  EXPECT_TRUE(scene.waitForEvent("campaign_dismissed"));
  EXPECT_EQ(spotlightOf(scene.window), nullptr);
}

TEST(Tour, GoesWhenItsClientIsGone) {
  Scene scene(tour(welcome + "," + bold));
  scene.rig.client().track("go");
  ASSERT_TRUE(atStep(scene, "Welcome"));
  scene.rig.close();
  scene.click("next");
  EXPECT_TRUE(scene.waitGone("tour.a"));
  EXPECT_EQ(spotlightOf(scene.window), nullptr);
}

TEST(Tour, AStepWhoseAnchorIsMissingIsLeftOut) {
  Scene scene(tour(missing + "," + end));
  scene.rig.client().track("go");
  EXPECT_TRUE(atStep(scene, "End"));
}

TEST(Tour, WithoutItsAnchorItIsGivenBack) {
  Scene scene(tour(R"({"id": "m", "anchor": "no.such", "waitForElement": "PT0.1S", "text": {"en": {"title": "M"}}})"));
  scene.rig.client().track("go");
  ASSERT_TRUE(scene.waitForEvent("campaign_abandoned"));
  EXPECT_EQ(scene.details("campaign_abandoned"), QStringList({"anchor_missing"}));
  EXPECT_FALSE(scene.shows("tour.a"));
}

TEST(Tour, ScrollsItsAnchorIntoView) {
  Scene scene(tour(deep));
  scene.button->move(200, 1700);
  scene.tabs->setCurrentIndex(1);
  scene.rig.client().track("go");
  EXPECT_TRUE(atStep(scene, "Deep"));
}

TEST(Tour, LeadsIntoADialogAndOut) {
  Scene scene(tour(bold + R"(,{"id": "format", "anchor": "format", "waitForElement": "PT5S", "text": {"en": {"title": "Format"}}},)" + end));
  scene.rig.client().track("go");
  ASSERT_TRUE(atStep(scene, "Bold"));
  QDialog dialog(&scene.window);
  dialog.resize(500, 400);
  QPushButton format("PDF", &dialog);
  format.setObjectName("format");
  scene.rig.client().track("style_applied");
  settle(100);
  dialog.open();
  ASSERT_TRUE(atStep(scene, "Format"));
  EXPECT_EQ(scene.callout()->window(), &dialog);
  EXPECT_NE(spotlightOf(dialog), nullptr);
  scene.click("next");
  dialog.close();
  ASSERT_TRUE(atStep(scene, "End"));
  EXPECT_EQ(scene.callout()->window(), &scene.window);
}

TEST(Tour, AStepWithoutAnchorStaysInTheDialogThatItLedTo) {
  Scene scene(tour(R"({"id": "format", "anchor": "format", "waitForElement": "PT5S", "text": {"en": {"title": "Format"}}},)" + end));
  QDialog dialog(&scene.window);
  dialog.resize(500, 400);
  QPushButton format("PDF", &dialog);
  format.setObjectName("format");
  dialog.open();
  scene.rig.client().track("go");
  ASSERT_TRUE(atStep(scene, "Format"));
  scene.click("next");
  ASSERT_TRUE(atStep(scene, "End"));
  EXPECT_EQ(scene.callout()->window(), &dialog);
  ASSERT_NE(spotlightOf(dialog), nullptr);
  EXPECT_TRUE(spotlightOf(dialog)->hole().isEmpty());
  dialog.close();
}

TEST(Tour, ADoubleClickIsOneStep) {
  Scene scene(tour(welcome + R"(,{"id": "two", "type": "modal", "text": {"en": {"title": "Two"}}},)" + end));
  scene.rig.client().track("go");
  ASSERT_TRUE(atStep(scene, "Welcome"));
  QTest::mouseDClick(scene.action("next"), Qt::LeftButton);
  QTest::mouseClick(scene.action("next"), Qt::LeftButton);
  ASSERT_TRUE(atStep(scene, "Two"));
  settle(100);
  EXPECT_EQ(scene.callout()->content().title, "Two");
}

TEST(Tour, APreviewLeadsThroughItsSteps) {
  Scene scene(tour(welcome + "," + bold + "," + end));
  scene.presenter.preview("tour.a");
  ASSERT_TRUE(atStep(scene, "Welcome"));
  scene.click("next");
  ASSERT_TRUE(atStep(scene, "Bold"));
  scene.click("back");
  ASSERT_TRUE(atStep(scene, "Welcome"));
  QTest::keyClick(scene.callout()->firstFocus(), Qt::Key_Escape);
  EXPECT_TRUE(scene.waitGone("tour.a"));
  EXPECT_TRUE(scene.rig.events("campaign_shown").isEmpty());
}

TEST(Tour, TheNextStepHasItsOwnTimeToFindItsAnchor) {
  Scene scene(
      tour(R"({"id": "long", "anchor": "late.one", "waitForElement": "PT20S", "text": {"en": {"title": "Long"}}, "advanceOn": {"event": "on"}},
    {"id": "short", "anchor": "late.two", "waitForElement": "PT1S", "text": {"en": {"title": "Short"}}})"));
  scene.rig.client().track("go");
  settle(1300);  // more than the second step would wait
  scene.rig.client().track("on");
  settle(300);
  auto* const late = new QPushButton("late", scene.editor);
  late->setObjectName("late.two");
  late->show();
  EXPECT_TRUE(atStep(scene, "Short"));
}

TEST(Tour, DoesNotTakeTheKeysBackAfterItHadToWait) {
  Scene scene(tour(welcome + R"(,{"id": "late", "anchor": "late", "waitForElement": "PT20S", "text": {"en": {"title": "Late"}}})"));
  scene.rig.client().track("go");
  ASSERT_TRUE(atStep(scene, "Welcome"));
  QTest::keyClick(scene.action("next"), Qt::Key_Space);
  ASSERT_TRUE(until([&] { return scene.callout() == nullptr; }));
  EXPECT_TRUE(until([&] { return scene.editor->hasFocus(); }));
  auto* const late = new QPushButton("late", scene.editor);
  late->setObjectName("late");
  late->show();
  ASSERT_TRUE(atStep(scene, "Late"));
  EXPECT_TRUE(scene.editor->hasFocus());
}

TEST(Tour, ItsWindowIsClosedInTheMiddle) {
  Scene scene(tour(R"({"id": "x", "anchor": "second.button", "text": {"en": {"title": "X"}}},)" + end));
  auto second = std::make_unique<QMainWindow>();
  second->resize(400, 300);
  auto* const target = new QPushButton("x");
  target->setObjectName("second.button");
  second->setCentralWidget(target);
  second->show();
  scene.rig.client().track("go");
  ASSERT_TRUE(scene.waitFor("tour.a"));
  second.reset();
  EXPECT_TRUE(scene.waitGone("tour.a"));
  EXPECT_TRUE(scene.waitForEvent("campaign_abandoned"));
}

TEST(Tour, AnEmergencyInterruptsIt) {
  Scene scene(tour(bold + "," + end).chopped(1) + R"(,{"id": "banner.x", "type": "banner", "policy": "emergency", "armedOnly": true,
    "content": {"severity": "emergency", "text": {"en": {"title": "Paused"}}}}])",
              R"({"emergency": [{"id": "p", "armWhen": {">=": [{"event_count": ["failed", "PT10M"]}, 1]}, "shows": "banner.x"}]})");
  scene.rig.client().track("go");
  ASSERT_TRUE(atStep(scene, "Bold"));
  scene.rig.client().track("failed");
  EXPECT_TRUE(scene.waitFor("banner.x"));
  EXPECT_TRUE(scene.waitGone("tour.a"));
  EXPECT_EQ(spotlightOf(scene.window), nullptr);
}

}  // namespace
}  // namespace docent::qt
