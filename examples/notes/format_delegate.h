// format_delegate.h: entries of a list with an icon, a name and a fainter line below; used for formats and pages of preferences. GUI thread.
#pragma once

#include <QStyledItemDelegate>

namespace notes {

class FormatDelegate : public QStyledItemDelegate {
 public:
  enum Role { iconRole = Qt::UserRole + 1, detailRole };
  using QStyledItemDelegate::QStyledItemDelegate;
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace notes
