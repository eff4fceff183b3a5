// cards/choice_button.h: one choice of a question: a row with a radio button or a box to tick, and a text that wraps. Radio button or check box for
// keyboard and assistive technology; painted from the theme. Owned by its ChoiceQuestion; GUI thread.
#pragma once

#include <QAbstractButton>

#include "cards/wrapped_text.h"

namespace docent::qt {

class ChoiceButton : public QAbstractButton {
  Q_OBJECT
 public:
  /// The text is no QAbstractButton::text(): an ampersand in it would become a shortcut.
  ChoiceButton(const QString& text, QWidget* parent);

  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void paintMark(QPainter& painter, const QRectF& box) const;
  WrappedText text_;
};

}  // namespace docent::qt
