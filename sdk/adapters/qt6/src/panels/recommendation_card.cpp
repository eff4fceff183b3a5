#include "panels/recommendation_card.h"

#include <QEvent>
#include <QGraphicsOpacityEffect>
#include <QHBoxLayout>
#include <QPropertyAnimation>
#include <QTimer>

#include "look/button.h"
#include "look/text_block.h"
#include "look/theme.h"
#include "panels/recommendation_words.h"

namespace docent::qt {

RecommendationCard::RecommendationCard(const RecommendationContent& content, const QLocale& locale, QWidget* parent)
    : Group(parent), feature_(content.feature), title_(new TextBlock(this)), body_(new TextBlock(this)), why_(new TextBlock(this)) {
  setLocale(locale);
  setAccessibleName(content.title.left(200));
  setAccessibleDescription(content.body.left(1000));
  title_->setFont(scaledFont(font(), 1.05, true));
  title_->setMaximumTextHeight(fontMetrics().height() * 4);
  title_->setText(content.title);
  body_->setMaximumTextHeight(fontMetrics().height() * 8);
  body_->setText(content.body);
  why_->setMaximumTextHeight(fontMetrics().height() * 3);
  why_->setFont(scaledFont(font(), 0.9));
  // Docent gives its reasons in English.
  const bool understood = !content.reason.isEmpty() && locale.language() == QLocale::English;
  why_->setText(understood ? say(because, locale).arg(content.reason) : QString());
  auto* const accept = new Button(Button::Kind::primary, say(tryIt, locale), this);
  accept->setAccessibleDescription(accessibleName());
  auto* const refuse = new Button(Button::Kind::plain, say(notForMe, locale), this);
  refuse->setAccessibleDescription(accessibleName());
  auto* const buttons = new QHBoxLayout;
  buttons->setSpacing(0);
  buttons->addWidget(accept);
  buttons->addWidget(refuse);
  buttons->addStretch();
  column()->setSpacing(gap / 2);
  column()->addWidget(title_);
  column()->addWidget(body_);
  column()->addWidget(why_);
  column()->addStretch();
  column()->addLayout(buttons);
  recolour();
  connect(accept, &Button::clicked, this, &RecommendationCard::chosen);
  connect(refuse, &Button::clicked, this, &RecommendationCard::refused);
}

bool RecommendationCard::isSeen() const { return isVisible() && !window()->isMinimized() && !visibleRegion().isEmpty(); }

void RecommendationCard::leave() {
  setEnabled(false);
  const int duration = motionMs(180);
  if (duration == 0) return QTimer::singleShot(0, this, &RecommendationCard::gone);
  auto* const effect = new QGraphicsOpacityEffect(this);
  setGraphicsEffect(effect);
  auto* const fade = new QPropertyAnimation(effect, "opacity", this);
  fade->setDuration(duration);
  fade->setStartValue(1.0);
  fade->setEndValue(0.0);
  connect(fade, &QPropertyAnimation::finished, this, &RecommendationCard::gone);
  fade->start();
}

void RecommendationCard::changeEvent(QEvent* event) {
  Group::changeEvent(event);
  if (event->type() == QEvent::PaletteChange && why_ != nullptr) recolour();
}

void RecommendationCard::recolour() {
  const Theme theme = Theme::of(this);
  title_->setColor(theme.text, theme.link);
  body_->setColor(theme.text, theme.link);
  why_->setColor(theme.muted, theme.link);
}

}  // namespace docent::qt
