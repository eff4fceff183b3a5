// What the user does with what is on the screen: reported to Docent, carried out here as far as it is not Docent's or the application's business, and
// the way of the keyboard into a card and back.
#include <QApplication>
#include <QDesktopServices>
#include <QKeyEvent>
#include <QUrl>
#include <algorithm>

#include "cards/spotlight.h"
#include "cards/survey_sheet.h"
#include "presenter/presenter_words.h"
#include "presenter/stage.h"

namespace docent::qt {

namespace {

// Commands that Docent carries out itself when it hears that the action was chosen.
bool isDocents(const QString& command) {
  for (const char* name : {"dismiss", "complete", "snooze", "next", "back"}) {
    if (command == name) return true;
  }
  return command.startsWith("snooze:") || command.startsWith("launch:");
}

bool isWebLink(const QUrl& url) { return url.isValid() && (url.scheme() == "https" || url.scheme() == "http") && !url.host().isEmpty(); }

}  // namespace

void Presenter::Stage::report(Showing* showing, int outcome, const QString& detail) {
  const auto send = [&](int what, const QByteArray& text) {
    return docent_presentation_report(client_, showing->handle(), what, text.constData(), text.size());
  };
  // Whoever uses it has seen it.
  if (outcome != DOCENT_OUTCOME_SHOWN && outcome != DOCENT_OUTCOME_ABANDONED && showing->takeShown()) send(DOCENT_OUTCOME_SHOWN, {});
  if (send(outcome, detail.toUtf8()) == DOCENT_CLOSED) remove(showing, "withdrawn");
}

void Presenter::Stage::act(Showing* showing, const QString& id) {
  const Content content = showing->content();
  report(showing, DOCENT_OUTCOME_INTERACTED, id);
  const auto item = std::find_if(content.items.begin(), content.items.end(), [&](const ItemContent& i) { return i.id == id; });
  if (item != content.items.end()) {
    if (!content.preview) launched_[item->launches].start();
    return;
  }
  const auto action = std::find_if(content.actions.begin(), content.actions.end(), [&](const ActionContent& a) { return a.id == id; });
  if (action == content.actions.end()) return;
  const QString& command = action->command;
  if (content.preview && (command == "next" || command == "back")) return move(showing, command);
  if (command.startsWith("launch:") && !content.preview) launched_[command.mid(7)].start();
  const bool message = content.type == "tip" || content.type == "banner";
  const bool snoozes = command == "snooze" || command.startsWith("snooze:");
  if (message || snoozes || command == "dismiss" || command == "complete") {
    remove(showing, snoozes ? "snoozed" : command == "dismiss" ? "dismissed" : command == "complete" ? "completed" : "interacted");
  }
  carryOut(command, content.campaign);
}

// By the id of the step that is meant, so that an event which leads on at the same moment does not lead two steps on.
void Presenter::Stage::move(Showing* showing, const QString& how) {
  const Content& content = showing->content();
  const qsizetype target = content.stepIndex() + (how == "back" ? -1 : 1);
  const bool there = target >= 0 && target < content.steps.size();
  if (!content.preview) return report(showing, DOCENT_OUTCOME_ADVANCED, there ? content.steps[target].id : how);
  if (!there) return remove(showing, "completed");
  showing->goTo(target);
  advance();
}

void Presenter::Stage::answer(Showing* showing, const QString& question, const QByteArray& json) {
  if (showing->takeShown()) docent_presentation_report(client_, showing->handle(), DOCENT_OUTCOME_SHOWN, nullptr, 0);
  const QByteArray id = question.toUtf8();
  const char* next = "";
  const docent_status code = docent_presentation_answer(client_, showing->handle(), id.constData(), id.size(),
                                                        json.isEmpty() ? nullptr : json.constData(), json.size(), &next);
  auto* const sheet = qobject_cast<SurveySheet*>(showing->card());
  if (code == DOCENT_CLOSED) return remove(showing, "withdrawn");
  if (sheet == nullptr) return;
  if (code != DOCENT_OK) sheet->refuse(say(code == DOCENT_INVALID ? words::noAnswer : words::notKept, sheet->locale()));
  else if (*next != '\0') sheet->ask(QString::fromUtf8(next));
  else sheet->thank();
}

void Presenter::Stage::carryOut(const QString& command, const QString& campaign) {
  if (isDocents(command)) return;
  if (command.startsWith("focus:")) {
    const Anchor anchor = anchors_.find(command.mid(6));
    const QRect rect = anchor.visibleRect();
    if (!rect.isEmpty()) {
      anchor.widget->setFocus(Qt::OtherFocusReason);
      flashRing(anchor.window(), rect);
      return;
    }
  }
  if (command.startsWith("open:") || command.startsWith("link:")) return openLink(command.mid(5), campaign);
  if (command.startsWith("https:") || command.startsWith("http:")) return openLink(command, campaign);
  emit presenter_.commandRequested(command, campaign);
}

void Presenter::Stage::openLink(const QString& link, const QString& campaign) {
  const QUrl url(link, QUrl::StrictMode);
  if (isWebLink(url)) QDesktopServices::openUrl(url);
  else emit presenter_.commandRequested("open:" + link, campaign);
}

void Presenter::Stage::remove(Showing* showing, const QString& outcome) {
  const auto found = std::find(showings_.begin(), showings_.end(), showing);
  if (found == showings_.end()) return;
  const QWidget* const focus = QApplication::focusWidget();
  const bool hadFocus = focus != nullptr && showing->card() != nullptr && (focus == showing->card() || showing->card()->isAncestorOf(focus));
  showings_.erase(found);
  const QString campaign = showing->content().campaign;
  showing->retire();
  showing->disconnect(this);
  showing->deleteLater();  // its card's button may be what called
  if (hadFocus && cameFrom_) cameFrom_->setFocus(Qt::OtherFocusReason);
  // Later: a slot may delete the presenter, or run an event loop of its own.
  QMetaObject::invokeMethod(
      &presenter_, [presenter = &presenter_, campaign, outcome] { emit presenter->closed(campaign, outcome); }, Qt::QueuedConnection);
  QMetaObject::invokeMethod(
      this, [this] { advance(); }, Qt::QueuedConnection);  // what waited for it
}

bool Presenter::Stage::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride) return false;
  if (showings_.empty() || !watched->isWidgetType()) return false;
  const auto* const key = static_cast<QKeyEvent*>(event);
  const bool press = event->type() == QEvent::KeyPress;
  if (key->key() == Qt::Key_F6 && key->modifiers() == Qt::NoModifier) {
    QWidget* const next = nextFocus();
    if (next == nullptr) return false;
    event->accept();  // also when it could be a shortcut of the application: while a card is there the key is the kit's
    if (press) {
      next->window()->activateWindow();
      next->setFocus(Qt::TabFocusReason);
    }
    return true;
  }
  if (key->key() != Qt::Key_Escape || QApplication::activePopupWidget() != nullptr) return false;
  Showing* const tour = tourIn(static_cast<QWidget*>(watched)->window());
  if (tour == nullptr) return false;
  event->accept();
  if (press) {
    report(tour, DOCENT_OUTCOME_DISMISSED, "escape");
    remove(tour, "dismissed");
  }
  return true;
}

