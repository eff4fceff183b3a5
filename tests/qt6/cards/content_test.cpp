#include "cards/content.h"

#include <gtest/gtest.h>

namespace docent::qt {
namespace {

TEST(Content, ReadsATour) {
  const Content c = readContent(QByteArray(R"({"change": "update", "id": "7", "campaign": "tour.x", "type": "tour", "locale": "ar", "title": "T",
    "body": "B", "dismissible": false, "minVisibleMs": 250, "a11y": {"role": "dialog", "label": "L"}, "step": "two",
    "actions": [{"id": "go", "text": "Go", "action": "next"}],
    "steps": [{"id": "one", "type": "modal", "title": "1"},
      {"id": "two", "type": "element", "anchor": "a.b", "placement": "end", "advancesByEvent": true,
        "waitForElementMs": 3000, "skipMissingElement": true}]})"));
  EXPECT_EQ(c.change, Change::update);
  EXPECT_TRUE(c.isTour());
  EXPECT_TRUE(c.rightToLeft());
  EXPECT_FALSE(c.dismissible);
  EXPECT_EQ(c.minVisibleMs, 250);
  EXPECT_EQ(c.label, "L");
  ASSERT_EQ(c.steps.size(), 2);
  EXPECT_EQ(c.stepIndex(), 1);
  EXPECT_TRUE(c.steps[0].modal);
  EXPECT_EQ(c.steps[1].anchor, "a.b");
  EXPECT_TRUE(c.steps[1].advancesByEvent);
  EXPECT_TRUE(c.steps[1].skipMissingElement);
  EXPECT_EQ(c.steps[1].waitForElementMs, 3000);
  ASSERT_EQ(c.actions.size(), 1);
  EXPECT_EQ(c.actions[0].command, "next");
}

// Docent's JSON has the texts of the present step in front; its format, role, label and colours stand in `steps` alone.
TEST(Content, AStepLooksAsItSaysAndElseAsItsCampaign) {
  const auto at = [](const char* step) {
    return readContent(
        R"({"type": "tour", "title": "T", "a11y": {"role": "alertdialog", "label": "L"}, "theme": {"accent": "#7a1fa2", "text": "#111111"},
      "step": ")" +
        QByteArray(step) + R"(", "steps": [{"id": "own", "title": "T", "format": "markdown", "a11y": {"role": "alert", "label": "Own"},
      "theme": {"accent": "#00695c"}}, {"id": "none", "title": "N", "a11y": {"role": "dialog"}}]})");
  };
  Content c = at("own");
  EXPECT_TRUE(c.markdown);
  EXPECT_EQ(c.role, "alert");
  EXPECT_EQ(c.label, "Own");
  EXPECT_EQ(c.theme, (ThemeContent{QColor("#00695c"), QColor(), QColor("#111111")}));
  c.showStep(1);  // a preview leads on by itself
  for (const Content& none : {at("none"), c}) {
    EXPECT_FALSE(none.markdown);
    EXPECT_EQ(none.role, "alertdialog");
    EXPECT_EQ(none.label, "L");
    EXPECT_EQ(none.theme, (ThemeContent{QColor("#7a1fa2"), QColor(), QColor("#111111")}));
  }
  EXPECT_EQ(c.title, "N");
}

TEST(Content, ReadsASurveyAndAChecklist) {
  const Content survey = readContent(QByteArray(R"({"type": "survey", "text": {"thanks": "Thank you"}, "questions": [
    {"id": "q", "type": "nps", "question": "Would you?", "optional": true, "lowest": 0, "highest": 10,
     "text": {"lowerBoundLabel": "no", "upperBoundLabel": "yes"}},
    {"id": "w", "type": "single_choice", "question": "Which?", "hasOpenChoice": true, "maxChars": 20, "choices": [{"id": "a", "text": "A"}]}]})"));
  EXPECT_EQ(survey.thanks, "Thank you");
  ASSERT_EQ(survey.questions.size(), 2);
  EXPECT_EQ(survey.questions[0].highest, 10);
  EXPECT_EQ(survey.questions[0].upperLabel, "yes");
  EXPECT_TRUE(survey.questions[0].optional);
  EXPECT_EQ(survey.questions[1].choices.value(0).text, "A");
  EXPECT_EQ(survey.questions[1].maxChars, 20);
  const Content list = readContent(QByteArray(R"({"type": "checklist", "items": [{"id": "i", "text": "Do", "done": true, "launches": "t"}],
    "progress": {"done": 1, "of": 1}, "completed": true})"));
  ASSERT_EQ(list.items.size(), 1);
  EXPECT_TRUE(list.items[0].done);
  EXPECT_EQ(list.items[0].launches, "t");
  EXPECT_EQ(list.done, 1);
  EXPECT_TRUE(list.completed);
}

TEST(Content, NonsenseKeepsTheDefaults) {
  for (const char* json : {"", "[1]", "{", R"({"title": 7, "minVisibleMs": "x", "steps": {"a": 1}, "actions": [3]})"}) {
    const Content c = readContent(QByteArray(json));
    EXPECT_EQ(c.title, "") << json;
    EXPECT_EQ(c.minVisibleMs, 1000) << json;
    EXPECT_TRUE(c.steps.isEmpty()) << json;
    EXPECT_TRUE(c.dismissible) << json;
  }
}

}  // namespace
}  // namespace docent::qt
