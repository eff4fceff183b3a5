#include "cards/marks.h"

#include <QPainter>
#include <QtMath>
#include <algorithm>
#include <cmath>

namespace docent::qt {

void paintTick(QPainter& painter, const QRectF& box, const QColor& color, double share) {
  const auto at = [&](double x, double y) { return QPointF(box.left() + x * box.width(), box.top() + y * box.height()); };
  const QPointF start = at(0.26, 0.52);
  const QPointF corner = at(0.43, 0.69);
  const QPointF end = at(0.75, 0.34);
  const double first = 0.35;  // of the way is the short stroke
  QPainterPath path(start);
  path.lineTo(start + (corner - start) * std::min(1.0, share / first));
  if (share > first) path.lineTo(corner + (end - corner) * ((share - first) / (1 - first)));
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(color, std::max(1.6, box.width() / 9), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  if (share > 0) painter.drawPath(path);
}

void paintDone(QPainter& painter, const QRectF& box, const QColor& disc, const QColor& tick, double share) {
  const double grown = std::min(1.0, 0.6 + share);
  const double shrink = box.width() * (1 - grown) / 2;
  painter.setPen(Qt::NoPen);
  painter.setBrush(disc);
  painter.drawEllipse(box.adjusted(shrink, shrink, -shrink, -shrink));
  paintTick(painter, box, tick, share);
}

void paintProgressRing(QPainter& painter, const QRectF& box, double share, const QColor& color, const QColor& track) {
  const double width = std::max(2.5, box.width() / 7);
  const QRectF circle = box.adjusted(width / 2, width / 2, -width / 2, -width / 2);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(track, width));
  painter.drawEllipse(circle);
  if (share <= 0) return;
  painter.setPen(QPen(color, width, Qt::SolidLine, Qt::RoundCap));
  painter.drawArc(circle, 90 * 16, -static_cast<int>(std::lround(std::min(share, 1.0) * 360 * 16)));
}

QPainterPath starPath(const QRectF& box) {
  const QPointF middle = box.center() + QPointF(0, box.height() * 0.04);
  const double outer = std::min(box.width(), box.height()) / 2;
  const double inner = outer * 0.46;
  QPainterPath path;
  for (int i = 0; i < 10; i++) {
    const double angle = qDegreesToRadians(-90.0 + 36 * i);
    const double reach = i % 2 == 0 ? outer : inner;
    const QPointF point = middle + QPointF(std::cos(angle), std::sin(angle)) * reach;
    if (i == 0) path.moveTo(point);
    else path.lineTo(point);
  }
  path.closeSubpath();
  return path;
}

void paintFace(QPainter& painter, const QRectF& box, double mood, const QColor& ground, const QColor& line) {
  const double size = box.width();
  const double stroke = std::max(1.5, size / 17);
  const QRectF head = box.adjusted(stroke / 2, stroke / 2, -stroke / 2, -stroke / 2);
  painter.setPen(QPen(line, stroke));
  painter.setBrush(ground);
  painter.drawEllipse(head);
  painter.setPen(Qt::NoPen);
  painter.setBrush(line);
  for (const double side : {-1.0, 1.0}) painter.drawEllipse(box.center() + QPointF(side * size * 0.16, -size * 0.11), size * 0.05, size * 0.065);
  // The mouth's ends and its middle move against each other.
  const double bend = (std::clamp(mood, 0.0, 1.0) - 0.5) * size * 0.34;
  const double y = box.center().y() + size * 0.2;
  QPainterPath mouth(QPointF(box.center().x() - size * 0.21, y - bend / 2));
  mouth.quadTo(QPointF(box.center().x(), y + bend * 1.5), QPointF(box.center().x() + size * 0.21, y - bend / 2));
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(line, stroke, Qt::SolidLine, Qt::RoundCap));
  painter.drawPath(mouth);
}

}  // namespace docent::qt
