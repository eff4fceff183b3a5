// A window as it is painted, measured by its pixels: what tests of layout look at instead of the geometry that the kit believes in. Places are in
// the window's logical pixels at any scale. Values; GUI thread.
#pragma once

#include <QColor>
#include <QImage>
#include <QRect>
#include <optional>

class QWidget;

namespace docent::qt::testing {

class Picture {
 public:
  explicit Picture(QWidget& window);

  const QImage& image() const { return image_; }
  double scale() const { return image_.devicePixelRatio(); }
  /// The box around all pixels of just this colour; empty: there are none.
  QRectF find(const QColor& color) const;
  /// The area of the pixels of just this colour.
  double area(const QColor& color) const;
  /// The colour that most pixels within `place` have.
  QColor ground(const QRect& place) const;
  /// The highest contrast of a pixel within `place` to its ground.
  double contrastIn(const QRect& place) const;
  /// How many pixels within `place` have at least this contrast to `ground`, as a share of all, 0 to 1.
  double inkIn(const QRect& place, const QColor& ground, double contrast) const;

 private:
  QRect pixels(const QRect& place) const;
  QImage image_;
};

/// The side of an anchor on which something lies, as the picture shows it.
enum class Edge { top, bottom, left, right };

struct ArrowTip {
  double distance;  ///< from the edge of the anchor
  double across;    ///< its middle, along that edge, in the window's coordinates
  double width;
};
/// The first thing without a hue on that side of `anchor`, at least `from` and at most 16 away from it. Paint the window in a strong colour: shadows
/// and dimming keep a hue, cards have none.
std::optional<ArrowTip> findArrow(const Picture& picture, const QRectF& anchor, Edge edge, double from = 0);

}  // namespace docent::qt::testing
