#include "cards/callout.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>
#include <algorithm>

#include "cards/card_words.h"
#include "look/button.h"
#include "look/text_block.h"

namespace docent::qt {

namespace {

constexpr int arrowHalfWidth = 9;
constexpr int widest = cardWidth;
constexpr int narrowest = 180;
constexpr int mostDots = 12;
constexpr int tallestTitle = 80;

QWidget* emptyRow(QWidget* parent, QHBoxLayout*& layout) {
  auto* const row = new QWidget(parent);
  layout = new QHBoxLayout(row);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(2);
  return row;
}

}  // namespace

Callout::Callout(QWidget* parent)
    : Card(parent),
      title_(new TextBlock(this)),
      close_(new Button(Button::Kind::close, {}, this)),
      body_(new TextBlock(this)),
      hint_(new QLabel(this)),
      dots_(new StepDots(this)) {
  title_->setObjectName("title");
  title_->setMaximumTextHeight(tallestTitle);
  hint_->setWordWrap(true);
  hint_->setTextFormat(Qt::PlainText);
  auto* const head = new QHBoxLayout;
  head->addWidget(title_, 1, Qt::AlignVCenter);
  head->addWidget(close_, 0, Qt::AlignTop);
  foot_ = emptyRow(this, buttons_);
  auto* const column = new QVBoxLayout(this);
  column->setSpacing(gap / 2);
  column->addLayout(head);
  for (QWidget* const text : {static_cast<QWidget*>(body_), static_cast<QWidget*>(hint_)}) {
    auto* const row = new QHBoxLayout;
    row->addWidget(text);
    row->addSpacing(gap);
    column->addLayout(row);
  }
  column->addSpacing(gap / 2);
  column->addWidget(foot_);
  connect(close_, &QPushButton::clicked, this, [this] { emit dismissed(content().isTour() ? "skip" : "close"); });
  connect(body_, &TextBlock::linkActivated, this, &Card::linkActivated);
}

void Callout::setContent(const Content& content) {
  adopt(content);
  // The side of the buttons has less, because they bring room of their own; margins are not mirrored by themselves.
  const int start = shadowExtent + padding;
  const int end = start - gap;
  layout()->setContentsMargins(content.rightToLeft() ? end : start, shadowExtent + gap, content.rightToLeft() ? start : end, shadowExtent + gap + 2);
  const int step = content.stepIndex();
  title_->setText(content.preview && !content.title.isEmpty() ? content.title + QStringLiteral(" · ") + say(words::previewed, locale())
                                                              : content.title);
  body_->setText(content.body, content.markdown);
  close_->setVisible(content.dismissible);
  close_->setAccessibleName(content.isTour() ? say(words::skip, locale()) : say(words::close, locale()));
  close_->setToolTip(close_->accessibleName());
  dots_->setStep(step, static_cast<int>(content.steps.size()));
  if (step >= 0 && content.steps.size() > 1) {
    const QString place = say(words::stepOf, locale()).arg(locale().toString(step + 1), locale().toString(content.steps.size()));
    dots_->setAccessibleName(place);
    dots_->setToolTip(place);
    setAccessibleName(accessibleName() + ", " + place);
  }
  hint_->setVisible(step >= 0 && content.steps[step].advancesByEvent);
  hint_->setText(say(words::doIt, locale()));
  addActions(content);
  applyTheme();
}

Button* Callout::addButton(int kind, const QString& text) {
  auto* const button = new Button(static_cast<Button::Kind>(kind), text, foot_);
  added_.push_back(button);
  buttons_->addWidget(button);
  return button;
}

void Callout::addActions(const Content& content) {
  // Late: the button that was just pressed may be the one that brought this update.
  for (Button* const button : std::exchange(added_, {})) button->hide(), button->deleteLater();
  while (QLayoutItem* const item = buttons_->takeAt(0)) delete item;
  buttons_->addWidget(dots_);
  leaving_ = false;
  dots_->setVisible(content.steps.size() > 1 && content.steps.size() <= mostDots);
  buttons_->addStretch(1);
  if (content.isTour() && content.stepIndex() >= 0) addTourActions(content);
  const auto goesOn = [](const ActionContent& action) { return action.command == "next" || action.command == "complete"; };
  const bool anyGoesOn = std::any_of(content.actions.begin(), content.actions.end(), goesOn);
  for (qsizetype i = 0; i < content.actions.size(); i++) {
    const ActionContent& action = content.actions[i];
    const bool leads = goesOn(action) || (i == 0 && action.command != "back" && !anyGoesOn);
    Button* const button = addButton(static_cast<int>(leads ? Button::Kind::primary : Button::Kind::plain), action.text);
    button->setObjectName(action.id);
    const bool leaves = content.isTour() && (action.command == "next" || action.command == "back");
    connect(button, &QPushButton::clicked, this, [this, leaves, id = action.id] {
      if (!leaves || !std::exchange(leaving_, true)) emit actionChosen(id);
    });
  }
  foot_->setVisible(!added_.isEmpty() || !dots_->isHidden());
}

// Back and Next where the strategy has none of its own.
void Callout::addTourActions(const Content& content) {
  const int index = content.stepIndex();
  const auto has = [&](const char* command) {
    return std::any_of(content.actions.begin(), content.actions.end(), [&](const ActionContent& a) { return a.command == command; });
  };
  if (index > 0 && !has("back")) {
    Button* const back = addButton(static_cast<int>(Button::Kind::plain), say(words::back, locale()));
    back->setObjectName("back");
    connect(back, &QPushButton::clicked, this, [this] {
      if (!std::exchange(leaving_, true)) emit advanced("back");
    });
  }
  const bool leads = has("next") || has("complete") || content.steps[index].advancesByEvent;
  if (leads) return;
  const bool last = index + 1 == content.steps.size();
  Button* const next = addButton(static_cast<int>(Button::Kind::primary), say(last ? words::done : words::next, locale()));
  next->setObjectName("next");
  connect(next, &QPushButton::clicked, this, [this] {
    if (!std::exchange(leaving_, true)) emit advanced("next");
  });
}

QWidget* Callout::firstFocus() {
  for (qsizetype i = added_.size(); i-- > 0;) {
    if (added_[i]->objectName() != "back" && added_[i]->isEnabled()) {
      // The leading action: the last one of a tour, the first one of a tip.
      return content().isTour() ? added_[i] : added_.first();
    }
  }
  return close_->isHidden() ? static_cast<QWidget*>(this) : close_;
}

QSize Callout::surfaceSize(const QSize& bounds) const {
  const int most = std::max(narrowest, std::min(widest, bounds.width()));
  const int chrome = 2 * shadowExtent;
  const int titleWidth = title_->fontMetrics().horizontalAdvance(title_->text()) + close_->sizeHint().width() + 2 * padding;
  const int bodyWidth = fontMetrics().horizontalAdvance(content().body.left(80)) + 2 * padding + gap;
  const int wanted = std::max(titleWidth, bodyWidth);
  const int floor = std::max(narrowest, foot_->isHidden() ? 0 : foot_->sizeHint().width() + 2 * padding);
  // Short texts make a small card, long ones a column that reads well.
  const int width = std::min(std::max({wanted, floor, std::min(most, 240)}), std::max(most, std::min(floor, bounds.width())));
  body_->setMaximumTextHeight(std::clamp(bounds.height() / 2, 60, 320));
  const int height = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width + chrome) : layout()->totalSizeHint().height();
  return {width, height - chrome};
}

