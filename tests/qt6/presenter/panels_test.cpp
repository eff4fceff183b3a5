// Surveys and checklists from the event that triggers them to what Docent gets.
#include <gtest/gtest.h>

#include <QPlainTextEdit>

#include "cards/checklist_panel.h"
#include "cards/question_widget.h"
#include "cards/survey_sheet.h"
#include "look/text_block.h"
#include "presenter/scene.h"

namespace docent::qt {
namespace {

using testing::Scene;
using testing::until;

const QByteArray nps = R"([{"id": "survey.a", "type": "survey", "triggers": [{"event": "go"}], "minVisible": "PT0.05S",
  "content": {"text": {"en": {"title": "Two questions", "thanks": "Thank you."}}}, "questions": [
    {"id": "recommend", "type": "nps", "text": {"en": "Recommend?"},
     "branching": [{"if": {">=": [{"var": "answer"}, 9]}, "next": "like"}, {"next": "end"}]},
    {"id": "like", "type": "open", "text": {"en": "What do you like?"}}]}])";

SurveySheet* sheetOf(const Scene& scene) { return scene.window.findChild<SurveySheet*>(); }

void choose(const Scene& scene, int degree) {
  const auto buttons = sheetOf(scene)->findChild<QuestionWidget*>("answer")->findChildren<QAbstractButton*>();
  QTest::mouseClick(buttons.value(degree), Qt::LeftButton);
  QTest::mouseClick(sheetOf(scene)->findChild<QPushButton*>("next"), Qt::LeftButton);
}

TEST(SurveyOnScreen, IsAnsweredToItsThanks) {
  Scene scene(nps);
  QSignalSpy closed(&scene.presenter, &Presenter::closed);
  scene.rig.client().track("go");
  ASSERT_TRUE(scene.waitFor("survey.a"));
  EXPECT_TRUE(scene.window.rect().contains(sheetOf(scene)->geometry().adjusted(shadowExtent, shadowExtent, -shadowExtent, -shadowExtent)));
  choose(scene, 9);
  auto* const words = sheetOf(scene)->findChild<QPlainTextEdit*>();
  ASSERT_TRUE(until([&] { return words != nullptr && words->isVisible(); }));
  QTest::keyClicks(words, "The tour");
  QTest::keyClick(words, Qt::Key_Return, Qt::ControlModifier);
  ASSERT_TRUE(scene.waitForEvent("survey_response"));
  const QJsonObject response = scene.rig.events("survey_response").value(0);
  EXPECT_TRUE(response["complete"].toBool());
  EXPECT_EQ(response["answers"].toObject()["recommend"].toInt(), 9);
  EXPECT_EQ(response["answers"].toObject()["like"].toString(), "The tour");
  EXPECT_TRUE(scene.shows("survey.a"));  // its thanks
  QTest::mouseClick(qobject_cast<QAbstractButton*>(sheetOf(scene)->firstFocus()), Qt::LeftButton);
  EXPECT_TRUE(scene.waitGone("survey.a"));
  ASSERT_TRUE(until([&] { return closed.size() == 1; }));
  EXPECT_EQ(closed.value(0).value(1).toString(), "completed");
}

TEST(SurveyOnScreen, WhatWasAnsweredBeforeItIsClosedIsKept) {
  Scene scene(nps);
  scene.rig.client().track("go");
  ASSERT_TRUE(scene.waitFor("survey.a"));
  choose(scene, 10);
  QTest::mouseClick(sheetOf(scene)->findChild<QPushButton*>("close"), Qt::LeftButton);
  ASSERT_TRUE(scene.waitGone("survey.a"));
  ASSERT_TRUE(scene.waitForEvent("survey_response"));
  const QJsonObject response = scene.rig.events("survey_response").value(0);
  EXPECT_FALSE(response["complete"].toBool());
  EXPECT_EQ(response["answers"].toObject()["recommend"].toInt(), 10);
}

TEST(SurveyOnScreen, GoesWhenItsClientIsGone) {
  Scene scene(nps);
  scene.rig.client().track("go");
  ASSERT_TRUE(scene.waitFor("survey.a"));
  scene.rig.close();
  choose(scene, 3);
  EXPECT_TRUE(scene.waitGone("survey.a"));
}

