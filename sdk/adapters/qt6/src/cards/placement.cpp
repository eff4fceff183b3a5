#include "cards/placement.h"

#include <QStringList>
#include <algorithm>
#include <array>

namespace docent::qt {

namespace {

constexpr int arrowInset = 18;  // between the arrow and a corner of the surface

enum class Align { start, middle, end };

struct Wish {
  Side side;
  Align align;
};

Wish read(const QString& wanted, bool rightToLeft) {
  const QStringList words = wanted.split('-');
  const QString& first = words.first();
  const QString second = words.value(1);
  Wish wish{Side::bottom, Align::middle};
  if (first == "top") wish.side = Side::top;
  else if (first == "start") wish.side = rightToLeft ? Side::right : Side::left;
  else if (first == "end") wish.side = rightToLeft ? Side::left : Side::right;
  const bool mirrored = rightToLeft && (wish.side == Side::top || wish.side == Side::bottom);
  if (second == "start" || second == "top") wish.align = mirrored ? Align::end : Align::start;
  if (second == "end" || second == "bottom") wish.align = mirrored ? Align::start : Align::end;
  return wish;
}

std::array<Side, 4> inOrder(Side wanted) {
  switch (wanted) {
    case Side::top: return {Side::top, Side::bottom, Side::right, Side::left};
    case Side::left: return {Side::left, Side::right, Side::bottom, Side::top};
    case Side::right: return {Side::right, Side::left, Side::bottom, Side::top};
    default: return {Side::bottom, Side::top, Side::right, Side::left};
  }
}

bool isVertical(Side side) { return side == Side::top || side == Side::bottom; }

// Where a length lies along the edge of an anchor, moved into the bounds.
int along(Align align, int from, int anchorLength, int length, int lowest, int highest) {
  const int middle = from + (anchorLength - length) / 2;
  const int at = align == Align::start ? from : align == Align::end ? from + anchorLength - length : middle;
  return std::max(lowest, std::min(at, highest - length + 1));
}

Placement placeOn(Side side, const QRect& anchor, const QSize& size, const QRect& bounds, Align align) {
  Placement placed;
  placed.side = side;
  QPoint corner;
  if (isVertical(side)) {
    corner.setX(along(align, anchor.x(), anchor.width(), size.width(), bounds.left(), bounds.right()));
    corner.setY(side == Side::top ? anchor.top() - anchorDistance - size.height() : anchor.bottom() + 1 + anchorDistance);
  } else {
    corner.setX(side == Side::left ? anchor.left() - anchorDistance - size.width() : anchor.right() + 1 + anchorDistance);
    corner.setY(along(align, anchor.y(), anchor.height(), size.height(), bounds.top(), bounds.bottom()));
  }
  placed.surface = QRect(corner, size);
  placed.fits = bounds.contains(placed.surface);
  return placed;
}

// The arrow points at the middle of the anchor as far as it lies along the surface; at the beginning or end of a long one that it is aligned with.
void pointAt(Placement& placed, const QRect& anchor, Align align) {
  const bool vertical = isVertical(placed.side);
  const int length = vertical ? placed.surface.width() : placed.surface.height();
  const int from = vertical ? anchor.x() - placed.surface.x() : anchor.y() - placed.surface.y();
  const int anchorLength = vertical ? anchor.width() : anchor.height();
  const int inset = std::min(anchorLength / 2, 2 * arrowInset);
  const int wanted = align == Align::start ? from + inset : align == Align::end ? from + anchorLength - inset : from + anchorLength / 2;
  placed.arrow = std::clamp(wanted, std::min(arrowInset, length / 2), std::max(length - arrowInset, length / 2));
}

int room(Side side, const QRect& anchor, const QRect& bounds) {
  switch (side) {
    case Side::top: return anchor.top() - bounds.top();
    case Side::bottom: return bounds.bottom() - anchor.bottom();
    case Side::left: return anchor.left() - bounds.left();
    case Side::right: return bounds.right() - anchor.right();
    default: return 0;
  }
}

QRect movedInto(QRect rect, const QRect& bounds) {
  rect.moveLeft(std::max(bounds.left(), std::min(rect.left(), bounds.right() - rect.width() + 1)));
  rect.moveTop(std::max(bounds.top(), std::min(rect.top(), bounds.bottom() - rect.height() + 1)));
  return rect;
}

}  // namespace

Placement placeBeside(const QRect& anchor, const QSize& size, const QRect& bounds, const QString& wanted, bool rightToLeft) {
  if (wanted == "center") return placeInMiddle(size, bounds);
  const Wish wish = read(wanted, rightToLeft);
  const auto sides = inOrder(wish.side);
  for (const Side side : sides) {
    const Align align = isVertical(side) == isVertical(wish.side) ? wish.align : Align::middle;
    Placement placed = placeOn(side, anchor, size, bounds, align);
    if (!placed.fits) continue;
    pointAt(placed, anchor, align);
    return placed;
  }
  const Side widest =
      *std::max_element(sides.begin(), sides.end(), [&](Side a, Side b) { return room(a, anchor, bounds) < room(b, anchor, bounds); });
  Placement placed = placeOn(widest, anchor, size, bounds, wish.align);
  placed.surface = movedInto(placed.surface, bounds);
  pointAt(placed, anchor, wish.align);
  return placed;
}

Placement placeInMiddle(const QSize& size, const QRect& bounds) {
  Placement placed;
  placed.surface = QRect(bounds.center() - QPoint(size.width() / 2, size.height() / 2), size);
  placed.fits = bounds.contains(placed.surface);
  return placed;
}

}  // namespace docent::qt
