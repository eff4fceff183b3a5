#include "picture.h"

#include <QHash>
#include <QPixmap>
#include <QWidget>
#include <algorithm>
#include <cmath>

#include "look/theme.h"

namespace docent::qt::testing {

namespace {

constexpr double reach = 16;         // as far as an arrow can be from its anchor
constexpr double sideways = 60;      // beyond the corners of the anchor
constexpr int leastSaturation = 40;  // of what has a hue, in the range of a channel

bool hasHue(QRgb pixel) {
  const auto [least, most] = std::minmax({qRed(pixel), qGreen(pixel), qBlue(pixel)});
  return most - least > leastSaturation;
}

}  // namespace

Picture::Picture(QWidget& window) : image_(window.grab().toImage().convertToFormat(QImage::Format_RGB32)) {}

QRectF Picture::find(const QColor& color) const {
  QRect box;
  for (int y = 0; y < image_.height(); y++) {
    const auto* const line = reinterpret_cast<const QRgb*>(image_.constScanLine(y));
    const auto* const first = std::find(line, line + image_.width(), color.rgb());
    if (first == line + image_.width()) continue;
    int last = image_.width() - 1;
    while (line[last] != color.rgb()) last--;
    box |= QRect(QPoint(static_cast<int>(first - line), y), QPoint(last, y));
  }
  return {box.x() / scale(), box.y() / scale(), box.width() / scale(), box.height() / scale()};
}

double Picture::area(const QColor& color) const {
  qsizetype count = 0;
  for (int y = 0; y < image_.height(); y++) {
    const auto* const line = reinterpret_cast<const QRgb*>(image_.constScanLine(y));
    count += std::count(line, line + image_.width(), color.rgb());
  }
  return static_cast<double>(count) / (scale() * scale());
}

QColor Picture::ground(const QRect& place) const {
  QHash<QRgb, int> counts;
  const QRect box = pixels(place);
  for (int y = box.top(); y <= box.bottom(); y++) {
    for (int x = box.left(); x <= box.right(); x++) counts[image_.pixel(x, y)]++;
  }
  QRgb most = qRgb(0, 0, 0);
  for (auto it = counts.cbegin(); it != counts.cend(); ++it) most = it.value() > counts.value(most) ? it.key() : most;
  return most;
}

double Picture::contrastIn(const QRect& place) const {
  const QColor under = ground(place);
  const QRect box = pixels(place);
  QHash<QRgb, double> known;
  double best = 1;
  for (int y = box.top(); y <= box.bottom(); y++) {
    for (int x = box.left(); x <= box.right(); x++) {
      const QRgb pixel = image_.pixel(x, y);
      const auto found = known.constFind(pixel);
      if (found == known.cend()) best = std::max(best, *known.insert(pixel, contrast(pixel, under)));
    }
  }
  return best;
}

double Picture::inkIn(const QRect& place, const QColor& under, double least) const {
  const QRect box = pixels(place);
  int inked = 0;
  for (int y = box.top(); y <= box.bottom(); y++) {
    for (int x = box.left(); x <= box.right(); x++) inked += contrast(image_.pixel(x, y), under) >= least;
  }
  return box.isEmpty() ? 0 : inked / (1.0 * box.width() * box.height());
}

QRect Picture::pixels(const QRect& place) const {
  const QPoint first(static_cast<int>(std::ceil(place.x() * scale())), static_cast<int>(std::ceil(place.y() * scale())));
  const QPoint end(static_cast<int>(std::floor((place.x() + place.width()) * scale())),
                   static_cast<int>(std::floor((place.y() + place.height()) * scale())));
  return QRect(first, end - QPoint(1, 1)).intersected(image_.rect());
}

std::optional<ArrowTip> findArrow(const Picture& picture, const QRectF& anchor, Edge edge, double from) {
  const bool vertical = edge == Edge::top || edge == Edge::bottom;
  const double scale = picture.scale();
  const double begin = (vertical ? anchor.left() : anchor.top()) - sideways;
  const double end = (vertical ? anchor.right() : anchor.bottom()) + sideways;
  const QImage& image = picture.image();
  // Lines along the edge, away from it, pixel by pixel.
  for (int step = static_cast<int>(from * scale); step < reach * scale; step++) {
    const double away = (step + 0.5) / scale;
    const double line = edge == Edge::top      ? anchor.top() - away
                        : edge == Edge::bottom ? anchor.bottom() + away
                        : edge == Edge::left   ? anchor.left() - away
                                               : anchor.right() + away;
    int first = -1, last = -1;
    for (int along = std::max(0, static_cast<int>(begin * scale)); along < end * scale; along++) {
      const QPoint at = vertical ? QPoint(along, static_cast<int>(line * scale)) : QPoint(static_cast<int>(line * scale), along);
      if (!image.rect().contains(at) || hasHue(image.pixel(at))) continue;
      first = first < 0 ? along : first;
      last = along;
    }
    if (first >= 0) return ArrowTip{step / scale, (first + last + 1) / 2.0 / scale, (last - first + 1) / scale};
  }
  return std::nullopt;
}

}  // namespace docent::qt::testing
