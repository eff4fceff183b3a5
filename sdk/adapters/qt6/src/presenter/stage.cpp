// What is on the screen and on its way there; stage_outcomes.cpp has what the user does with it.
#include "presenter/stage.h"

#include <QApplication>
#include <QMainWindow>
#include <algorithm>

#include "ask.h"
#include "cards/checklist_panel.h"

namespace docent::qt {

namespace {

constexpr qint64 never = -1;
constexpr qint64 lookMs = 100;      // between two looks for an anchor that may come at any moment
constexpr qint64 vetoMs = 1000;     // between two questions to the host
constexpr qint64 goneMs = 60000;    // an anchor that was out of sight for so long is not coming back
constexpr qint64 launchMs = 10000;  // what comes later than this after the user asked comes for another reason

qint64 sooner(qint64 a, qint64 b) { return a == never ? b : b == never ? a : std::min(a, b); }

}  // namespace

Presenter::Stage::Stage(Presenter& presenter, docent_client* client)
    : presenter_(presenter), client_(client), courtesy_(client, this), bell_(client) {
  retry_.setSingleShot(true);
  connect(&retry_, &QTimer::timeout, this, [this] { advance(); });
  connect(&bell_, &Bell::rang, this, [this] { poll(); });
  connect(&courtesy_, &CourtesyWatch::changed, this, [this] { advance(); });
  connect(qApp, &QApplication::focusChanged, this, [this](QWidget* from, QWidget* to) {
    if (from != nullptr && isInCard(to) && !isInCard(from)) cameFrom_ = from;
  });
  qApp->installEventFilter(this);
}

Presenter::Stage::~Stage() {
  for (Showing* const showing : showings_) delete showing;
}

void Presenter::Stage::poll() {
  while (docent_presentation* const handle = docent_poll(client_)) take(handle);
  advance();
}

void Presenter::Stage::take(docent_presentation* handle) {
  const int change = docent_presentation_change(handle);
  Showing* const known = find(QString::fromUtf8(docent_presentation_id(handle)));
  if (change == DOCENT_CHANGE_WITHDRAW || (change == DOCENT_CHANGE_UPDATE && known == nullptr)) {
    if (known != nullptr) remove(known, "withdrawn");
    docent_presentation_destroy(handle);  // an update of what was closed in the meantime
    return;
  }
  if (known != nullptr) {
    known->update(handle);
    if (known->wasOpened()) history_.add(known->content());
    // The last item of a checklist is shown as such; after the last step of a tour there is nothing to show.
    if (known->content().completed && known->content().type != "checklist") remove(known, "completed");
    return;
  }
  const QString campaign = QString::fromUtf8(docent_presentation_campaign(handle));
  const bool asked = launched_.contains(campaign) && launched_.take(campaign).elapsed() < launchMs;
  auto* const showing = new Showing(handle, asked, this);
  showings_.push_back(showing);
  listen(showing);
}

void Presenter::Stage::listen(Showing* showing) {
  connect(showing, &Showing::visibleLongEnough, this, [this, showing] {
    if (showing->takeShown()) report(showing, DOCENT_OUTCOME_SHOWN, {});
  });
  connect(showing, &Showing::anchorLost, this, [this, showing] {
    if (!showing->anchorMissing.isValid()) showing->anchorMissing.start();
    advance();
  });
  connect(showing, &Showing::finished, this, [this, showing] { remove(showing, "completed"); });
  connect(showing, &Showing::opened, this, [this, showing] {
    Card* const card = showing->card();
    card->disconnect(this);
    connect(card, &Card::actionChosen, this, [this, showing](const QString& id) { act(showing, id); });
    connect(card, &Card::itemChosen, this, [this, showing](const QString& id) { act(showing, id); });
    connect(card, &Card::answered, this, [this, showing](const QString& q, const QByteArray& json) { answer(showing, q, json); });
    connect(card, &Card::linkActivated, this, [this, showing](const QString& link) { openLink(link, showing->content().campaign); });
    connect(
        card, &Card::resized, this, [this] { stackPanels(); }, Qt::QueuedConnection);
    connect(card, &Card::advanced, this, [this, showing](const QString& how) { move(showing, how); });
    connect(card, &Card::dismissed, this, [this, showing](const QString& how) {
      report(showing, DOCENT_OUTCOME_DISMISSED, how);
      remove(showing, "dismissed");
    });
  });
}

void Presenter::Stage::advance() {
  qint64 next = never;
  // Slots of the application, which may run an event loop of their own, are not called from here, but what is tried may go.
  const std::vector<QPointer<Showing>> all(showings_.begin(), showings_.end());
  for (const QPointer<Showing>& showing : all) {
    if (showing && std::find(showings_.begin(), showings_.end(), showing) != showings_.end()) next = sooner(next, tryOpen(showing));
  }
  stackPanels();
  if (next == never) retry_.stop();
  else retry_.start(static_cast<int>(std::max<qint64>(next, 1)));
}

qint64 Presenter::Stage::tryOpen(Showing* showing) {
  if (showing->isVisible() && !showing->needsOpening()) return never;
  const bool wantsAnchor = !showing->anchorName().isEmpty();
  if (showing->isOpen() && !showing->anchorMissing.isValid()) showing->anchorMissing.start();  // out of sight from now on
  if (showing->isOpen() && !showing->needsOpening() && (wantsAnchor || showing->window() != nullptr || waitsForItsWindow(showing))) {
    return waitHidden(showing);
  }
  if (isHeld(showing)) return hold(showing);
  const Anchor anchor = findAnchor(showing);
  if (wantsAnchor && anchor.visibleRect().isEmpty()) return waitForAnchor(showing);
  // A tour stays in the window, a dialog perhaps, that it has led to.
  QWidget* const window = wantsAnchor ? anchor.window() : showing->window() != nullptr ? showing->window() : home();
  if (window == nullptr || isCovered(showing, window)) return hold(showing);
  if (!showing->wasOpened() && !showing->isUrgent() && mayShow_ && !mayShow_(showing->content().campaign, showing->content().type)) {
    return sooner(hold(showing), vetoMs);
  }
  const bool first = !showing->wasOpened();
  showing->open(wantsAnchor ? anchor : Anchor{}, window);
  if (first && showing->isVisible()) appear(showing);
  return never;
}

// What has begun in a window that is hidden waits there for a while, with all that was said in it. Other panels go where there is a window.
bool Presenter::Stage::waitsForItsWindow(const Showing* showing) const {
  return showing->content().type == "survey" && showing->anchorMissing.isValid() && showing->anchorMissing.elapsed() < goneMs;
}

// Hidden with its anchor or its window: its watch tells when that is back.
qint64 Presenter::Stage::waitHidden(Showing* showing) {
  if (!showing->anchorMissing.isValid()) return never;
  const qint64 left = goneMs - showing->anchorMissing.elapsed();
  if (showing->anchorName().isEmpty()) return showing->window() == nullptr && left > 0 ? left : never;
  if (left > 0) return left;
  giveUpAnchor(showing);
  return never;
}

qint64 Presenter::Stage::waitForAnchor(Showing* showing) {
  showing->hideCard();
  if (showing->dropFocusWish() && cameFrom_) cameFrom_->setFocus(Qt::OtherFocusReason);
  if (!showing->anchorMissing.isValid()) showing->anchorMissing.start();
  if (showing->anchorMissing.elapsed() < showing->anchorPatienceMs()) return lookMs;
  giveUpAnchor(showing);
  return never;
}

// What has not been there yet is given back after a while; what has waits as long as it must.
qint64 Presenter::Stage::hold(Showing* showing) {
  showing->hideCard();
  const qint64 passes = courtesy_.passesIn();
  const qint64 soon = passes > 0 ? passes : never;
  if (showing->wasOpened() || courtesy_.rules().holdMs <= 0) return soon;
  const qint64 left = courtesy_.rules().holdMs - showing->waiting.elapsed();
  if (left > 0) return sooner(left, soon);
  report(showing, DOCENT_OUTCOME_ABANDONED, "suppressed");
  remove(showing, "abandoned");
  return never;
}

void Presenter::Stage::appear(Showing* showing) {
  history_.add(showing->content());
  if (showing->isFloating()) {
    collapseChecklists();
    for (Showing* const other : std::vector<Showing*>(showings_)) {
      if (other != showing && other->isThanking()) remove(other, "completed");
    }
  }
  // Who asked for it, or stands in front of a dimmed window, goes on in it; anybody else stays where they are typing.
  if (showing->isFloating() && (showing->wasAsked() || (showing->content().isTour() && showing->anchorName().isEmpty()))) {
    showing->card()->firstFocus()->setFocus(Qt::PopupFocusReason);
  }
  const QString campaign = showing->content().campaign;
  const QString type = showing->content().type;
  QMetaObject::invokeMethod(
      &presenter_, [presenter = &presenter_, campaign, type] { emit presenter->appeared(campaign, type); }, Qt::QueuedConnection);
}

// One tip, tour or survey at a time.
bool Presenter::Stage::isTaken(const Showing* showing) const {
  return showing->isFloating() && std::any_of(showings_.begin(), showings_.end(), [&](const Showing* other) {
           return other != showing && other->isFloating() && other->isOpen() && !other->content().preview && !other->isThanking();
         });
}

bool Presenter::Stage::isHeld(const Showing* showing) const {
  if (showing->isUrgent()) return false;
  if (isTaken(showing)) return true;
  return !showing->wasOpened() && !showing->wasAsked() && (courtesy_.passesIn() > 0 || courtesy_.isFullScreen());
}

bool Presenter::Stage::isCovered(const Showing* showing, const QWidget* window) const {
  return !showing->isUrgent() && !courtesy_.allowsAsked(window);
}

Anchor Presenter::Stage::findAnchor(Showing* showing) {
  const QString name = showing->anchorName();
  if (name.isEmpty()) return {};
  Anchor anchor = anchors_.find(name);
  // What is merely scrolled out of sight is brought into it for who follows a tour.
  if (anchor && showing->content().isTour() && anchor.visibleRect().isEmpty()) anchor.scrollIntoView();
  askedFor_[name] = !anchor.visibleRect().isEmpty();
  return anchor;
}

void Presenter::Stage::giveUpAnchor(Showing* showing) {
  if (!showing->content().isTour() && showing->wasReportedShown()) {
    report(showing, DOCENT_OUTCOME_TIMED_OUT, "anchor_missing");
    remove(showing, "abandoned");
    return;
  }
  docent_presentation_report(client_, showing->handle(), DOCENT_OUTCOME_ABANDONED, "anchor_missing", DOCENT_AUTO_LEN);
  if (showing->content().preview && showing->skipsMissingAnchor()) return move(showing, "next");
  if (showing->skipsMissingAnchor()) return;  // Docent leaves the step out and sends the next one
  remove(showing, "abandoned");
}

QWidget* Presenter::Stage::home() const {
  if (home_ && home_->isVisible()) return home_;
  QWidget* const active = QApplication::activeModalWidget() == nullptr ? QApplication::activeWindow() : nullptr;
  if (qobject_cast<QMainWindow*>(active) != nullptr && !active->property("docentIgnore").toBool()) return active;
  const QWidgetList windows = QApplication::topLevelWidgets();
  for (QWidget* const window : windows) {
    if (qobject_cast<QMainWindow*>(window) != nullptr && window->isVisible() && !window->property("docentIgnore").toBool()) return window;
  }
  return active != nullptr && !active->property("docentIgnore").toBool() ? active : nullptr;
}

// Two things to read at once are one too many.
void Presenter::Stage::collapseChecklists() {
  for (const Showing* const showing : showings_) {
    if (auto* const panel = qobject_cast<ChecklistPanel*>(showing->card())) panel->setExpanded(false);
  }
}

// Panels that share a corner lie above one another.
void Presenter::Stage::stackPanels() {
  int lift = 0;
  for (Showing* const showing : showings_) {
    if (showing->content().type != "checklist" || !showing->isVisible()) continue;
    showing->setLift(lift);
    lift += showing->card()->height() - shadowExtent;
  }
}

Showing* Presenter::Stage::find(const QString& id) const {
  const auto found = std::find_if(showings_.begin(), showings_.end(), [&](const Showing* s) { return s->content().id == id; });
  return found == showings_.end() ? nullptr : *found;
}

QStringList Presenter::Stage::onScreen() const {
  QStringList campaigns;
  for (const Showing* const showing : showings_) {
    if (showing->isVisible()) campaigns << showing->content().campaign;
  }
  return campaigns;
}

void Presenter::Stage::launch(const QString& campaign) {
  for (const Showing* const showing : showings_) {
    if (showing->content().campaign != campaign || !showing->isVisible()) continue;
    showing->card()->firstFocus()->setFocus(Qt::PopupFocusReason);  // it is there
    return;
  }
  const QByteArray id = campaign.toUtf8();
  if (docent_launch(client_, id.constData(), id.size()) == DOCENT_OK) launched_[campaign].start();
}

void Presenter::Stage::preview(const QString& campaign, const QString& variant) {
  ask(
      this,
      [client = client_, id = campaign.toUtf8(), arm = variant.toUtf8()] {
        docent_error* error = nullptr;
        const docent_status code = docent_preview(client, id.constData(), id.size(), arm.constData(), arm.size(), 2000, &error);
        return Status::take(code, error);
      },
      [this, campaign](const Status& status) {
        if (!status.ok()) emit presenter_.previewFailed(campaign, QString::fromStdString(status.message()));
      });
}

}  // namespace docent::qt
