// cards/placement.h: where a callout goes: beside its anchor, within bounds, never over it. Pure geometry in one coordinate system.
#pragma once

#include <QRect>
#include <QSize>
#include <QString>

namespace docent::qt {

enum class Side { top, bottom, left, right, none };

struct Placement {
  QRect surface;           ///< of the card, without its shadow
  Side side = Side::none;  ///< of the anchor on which the surface lies; none: in the middle of the bounds, without an arrow
  int arrow = 0;           ///< where the arrow leaves the surface: from its left (top, bottom) or upper (left, right) edge
  bool fits = false;       ///< within the bounds and clear of the anchor
};

inline constexpr int arrowLength = 10;
inline constexpr int anchorDistance = 14;  ///< between anchor and surface: the arrow and a gap

/// `wanted` is a placement of the strategy ("bottom-start", "end", "auto", …); start and end follow the direction of text. The wanted side is taken
/// if there is room for `size` in `bounds`, else the opposite one, else the one across; if there is room nowhere, the side with most of it, moved
/// into the bounds, with fits = false.
Placement placeBeside(const QRect& anchor, const QSize& size, const QRect& bounds, const QString& wanted, bool rightToLeft);
/// In the middle of the bounds.
Placement placeInMiddle(const QSize& size, const QRect& bounds);

}  // namespace docent::qt
