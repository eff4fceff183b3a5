#include "cards/choice_question.h"

#include <QJsonArray>
#include <QLineEdit>
#include <QVBoxLayout>

#include "cards/answer_field.h"
#include "cards/survey_words.h"

namespace docent::qt {

namespace {
constexpr int defaultOwnChars = 500;
}

ChoiceQuestion::ChoiceQuestion(const QuestionContent& question, QWidget* parent)
    : QuestionWidget(question, parent), several_(question.type == "multiple_choice"), choices_(question.choices) {
  auto* const box = new QVBoxLayout(this);
  box->setContentsMargins(0, 0, 0, 0);
  box->setSpacing(0);  // the rows leave room for their focus rings
  for (const ChoiceContent& choice : choices_) rows_.push_back(addRow(choice.text));
  if (question.hasOpenChoice) addOwnWords(question);
}

QByteArray ChoiceQuestion::answer() const {
  QJsonArray chosen;
  for (int i = 0; i < rows_.size(); i++) {
    if (rows_[i]->isChecked()) chosen.append(choices_[i].id);
  }
  const QString own = ownRow_ != nullptr && ownRow_->isChecked() ? ownWords_->text().trimmed() : QString();
  if (!own.isEmpty() && !chosen.contains(own)) chosen.append(own);
  if (chosen.isEmpty()) return {};
  return several_ ? toJson(chosen) : toJson(chosen.first());
}

void ChoiceQuestion::setAnswer(const QByteArray& json) {
  const QJsonValue value = fromJson(json);
  if (value.isString()) take(value.toString());
  const QJsonArray all = value.toArray();
  for (const QJsonValue& one : all) take(one.toString());
}

QWidget* ChoiceQuestion::firstFocus() {
  if (!several_) return group_.entry();
  return rows_.isEmpty() ? ownRow_ : rows_.first();
}

ChoiceButton* ChoiceQuestion::addRow(const QString& text) {
  auto* const row = new ChoiceButton(text, this);
  layout()->addWidget(row);
  if (!several_) group_.add(row);
  connect(row, &QAbstractButton::toggled, this, &QuestionWidget::answerChanged);
  return row;
}

void ChoiceQuestion::addOwnWords(const QuestionContent& question) {
  ownRow_ = addRow(say(survey_words::somethingElse, locale()));
  ownWords_ = new QLineEdit;
  ownWords_->setFrame(false);
  ownWords_->setPlaceholderText(question.placeholder.isEmpty() ? say(survey_words::inYourWords, locale()) : question.placeholder);
  ownWords_->setAccessibleName(ownWords_->placeholderText());
  limitText(ownWords_, question.maxChars > 0 ? question.maxChars : defaultOwnChars);
  ownField_ = new AnswerField(ownWords_, this);
  ownField_->hide();
  layout()->addWidget(ownField_);
  connect(ownRow_, &QAbstractButton::toggled, ownField_, &QWidget::setVisible);
  // Arrow keys only pass by; who chooses it by mouse or space wants to write.
  connect(ownRow_, &QAbstractButton::clicked, this, [this](bool on) {
    if (on) ownWords_->setFocus();
  });
  connect(ownWords_, &QLineEdit::textChanged, this, &QuestionWidget::answerChanged);
}

void ChoiceQuestion::take(const QString& answer) {
  for (int i = 0; i < rows_.size(); i++) {
    if (choices_[i].id == answer) return rows_[i]->setChecked(true);
  }
  if (ownRow_ == nullptr || answer.isEmpty()) return;
  ownRow_->setChecked(true);
  ownWords_->setText(answer);
}

}  // namespace docent::qt
