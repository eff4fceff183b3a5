#include "cards/question_widget.h"

#include <QAccessibleWidget>
#include <QJsonArray>
#include <QJsonDocument>

#include "cards/choice_question.h"
#include "cards/open_question.h"
#include "cards/scale_question.h"

namespace docent::qt {

namespace {

// A plain QWidget has no role that says "these belong together".
QAccessibleInterface* describe(const QString& className, QObject* object) {
  if (className != QLatin1String(QuestionWidget::staticMetaObject.className())) return nullptr;
  return new QAccessibleWidget(static_cast<QWidget*>(object), QAccessible::Grouping);
}

}  // namespace

QuestionWidget::QuestionWidget(const QuestionContent& question, QWidget* parent) : QWidget(parent) {
  QAccessible::installFactory(describe);  // the same function again is installed once
  setAccessibleName(question.question);
}

QuestionWidget* makeQuestion(const QuestionContent& question, QWidget* parent) {
  static const QStringList scales{"nps", "csat", "ces", "rating"};
  if (scales.contains(question.type)) return new ScaleQuestion(question, parent);
  if (question.type == "open") return new OpenQuestion(question, parent);
  const bool choosable = !question.choices.isEmpty() || question.hasOpenChoice;
  if (choosable && (question.type == "single_choice" || question.type == "multiple_choice")) return new ChoiceQuestion(question, parent);
  return nullptr;
}

QByteArray toJson(const QJsonValue& value) {
  const QByteArray array = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
  return array.mid(1, array.size() - 2);
}

QJsonValue fromJson(const QByteArray& json) { return QJsonDocument::fromJson('[' + json + ']').array().first(); }

}  // namespace docent::qt
