// cards/scale_button.h: one degree of a scale: a number in a box, a star, or a face. A radio button for keyboard and assistive technology; painted
// from the theme. Owned by its ScaleQuestion; GUI thread.
#pragma once

#include <QAbstractButton>

namespace docent::qt {

class ScaleButton : public QAbstractButton {
  Q_OBJECT
 public:
  enum class Look { number, star, smiley };
  /// `mood`: its place on the scale, 0 to 1.
  ScaleButton(Look look, int value, double mood, QWidget* parent);

  int value() const { return value_; }
  /// Stars up to the chosen one, or the one under the pointer, are filled.
  void setLit(bool lit);
  QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void paintNumber(QPainter& painter, const QRectF& shape) const;
  void paintStar(QPainter& painter, const QRectF& shape) const;
  void paintSmiley(QPainter& painter, const QRectF& shape) const;
  Look look_;
  int value_;
  double mood_;
  bool lit_ = false;
};

}  // namespace docent::qt
