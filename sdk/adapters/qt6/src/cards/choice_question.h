// cards/choice_question.h: a question answered by one or by several choices, if wanted also by the user's own words. The answer is a JSON string (the
// choice's id, or the words), or an array of them. Single choices are one radio group for the keyboard. Owned by the card; GUI thread.
#pragma once

#include <QList>

#include "cards/choice_button.h"
#include "cards/question_widget.h"
#include "cards/radio_group.h"

class QLineEdit;

namespace docent::qt {

class AnswerField;

class ChoiceQuestion : public QuestionWidget {
  Q_OBJECT
 public:
  ChoiceQuestion(const QuestionContent& question, QWidget* parent);

  QByteArray answer() const override;
  void setAnswer(const QByteArray& json) override;
  QWidget* firstFocus() override;

 private:
  ChoiceButton* addRow(const QString& text);
  void addOwnWords(const QuestionContent& question);
  void take(const QString& answer);

  bool several_;
  RadioGroup group_{this};
  QList<ChoiceContent> choices_;
  QList<ChoiceButton*> rows_;  // of the choices; own words have theirs
  ChoiceButton* ownRow_ = nullptr;
  AnswerField* ownField_ = nullptr;
  QLineEdit* ownWords_ = nullptr;
};

}  // namespace docent::qt
