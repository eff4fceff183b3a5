#include "cards/scale_button.h"

#include <QPainter>
#include <algorithm>

#include "cards/marks.h"
#include "look/button.h"

namespace docent::qt {

namespace {

constexpr int ring = 3;  // room around the shape for the focus ring
constexpr double corner = 6;

QRectF squareWithin(const QRectF& shape) {
  const double side = std::min(shape.width(), shape.height());
  return {shape.center().x() - side / 2, shape.center().y() - side / 2, side, side};
}

}  // namespace

ScaleButton::ScaleButton(Look look, int value, double mood, QWidget* parent) : QAbstractButton(parent), look_(look), value_(value), mood_(mood) {
  setCursor(Qt::PointingHandCursor);
  setAttribute(Qt::WA_Hover);
}

void ScaleButton::setLit(bool lit) {
  if (lit == lit_) return;
  lit_ = lit;
  update();
}

QSize ScaleButton::sizeHint() const {
  const int height = std::max(look_ == Look::number ? 34 : 38, fontMetrics().height() + 12);
  const int width = look_ == Look::number ? std::max(minTarget, fontMetrics().horizontalAdvance(locale().toString(value_)) + 10) : height;
  return {width + 2 * ring, height + 2 * ring};
}

void ScaleButton::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF shape = QRectF(rect()).adjusted(ring, ring, -ring, -ring);
  switch (look_) {
    case Look::number: paintNumber(painter, shape); break;
    case Look::star: paintStar(painter, squareWithin(shape)); break;
    case Look::smiley: paintSmiley(painter, squareWithin(shape)); break;
  }
  const QRectF focused = look_ == Look::number ? shape : squareWithin(shape);
  if (hasFocus()) paintFocusRing(painter, focused.adjusted(1, 1, -1, -1), look_ == Look::smiley ? focused.width() / 2 : corner, Theme::of(this).link);
}

void ScaleButton::paintNumber(QPainter& painter, const QRectF& shape) const {
  const Theme theme = Theme::of(this);
  const QColor outline = theme.highContrast ? theme.text : blended(theme.surface, theme.text, 0.5);
  painter.setPen(isChecked() ? QPen(Qt::NoPen) : QPen(underMouse() ? theme.link : outline, 1));
  painter.setBrush(isChecked() ? theme.accent : underMouse() ? theme.hover : theme.surface);
  painter.drawRoundedRect(isChecked() ? shape : shape.adjusted(0.5, 0.5, -0.5, -0.5), corner, corner);
  painter.setPen(isChecked() ? theme.onAccent : theme.text);
  painter.setFont(isChecked() ? scaledFont(font(), 1, true) : font());
  painter.drawText(shape, Qt::AlignCenter, locale().toString(value_));
}

void ScaleButton::paintStar(QPainter& painter, const QRectF& shape) const {
  const Theme theme = Theme::of(this);
  const QColor outline = theme.highContrast ? theme.text : blended(theme.surface, theme.text, 0.5);
  painter.setPen(QPen(lit_ ? theme.accent : outline, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.setBrush(lit_ ? theme.accent : QColor(Qt::transparent));
  painter.drawPath(starPath(shape.adjusted(3, 3, -3, -3)));
}

void ScaleButton::paintSmiley(QPainter& painter, const QRectF& shape) const {
  const Theme theme = Theme::of(this);
  const QColor outline = theme.highContrast ? theme.text : blended(theme.surface, theme.text, 0.6);
  const QColor ground = isChecked() ? theme.accent : underMouse() ? theme.hover : theme.surface;
  paintFace(painter, shape.adjusted(2, 2, -2, -2), mood_, ground, isChecked() ? theme.onAccent : underMouse() ? theme.link : outline);
}

}  // namespace docent::qt
