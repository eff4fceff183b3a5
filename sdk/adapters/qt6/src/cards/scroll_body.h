// cards/scroll_body.h: the part of a card that is scrolled when the card has to be lower than its content, so that what stands above and below it
// (heading, buttons) always stays. It shows what gets the focus. Owned by its card; GUI thread.
#pragma once

#include <QScrollArea>

namespace docent::qt {

class ScrollBody : public QScrollArea {
  Q_OBJECT
 public:
  /// Takes `content`; its layout decides the height.
  ScrollBody(QWidget* content, QWidget* card);

  /// The height at which `card` of this width shows all: its layout's, with all of the content.
  int wholeHeight(const QWidget& card, int width) const;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  bool viewportEvent(QEvent* event) override;

 private:
  void show(const QWidget* focused);
};

}  // namespace docent::qt
