#include "icons.h"

#include <QApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>
#include <QPalette>
#include <QPixmap>
#include <QRegularExpression>

namespace notes {

namespace {

// "M x y", "L x y", "C x1 y1 x2 y2 x y", "Z" as in SVG, absolute; "O x y r" a circle, "R x y w h r" a rounded rectangle.
QPainterPath pathOf(const char* shape) {
  static const QRegularExpression part("([MLCZOR])|(-?[0-9.]+)");
  QPainterPath path;
  QChar command;
  QList<double> n;
  const auto carryOut = [&] {
    if (command == 'M' && n.size() == 2) path.moveTo(n[0], n[1]);
    else if (command == 'L' && n.size() == 2) path.lineTo(n[0], n[1]);
    else if (command == 'C' && n.size() == 6) path.cubicTo(n[0], n[1], n[2], n[3], n[4], n[5]);
    else if (command == 'O' && n.size() == 3) path.addEllipse(QPointF(n[0], n[1]), n[2], n[2]);
    else if (command == 'R' && n.size() == 5) path.addRoundedRect(n[0], n[1], n[2], n[3], n[4], n[4]);
    else return;
    n.clear();
  };
  for (auto found = part.globalMatch(QString::fromLatin1(shape)); found.hasNext();) {
    const auto match = found.next();
    if (match.capturedLength(1) > 0) {
      command = match.captured(1)[0];
      if (command == 'Z') path.closeSubpath();
      n.clear();
    } else {
      n.append(match.captured(2).toDouble());
      carryOut();
    }
  }
  return path;
}

class LineIcon : public QIconEngine {
 public:
  explicit LineIcon(const QString& name) : name_(name) {}
  void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
    const auto group = mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
    const auto role = mode == QIcon::Selected ? QPalette::HighlightedText : QPalette::WindowText;
    paintIcon(*painter, rect, name_, QApplication::palette().color(group, role));
  }
  QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
    QPixmap pixmap(size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paint(&painter, QRect(QPoint(0, 0), size), mode, state);
    return pixmap;
  }
  QIconEngine* clone() const override { return new LineIcon(name_); }

 private:
  QString name_;
};

}  // namespace

QIcon icon(const QString& name) { return iconShape(name) == nullptr ? QIcon() : QIcon(new LineIcon(name)); }

void paintIcon(QPainter& painter, const QRectF& rect, const QString& name, const QColor& color) {
  const char* shape = iconShape(name);
  if (shape == nullptr) return;
  const double size = qMin(rect.width(), rect.height());
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.translate(rect.center().x() - size / 2, rect.center().y() - size / 2);
  painter.scale(size / 24, size / 24);
  const bool filled = *shape == '*';
  painter.setPen(QPen(color, filled ? 1 : 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.setBrush(filled ? QBrush(color) : QBrush(Qt::NoBrush));
  painter.drawPath(pathOf(shape));
  painter.restore();
}

QIcon applicationIcon() {
  QIcon icon;
  for (const int size : {16, 32, 64, 128, 256}) {
    QPixmap pixmap(size, size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(size / 24.0, size / 24.0);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0x3b, 0x5b, 0xdb));
    painter.drawRoundedRect(QRectF(1, 1, 22, 22), 5.5, 5.5);
    painter.setPen(QPen(Qt::white, 2, Qt::SolidLine, Qt::RoundCap));
    painter.drawPath(pathOf("M 7 8 L 17 8 M 7 12 L 17 12 M 7 16 L 12.5 16"));
    icon.addPixmap(pixmap);
  }
  return icon;
}

}  // namespace notes
