#include "look/theme.h"

#include <QApplication>
#include <QPalette>
#include <QStyle>
#include <QWidget>
#include <algorithm>
#include <cmath>

namespace docent::qt {

namespace {

double linear(double channel) { return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4); }

double luminance(const QColor& c) { return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF()); }

QColor withAlpha(QColor color, int alpha) {
  color.setAlpha(alpha);
  return color;
}

// The saturated mark of a severity.
QColor markOf(const QString& severity) {
  if (severity == "success") return {0x1b, 0x7f, 0x4d};
  if (severity == "warning") return {0xb4, 0x6a, 0x00};
  if (severity == "error" || severity == "emergency") return {0xc6, 0x28, 0x28};
  return {0x1f, 0x6f, 0xd6};
}

// A campaign's colours are worn outside of high contrast only, and may look like it.
bool wearsCampaignColours(const QWidget* widget) {
  for (; widget != nullptr; widget = widget->parentWidget()) {
    if (widget->property("docentThemed").toBool()) return true;
  }
  return false;
}

}  // namespace

double contrast(const QColor& a, const QColor& b) {
  const double first = luminance(a);
  const double second = luminance(b);
  return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

QColor blended(const QColor& ground, const QColor& over, double share) {
  const auto mix = [share](int from, int to) { return static_cast<int>(std::lround(from + (to - from) * share)); };
  return {mix(ground.red(), over.red()), mix(ground.green(), over.green()), mix(ground.blue(), over.blue())};
}

QColor readable(const QColor& wanted, const QColor& ground, double ratio) {
  if (contrast(wanted, ground) >= ratio) return wanted;
  const QColor end = contrast(Qt::white, ground) > contrast(Qt::black, ground) ? Qt::white : Qt::black;
  for (int step = 1; step < 16; step++) {
    const QColor next = blended(wanted, end, step / 16.0);
    if (contrast(next, ground) >= ratio) return next;
  }
  return end;
}

Theme Theme::of(const QWidget* widget) {
  const QPalette palette = widget != nullptr ? widget->palette() : QApplication::palette();
  const QColor base = palette.color(QPalette::Active, QPalette::Base);
  const QColor ink = palette.color(QPalette::Active, QPalette::Text);
  Theme theme;
  theme.dark = luminance(base) < 0.2;
  theme.highContrast =
      contrast(base, ink) > 19 && contrast(base, palette.color(QPalette::Active, QPalette::Window)) < 1.05 && !wearsCampaignColours(widget);
  // In the dark a card is a little lighter than what it lies on, because a shadow does not show there.
  theme.surface = theme.dark && !theme.highContrast ? blended(base, Qt::white, 0.07) : base;
  theme.text = readable(ink, theme.surface, 7);
  theme.muted = theme.highContrast ? theme.text : readable(blended(theme.text, theme.surface, 0.3), theme.surface);
  theme.border = theme.highContrast ? theme.text : blended(theme.surface, theme.text, theme.dark ? 0.28 : 0.2);
  theme.accent = readable(palette.color(QPalette::Active, QPalette::Highlight), theme.surface, 4.5);
  const QColor wanted = palette.color(QPalette::Active, QPalette::HighlightedText);
  const QColor plain = contrast(Qt::white, theme.accent) > contrast(Qt::black, theme.accent) ? Qt::white : Qt::black;
  theme.onAccent = contrast(wanted, theme.accent) >= 4.5 ? wanted : plain;
  theme.link = readable(theme.accent, theme.surface);
  theme.hover = blended(theme.surface, theme.text, 0.08);
  theme.track = blended(theme.surface, theme.text, 0.16);
  theme.shadow = theme.highContrast ? QColor(0, 0, 0, 0) : QColor(0, 0, 0, theme.dark ? 110 : 64);
  theme.dim = withAlpha(Qt::black, theme.dark ? 150 : 115);
  return theme;
}

Theme::Tone Theme::tone(const QString& severity) const {
  const QColor mark = markOf(severity);
  if (severity == "emergency") return {dark ? mark.darker(115) : mark, Qt::white, Qt::white};
  if (highContrast) return {surface, text, text};
  const QColor ground = blended(surface, mark, dark ? 0.3 : 0.12);
  return {ground, readable(text, ground), readable(mark, ground, 3)};
}

QFont scaledFont(const QFont& font, double factor, bool bold) {
  QFont scaled = font;
  if (scaled.pointSizeF() > 0) scaled.setPointSizeF(scaled.pointSizeF() * factor);
  else scaled.setPixelSize(std::max(1, static_cast<int>(std::lround(scaled.pixelSize() * factor))));
  if (bold) scaled.setWeight(QFont::DemiBold);
  return scaled;
}

bool reducedMotion() {
  if (qEnvironmentVariableIsSet("DOCENT_REDUCED_MOTION")) return true;
  const QStyle* style = QApplication::style();
  return style != nullptr && style->styleHint(QStyle::SH_Widget_Animation_Duration) <= 0;
}

int motionMs(int wanted) { return reducedMotion() ? 0 : wanted; }

}  // namespace docent::qt
