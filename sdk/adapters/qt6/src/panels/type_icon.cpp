#include "panels/type_icon.h"

#include <QPainter>
#include <QPainterPath>

namespace docent::qt {

namespace {

// All are drawn in a box of 20 × 20.
void paintTip(QPainter& painter) {  // a lamp
  painter.drawEllipse(QPointF(10, 8), 5.2, 5.2);
  painter.drawLine(QPointF(8, 15.2), QPointF(12, 15.2));
  painter.drawLine(QPointF(8.8, 17.8), QPointF(11.2, 17.8));
}

void paintBanner(QPainter& painter) {  // a sheet with a line
  painter.drawRoundedRect(QRectF(2.5, 5, 15, 10), 2, 2);
  painter.drawLine(QPointF(5.5, 8.5), QPointF(14.5, 8.5));
  painter.drawLine(QPointF(5.5, 11.5), QPointF(11, 11.5));
}

void paintTour(QPainter& painter) {  // stations on a way
  QPainterPath way(QPointF(4.5, 15.5));
  way.cubicTo(QPointF(12, 15.5), QPointF(7, 4.5), QPointF(15.5, 4.5));
  painter.drawPath(way);
  const QBrush filled(painter.pen().color());
  painter.setBrush(filled);
  painter.drawEllipse(QPointF(4.5, 15.5), 1.6, 1.6);
  painter.drawEllipse(QPointF(15.5, 4.5), 1.6, 1.6);
}

void paintChecklist(QPainter& painter) {  // two items, ticked
  for (const double y : {6.0, 13.5}) {
    painter.drawPolyline(QPolygonF({{3, y}, {4.8, y + 1.8}, {7.6, y - 1.8}}));
    painter.drawLine(QPointF(10.5, y), QPointF(17, y));
  }
}

void paintSurvey(QPainter& painter) {  // a scale
  for (int i = 0; i < 3; i++) painter.drawRoundedRect(QRectF(3 + 5.2 * i, 12.5 - 4 * i, 3.4, 4.5 + 4 * i), 1, 1);
}

void paintRecommendation(QPainter& painter) {  // a star
  painter.drawPolygon(
      QPolygonF({{10, 2.5}, {12.2, 7.6}, {17.6, 8}, {13.5, 11.6}, {14.8, 17}, {10, 14.1}, {5.2, 17}, {6.5, 11.6}, {2.4, 8}, {7.8, 7.6}}));
}

}  // namespace

void paintTypeIcon(QPainter& painter, const QRectF& place, const QString& type, const QColor& color) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.translate(place.topLeft());
  painter.scale(place.width() / 20, place.height() / 20);
  painter.setPen(QPen(color, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.setBrush(Qt::NoBrush);
  if (type == "tip") paintTip(painter);
  else if (type == "banner") paintBanner(painter);
  else if (type == "tour") paintTour(painter);
  else if (type == "checklist") paintChecklist(painter);
  else if (type == "survey") paintSurvey(painter);
  else if (type == "recommendation") paintRecommendation(painter);
  else painter.drawEllipse(QPointF(10, 10), 6, 6);
  painter.restore();
}

}  // namespace docent::qt
