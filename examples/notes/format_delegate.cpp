#include "format_delegate.h"

#include <QPainter>

#include "appearance.h"
#include "icons.h"

namespace notes {

void FormatDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const bool enabled = index.flags() & Qt::ItemIsEnabled;
  const bool selected = option.state & QStyle::State_Selected;
  const QPalette& colours = option.palette;
  const QRectF box = QRectF(option.rect).adjusted(1, 1, -1, -1);
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  painter->setPen(Qt::NoPen);
  if (selected) painter->setBrush(colours.color(QPalette::Highlight));
  else if (enabled && (option.state & QStyle::State_MouseOver))
    painter->setBrush(mixed(colours.color(QPalette::Window), colours.color(QPalette::Text), 0.07));
  else painter->setBrush(Qt::NoBrush);
  if (selected && option.widget->hasFocus()) painter->setPen(QPen(colours.color(QPalette::WindowText), 1.5));
  painter->drawRoundedRect(box, 8, 8);
  const QColor ink = !enabled   ? colours.color(QPalette::Disabled, QPalette::WindowText)
                     : selected ? colours.color(QPalette::HighlightedText)
                                : colours.color(QPalette::WindowText);
  const bool mirrored = option.direction == Qt::RightToLeft;
  QRect inner = box.toRect().adjusted(12, 8, -12, -8);
  const QRect mark(mirrored ? inner.right() - 22 : inner.left(), inner.center().y() - 11, 22, 22);
  paintIcon(*painter, mark, index.data(iconRole).toString(), ink);
  if (mirrored) inner.setRight(mark.left() - 12);
  else inner.setLeft(mark.right() + 12);
  const QString detail = index.data(detailRole).toString();
  const QFont bold = sized(1, QFont::DemiBold);
  const QFont small = sized(0.9);
  const auto line = [&](const QRect& where, const QFont& font, const QColor& color, const QString& text) {
    painter->setFont(font);
    painter->setPen(color);
    painter->drawText(where, Qt::AlignVCenter | Qt::AlignAbsolute | (mirrored ? Qt::AlignRight : Qt::AlignLeft) | Qt::TextSingleLine,
                      QFontMetrics(font).elidedText(text, Qt::ElideRight, where.width()));
  };
  const int first = QFontMetrics(bold).height();
  if (detail.isEmpty()) {
    line(inner, bold, ink, index.data().toString());
  } else {
    line(QRect(inner.left(), inner.top(), inner.width(), first), bold, ink, index.data().toString());
    line(QRect(inner.left(), inner.top() + first + 2, inner.width(), QFontMetrics(small).height()), small,
         selected || !enabled ? ink : mutedText(colours), detail);
  }
  painter->restore();
}

QSize FormatDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const {
  const int first = QFontMetrics(sized(1, QFont::DemiBold)).height();
  if (index.data(detailRole).toString().isEmpty()) return {120, first + 22};
  return {120, first + QFontMetrics(sized(0.9)).height() + 2 + 18};
}

}  // namespace notes
