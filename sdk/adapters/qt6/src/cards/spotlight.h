// cards/spotlight.h: what a tour lays over a window: everything is dimmed but the anchor, which stays usable. Clicks elsewhere go nowhere. A child of
// the window that fills it; below the callout. GUI thread.
#pragma once

#include <QWidget>

namespace docent::qt {

class Spotlight : public QWidget {
  Q_OBJECT
 public:
  explicit Spotlight(QWidget* window);

  /// The hole in the window's coordinates; an empty one: no hole.
  void setHole(const QRect& hole);
  QRect hole() const { return hole_; }

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;

 private:
  QRect hole_;
};

/// A ring around a widget for a moment, so that the eye finds it; deletes itself.
void flashRing(QWidget* window, const QRect& around);

}  // namespace docent::qt
