#include "cards/wrapped_text.h"

#include <QFontMetrics>
#include <QPainter>
#include <QStyle>
#include <QTextLayout>
#include <cmath>

namespace docent::qt {

void WrappedText::setMaximumLines(int lines) {
  maximumLines_ = lines;
  measuredWidth_ = -1;
}

int WrappedText::height(const QFont& font, int width) const {
  if (width == measuredWidth_ && font == measuredFont_) return measuredHeight_;
  QTextLayout layout(QString(text_).replace('\n', QChar::LineSeparator), font);
  measuredHeight_ = static_cast<int>(std::ceil(layOut(layout, width)));
  measuredWidth_ = width;
  measuredFont_ = font;
  return measuredHeight_;
}

void WrappedText::paint(QPainter& painter, const QRect& rect, const QColor& color, Qt::LayoutDirection direction, Qt::Alignment side) const {
  QTextLayout layout(QString(text_).replace('\n', QChar::LineSeparator), painter.font());
  QTextOption option(QStyle::visualAlignment(direction, side));
  option.setTextDirection(direction);
  layout.setTextOption(option);
  layOut(layout, rect.width());
  painter.setPen(color);
  const int last = layout.lineCount() - 1;
  for (int i = 0; i <= last; i++) {
    const QTextLine line = layout.lineAt(i);
    const int end = line.textStart() + line.textLength();
    if (i < last || end >= text_.size()) {
      line.draw(&painter, rect.topLeft());
      continue;
    }
    const QString rest = text_.mid(line.textStart()).simplified();
    const QRectF row(rect.left(), rect.top() + line.y(), rect.width(), line.height());
    painter.drawText(row, static_cast<int>(option.alignment()) | Qt::TextSingleLine,
                     QFontMetrics(painter.font()).elidedText(rest, Qt::ElideRight, rect.width()));
  }
}

double WrappedText::layOut(QTextLayout& layout, double width) const {
  QTextOption option = layout.textOption();
  option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
  layout.setTextOption(option);
  double height = 0;
  layout.beginLayout();
  for (int lines = 0; maximumLines_ == 0 || lines < maximumLines_; lines++) {
    QTextLine line = layout.createLine();
    if (!line.isValid()) break;
    line.setLineWidth(std::max(width, 1.0));
    line.setPosition({0, height});
    height += line.height();
  }
  layout.endLayout();
  return height;
}

}  // namespace docent::qt
