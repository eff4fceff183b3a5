#include "cards/done_page.h"

#include <QEvent>
#include <QPainter>
#include <QVBoxLayout>

#include "cards/marks.h"
#include "look/button.h"
#include "look/text_block.h"

namespace docent::qt {

namespace {
constexpr int discSize = 40;
constexpr int ring = 3;  // what controls leave around their shapes, so that the disc stands in line with them
constexpr int textStart = ring + discSize + 2 * gap;
}  // namespace

DonePage::DonePage(QWidget* parent)
    : QWidget(parent), heading_(new TextBlock), sentence_(new TextBlock), button_(new Button(Button::Kind::primary, {})) {
  // The disc is painted in the row's leading space, which a layout mirrors, as it does not its margins.
  auto* const texts = new QVBoxLayout;
  texts->setSpacing(gap / 2);
  texts->addStretch(1);
  texts->addWidget(heading_);
  texts->addWidget(sentence_);
  texts->addStretch(1);
  auto* const row = new QHBoxLayout;
  row->setSpacing(0);
  row->addSpacing(textStart);
  row->addLayout(texts, 1);
  row->addItem(new QSpacerItem(0, discSize, QSizePolicy::Fixed, QSizePolicy::Minimum));
  auto* const box = new QVBoxLayout(this);
  box->setContentsMargins(0, gap, 0, 0);
  box->setSpacing(2 * gap);
  box->addLayout(row);
  box->addWidget(button_, 0, Qt::AlignTrailing);
  connect(button_, &QAbstractButton::clicked, this, &DonePage::closed);
  restyle();
}

void DonePage::setWords(const QString& heading, const QString& sentence, const QString& button) {
  heading_->setText(heading);
  sentence_->setText(sentence);
  button_->setText(button);
  setAccessibleName(sentence.isEmpty() ? heading : heading + ' ' + sentence);
}

void DonePage::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) restyle();
}

void DonePage::paintEvent(QPaintEvent*) {
  const Theme theme = Theme::of(this);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRect row = layout()->itemAt(0)->geometry();
  const int x = isRightToLeft() ? row.right() + 1 - ring - discSize : row.left() + ring;
  paintDone(painter, QRectF(x, row.center().y() + 0.5 - discSize / 2.0, discSize, discSize), theme.accent, theme.onAccent);
}

void DonePage::restyle() {
  const Theme theme = Theme::of(this);
  heading_->setFont(scaledFont(font(), 1.15, true));
  heading_->setColor(theme.text, theme.link);
  sentence_->setColor(theme.muted, theme.link);
}

}  // namespace docent::qt
