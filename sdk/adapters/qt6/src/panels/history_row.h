// panels/history_row.h: draws one message of the history: the kind's picture, title, up to two lines of text, and when. GUI thread.
#pragma once

#include <QStyledItemDelegate>

namespace docent::qt {

class HistoryRow : public QStyledItemDelegate {
  Q_OBJECT
 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace docent::qt
