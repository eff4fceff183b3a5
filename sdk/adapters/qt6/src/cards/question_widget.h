// cards/question_widget.h: what the widgets for a survey's questions have in common: they hold an answer as JSON, give it back, and take one back in.
// The question itself stands above them, on the card; it is their accessible name, and they are a group for assistive technology.
// Owned by the card; GUI thread.
#pragma once

#include <QByteArray>
#include <QJsonValue>
#include <QWidget>

#include "cards/content.h"

namespace docent::qt {

class QuestionWidget : public QWidget {
  Q_OBJECT
 public:
  QuestionWidget(const QuestionContent& question, QWidget* parent);

  /// JSON, as docent_presentation_answer() wants it; empty: there is none yet.
  virtual QByteArray answer() const = 0;
  /// What answer() gave before; what is no answer to this question changes nothing.
  virtual void setAnswer(const QByteArray& json) = 0;
  /// Where the keyboard begins.
  virtual QWidget* firstFocus() = 0;

 signals:
  void answerChanged();
  void submitted();  ///< the user wants to go on, by key
};

/// The widget for `question`; null when this kit cannot ask it (a type of a later version, nothing to choose from).
QuestionWidget* makeQuestion(const QuestionContent& question, QWidget* parent);

/// A value by itself as JSON, and back: QJsonDocument knows objects and arrays only.
QByteArray toJson(const QJsonValue& value);
QJsonValue fromJson(const QByteArray& json);

}  // namespace docent::qt
