#include "table_picker.h"

#include <QKeyEvent>
#include <QPainter>

#include "appearance.h"
#include "words.h"

namespace notes {

namespace {
constexpr int mostRows = 8, mostColumns = 8, cell = 22, margin = 10;
}

TablePicker::TablePicker(QWidget* parent) : QWidget(parent) {
  setObjectName("editor.tablePicker");
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
}

QSize TablePicker::sizeHint() const { return {2 * margin + mostColumns * cell, 2 * margin + mostRows * cell + fontMetrics().height() + 4}; }

void TablePicker::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QColor accent = palette().color(QPalette::Highlight);
  for (int row = 0; row < mostRows; row++) {
    for (int column = 0; column < mostColumns; column++) {
      const bool chosen = row < rows_ && column < columns_;
      const int shown = layoutDirection() == Qt::RightToLeft ? mostColumns - 1 - column : column;
      painter.setPen(QPen(chosen ? accent : hairline(palette()), 1));
      painter.setBrush(chosen ? mixed(palette().color(QPalette::Base), accent, 0.3) : palette().color(QPalette::Base));
      painter.drawRoundedRect(QRectF(margin + shown * cell + 1.5, margin + row * cell + 1.5, cell - 4, cell - 4), 3, 3);
    }
  }
  painter.setPen(palette().color(QPalette::Text));
  painter.drawText(QRect(0, margin + mostRows * cell, width(), height() - margin - mostRows * cell - 4), Qt::AlignCenter,
                   words("%1 rows, %2 columns").arg(rows_).arg(columns_));
}

void TablePicker::mouseMoveEvent(QMouseEvent* event) { pointAt(event->position()); }

void TablePicker::mouseReleaseEvent(QMouseEvent* event) {
  pointAt(event->position());
  if (event->button() == Qt::LeftButton) emit picked(rows_, columns_);
}

void TablePicker::keyPressEvent(QKeyEvent* event) {
  const int forward = layoutDirection() == Qt::RightToLeft ? -1 : 1;
  switch (event->key()) {
    case Qt::Key_Left: choose(rows_, columns_ - forward); return;
    case Qt::Key_Right: choose(rows_, columns_ + forward); return;
    case Qt::Key_Up: choose(rows_ - 1, columns_); return;
    case Qt::Key_Down: choose(rows_ + 1, columns_); return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space: emit picked(rows_, columns_); return;
    default: QWidget::keyPressEvent(event);
  }
}

void TablePicker::showEvent(QShowEvent*) {
  choose(2, 3);
  setFocus(Qt::PopupFocusReason);
}

void TablePicker::choose(int rows, int columns) {
  rows_ = std::clamp(rows, 1, mostRows);
  columns_ = std::clamp(columns, 1, mostColumns);
  setAccessibleName(words("%1 rows, %2 columns").arg(rows_).arg(columns_));
  update();
}

void TablePicker::pointAt(const QPointF& position) {
  const int column = static_cast<int>(position.x() - margin) / cell;
  choose(static_cast<int>(position.y() - margin) / cell + 1, layoutDirection() == Qt::RightToLeft ? mostColumns - column : column + 1);
}

}  // namespace notes
