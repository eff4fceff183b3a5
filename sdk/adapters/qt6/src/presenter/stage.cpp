// What is on the screen and on its way there; stage_outcomes.cpp has what the user does with it.
#include "presenter/stage.h"

#include <QApplication>
#include <QMainWindow>
#include <algorithm>

#include "ask.h"

namespace docent::qt {

namespace {

constexpr int retryMs = 100;
constexpr int goneMs = 60000;  // an anchor that was out of sight for so long is not coming back

}  // namespace

Presenter::Stage::Stage(Presenter& presenter, docent_client* client)
    : presenter_(presenter), client_(client), courtesy_(client, this), bell_(client) {
  retry_.setInterval(retryMs);
  connect(&retry_, &QTimer::timeout, this, [this] { advance(); });
  connect(&bell_, &Bell::rang, this, [this] { poll(); });
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
    history_.add(known->content());
    // The last item of a checklist is shown as such; after the last step of a tour there is nothing to show.
    if (known->content().completed && known->content().type != "checklist") remove(known, "completed");
    return;
  }
  const QString campaign = QString::fromUtf8(docent_presentation_campaign(handle));
  auto* const showing = new Showing(handle, launched_.remove(campaign), this);
  showings_.push_back(showing);
  listen(showing);
}

void Presenter::Stage::listen(Showing* showing) {
  connect(showing, &Showing::visibleLongEnough, this, [this, showing] {
    if (showing->takeShown()) report(showing, DOCENT_OUTCOME_SHOWN, {});
  });
  connect(showing, &Showing::anchorLost, this, [this, showing] {
    if (!showing->anchorMissing.isValid()) showing->anchorMissing.start();
    retry_.start();
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
    connect(card, &Card::advanced, this, [this, showing](const QString& how) { report(showing, DOCENT_OUTCOME_ADVANCED, how); });
    connect(card, &Card::dismissed, this, [this, showing](const QString& how) {
      report(showing, DOCENT_OUTCOME_DISMISSED, how);
      remove(showing, "dismissed");
    });
  });
}

void Presenter::Stage::advance() {
  bool waits = false;
  for (Showing* const showing : std::vector<Showing*>(showings_)) {
    if (find(showing->content().id) == showing && tryOpen(showing)) waits = true;
  }
  stackPanels();
  if (!waits) retry_.stop();
  else if (!retry_.isActive()) retry_.start();
}

bool Presenter::Stage::tryOpen(Showing* showing) {
  if (showing->isVisible() && !showing->needsOpening()) return false;
  const Anchor anchor = findAnchor(showing);
  const bool wantsAnchor = !showing->anchorName().isEmpty();
  if (wantsAnchor && anchor.visibleRect().isEmpty()) {
    if (showing->needsOpening()) showing->hideCard();
    if (!showing->anchorMissing.isValid()) showing->anchorMissing.start();
    // What was there and is out of sight, on another tab perhaps, has longer than what never came.
    const qint64 patience = showing->isOpen() && !showing->needsOpening() ? goneMs : showing->anchorPatienceMs();
    if (showing->anchorMissing.elapsed() < patience) return true;
    giveUpAnchor(showing);
    return false;
  }
  // What has begun in a window that is hidden or minimized waits there for a while, with all that was said in it.
  const bool waitsHere = !wantsAnchor && !showing->needsOpening() && showing->anchorMissing.isValid() && showing->anchorMissing.elapsed() < goneMs;
  QWidget* const window = waitsHere ? showing->card()->parentWidget()->window() : wantsAnchor ? anchor.window() : home();
  if (waitsHere && (!window->isVisible() || window->isMinimized())) return true;
  if (window == nullptr || isBlocked(showing, window)) {
    if (showing->isOpen() || showing->waiting.elapsed() < courtesy_.rules().holdMs) return true;
    report(showing, DOCENT_OUTCOME_ABANDONED, "suppressed");
    remove(showing, "abandoned");
    return false;
  }
  const bool first = !showing->isOpen();
  showing->open(wantsAnchor ? anchor : Anchor{}, window);
  if (!first || !showing->isVisible()) return !showing->isVisible();
  history_.add(showing->content());
  // Who asked for it, or stands in front of a dimmed window, goes on in it; anybody else stays where they are typing.
  if (showing->isFloating() && (showing->wasAsked() || (showing->content().isTour() && !wantsAnchor))) {
    rememberFocus();
    showing->card()->firstFocus()->setFocus(Qt::PopupFocusReason);
  }
  emit presenter_.appeared(showing->content().campaign, showing->content().type);
  return false;
}

bool Presenter::Stage::isBlocked(const Showing* showing, const QWidget* window) const {
  if (showing->isUrgent()) return false;
  if (showing->isFloating() && std::any_of(showings_.begin(), showings_.end(), [&](const Showing* other) {
        return other != showing && other->isFloating() && other->isOpen() && !other->content().preview;
      }))
    return true;
  if (showing->isOpen() || showing->wasAsked() ? !courtesy_.allowsAsked(window) : !courtesy_.allows(window)) return true;
  return !showing->isOpen() && mayShow_ && !mayShow_(showing->content().campaign, showing->content().type);
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
  if (showing->skipsMissingAnchor()) {
    showing->anchorMissing.start();  // Docent leaves the step out and sends the next one
    return;
  }
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
  const QByteArray id = campaign.toUtf8();
  launched_.insert(campaign);
  docent_launch(client_, id.constData(), id.size());
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