void Callout::place(const Placement& placed, bool ownWindow) {
  const QRect outer = placed.surface.adjusted(-shadowExtent, -shadowExtent, shadowExtent, shadowExtent);
  if (isWindow() == ownWindow && geometry() == outer && placed_.side == placed.side && placed_.arrow == placed.arrow) return;
  placed_ = placed;
  if (isWindow() != ownWindow) {
    QWidget* const owner = parentWidget();
    const bool wayland = QGuiApplication::platformName().startsWith("wayland");  // where only such a window may say where it goes
    const bool wasVisible = isVisible();
    setParent(owner, ownWindow ? (wayland ? Qt::ToolTip : Qt::Tool) | Qt::FramelessWindowHint | Qt::NoDropShadowWindowHint : Qt::Widget);
    setAttribute(Qt::WA_ShowWithoutActivating, ownWindow);
    setAttribute(Qt::WA_TranslucentBackground, ownWindow);
    if (wasVisible) show();
  }
  setGeometry(outer);
  if (ownWindow) {
    QPainterPath shape;
    shape.addRoundedRect(surface(), radius, radius);
    if (placed.side != Side::none) shape.addPolygon(arrow());
    setMask(QRegion(shape.simplified().toFillPolygon().toPolygon()));  // no shadow: there may be no compositor to blend it
  } else {
    clearMask();
  }
  update();
}

