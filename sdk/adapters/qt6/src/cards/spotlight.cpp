#include "cards/spotlight.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QTimer>

#include "look/theme.h"

namespace docent::qt {

namespace {

constexpr int holePadding = 4;

class Ring : public QWidget {
 public:
  using QWidget::QWidget;

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(Theme::of(this).accent, 3));
    painter.drawRoundedRect(QRectF(rect()).adjusted(2, 2, -2, -2), radius, radius);
  }
};

}  // namespace

Spotlight::Spotlight(QWidget* window) : QWidget(window) {
  setProperty("docentIgnore", true);
  setGeometry(window->rect());
}

void Spotlight::setHole(const QRect& hole) {
  const QRect padded = hole.isEmpty() ? QRect() : hole.adjusted(-holePadding, -holePadding, holePadding, holePadding);
  if (padded == hole_ && geometry() == parentWidget()->rect()) return;  // a repaint here repaints the anchor, which asks for the hole again
  setGeometry(parentWidget()->rect());
  hole_ = padded;
  // Out of the mask is out of the widget: there the mouse meets the application.
  if (hole_.isEmpty()) clearMask();
  else setMask(QRegion(rect()) - QRegion(hole_));
  update();
}

void Spotlight::paintEvent(QPaintEvent*) {
  const Theme theme = Theme::of(this);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillRect(rect(), theme.dim);
  if (hole_.isEmpty()) return;
  painter.setPen(QPen(theme.highContrast ? theme.text : theme.accent, 2));
  painter.drawRoundedRect(QRectF(hole_).adjusted(-1, -1, 1, 1), 3, 3);
}

void Spotlight::mousePressEvent(QMouseEvent* event) { event->accept(); }

void flashRing(QWidget* window, const QRect& around) {
  auto* const ring = new Ring(window);
  ring->setAttribute(Qt::WA_TransparentForMouseEvents);
  ring->setProperty("docentIgnore", true);
  ring->setGeometry(around.adjusted(-6, -6, 6, 6));
  ring->show();
  ring->raise();
  QTimer::singleShot(1600, ring, &QObject::deleteLater);
}

}  // namespace docent::qt
