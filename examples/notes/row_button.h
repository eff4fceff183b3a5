// row_button.h: a button as wide as its place, with an icon, a line of text and a fainter line below. GUI thread.
#pragma once

#include <QAbstractButton>

namespace notes {

class RowButton : public QAbstractButton {
  Q_OBJECT
 public:
  RowButton(const QString& icon, const QString& title, const QString& text, QWidget* parent = nullptr);
  /// A word at the far side of the first line.
  void setSide(const QString& side);
  /// With a frame, as a card of its own.
  void setFramed(bool framed);
  QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void enterEvent(QEnterEvent* event) override;
  void leaveEvent(QEvent* event) override;

 private:
  QString icon_, detail_, side_;
  bool framed_ = false;
};

}  // namespace notes
