#include "panels/page.h"

#include <QAccessible>
#include <QEvent>
#include <QPainter>

#include "look/theme.h"

namespace docent::qt {

PageLabel::PageLabel(Kind kind, const QString& text, QWidget* parent) : QLabel(parent), kind_(kind) {
  setTextFormat(Qt::PlainText);
  setWordWrap(true);
  setAlignment(Qt::AlignLeading | Qt::AlignVCenter);
  if (kind == Kind::heading) setFont(scaledFont(font(), 1.15, true));
  if (kind == Kind::title) setFont(scaledFont(font(), 1, true));
  recolour();
  setWords(text);
}

void PageLabel::setWords(const QString& text) {
  setText(text);
  if (text.isEmpty()) hide();
  else if (parentWidget() != nullptr) show();  // without a parent it would be a window
}

void PageLabel::announce(Kind kind, const QString& text) {
  kind_ = kind;
  recolour();
  setWords(text);
  setAccessibleName(text);
  if (text.isEmpty()) return;
  QAccessibleEvent alert(this, QAccessible::Alert);
  QAccessible::updateAccessibility(&alert);
}

void PageLabel::changeEvent(QEvent* event) {
  QLabel::changeEvent(event);
  if (event->type() == QEvent::PaletteChange && !recolouring_) recolour();
}

void PageLabel::recolour() {
  const Theme theme = Theme::of(this);
  const QColor window = palette().color(QPalette::Active, QPalette::Window);
  QColor color = theme.text;
  if (kind_ == Kind::heading) color = readable(palette().color(QPalette::Active, QPalette::Text), window);
  if (kind_ == Kind::muted) color = theme.muted;
  if (kind_ == Kind::success) color = theme.highContrast ? theme.text : readable(theme.tone("success").mark, theme.surface);
  if (kind_ == Kind::failure) color = theme.highContrast ? theme.text : readable(theme.tone("error").mark, theme.surface);
  recolouring_ = true;
  QPalette own = palette();
  own.setColor(QPalette::WindowText, color);
  setPalette(own);
  recolouring_ = false;
}

Group::Group(QWidget* parent) : QWidget(parent), column_(new QVBoxLayout(this)) {
  column_->setContentsMargins(padding, padding - 4, padding, padding - 4);
  column_->setSpacing(gap);
}

void Group::paintEvent(QPaintEvent*) {
  const Theme theme = Theme::of(this);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(theme.border, 1));
  painter.setBrush(theme.surface);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

Divider::Divider(QWidget* parent) : QWidget(parent) {
  setFixedHeight(gap + 1);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Divider::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(QRect(0, height() / 2, width(), 1), Theme::of(this).track);
}

}  // namespace docent::qt
