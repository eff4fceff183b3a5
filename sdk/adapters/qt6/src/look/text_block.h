// look/text_block.h: text on a card: wrapped, as tall as it is long up to a limit, then scrolled. Plain, or Markdown without pictures. GUI thread.
#pragma once

#include <QScrollArea>

class QLabel;

namespace docent::qt {

class TextBlock : public QScrollArea {
  Q_OBJECT
 public:
  explicit TextBlock(QWidget* parent = nullptr);

  /// Words without a place to break are broken anywhere, so that nothing is cut off.
  void setText(const QString& text, bool markdown = false);
  QString text() const { return text_; }
  /// Text is scrolled beyond this height. Default 220.
  void setMaximumTextHeight(int height);
  void setColor(const QColor& color, const QColor& link);
  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 signals:
  void linkActivated(const QString& link);

 protected:
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  int labelHeight(int width) const;
  QLabel* label_;
  QString text_;
  int limit_ = 220;
};

}  // namespace docent::qt
