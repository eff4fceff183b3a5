#include "cards/banner.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMainWindow>
#include <QPainter>
#include <QToolBar>
#include <QVBoxLayout>
#include <algorithm>

#include "cards/card_words.h"
#include "look/button.h"
#include "look/text_block.h"

namespace docent::qt {

namespace {

constexpr int markWidth = 4;
constexpr int markSize = 20;
constexpr int tallestTitle = 64;

// The sign before the title: told by its shape as well as by its colour.
void paintMark(QPainter& painter, const QRectF& box, const QString& severity, const Theme::Tone& tone) {
  painter.setPen(Qt::NoPen);
  painter.setBrush(tone.mark);
  const bool alarm = severity == "warning" || severity == "error" || severity == "emergency";
  if (alarm) {
    painter.drawPolygon(QPolygonF({{box.center().x(), box.top()}, box.bottomRight(), box.bottomLeft()}));
  } else {
    painter.drawEllipse(box);
  }
  const QPointF middle = box.center() + QPointF(0, alarm ? 2 : 0);
  painter.setPen(QPen(readable(tone.ground, tone.mark, 3), 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  if (severity == "success") {
    painter.drawPolyline(QPolygonF({middle + QPointF(-4, 0), middle + QPointF(-1, 3), middle + QPointF(4, -3)}));
  } else if (alarm) {
    painter.drawLine(middle + QPointF(0, -4), middle + QPointF(0, 1));
    painter.drawPoint(middle + QPointF(0, 5));
  } else {
    painter.drawPoint(middle + QPointF(0, -4));
    painter.drawLine(middle + QPointF(0, -0.5), middle + QPointF(0, 4));
  }
}

// Keeps a banner as wide as its window where no layout does it.
class OverlayStrip : public QWidget {
 public:
  OverlayStrip(Banner* banner, QWidget* window) : QWidget(window) {
    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(banner);
    window->installEventFilter(this);
    follow();
  }
  bool eventFilter(QObject* watched, QEvent* event) override {
    if (watched == parentWidget() && event->type() == QEvent::Resize) follow();
    return QWidget::eventFilter(watched, event);
  }

 private:
  void follow() {
    const int width = parentWidget()->width();
    setGeometry(0, 0, width, layout()->hasHeightForWidth() ? layout()->heightForWidth(width) : layout()->sizeHint().height());
    raise();
  }
};

}  // namespace

Banner::Banner(QWidget* parent)
    : Card(parent),
      title_(new TextBlock(this)),
      body_(new TextBlock(this)),
      foot_(new QWidget(this)),
      buttons_(new QHBoxLayout(foot_)),
      close_(new Button(Button::Kind::close, {}, this)) {
  title_->setMaximumTextHeight(tallestTitle);
  body_->setMaximumTextHeight(96);
  buttons_->setContentsMargins(0, 0, 0, 0);
  buttons_->setSpacing(2);
  auto* const texts = new QVBoxLayout;
  texts->setSpacing(1);
  texts->addWidget(title_);
  texts->addWidget(body_);
  auto* const row = new QHBoxLayout(this);
  row->setSpacing(gap);
  row->addLayout(texts, 1);
  row->addWidget(foot_, 0, Qt::AlignVCenter);
  row->addWidget(close_, 0, Qt::AlignTop);
  QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
  connect(close_, &QPushButton::clicked, this, [this] { emit dismissed("close"); });
  connect(body_, &TextBlock::linkActivated, this, &Card::linkActivated);
}

void Banner::setContent(const Content& content) {
  adopt(content);
  title_->setText(content.preview && !content.title.isEmpty() ? content.title + QStringLiteral(" · ") + say(words::previewed, locale())
                                                              : content.title);
  body_->setText(content.body, content.markdown);
  close_->setVisible(content.dismissible);
  close_->setAccessibleName(say(words::close, locale()));
  close_->setToolTip(close_->accessibleName());
  const int markRoom = markWidth + padding + markSize + gap + 2;  // margins are not mirrored by themselves
  layout()->setContentsMargins(content.rightToLeft() ? gap : markRoom, gap, content.rightToLeft() ? markRoom : gap, gap);
  for (Button* const button : std::exchange(added_, {})) button->hide(), button->deleteLater();
  for (const ActionContent& action : content.actions) {
    auto* const button = new Button(Button::Kind::secondary, action.text, foot_);
    button->setObjectName(action.id);
    buttons_->addWidget(button);
    added_.push_back(button);
    connect(button, &QPushButton::clicked, this, [this, id = action.id] { emit actionChosen(id); });
  }
  foot_->setVisible(!added_.isEmpty());
  applyTheme();
}

QWidget* Banner::firstFocus() {
  if (!added_.isEmpty()) return added_.first();
  return close_->isHidden() ? static_cast<QWidget*>(this) : close_;
}

int Banner::heightForWidth(int width) const { return std::max(layout()->totalHeightForWidth(width), minTarget + 2 * gap); }

QSize Banner::sizeHint() const {
  const int width = std::max(this->width(), 320);
  return {320, heightForWidth(width)};
}

void Banner::paintEvent(QPaintEvent*) {
  const Theme theme = this->theme();
  const Theme::Tone tone = theme.tone(content().severity);
  const bool mirrored = layoutDirection() == Qt::RightToLeft;
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillRect(rect(), tone.ground);
  const QColor edge = content().severity == "emergency" ? tone.ground.darker(140) : tone.mark;
  painter.fillRect(mirrored ? QRect(width() - markWidth, 0, markWidth, height()) : QRect(0, 0, markWidth, height()), edge);
  painter.fillRect(QRect(0, height() - 1, width(), 1), theme.highContrast ? theme.text : blended(tone.ground, tone.mark, 0.35));
  const int line = title_->isHidden() ? body_->y() : title_->y();
  const double top = std::max<double>(gap, line + (fontMetrics().height() - markSize) / 2.0 + 1);
  const double left = mirrored ? width() - markWidth - padding - markSize : markWidth + padding;
  paintMark(painter, QRectF(left, top, markSize, markSize), content().severity, tone);
}

void Banner::changeEvent(QEvent* event) {
  Card::changeEvent(event);
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) applyTheme();
}

void Banner::resizeEvent(QResizeEvent* event) {
  Card::resizeEvent(event);
  // A toolbar asks for no height by width, so the banner holds the one that it needs.
  const int wanted = heightForWidth(width());
  if (minimumHeight() != wanted) setMinimumHeight(wanted);
}

void Banner::applyTheme() {
  const Theme::Tone tone = theme().tone(content().severity);
  title_->setColor(tone.text, tone.text);
  title_->setFont(scaledFont(font(), 1.0, true));
  body_->setColor(tone.text, tone.text);
  close_->setTone(tone);
  for (Button* const button : added_) button->setTone(tone);
  update();
}

QWidget* insertBanner(Banner* banner, QWidget* window) {
  if (auto* const main = qobject_cast<QMainWindow*>(window)) {
    auto* const bar = new QToolBar(main);
    bar->setObjectName("docent.banner");  // what QMainWindow::saveState() asks for
    bar->setProperty("docentIgnore", true);
    bar->setMovable(false);
    bar->setFloatable(false);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->toggleViewAction()->setVisible(false);
    if (bar->layout() != nullptr) bar->layout()->setContentsMargins(0, 0, 0, 0), bar->layout()->setSpacing(0);
    bar->addWidget(banner);
    main->addToolBarBreak(Qt::TopToolBarArea);
    main->addToolBar(Qt::TopToolBarArea, bar);
    bar->show();
    return bar;
  }
  if (window->layout() != nullptr && window->layout()->menuBar() == nullptr) {
    window->layout()->setMenuBar(banner);  // the one place above any layout
    banner->show();
    return banner;
  }
  auto* const strip = new OverlayStrip(banner, window);
  strip->show();
  return strip;
}

}  // namespace docent::qt
