#include "cards/card.h"

#include <QKeyEvent>
#include <QLayout>
#include <QMouseEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <initializer_list>
#include <utility>

#include "cards/card_accessibility.h"
#include "look/words.h"

namespace docent::qt {

Card::Card(QWidget* parent) : QWidget(parent) {
  describeCards();
  setProperty("docentIgnore", true);  // what people do with a card is an outcome, not an interaction with the application
  setFocusPolicy(Qt::NoFocus);        // its controls are the stops of Tab; setFocus() works all the same where it has none
}

void Card::adopt(const Content& content) {
  content_ = content;
  setLayoutDirection(content.rightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
  setLocale(localeOf(content.locale));
  setAccessibleName(content.label.isEmpty() ? content.title : content.label);
  setAccessibleDescription(content.body);
  wearTheme();
}

// Theme makes everything else of these, so that text stays readable whatever a campaign asks for. Who needs high contrast keeps it.
void Card::wearTheme() {
  const ThemeContent& wanted = content_.theme;
  QPalette palette;
  const bool wears = wanted != ThemeContent() && !Theme::of(parentWidget()).highContrast;
  setProperty("docentThemed", wears);
  if (wears) {
    const auto use = [&palette](const QColor& color, std::initializer_list<QPalette::ColorRole> roles) {
      if (!color.isValid()) return;
      for (const QPalette::ColorRole role : roles) palette.setColor(role, color);
    };
    use(wanted.accent, {QPalette::Highlight, QPalette::Link});
    use(wanted.surface, {QPalette::Base, QPalette::Window, QPalette::Button});
    use(wanted.text, {QPalette::Text, QPalette::WindowText, QPalette::ButtonText});
  }
  const QScopedValueRollback<bool> dressing(isDressing_, true);
  setPalette(palette);
}

void Card::keyPressEvent(QKeyEvent* event) {
  if (event->key() != Qt::Key_Escape || !content_.dismissible) return QWidget::keyPressEvent(event);
  event->accept();
  emit dismissed(content_.isTour() ? "skip" : "escape");
}

void Card::mousePressEvent(QMouseEvent* event) { event->accept(); }

bool Card::event(QEvent* event) {
  if (event->type() == QEvent::PaletteChange && !isDressing_ && content_.theme != ThemeContent()) wearTheme();  // to or from high contrast
  // Measuring a card makes its layout ask again, so only another answer is one.
  if (event->type() == QEvent::LayoutRequest && layout() != nullptr) {
    const QSize hint = layout()->totalSizeHint();
    const QSize wanted(hint.width(), layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width()) : hint.height());
    if (std::exchange(wanted_, wanted) != wanted) emit resized();
  }
  return QWidget::event(event);
}

void Card::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  paintSurface(painter, rect(), theme());
}

void paintSurface(QPainter& painter, const QRect& bounds, const Theme& theme, double corner) {
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF surface = QRectF(bounds).adjusted(shadowExtent, shadowExtent, -shadowExtent, -shadowExtent);
  painter.setPen(Qt::NoPen);
  // A shadow without blur: rings that get fainter, lower than the card as light from above makes it.
  for (int ring = shadowExtent; ring > 0 && theme.shadow.alpha() > 0; ring -= 2) {
    QColor color = theme.shadow;
    color.setAlpha(color.alpha() * 2 / (3 * ring + 2));
    painter.setBrush(color);
    const int lower = ring / 4;
    painter.drawRoundedRect(surface.adjusted(-ring, -ring + 3, ring, ring + 1 - lower), corner + ring, corner + ring);
  }
  painter.setPen(QPen(theme.border, theme.highContrast ? 2 : 1));
  painter.setBrush(theme.surface);
  painter.drawRoundedRect(surface.adjusted(0.5, 0.5, -0.5, -0.5), corner, corner);
}

}  // namespace docent::qt
