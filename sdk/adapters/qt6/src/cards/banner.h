// cards/banner.h: the card of banners: a strip across the window, coloured by how serious it is. BannerStrip puts it where it pushes the content
// down. GUI thread.
#pragma once

#include <QPointer>

#include "cards/card.h"

class QHBoxLayout;

namespace docent::qt {

class Button;
class TextBlock;

class Banner : public Card {
  Q_OBJECT
 public:
  explicit Banner(QWidget* parent);

  void setContent(const Content& content) override;
  QWidget* firstFocus() override;
  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override;
  QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void applyTheme();

  TextBlock* title_;
  TextBlock* body_;
  QWidget* foot_;
  QHBoxLayout* buttons_;
  Button* close_;
  QList<Button*> added_;
};

/// Puts `banner` at the top of `window`, below its menus and toolbars, so that the content makes room: as a toolbar of a QMainWindow, above the
/// layout of any other window, and over the content where a window has no layout. The banner belongs to what the function returns; delete that to
/// take it away.
QWidget* insertBanner(Banner* banner, QWidget* window);

}  // namespace docent::qt