bool Presenter::Stage::isInCard(const QWidget* widget) const {
  return widget != nullptr && std::any_of(showings_.begin(), showings_.end(), [&](const Showing* s) {
           return s->card() != nullptr && (s->card() == widget || s->card()->isAncestorOf(widget));
         });
}

// Where F6 leads: from the application into the newest card of its window, from a card to the one before it, from the oldest back.
QWidget* Presenter::Stage::nextFocus() const {
  const QWidget* const focus = QApplication::focusWidget();
  const QWidget* const window = QApplication::activeWindow();
  std::vector<Card*> here;
  for (Showing* const showing : showings_) {
    Card* const card = showing->card();
    if (!showing->isVisible() || (window != nullptr && card->window() != window && card->parentWidget()->window() != window)) continue;
    here.push_back(card);
  }
  const auto inside =
      std::find_if(here.begin(), here.end(), [&](const Card* card) { return focus != nullptr && (card == focus || card->isAncestorOf(focus)); });
  if (here.empty()) return nullptr;
  if (inside == here.end()) return here.back()->firstFocus();
  if (inside != here.begin()) return (*std::prev(inside))->firstFocus();
  return cameFrom_;
}

// A tour dims its window, so Escape is the tour's there, wherever the focus is.
Showing* Presenter::Stage::tourIn(const QWidget* window) const {
  for (Showing* const showing : showings_) {
    const QWidget* const parent = showing->isVisible() ? showing->card()->parentWidget() : nullptr;
    if (parent == nullptr || parent->window() != window || !showing->content().isTour() || !showing->content().dismissible) continue;
    return showing;
  }
  return nullptr;
}

}  // namespace docent::qt
