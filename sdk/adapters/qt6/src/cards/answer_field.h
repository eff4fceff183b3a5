// cards/answer_field.h: the frame around an editor for the user's own words, painted from the theme, with the focus shown on it; and the limit of
// such words in code points, which is how Docent counts. GUI thread.
#pragma once

#include <QWidget>
#include <utility>

class QLineEdit;
class QPlainTextEdit;

namespace docent::qt {

class AnswerField : public QWidget {
  Q_OBJECT
 public:
  /// Takes `editor` and dresses it: no frame of its own, the card's colours.
  AnswerField(QWidget* editor, QWidget* parent);

 protected:
  void changeEvent(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void dress();
  QWidget* editor_;
};

int codePoints(const QString& text);
/// What is too much in `text` for `most` code points, as start and length: right before `cursor`, where it was just typed or pasted, as far as it
/// reaches. Never half of a surrogate pair.
std::pair<int, int> surplus(const QString& text, int cursor, int most);
/// Keeps an editor from holding more than `most` code points, from now on.
void limitText(QLineEdit* editor, int most);
void limitText(QPlainTextEdit* editor, int most);

}  // namespace docent::qt
