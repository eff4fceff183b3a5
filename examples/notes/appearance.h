// appearance.h: the colours of Notes (light, dark, high contrast) and a style that draws its controls flat and round over Qt's Fusion. No style
// sheets: they would reach into what others draw in the window. GUI thread.
#pragma once

#include <QFont>
#include <QPalette>
#include <QProxyStyle>

namespace notes {

enum class Scheme { light, dark, contrast };

/// "light", "dark", "contrast"; anything else is what the desktop has.
Scheme schemeNamed(const QString& theme);
QPalette paletteOf(Scheme scheme);
/// Sets palette and font of the application. `points` 0: the system's size.
void applyAppearance(const QString& theme, int points);

bool isHighContrast(const QPalette& palette);
/// Between two opaque colours.
QColor mixed(const QColor& ground, const QColor& over, double share);
/// Secondary text on the colours of `palette`, readable.
QColor mutedText(const QPalette& palette);
/// Lines between parts of a window.
QColor hairline(const QPalette& palette);
/// A font `factor` times the application's.
QFont sized(double factor, QFont::Weight weight = QFont::Normal);

class NotesStyle : public QProxyStyle {
 public:
  NotesStyle() : QProxyStyle("Fusion") {}
  void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const override;
  void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const override;
  void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const override;
  QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part, const QWidget* widget) const override;
  QRect subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const override;
  int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
  QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size, const QWidget* widget) const override;
  int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* result) const override;
};

}  // namespace notes
