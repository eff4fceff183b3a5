#include "cards/notice.h"

#include <QAccessible>
#include <QEvent>
#include <QPainter>
#include <QVBoxLayout>

#include "look/text_block.h"
#include "look/theme.h"

namespace docent::qt {

namespace {
constexpr int bar = 3;  // the coloured edge
}

Notice::Notice(QWidget* parent) : QWidget(parent), text_(new TextBlock) {
  auto* const box = new QVBoxLayout(this);
  box->setContentsMargins(bar + gap, gap, bar + gap, gap);
  box->addWidget(text_);
  text_->setMaximumTextHeight(120);
  hide();
  restyle();
}

void Notice::setText(const QString& sentence) {
  text_->setText(sentence);
  setAccessibleName(sentence);
  setVisible(!sentence.isEmpty());
  if (sentence.isEmpty()) return;
  QAccessibleEvent alert(this, QAccessible::Alert);
  QAccessible::updateAccessibility(&alert);
}

QString Notice::text() const { return text_->text(); }

void Notice::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) restyle();
}

void Notice::paintEvent(QPaintEvent*) {
  const Theme theme = Theme::of(this);
  const Theme::Tone tone = theme.tone("error");
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(theme.highContrast ? QPen(theme.text, 1) : QPen(Qt::NoPen));
  painter.setBrush(tone.ground);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
  painter.setPen(Qt::NoPen);
  painter.setBrush(tone.mark);
  painter.drawRoundedRect(QRectF(isRightToLeft() ? width() - bar : 0, 0, bar, height()), bar / 2.0, bar / 2.0);
}

void Notice::restyle() {
  const QColor ink = Theme::of(this).tone("error").text;
  text_->setColor(ink, ink);
}

}  // namespace docent::qt
