// table_picker.h: a grid in which one points out how large a table shall be, with the mouse or the arrow keys. GUI thread.
#pragma once

#include <QWidget>

namespace notes {

class TablePicker : public QWidget {
  Q_OBJECT
 public:
  explicit TablePicker(QWidget* parent = nullptr);
  QSize sizeHint() const override;

 signals:
  void picked(int rows, int columns);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void showEvent(QShowEvent* event) override;

 private:
  void choose(int rows, int columns);
  void pointAt(const QPointF& position);
  int rows_ = 2;
  int columns_ = 3;
};

}  // namespace notes