const QByteArray list =
    R"([{"id": "list.a", "type": "checklist", "minVisible": "PT0.05S", "content": {"text": {"en": {"title": "First day"}}}, "items": [
    {"id": "write", "completeWhen": {">": [{"event_count": ["text_edited"]}, 0]}, "text": {"en": "Write"}},
    {"id": "look", "launches": "tour.a", "completeWhen": {">": [{"campaign_count": ["tour.a", "completed"]}, 0]}, "text": {"en": "Look around"}}]},
  {"id": "tour.a", "type": "tour", "steps": [{"id": "one", "text": {"en": {"title": "One"}}}]}])";

ChecklistPanel* panelOf(const Scene& scene) { return scene.window.findChild<ChecklistPanel*>(); }

TEST(ChecklistOnScreen, ItsItemsAreTickedAndLaunchATour) {
  Scene scene(list);
  ASSERT_TRUE(scene.waitFor("list.a"));
  scene.rig.client().track("text_edited");
  ASSERT_TRUE(until([&] { return panelOf(scene)->content().done == 1; }));
  QPushButton* show = nullptr;
  for (auto* const b : panelOf(scene)->findChildren<QPushButton*>()) {
    if (b->isVisible() && b->text() == "Show me") show = b;
  }
  ASSERT_NE(show, nullptr);
  QTest::mouseClick(show, Qt::LeftButton);
  ASSERT_TRUE(scene.waitFor("tour.a"));
  EXPECT_TRUE(scene.shows("list.a"));
  EXPECT_FALSE(panelOf(scene)->isExpanded());
  EXPECT_TRUE(scene.action("next")->hasFocus());  // the user asked for it
  scene.click("next");
  ASSERT_TRUE(scene.waitGone("tour.a"));
  ASSERT_TRUE(until([&] { return panelOf(scene)->content().completed; }));
  EXPECT_TRUE(scene.waitForEvent("campaign_completed", 2));
  EXPECT_TRUE(scene.shows("list.a"));  // that all is done
  QTest::mouseClick(qobject_cast<QAbstractButton*>(panelOf(scene)->firstFocus()), Qt::LeftButton);
  EXPECT_TRUE(scene.waitGone("list.a"));
}

TEST(ChecklistOnScreen, FollowsTheCornerOfItsWindow) {
  Scene scene(list);
  ASSERT_TRUE(scene.waitFor("list.a"));
  const auto distance = [&] { return scene.window.rect().bottomRight() - panelOf(scene)->geometry().bottomRight(); };
  const QPoint before = distance();
  scene.window.resize(900, 700);
  EXPECT_TRUE(until([&] { return panelOf(scene)->x() > 400 && distance() == before; }));
  const int expanded = panelOf(scene)->height();
  panelOf(scene)->setExpanded(false);
  EXPECT_TRUE(until([&] { return panelOf(scene)->height() < expanded / 2 && distance() == before; }));
}

TEST(ChecklistOnScreen, GoesToAnotherWindowWithItsHomeGone) {
  Scene scene(list);
  QMainWindow second;
  second.resize(600, 500);
  second.show();
  scene.presenter.setHome(&second);
  ASSERT_TRUE(until([&] { return second.findChild<ChecklistPanel*>() != nullptr || panelOf(scene) != nullptr; }));
  QWidget* const first = second.findChild<ChecklistPanel*>() != nullptr ? &second : static_cast<QWidget*>(&scene.window);
  first->close();
  EXPECT_TRUE(until([&] {
    auto* const panel = (first == &second ? scene.window : second).findChild<ChecklistPanel*>();
    return panel != nullptr && panel->isVisible();
  }));
}

TEST(ChecklistOnScreen, IsClosedForGood) {
  Scene scene(list);
  ASSERT_TRUE(scene.waitFor("list.a"));
  QTest::mouseClick(panelOf(scene)->findChild<QPushButton*>("never"), Qt::LeftButton);
  EXPECT_TRUE(scene.waitGone("list.a"));
  EXPECT_TRUE(scene.waitForEvent("campaign_dismissed"));
}

}  // namespace
}  // namespace docent::qt
