#include "cards/checklist_row.h"

#include <QEvent>
#include <QPainter>
#include <QStyle>
#include <QVBoxLayout>

#include "cards/checklist_words.h"
#include "cards/marks.h"
#include "look/button.h"
#include "look/text_block.h"

namespace docent::qt {

namespace {
constexpr int markSize = 20;
constexpr int tickMs = 320;
constexpr int ring = 3;  // what controls leave around their shapes, so that texts stand in line with them
constexpr int rowHeight = 36;
}  // namespace

ChecklistRow::ChecklistRow(QWidget* parent)
    : QWidget(parent), text_(new TextBlock), body_(new TextBlock), button_(new Button(Button::Kind::secondary, {})) {
  auto* const row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(gap);
  row->addSpacing(ring + markSize + gap);
  auto* const texts = new QVBoxLayout;
  texts->setContentsMargins(0, gap / 2, 0, gap / 2);
  texts->setSpacing(2);
  texts->addStretch(1);
  texts->addWidget(text_);
  texts->addWidget(body_);
  texts->addStretch(1);
  row->addLayout(texts, 1);
  row->addItem(new QSpacerItem(0, rowHeight, QSizePolicy::Fixed, QSizePolicy::Minimum));
  row->addWidget(button_, 0, Qt::AlignVCenter);
  tick_.setStartValue(0.0);
  tick_.setEndValue(1.0);
  connect(&tick_, &QVariantAnimation::valueChanged, this, [this] { update(); });
  connect(button_, &QAbstractButton::clicked, this, [this] { emit chosen(item_.id); });
  restyle();
}

void ChecklistRow::setItem(const ItemContent& item) {
  const bool newlyDone = known_ && item.done && !item_.done;
  item_ = item;
  known_ = true;
  text_->setText(item.text);
  // What is done needs no explanation any more.
  body_->setText(item.done ? QString() : item.body);
  button_->setText(say(checklist_words::showMe, locale()));
  button_->setAccessibleName(say(checklist_words::showMeWhat, locale()).arg(item.text));
  button_->setVisible(!item.done && !item.launches.isEmpty());
  setAccessibleName(say(item.done ? checklist_words::done : checklist_words::toDo, locale()).arg(item.text));
  tick_.stop();
  if (newlyDone && motionMs(tickMs) > 0) {
    tick_.setDuration(motionMs(tickMs));
    tick_.start();
  }
  restyle();
  update();
}

Button* ChecklistRow::button() const { return button_->isHidden() ? nullptr : button_; }

void ChecklistRow::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) restyle();
}

void ChecklistRow::paintEvent(QPaintEvent*) {
  const Theme theme = Theme::of(this);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  // Beside the first line of the text.
  const int middle = text_->y() + fontMetrics().height() / 2;
  const QRect place(ring, middle - markSize / 2, markSize, markSize);
  const QRectF box = QStyle::visualRect(layoutDirection(), rect(), place);
  const double share = tick_.state() == QAbstractAnimation::Running ? tick_.currentValue().toDouble() : 1;
  if (item_.done) return paintDone(painter, box, theme.accent, theme.onAccent, share);
  painter.setPen(QPen(theme.highContrast ? theme.text : blended(theme.surface, theme.text, 0.5), 1.5));
  painter.setBrush(Qt::NoBrush);
  painter.drawEllipse(box.adjusted(1, 1, -1, -1));
}

void ChecklistRow::restyle() {
  const Theme theme = Theme::of(this);
  text_->setColor(item_.done ? theme.muted : theme.text, theme.link);
  body_->setFont(scaledFont(font(), 0.92));
  body_->setColor(theme.muted, theme.link);
}

}  // namespace docent::qt
