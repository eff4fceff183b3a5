// cards/content.h: a presentation as the cards need it: docent_presentation_json (docs/cli/presentation.schema.json) in Qt's types. Values only; any
// thread.
#pragma once

#include <docent/docent.hpp>

#include <QByteArray>
#include <QColor>
#include <QList>
#include <QString>

namespace docent::qt {

struct ActionContent {
  QString id, text, command;
};

/// What a campaign wants to look like; an invalid colour is the palette's.
struct ThemeContent {
  QColor accent, surface, text;
  bool operator==(const ThemeContent&) const = default;
};

struct StepContent {
  QString id, title, body, anchor, placement, role, label;
  QList<ActionContent> actions;
  ThemeContent theme;
  bool modal = false;
  bool markdown = false;
  bool advancesByEvent = false;
  bool skipMissingElement = false;
  int waitForElementMs = 0;
};

struct ChoiceContent {
  QString id, text;
  bool operator==(const ChoiceContent&) const = default;
};

struct QuestionContent {
  QString id, type, question, lowerLabel, upperLabel, placeholder, scale;
  QList<ChoiceContent> choices;
  bool optional = false;
  bool hasOpenChoice = false;
  int lowest = 0;
  int highest = 0;
  int maxChars = 0;
  bool operator==(const QuestionContent&) const = default;
};

struct ItemContent {
  QString id, text, body, launches;
  bool done = false;
};

struct Content {
  Change change = Change::show;
  QString id, campaign, type, locale, title, body, anchor, placement, severity, role, label, thanks, reason;
  ThemeContent theme;
  bool preview = false;
  bool markdown = false;
  bool dismissible = true;
  bool completed = false;
  int minVisibleMs = 1000;
  QList<ActionContent> actions;
  QString step;  ///< the tour's present step, the survey's present question
  QList<StepContent> steps;
  QList<QuestionContent> questions;
  QList<ItemContent> items;
  int done = 0;
  int of = 0;

  bool isTour() const { return type == "tour"; }
  /// Of `step` among `steps`, -1 when it is not there.
  int stepIndex() const;
  bool rightToLeft() const;
  /// Takes over all that the step at `index` says; what it leaves open is the campaign's.
  void showStep(qsizetype index);
};

Content readContent(const docent_presentation* presentation);
/// The same from its JSON; what is missing or of another type keeps its default.
Content readContent(const QByteArray& json);

}  // namespace docent::qt
