// cards/open_question.h: a question answered in the user's own words, over several lines, with a count of what is used of its limit. The answer is a
// JSON string without the spaces around it. Ctrl+Enter goes on; Tab leaves the field. Owned by the card; GUI thread.
#pragma once

#include "cards/question_widget.h"

class QLabel;
class QPlainTextEdit;

namespace docent::qt {

class OpenQuestion : public QuestionWidget {
  Q_OBJECT
 public:
  OpenQuestion(const QuestionContent& question, QWidget* parent);

  QByteArray answer() const override;
  void setAnswer(const QByteArray& json) override;
  QWidget* firstFocus() override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void count();
  void align();
  void restyle();
  int limit_;
  QPlainTextEdit* editor_;
  QLabel* counter_;
};

}  // namespace docent::qt