QPolygonF Callout::arrow() const {
  const QRectF s = surface();
  const double at = placed_.arrow;
  switch (placed_.side) {
    case Side::bottom:
      return QPolygonF(
          {{s.left() + at - arrowHalfWidth, s.top() + 1}, {s.left() + at, s.top() - arrowLength}, {s.left() + at + arrowHalfWidth, s.top() + 1}});
    case Side::top:
      return QPolygonF({{s.left() + at - arrowHalfWidth, s.bottom() - 1},
                        {s.left() + at, s.bottom() + arrowLength},
                        {s.left() + at + arrowHalfWidth, s.bottom() - 1}});
    case Side::right:
      return QPolygonF(
          {{s.left() + 1, s.top() + at - arrowHalfWidth}, {s.left() - arrowLength, s.top() + at}, {s.left() + 1, s.top() + at + arrowHalfWidth}});
    case Side::left:
      return QPolygonF(
          {{s.right() - 1, s.top() + at - arrowHalfWidth}, {s.right() + arrowLength, s.top() + at}, {s.right() - 1, s.top() + at + arrowHalfWidth}});
    default: return {};
  }
}

void Callout::paintEvent(QPaintEvent* event) {
  Card::paintEvent(event);
  if (placed_.side == Side::none) return;
  const Theme t = theme();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QPolygonF points = arrow();
  painter.setPen(Qt::NoPen);
  painter.setBrush(t.surface);
  painter.drawPolygon(points);
  painter.setPen(QPen(t.border, t.highContrast ? 2 : 1));
  painter.drawPolyline(points);
}

void Callout::changeEvent(QEvent* event) {
  Card::changeEvent(event);
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) applyTheme();
}

void Callout::applyTheme() {
  const Theme t = theme();
  title_->setColor(t.text, t.link);
  title_->setFont(scaledFont(font(), 1.1, true));
  QPalette ink = hint_->palette();
  ink.setColor(QPalette::WindowText, t.muted);
  hint_->setPalette(ink);
  body_->setColor(t.text, t.link);
  update();
  emit resized();
}

StepDots::StepDots(QWidget* parent) : QWidget(parent) { setAttribute(Qt::WA_NoMousePropagation, false); }

void StepDots::setStep(int index, int count) {
  index_ = index;
  count_ = count;
  updateGeometry();
  update();
}

QSize StepDots::sizeHint() const { return {count_ * 12 + 4, 16}; }

void StepDots::paintEvent(QPaintEvent*) {
  const Theme t = Theme::of(this);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  for (int i = 0; i < count_; i++) {
    const int at = layoutDirection() == Qt::RightToLeft ? count_ - 1 - i : i;
    painter.setBrush(i == index_ ? t.accent : blended(t.surface, t.text, 0.3));
    const double size = i == index_ ? 8 : 6;
    painter.drawEllipse(QPointF(6 + at * 12, height() / 2.0), size / 2, size / 2);
  }
}

}  // namespace docent::qt
