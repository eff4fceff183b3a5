#include "cards/checklist_panel.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QProgressBar>
#include <QVBoxLayout>
#include <algorithm>

#include "cards/checklist_pill.h"
#include "cards/checklist_row.h"
#include "cards/checklist_words.h"
#include "cards/done_page.h"
#include "cards/scroll_body.h"
#include "look/button.h"
#include "look/text_block.h"

namespace docent::qt {

namespace {

constexpr int narrowest = 240;
constexpr int lowest = 160;
constexpr int ring = 3;  // what controls leave around their shapes, so that texts stand in line with them
constexpr int inset = shadowExtent + padding - ring;

// A chevron, pointing to where the panel goes.
class CollapseButton : public Button {
 public:
  explicit CollapseButton(QWidget* parent) : Button(Kind::plain, {}, parent) {}
  QSize sizeHint() const override { return {Button::sizeHint().height(), Button::sizeHint().height()}; }

 protected:
  void paintEvent(QPaintEvent* event) override {
    Button::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(Theme::of(this).text, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF tip = QRectF(rect()).center() + QPointF(0, 2.5);
    painter.drawPolyline(QPolygonF({tip + QPointF(-5, -5), tip, tip + QPointF(5, -5)}));
  }
};

// A thin bar in the theme's colours.
class ProgressLine : public QProgressBar {
 public:
  explicit ProgressLine(QWidget* parent) : QProgressBar(parent) {
    setTextVisible(false);
    setFixedHeight(6);
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    const Theme theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.track);
    painter.drawRoundedRect(rect(), 3, 3);
    const double filled = maximum() > 0 ? width() * double(value()) / maximum() : 0;
    painter.setBrush(theme.accent);
    if (filled > 0) painter.drawRoundedRect(QRectF(isRightToLeft() ? width() - filled : 0, 0, filled, height()), 3, 3);
  }
};

int doneOf(const Content& content) {
  if (content.of > 0) return std::clamp(content.done, 0, content.of);
  return static_cast<int>(std::count_if(content.items.begin(), content.items.end(), [](const ItemContent& item) { return item.done; }));
}

int countOf(const Content& content) { return content.of > 0 ? content.of : static_cast<int>(content.items.size()); }

}  // namespace

ChecklistPanel::ChecklistPanel(QWidget* parent) : Card(parent) {
  auto* const box = new QVBoxLayout(this);
  box->setSpacing(0);
  pill_ = new ChecklistPill(this);
  pill_->setObjectName("pill");
  makePanel();
  box->addWidget(pill_);
  box->addWidget(panel_, 1);
  connect(pill_, &QAbstractButton::clicked, this, [this] { setExpanded(true); });
  connect(collapse_, &QAbstractButton::clicked, this, [this] { setExpanded(false); });
  connect(never_, &QAbstractButton::clicked, this, [this] { emit dismissed("close"); });
  connect(donePage_, &DonePage::closed, this, &ChecklistPanel::finished);
  showState();
  restyle();
}

void ChecklistPanel::setContent(const Content& next) {
  const bool focused = hasFocusWithin();
  expanded_ = expanded_ || (next.completed && !content().completed);  // that all is done is worth a look
  adopt(next);
  title_->setText(next.title);
  text_->setText(next.body, next.markdown);
  collapse_->setAccessibleName(say(checklist_words::collapse, locale()));
  collapse_->setToolTip(collapse_->accessibleName());
  never_->setText(say(checklist_words::neverAgain, locale()));
  donePage_->setWords(say(checklist_words::allDone, locale()), say(checklist_words::allDoneBody, locale()), say(checklist_words::close, locale()));
  updateRows();
  updateProgress();
  showState();
  orderTabs();
  // What had the focus may be gone: the button of an item that is done now.
  if (focused && (!hasFocusWithin() || !window()->focusWidget()->isVisibleTo(this))) firstFocus()->setFocus(Qt::OtherFocusReason);
  announce();
}

void ChecklistPanel::setExpanded(bool expanded) {
  if (expanded == expanded_) return;
  const bool focused = hasFocusWithin();
  expanded_ = expanded;
  showState();
  if (focused) firstFocus()->setFocus(Qt::OtherFocusReason);
  emit resized();
}

QWidget* ChecklistPanel::firstFocus() {
  if (!expanded_) return pill_;
  if (content().completed) return donePage_->button();
  const auto found = std::find_if(rows_.begin(), rows_.end(), [](const ChecklistRow* row) { return row->button() != nullptr; });
  return found == rows_.end() ? collapse_ : (*found)->button();
}

int ChecklistPanel::heightForWidth(int width) const {
  return std::min(expanded_ ? body_->wholeHeight(*this, width) : layout()->totalSizeHint().height(), maximumHeight());
}

QSize ChecklistPanel::sizeHint() const {
  const int wanted = expanded_ ? cardWidth + 2 * shadowExtent : layout()->totalSizeHint().width();
  const int width = std::min(wanted, maximumWidth());
  return {width, heightForWidth(width)};
}

QSize ChecklistPanel::minimumSizeHint() const {
  return expanded_ ? QSize(narrowest + 2 * shadowExtent, lowest + 2 * shadowExtent) : layout()->totalMinimumSize();
}

void ChecklistPanel::keyPressEvent(QKeyEvent* event) {
  if (event->key() != Qt::Key_Escape || !expanded_) return QWidget::keyPressEvent(event);
  if (content().completed) emit finished();
  else setExpanded(false);
}

void ChecklistPanel::changeEvent(QEvent* event) {
  Card::changeEvent(event);
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) restyle();
}

void ChecklistPanel::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  paintSurface(painter, rect(), theme(), expanded_ ? radius : (height() - 2 * shadowExtent) / 2.0);
}

