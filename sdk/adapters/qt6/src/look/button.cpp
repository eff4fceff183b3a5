#include "look/button.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>
#include <QtMath>
#include <algorithm>

namespace docent::qt {

namespace {
constexpr int ring = 3;          // room around the shape for the focus ring
constexpr int textInset = 4;     // the least between the shape and the text
constexpr int widest = 280;      // that a text may make it
constexpr int narrowest = 64;    // that it can be made
constexpr int longestTip = 400;  // characters
}  // namespace

void paintFocusRing(QPainter& painter, const QRectF& shape, double corner, const QColor& color) {
  painter.setPen(QPen(color, 2));
  painter.setBrush(Qt::NoBrush);
  painter.drawRoundedRect(shape.adjusted(-2, -2, 2, 2), corner + 2, corner + 2);
}

Button::Button(Kind kind, const QString& text, QWidget* parent) : QPushButton(text, parent), kind_(kind) {
  setCursor(Qt::PointingHandCursor);
  setAutoDefault(false);
  setFocusPolicy(Qt::StrongFocus);
  setAttribute(Qt::WA_Hover);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void Button::setTone(const Theme::Tone& tone) {
  tone_ = tone;
  toned_ = true;
  update();
}

QSize Button::sizeHint() const {
  const int height = std::max(minTarget, fontMetrics().height() + 10) + 2 * ring;
  if (kind_ == Kind::close) return {height, height};
  const int sides = kind_ == Kind::plain ? 8 : 14;
  return {std::min(fontMetrics().horizontalAdvance(text()) + 2 * sides + 2 * ring, widest), height};
}

QSize Button::minimumSizeHint() const { return {std::min(sizeHint().width(), narrowest), sizeHint().height()}; }

bool Button::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip || !toolTip().isEmpty() || shownText() == text()) return QPushButton::event(event);
  QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), text().left(longestTip), this);
  return true;
}

void Button::keyPressEvent(QKeyEvent* event) {
  const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
  if (!enter) return QPushButton::keyPressEvent(event);
  if (!event->isAutoRepeat()) click();
}

void Button::paintEvent(QPaintEvent*) {
  const Theme theme = Theme::of(this);
  const QColor ground = toned_ ? tone_.ground : theme.surface;
  const QColor ink = toned_ ? tone_.text : theme.text;
  const bool hot = isEnabled() && (underMouse() || isDown());
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF shape = QRectF(rect()).adjusted(ring, ring, -ring, -ring);
  const double corner = 6;
  QColor fill = Qt::transparent;
  QColor label = kind_ == Kind::plain && !toned_ ? theme.link : ink;
  QPen outline = Qt::NoPen;
  if (kind_ == Kind::primary) {
    fill = toned_ ? ink : theme.accent;
    label = toned_ ? readable(ground, fill) : theme.onAccent;
    if (hot) fill = blended(fill, label, isDown() ? 0.2 : 0.1);
  } else {
    if (hot) fill = blended(ground, ink, isDown() ? 0.18 : 0.1);
    if (kind_ == Kind::secondary) outline = QPen(toned_ ? ink : theme.highContrast ? theme.text : blended(theme.surface, theme.text, 0.45), 1);
  }
  if (!isEnabled()) {
    fill = kind_ == Kind::primary ? blended(ground, ink, 0.16) : QColor(Qt::transparent);
    label = blended(ground, ink, 0.5);
  }
  painter.setPen(outline);
  painter.setBrush(fill);
  painter.drawRoundedRect(outline == Qt::NoPen ? shape : shape.adjusted(0.5, 0.5, -0.5, -0.5), corner, corner);
  if (kind_ == Kind::close) {
    const double arm = 4.5;
    const QPointF middle = shape.center();
    painter.setPen(QPen(label, 1.6, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(middle + QPointF(-arm, -arm), middle + QPointF(arm, arm));
    painter.drawLine(middle + QPointF(-arm, arm), middle + QPointF(arm, -arm));
  } else {
    painter.setPen(label);
    painter.setFont(font());
    painter.drawText(shape, Qt::AlignCenter | Qt::TextShowMnemonic, shownText());
  }
  if (hasFocus()) paintFocusRing(painter, shape.adjusted(1, 1, -1, -1), corner, toned_ ? ink : theme.link);
}

QString Button::shownText() const { return fontMetrics().elidedText(text(), Qt::ElideRight, width() - 2 * (ring + textInset)); }

}  // namespace docent::qt
