#include "panels/history_row.h"

#include <QDateTime>
#include <QPainter>
#include <QTextLayout>
#include <QTextOption>
#include <algorithm>

#include "look/button.h"
#include "look/theme.h"
#include "panels/message_history.h"
#include "panels/type_icon.h"

namespace docent::qt {

namespace {

constexpr int iconSize = 20;
constexpr int textLines = 2;

// At most two lines, the last one elided.
void paintLines(QPainter& painter, const QRect& place, const QString& text, const QFont& font, Qt::LayoutDirection direction) {
  const QFontMetrics metrics(font);
  QTextLayout layout(text, font);
  QTextOption option;
  option.setTextDirection(direction);
  option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
  layout.setTextOption(option);
  layout.beginLayout();
  for (int n = 0; n < textLines; n++) {
    QTextLine line = layout.createLine();
    if (!line.isValid()) break;
    line.setLineWidth(place.width());
    const bool last = n == textLines - 1;
    const QString shown =
        last ? metrics.elidedText(text.mid(line.textStart()), Qt::ElideRight, place.width()) : text.mid(line.textStart(), line.textLength());
    const QRect row(place.x(), place.y() + n * metrics.height(), place.width(), metrics.height());
    painter.drawText(row, static_cast<int>(QStyle::visualAlignment(direction, Qt::AlignLeft) | Qt::AlignVCenter) | Qt::TextSingleLine, shown);
  }
  layout.endLayout();
}

}  // namespace

void HistoryRow::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const Theme theme = Theme::of(option.widget);
  const bool chosen = (option.state & QStyle::State_Selected) != 0;
  const QColor ground = chosen ? theme.accent : option.palette.color(QPalette::Base);
  const QColor ink = chosen ? theme.onAccent : theme.text;
  const QColor faint = chosen ? theme.onAccent : theme.muted;
  const QRect box = option.rect.adjusted(gap / 2, 2, -gap / 2, -2);
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  painter->setPen(Qt::NoPen);
  if (chosen) painter->setBrush(ground);
  else painter->setBrush((option.state & QStyle::State_MouseOver) != 0 ? QBrush(theme.hover) : Qt::NoBrush);
  painter->drawRoundedRect(box, radius - 2, radius - 2);
  if ((option.state & QStyle::State_HasFocus) != 0) {
    paintFocusRing(*painter, QRectF(box).adjusted(4, 4, -4, -4), radius - 6, chosen ? theme.onAccent : theme.link);
  }
  const auto visual = [&](const QRect& r) { return QStyle::visualRect(option.direction, box, r); };
  const QRect icon(box.x() + gap + 2, box.y() + gap + 1, iconSize, iconSize);
  paintTypeIcon(*painter, visual(icon), index.data(MessageHistory::TypeRole).toString(), chosen ? ink : theme.link);

  const QFont bold = scaledFont(option.font, 1, true);
  const QString time = option.locale.toString(index.data(MessageHistory::TimeRole).toDateTime().time(), QLocale::ShortFormat);
  const int timeWidth = option.fontMetrics.horizontalAdvance(time);
  const int start = icon.right() + 1 + gap + 4;
  const int height = QFontMetrics(bold).height();
  const QRect titleBox(start, box.y() + gap, std::max(0, box.right() - start - timeWidth - 2 * gap), height);
  const QRect timeBox(box.right() - timeWidth - gap, box.y() + gap, timeWidth + 1, height);
  const int leading = static_cast<int>(QStyle::visualAlignment(option.direction, Qt::AlignLeft) | Qt::AlignVCenter) | Qt::TextSingleLine;
  painter->setPen(ink);
  painter->setFont(bold);
  const QString title = index.data(MessageHistory::TitleRole).toString();
  painter->drawText(visual(titleBox), leading, QFontMetrics(bold).elidedText(title, Qt::ElideRight, titleBox.width()));
  painter->setPen(faint);
  painter->setFont(option.font);
  painter->drawText(visual(timeBox), leading, time);
  const QRect body(start, titleBox.bottom() + 3, std::max(0, box.right() - start - gap), textLines * option.fontMetrics.height());
  paintLines(*painter, visual(body), index.data(MessageHistory::BodyRole).toString().left(600).simplified(), option.font, option.direction);
  painter->restore();
}

QSize HistoryRow::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
  return {200, QFontMetrics(scaledFont(option.font, 1, true)).height() + textLines * option.fontMetrics.height() + 2 * gap + 8};
}

}  // namespace docent::qt
