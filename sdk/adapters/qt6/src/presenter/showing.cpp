#include "presenter/showing.h"

#include <QAccessible>
#include <QApplication>
#include <QMainWindow>
#include <QScreen>
#include <algorithm>

#include "cards/banner.h"
#include "cards/callout.h"
#include "cards/checklist_panel.h"
#include "cards/spotlight.h"
#include "cards/survey_sheet.h"

namespace docent::qt {

namespace {

constexpr int boundsInset = 6;   // between a card and the edge of its window or screen
constexpr int cornerInset = 10;  // between the surface of a panel and the corner
constexpr int tipPatienceMs = 1000;
constexpr int sheetWidth = 420;

// Where panels lie: what is left beside menus, toolbars and the status bar.
QRect contentArea(const QWidget* window) {
  const auto* const main = qobject_cast<const QMainWindow*>(window);
  const QWidget* const center = main != nullptr ? main->centralWidget() : nullptr;
  return center != nullptr && center->isVisible() ? QRect(center->mapTo(window, QPoint()), center->size()) : window->rect();
}

QRect onScreen(const QRect& rect, const QWidget* window) { return {window->mapToGlobal(rect.topLeft()), rect.size()}; }

}  // namespace

Showing::Showing(docent_presentation* handle, bool asked, QObject* parent)
    : QObject(parent), handle_(handle), content_(readContent(handle)), asked_(asked), visibleLeftMs_(content_.minVisibleMs) {
  waiting.start();
  visible_.setSingleShot(true);
  connect(&visible_, &QTimer::timeout, this, &Showing::visibleLongEnough);
}

Showing::~Showing() {
  watch_.reset();
  delete spotlight_;
  delete card_;
  if (holder_) holder_->deleteLater();
}

// A campaign with `policy: emergency` has the role of an alert unless it says otherwise.
bool Showing::isUrgent() const { return content_.preview || content_.severity == "emergency" || content_.role.startsWith("alert"); }

QString Showing::anchorName() const {
  const int step = content_.stepIndex();
  if (step >= 0) return content_.steps[step].modal ? QString() : content_.steps[step].anchor;
  return content_.type == "tip" && content_.placement != "center" ? content_.anchor : QString();
}

int Showing::anchorPatienceMs() const {
  const int step = content_.stepIndex();
  return step < 0 ? tipPatienceMs : std::max(content_.steps[step].waitForElementMs, tipPatienceMs / 2);
}

bool Showing::skipsMissingAnchor() const {
  const int step = content_.stepIndex();
  return step >= 0 && content_.steps[step].skipMissingElement;
}

void Showing::update(docent_presentation* handle) {
  handle_.reset(handle);
  adopt(readContent(handle));
}

void Showing::goTo(qsizetype step) {
  Content content = content_;
  content.showStep(step);
  adopt(std::move(content));
}

void Showing::adopt(Content content) {
  if (content.step != content_.step) anchorMissing.invalidate();  // the next one has its own time
  content_ = std::move(content);
  if (card_ == nullptr) return;
  wantsFocus_ = wantsFocus_ || hasFocusWithin();  // the buttons that have it are replaced now
  card_->setContent(content_);
  if (!needsOpening()) place();
}

bool Showing::needsOpening() const { return card_ == nullptr || openedFor_ != anchorName() || (watch_ && !watch_->anchor()) || isInAnotherWindow(); }

bool Showing::hasFocusWithin() const {
  const QWidget* const focus = QApplication::focusWidget();
  return card_ != nullptr && focus != nullptr && (focus == card_ || card_->isAncestorOf(focus));
}

bool Showing::isInAnotherWindow() const { return watch_ && home_ && watch_->anchor() && watch_->anchor().window() != home_; }

void Showing::open(const Anchor& anchor, QWidget* home) {
  QWidget* const window = anchor ? anchor.window() : home;
  if (content_.isTour() && anchor) anchor.scrollIntoView();
  opened_ = true;
  if (card_ == nullptr || home_ != window) {
    delete card_;
    delete holder_;
    delete spotlight_;
    card_ = makeCard(window);
    connect(card_, &Card::resized, this, &Showing::place, Qt::QueuedConnection);
    card_->setContent(content_);
  }
  home_ = window;
  openedFor_ = anchorName();
  // The window itself is watched where there is no anchor: panels follow its corners.
  watch_ = std::make_unique<AnchorWatch>(anchor ? anchor : Anchor{window, {}});
  connect(watch_.get(), &AnchorWatch::changed, this, &Showing::place);
  place();
  emit opened();
}

Card* Showing::makeCard(QWidget* parent) {
  if (content_.type == "banner") {
    auto* const banner = new Banner(parent);
    holder_ = insertBanner(banner, parent);
    return banner;
  }
  if (content_.type == "survey") {
    auto* const sheet = new SurveySheet(parent);
    connect(sheet, &SurveySheet::finished, this, &Showing::finished);
    return sheet;
  }
  if (content_.type == "checklist") {
    auto* const panel = new ChecklistPanel(parent);
    connect(panel, &ChecklistPanel::finished, this, &Showing::finished);
    return panel;
  }
  return new Callout(parent);
}

void Showing::retire() {
  hideCard();
  visible_.stop();
  watch_.reset();
  if (card_) card_->blockSignals(true);  // but its end, which others wait for: assistive technology
}

bool Showing::isThanking() const {
  const auto* const sheet = qobject_cast<const SurveySheet*>(card_.data());
  return sheet != nullptr && sheet->isThanking();
}

void Showing::hideCard() {
  if (card_) card_->hide();
  delete spotlight_;
  countVisible();
}

void Showing::place() {
  if (card_ == nullptr || !home_ || !watch_) {
    if (card_ == nullptr && opened_ && watch_) {  // its window was destroyed, and it with it
      waiting.restart();
      emit anchorLost();
    }
    return;
  }
  if (openedFor_ != anchorName()) return;  // a step of a tour that waits for its own anchor
  if (watch_->anchor().visibleRect().isEmpty() || isInAnotherWindow()) {
    hideCard();
    emit anchorLost();
    return;
  }
  if (auto* const callout = qobject_cast<Callout*>(card_)) placeCallout(callout);
  else if (!holder_) placeInCorner();
  showCard();
}

void Showing::placeCallout(Callout* callout) {
  QWidget* const window = home_;
  const QRect bounds = window->rect().adjusted(boundsInset, boundsInset, -boundsInset, -boundsInset);
  if (openedFor_.isEmpty()) {
    if (content_.isTour()) dimAround({}, window);
    callout->place(placeInMiddle(callout->surfaceSize(bounds.size()), bounds), false);
    return;
  }
  const QRect rect = watch_->anchor().visibleRect();
  const bool mirrored = content_.rightToLeft() || window->layoutDirection() == Qt::RightToLeft;
  Placement placed = placeBeside(rect, callout->surfaceSize(bounds.size()), bounds, content_.placement, mirrored);
  bool ownWindow = false;
  if (!placed.fits && window->screen() != nullptr) {
    const QRect screen = window->screen()->availableGeometry().adjusted(boundsInset, boundsInset, -boundsInset, -boundsInset);
    const Placement beside = placeBeside(onScreen(rect, window), callout->surfaceSize(screen.size()), screen, content_.placement, mirrored);
    if (beside.fits) {
      placed = beside;
      ownWindow = true;
    }
  }
  if (content_.isTour()) dimAround(rect, window);
  callout->place(placed, ownWindow);
}

void Showing::placeInCorner() {
  const QRect area = contentArea(home_).adjusted(cornerInset, cornerInset, -cornerInset, -cornerInset);
  const bool survey = content_.type == "survey";
  const QSize chrome(2 * shadowExtent, 2 * shadowExtent);
  const int most = area.width() + chrome.width();
  int width = survey ? std::min(sheetWidth + chrome.width(), most) : std::min(card_->sizeHint().width(), most);
  card_->setMaximumHeight(std::max(area.height() + chrome.height(), 120));
  const int wanted = card_->hasHeightForWidth() ? card_->heightForWidth(width) : card_->sizeHint().height();
  const QSize size(width, std::min(wanted, card_->maximumHeight()));
  const bool mirrored = card_->layoutDirection() == Qt::RightToLeft;
  const int right = area.right() + 1 + shadowExtent - size.width();
  const int x = survey ? area.center().x() - size.width() / 2 : mirrored ? area.left() - shadowExtent : right;
  const QRect geometry(QPoint(x, area.bottom() + 1 + shadowExtent - size.height() - lift_), size);
  if (card_->geometry() != geometry) card_->setGeometry(geometry);
}

void Showing::setLift(int lift) {
  if (std::exchange(lift_, lift) != lift) place();
}

void Showing::dimAround(const QRect& rect, QWidget* window) {
  if (!spotlight_) {
    spotlight_ = new Spotlight(window);
    spotlight_->show();
    spotlight_->raise();
    if (card_ && !card_->isHidden()) card_->raise();
  }
  spotlight_->setHole(rect);
}

void Showing::showCard() {
  anchorMissing.invalidate();
  const bool appears = card_->isHidden();
  if (appears) card_->show();
  if (appears && !holder_) card_->raise();  // again and again would repaint the anchor, which asks for the place again
  if (appears || announced_ != card_) {     // a banner is shown by what holds it
    announced_ = card_;
    QAccessibleEvent alert(card_, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
  }
  if (std::exchange(wantsFocus_, false)) card_->firstFocus()->setFocus(Qt::OtherFocusReason);
  countVisible();
}

void Showing::countVisible() {
  if (reportedShown_) return;
  if (isVisible() && !visible_.isActive()) {
    visible_.start(visibleLeftMs_);
  } else if (!isVisible() && visible_.isActive()) {
    visibleLeftMs_ = std::max(visible_.remainingTime(), 1);
    visible_.stop();
  }
}

}  // namespace docent::qt
