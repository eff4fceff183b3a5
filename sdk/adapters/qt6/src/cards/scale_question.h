// cards/scale_question.h: a question answered by a degree: nps 0 to 10, csat 1 to 5, ces 1 to 7, rating 1 to its highest, as numbers, stars or faces,
// with words below its ends. The answer is a JSON number.
//
// Keyboard: arrow keys, Home and End as in any radio group; a digit chooses that degree, and a second digit within half a second makes a number of
// two ("1", "0": 10). Owned by the card; GUI thread.
#pragma once

#include <QElapsedTimer>
#include <QList>

#include "cards/question_widget.h"
#include "cards/radio_group.h"
#include "cards/scale_button.h"
#include "cards/wrapped_text.h"

namespace docent::qt {

class ScaleQuestion : public QuestionWidget {
  Q_OBJECT
 public:
  ScaleQuestion(const QuestionContent& question, QWidget* parent);

  QByteArray answer() const override;
  void setAnswer(const QByteArray& json) override;
  QWidget* firstFocus() override { return group_.entry(); }
  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  // How the buttons stand in a width: as few rows as fit, as even as can be.
  struct Grid {
    int columns, rows, buttonHeight;
    double buttonWidth;  // fractions are spread over the row
    int height() const;
  };
  Grid gridFor(int width) const;
  // From a button's outer edge to that of what it paints; and how wide a label may be.
  int edgeOf(const Grid& grid) const;
  int labelWidth(const Grid& grid) const;
  void addButtons(const QuestionContent& question, int lowest, int highest);
  void place();
  void lightUp(int highest);
  bool chooseValue(int value);

  ScaleButton::Look look_;
  RadioGroup group_{this};
  QList<ScaleButton*> buttons_;
  WrappedText lower_, upper_;
  QElapsedTimer sinceDigit_;
  int typed_ = 0;
};

}  // namespace docent::qt