void ChecklistPanel::makePanel() {
  panel_ = new QWidget(this);
  auto* const box = new QVBoxLayout(panel_);
  box->setContentsMargins(0, 0, 0, 0);
  box->setSpacing(gap);
  auto* const header = new QHBoxLayout;
  title_ = new TextBlock;
  title_->setMaximumTextHeight(80);
  collapse_ = new CollapseButton(panel_);
  collapse_->setObjectName("collapse");
  header->setSpacing(0);
  header->addSpacing(ring);
  header->addWidget(title_, 1, Qt::AlignVCenter);
  header->addWidget(collapse_, 0, Qt::AlignTop);
  auto* const measure = new QVBoxLayout;
  measure->setContentsMargins(ring, 0, ring, 0);
  measure->setSpacing(gap / 2);
  progress_ = new ProgressLine(panel_);
  counts_ = new QLabel(panel_);
  counts_->setObjectName("counts");
  measure->addWidget(progress_);
  measure->addWidget(counts_);
  body_ = new ScrollBody(makeList(), this);
  footer_ = new QWidget(panel_);
  auto* const buttons = new QHBoxLayout(footer_);
  buttons->setContentsMargins(0, 0, 0, 0);
  never_ = new Button(Button::Kind::plain, {}, footer_);
  never_->setObjectName("never");
  buttons->addStretch(1);
  buttons->addWidget(never_);
  box->addLayout(header);
  box->addLayout(measure);
  box->addWidget(body_, 1);
  box->addWidget(footer_);
}

QWidget* ChecklistPanel::makeList() {
  auto* const content = new QWidget;
  auto* const pages = new QVBoxLayout(content);
  pages->setContentsMargins(0, 0, 0, 0);
  listPage_ = new QWidget;
  donePage_ = new DonePage(nullptr);
  pages->addWidget(listPage_);
  pages->addWidget(donePage_);
  pages->addStretch(1);
  auto* const page = new QVBoxLayout(listPage_);
  page->setContentsMargins(0, 0, 0, 0);
  page->setSpacing(gap);
  auto* const texts = new QVBoxLayout;
  texts->setContentsMargins(ring, 0, ring, 0);
  text_ = new TextBlock;
  text_->setMaximumTextHeight(120);
  texts->addWidget(text_);
  list_ = new QVBoxLayout;
  list_->setSpacing(0);
  page->addLayout(texts);
  page->addLayout(list_);
  connect(text_, &TextBlock::linkActivated, this, &Card::linkActivated);
  return content;
}

void ChecklistPanel::updateRows() {
  // Rows stay with their items, so that the focus and a tick that is being drawn stay too.
  QList<ChecklistRow*> before = std::move(rows_);
  rows_ = {};
  for (const ItemContent& item : content().items) {
    const auto found = std::find_if(before.begin(), before.end(), [&](const ChecklistRow* row) { return row->item().id == item.id; });
    ChecklistRow* row = nullptr;
    if (found != before.end()) {
      row = *found;
      before.erase(found);
      list_->removeWidget(row);
    } else {
      row = new ChecklistRow(listPage_);
      connect(row, &ChecklistRow::chosen, this, &Card::itemChosen);
    }
    row->setItem(item);
    row->show();
    list_->addWidget(row);
    rows_.push_back(row);
  }
  for (ChecklistRow* const row : before) {
    row->hide();
    row->deleteLater();
  }
}

void ChecklistPanel::updateProgress() {
  const int done = doneOf(content());
  const int of = countOf(content());
  pill_->setProgress(content().title, done, of);
  progress_->setRange(0, std::max(1, of));
  progress_->setValue(done);
  const QString counts = say(checklist_words::progress, locale()).arg(locale().toString(done), locale().toString(of));
  progress_->setAccessibleName(counts);
  counts_->setText(counts);
}

void ChecklistPanel::announce() {
  const int done = doneOf(content());
  if (announced_ >= 0 && done != announced_) {
    QAccessibleEvent alert(expanded_ ? static_cast<QWidget*>(progress_) : pill_, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
  }
  announced_ = done;
}

void ChecklistPanel::orderTabs() {
  QWidget* last = this;
  QList<QWidget*> order{pill_, donePage_->button()};
  for (const ChecklistRow* const row : rows_) {
    if (row->button() != nullptr) order.push_back(row->button());
  }
  order << never_ << collapse_;
  for (QWidget* const widget : order) {
    QWidget::setTabOrder(last, widget);
    last = widget;
  }
}

void ChecklistPanel::showState() {
  const bool completed = content().completed;
  pill_->setVisible(!expanded_);
  panel_->setVisible(expanded_);
  listPage_->setVisible(!completed);
  donePage_->setVisible(completed);
  progress_->setVisible(!completed);
  counts_->setVisible(!completed);
  footer_->setVisible(!completed && content().dismissible);
  if (expanded_) layout()->setContentsMargins(inset, shadowExtent + gap, inset, shadowExtent + (footer_->isHidden() ? padding - ring : gap));
  else layout()->setContentsMargins(shadowExtent, shadowExtent, shadowExtent, shadowExtent);
  updateGeometry();
}

void ChecklistPanel::restyle() {
  const Theme look = theme();
  title_->setFont(scaledFont(font(), 1.15, true));
  title_->setColor(look.text, look.link);
  text_->setColor(look.muted, look.link);
  counts_->setFont(scaledFont(font(), 0.92));
  QPalette colors = counts_->palette();
  colors.setColor(QPalette::WindowText, look.muted);
  counts_->setPalette(colors);
}

bool ChecklistPanel::hasFocusWithin() const {
  const QWidget* const focused = window()->focusWidget();
  return focused != nullptr && (focused == this || isAncestorOf(focused));
}

}  // namespace docent::qt
