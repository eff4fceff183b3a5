#include "appearance.h"

#include <QApplication>

namespace notes {

namespace {

struct Colours {
  QColor window, base, sunken, text, accent, onAccent;
};

Colours coloursOf(Scheme scheme) {
  switch (scheme) {
    case Scheme::dark: return {{0x23, 0x25, 0x2a}, {0x1a, 0x1b, 0x1f}, {0x1f, 0x21, 0x25}, {0xe6, 0xe7, 0xea}, {0x4a, 0x66, 0xe0}, Qt::white};
    case Scheme::contrast: return {Qt::black, Qt::black, Qt::black, Qt::white, {0xff, 0xd8, 0x00}, Qt::black};
    case Scheme::light: break;
  }
  return {{0xf4, 0xf5, 0xf7}, Qt::white, {0xf9, 0xfa, 0xfb}, {0x1d, 0x20, 0x26}, {0x3b, 0x5b, 0xdb}, Qt::white};
}

// The desktop's own palette, as it was before Notes set one.
const QPalette& desktopPalette() {
  static const QPalette palette = QApplication::palette();
  return palette;
}

}  // namespace

Scheme schemeNamed(const QString& theme) {
  if (theme == "light") return Scheme::light;
  if (theme == "dark") return Scheme::dark;
  if (theme == "contrast") return Scheme::contrast;
  return desktopPalette().color(QPalette::Window).lightness() < 128 ? Scheme::dark : Scheme::light;
}

QPalette paletteOf(Scheme scheme) {
  const Colours c = coloursOf(scheme);
  QPalette p(c.window);
  const auto set = [&p](QPalette::ColorRole role, const QColor& color) { p.setColor(QPalette::All, role, color); };
  set(QPalette::Window, c.window);
  set(QPalette::Base, c.base);
  set(QPalette::AlternateBase, c.sunken);
  set(QPalette::Button, scheme == Scheme::light ? QColor(Qt::white) : mixed(c.window, c.text, scheme == Scheme::dark ? 0.08 : 0));
  for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText, QPalette::ToolTipText}) set(role, c.text);
  set(QPalette::ToolTipBase, scheme == Scheme::dark ? mixed(c.window, c.text, 0.12) : c.base);
  set(QPalette::Highlight, c.accent);
  set(QPalette::HighlightedText, c.onAccent);
  set(QPalette::Link, scheme == Scheme::dark ? QColor(0x9d, 0xb0, 0xff) : scheme == Scheme::contrast ? c.accent : QColor(0x2f, 0x4c, 0xc0));
  set(QPalette::PlaceholderText, mixed(c.base, c.text, scheme == Scheme::contrast ? 1 : 0.6));
  set(QPalette::Mid, mixed(c.window, c.text, 0.2));
  set(QPalette::Light, mixed(c.window, Qt::white, scheme == Scheme::light ? 0.8 : 0.06));
  set(QPalette::Dark, mixed(c.window, c.text, 0.3));
  for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText}) {
    p.setColor(QPalette::Disabled, role, mixed(c.window, c.text, scheme == Scheme::contrast ? 0.7 : 0.42));
  }
  return p;
}

void applyAppearance(const QString& theme, int points) {
  static const QFont system = QApplication::font();
  (void)desktopPalette();
  QFont font = system;
  // Without these the Chinese letters may come from a heavier font than the Latin ones.
  font.setFamilies({system.family(), "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC"});
  if (points > 0) font.setPointSize(points);
  QApplication::setPalette(paletteOf(schemeNamed(theme)));
  QApplication::setFont(font);
}

bool isHighContrast(const QPalette& palette) { return palette.color(QPalette::Window) == Qt::black; }

QColor mixed(const QColor& ground, const QColor& over, double share) {
  const auto mix = [share](int from, int to) { return qRound(from + (to - from) * share); };
  return {mix(ground.red(), over.red()), mix(ground.green(), over.green()), mix(ground.blue(), over.blue())};
}

QColor mutedText(const QPalette& palette) {
  return isHighContrast(palette) ? palette.color(QPalette::Text) : mixed(palette.color(QPalette::Base), palette.color(QPalette::Text), 0.66);
}

QColor hairline(const QPalette& palette) {
  return isHighContrast(palette) ? palette.color(QPalette::Text) : mixed(palette.color(QPalette::Window), palette.color(QPalette::WindowText), 0.16);
}

QFont sized(double factor, QFont::Weight weight) {
  QFont font = QApplication::font();
  font.setPointSizeF(font.pointSizeF() * factor);
  font.setWeight(weight);
  return font;
}

}  // namespace notes
