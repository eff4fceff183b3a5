#include "cards/content.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QJsonValue>
#include <algorithm>

#include "look/words.h"

namespace docent::qt {

namespace {

QString text(const QJsonObject& object, const char* key) { return object.value(QLatin1String(key)).toString(); }

template <class T, class Read>
QList<T> list(const QJsonObject& object, const char* key, Read read) {
  QList<T> out;
  const QJsonArray array = object.value(QLatin1String(key)).toArray();
  for (const QJsonValue& value : array) out.push_back(read(value.toObject()));
  return out;
}

QList<ActionContent> actionsOf(const QJsonObject& object) {
  return list<ActionContent>(object, "actions", [](const QJsonObject& a) {
    return ActionContent{text(a, "id"), text(a, "text"), text(a, "action")};
  });
}

// Colours as "#rrggbb" or by their SVG names; what is none, or can be seen through, is the palette's.
QColor readColor(const QJsonValue& value) {
  const QColor color(value.toString());
  return color.isValid() && color.alpha() == 255 ? color : QColor();
}

ThemeContent readTheme(const QJsonObject& o) { return {readColor(o["accent"]), readColor(o["surface"]), readColor(o["text"])}; }

StepContent readStep(const QJsonObject& o) {
  StepContent step;
  step.id = text(o, "id");
  step.title = text(o, "title");
  step.body = text(o, "body");
  step.anchor = text(o, "anchor");
  step.placement = text(o, "placement");
  step.role = text(o.value("a11y").toObject(), "role");
  step.label = text(o.value("a11y").toObject(), "label");
  step.actions = actionsOf(o);
  step.theme = readTheme(o.value("theme").toObject());
  step.modal = text(o, "type") == "modal";
  step.markdown = text(o, "format") == "markdown";
  step.advancesByEvent = o.value("advancesByEvent").toBool();
  step.skipMissingElement = o.value("skipMissingElement").toBool();
  step.waitForElementMs = o.value("waitForElementMs").toInt();
  return step;
}

QuestionContent readQuestion(const QJsonObject& o) {
  const QJsonObject words = o.value("text").toObject();
  QuestionContent question;
  question.id = text(o, "id");
  question.type = text(o, "type");
  question.question = text(o, "question");
  question.lowerLabel = text(words, "lowerBoundLabel");
  question.upperLabel = text(words, "upperBoundLabel");
  question.placeholder = text(words, "placeholder");
  question.scale = text(o, "scale");
  question.choices = list<ChoiceContent>(o, "choices", [](const QJsonObject& c) { return ChoiceContent{text(c, "id"), text(c, "text")}; });
  question.optional = o.value("optional").toBool();
  question.hasOpenChoice = o.value("hasOpenChoice").toBool();
  question.lowest = o.value("lowest").toInt();
  question.highest = o.value("highest").toInt();
  question.maxChars = o.value("maxChars").toInt();
  return question;
}

ItemContent readItem(const QJsonObject& o) {
  return {text(o, "id"), text(o, "text"), text(o, "body"), text(o, "launches"), o.value("done").toBool()};
}

Change changeOf(const QString& name) { return name == "update" ? Change::update : name == "withdraw" ? Change::withdraw : Change::show; }

// What a step says nothing of is the campaign's. Docent gives each step a role: "dialog" to one that has none of its own.
void inherit(const Content& campaign, StepContent& step) {
  const auto take = [](QColor& own, const QColor& other) {
    if (!own.isValid()) own = other;
  };
  take(step.theme.accent, campaign.theme.accent);
  take(step.theme.surface, campaign.theme.surface);
  take(step.theme.text, campaign.theme.text);
  step.markdown = step.markdown || campaign.markdown;
  if ((step.role.isEmpty() || step.role == "dialog") && !campaign.role.isEmpty()) step.role = campaign.role;
  if (step.label.isEmpty()) step.label = campaign.label;
}

void dress(Content& content, const StepContent& step) {
  content.markdown = step.markdown;
  content.role = step.role;
  content.label = step.label;
  content.theme = step.theme;
}

}  // namespace

int Content::stepIndex() const {
  const auto found = std::find_if(steps.begin(), steps.end(), [this](const StepContent& s) { return s.id == step; });
  return found == steps.end() ? -1 : static_cast<int>(found - steps.begin());
}

void Content::showStep(qsizetype index) {
  const StepContent& s = steps[index];
  step = s.id;
  title = s.title;
  body = s.body;
  anchor = s.anchor;
  placement = s.placement;
  actions = s.actions;
  dress(*this, s);
}

bool Content::rightToLeft() const { return localeOf(locale).textDirection() == Qt::RightToLeft; }

Content readContent(const docent_presentation* presentation) { return readContent(QByteArray(docent_presentation_json(presentation))); }

Content readContent(const QByteArray& json) {
  const QJsonObject o = QJsonDocument::fromJson(json).object();
  Content content;
  content.change = changeOf(text(o, "change"));
  content.id = text(o, "id");
  content.campaign = text(o, "campaign");
  content.type = text(o, "type");
  content.locale = text(o, "locale");
  content.title = text(o, "title");
  content.body = text(o, "body");
  content.anchor = text(o, "anchor");
  content.placement = text(o, "placement");
  content.severity = text(o, "severity");
  content.role = text(o.value("a11y").toObject(), "role");
  content.label = text(o.value("a11y").toObject(), "label");
  content.thanks = text(o.value("text").toObject(), "thanks");
  content.reason = text(o, "reason");
  content.preview = o.value("preview").toBool();
  content.markdown = text(o, "format") == "markdown";
  content.dismissible = o.value("dismissible").toBool(true);
  content.completed = o.value("completed").toBool();
  content.minVisibleMs = o.value("minVisibleMs").toInt(1000);
  content.theme = readTheme(o.value("theme").toObject());
  content.actions = actionsOf(o);
  content.step = text(o, "step");
  content.steps = list<StepContent>(o, "steps", readStep);
  for (StepContent& step : content.steps) inherit(content, step);
  // Texts, place and actions above are those of the present step already; how it looks and is announced is not.
  if (const int at = content.stepIndex(); at >= 0) dress(content, content.steps[at]);
  content.questions = list<QuestionContent>(o, "questions", readQuestion);
  content.items = list<ItemContent>(o, "items", readItem);
  content.done = o.value("progress").toObject().value("done").toInt();
  content.of = o.value("progress").toObject().value("of").toInt();
  return content;
}

}  // namespace docent::qt
