// look/theme.h: colours and measures of everything the kit draws, made from the palette of the widget it belongs to, so that it looks at home in
// light, dark and high-contrast settings. GUI thread; values only.
#pragma once

#include <QColor>
#include <QFont>
#include <QString>

class QWidget;

namespace docent::qt {

/// Contrast ratio of two opaque colours, 1 to 21 (WCAG 2.1, "contrast ratio").
double contrast(const QColor& a, const QColor& b);
/// `wanted`, moved towards black or white until it has at least `ratio` on `ground`.
QColor readable(const QColor& wanted, const QColor& ground, double ratio = 4.5);
/// `share` (0 to 1) of `over` mixed into `ground`.
QColor blended(const QColor& ground, const QColor& over, double share);

struct Theme {
  QColor surface;   ///< of a card
  QColor text;      ///< on the surface, ≥ 7 where the palette allows, always ≥ 4.5
  QColor muted;     ///< secondary text, ≥ 4.5
  QColor border;    ///< outline of cards and controls, ≥ 3 in high contrast
  QColor accent;    ///< filled controls and progress, ≥ 3 on the surface
  QColor onAccent;  ///< text on the accent, ≥ 4.5
  QColor link;      ///< accent as text, ≥ 4.5
  QColor hover;     ///< ground of a control under the pointer
  QColor track;     ///< the empty part of progress
  QColor shadow;    ///< with alpha; transparent in high contrast
  QColor dim;       ///< what a tour lays over the rest, with alpha
  bool dark = false;
  bool highContrast = false;

  static Theme of(const QWidget* widget);
  /// The ground and text of a banner: "info", "success", "warning", "error", "emergency".
  struct Tone {
    QColor ground, text, mark;
  };
  Tone tone(const QString& severity) const;
};

/// Measures in logical pixels; Qt scales them with the screen.
inline constexpr int gap = 8;
inline constexpr int padding = 16;
inline constexpr int radius = 8;
inline constexpr int shadowExtent = 14;
inline constexpr int cardWidth = 340;  ///< preferred width of a callout's surface
inline constexpr int minTarget = 28;   ///< height of the smallest control

/// The application's font, `factor` times as large.
QFont scaledFont(const QFont& font, double factor, bool bold = false);
/// True when the desktop's style switches animation off, or DOCENT_REDUCED_MOTION is set.
bool reducedMotion();
/// Milliseconds of an animation: 0 with reduced motion.
int motionMs(int wanted);

}  // namespace docent::qt
