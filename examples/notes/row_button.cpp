#include "row_button.h"

#include <QPainter>

#include "appearance.h"
#include "icons.h"

namespace notes {

namespace {
constexpr int markSize = 22, pad = 12;
}

RowButton::RowButton(const QString& icon, const QString& title, const QString& text, QWidget* parent)
    : QAbstractButton(parent), icon_(icon), detail_(text) {
  setText(QString(title).replace('&', "&&"));
  setAccessibleName(title);
  setAccessibleDescription(text);
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setCursor(Qt::PointingHandCursor);
}

void RowButton::setSide(const QString& side) {
  side_ = side;
  update();
}

void RowButton::setFramed(bool framed) {
  framed_ = framed;
  update();
}

QSize RowButton::sizeHint() const {
  return {240, QFontMetrics(sized(1, QFont::DemiBold)).height() + QFontMetrics(sized(0.92)).height() + 2 + 2 * pad - 4};
}

void RowButton::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QColor base = palette().color(QPalette::Base);
  const QColor ink = palette().color(QPalette::Text);
  const QColor accent = palette().color(QPalette::Highlight);
  QColor fill = framed_ ? mixed(base, ink, 0.02) : base;
  if (isDown()) fill = mixed(base, ink, 0.12);
  else if (underMouse()) fill = mixed(base, ink, 0.06);
  painter.setBrush(fill);
  painter.setPen(hasFocus() ? QPen(accent, 2) : framed_ ? QPen(hairline(palette()), 1) : QPen(Qt::NoPen));
  painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 8, 8);
  const bool mirrored = layoutDirection() == Qt::RightToLeft;
  const QRect mark(mirrored ? width() - pad - markSize : pad, (height() - markSize) / 2, markSize, markSize);
  paintIcon(painter, mark, icon_, accent == ink ? ink : palette().color(QPalette::Link));
  QRect lines = rect().adjusted(pad, pad - 2, -pad, -pad + 2);
  if (mirrored) lines.setRight(mark.left() - pad);
  else lines.setLeft(mark.right() + pad);
  const auto line = [&](const QRect& where, const QFont& font, const QColor& color, const QString& text, int side) {
    painter.setFont(font);
    painter.setPen(color);
    painter.drawText(where, Qt::AlignVCenter | Qt::AlignAbsolute | side | Qt::TextSingleLine,
                     QFontMetrics(font).elidedText(text, Qt::ElideRight, where.width()));
  };
  const QFont bold = sized(1, QFont::DemiBold);
  const QFont small = sized(0.92);
  QRect first(lines.left(), lines.top(), lines.width(), QFontMetrics(bold).height());
  if (!side_.isEmpty()) {
    line(first, small, mutedText(palette()), side_, mirrored ? Qt::AlignLeft : Qt::AlignRight);
    const int used = QFontMetrics(small).horizontalAdvance(side_) + pad;
    if (mirrored) first.setLeft(first.left() + used);
    else first.setRight(first.right() - used);
  }
  const int leading = mirrored ? Qt::AlignRight : Qt::AlignLeft;
  line(first, bold, ink, QString(text()).replace("&&", "&"), leading);
  line(QRect(lines.left(), first.bottom() + 3, lines.width(), QFontMetrics(small).height()), small, mutedText(palette()), detail_, leading);
}

void RowButton::enterEvent(QEnterEvent* event) {
  QAbstractButton::enterEvent(event);
  update();
}

void RowButton::leaveEvent(QEvent* event) {
  QAbstractButton::leaveEvent(event);
  update();
}

}  // namespace notes
