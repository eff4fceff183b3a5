// What the user does with what is on the screen: reported to Docent, carried out here as far as it is not Docent's or the application's business, and
// the way of the keyboard into a card and back.
#include <QApplication>
#include <QDesktopServices>
#include <QKeyEvent>
#include <QUrl>
#include <algorithm>

#include "cards/spotlight.h"
#include "cards/survey_sheet.h"
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
    launched_.insert(item->launches);
    return;
  }
  const auto action = std::find_if(content.actions.begin(), content.actions.end(), [&](const ActionContent& a) { return a.id == id; });
  if (action == content.actions.end()) return;
  const QString& command = action->command;
  if (command.startsWith("launch:")) launched_.insert(command.mid(7));
  const bool message = content.type == "tip" || content.type == "banner";
  const bool snoozes = command == "snooze" || command.startsWith("snooze:");
  if (message || snoozes || command == "dismiss" || command == "complete") {
    remove(showing, snoozes ? "snoozed" : command == "dismiss" ? "dismissed" : command == "complete" ? "completed" : "interacted");
  }
  carryOut(command, content.campaign);
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
  if (code != DOCENT_OK) sheet->refuse(QString::fromUtf8(docent_status_name(code)));
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
  showings_.erase(found);
  const QWidget* const focus = QApplication::focusWidget();
  const bool hadFocus = showing->card() != nullptr && focus != nullptr && (focus == showing->card() || showing->card()->isAncestorOf(focus));
  const QString campaign = showing->content().campaign;
  showing->hideCard();
  showing->disconnect(this);
  showing->deleteLater();  // its card's button may be what called
  if (hadFocus && cameFrom_) cameFrom_->setFocus(Qt::OtherFocusReason);
  emit presenter_.closed(campaign, outcome);
  QMetaObject::invokeMethod(
      this, [this] { advance(); }, Qt::QueuedConnection);  // what waited for it
}

bool Presenter::Stage::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride) return false;
  if (showings_.empty() || !watched->isWidgetType()) return false;
  const auto* const key = static_cast<QKeyEvent*>(event);
  const auto* const widget = static_cast<QWidget*>(watched);
  const bool press = event->type() == QEvent::KeyPress;
  if (key->key() == Qt::Key_F6 && key->modifiers() == Qt::NoModifier) {
    if (!press) return false;
    return enterOrLeave();
  }
  if (key->key() == Qt::Key_Escape && press && QApplication::activePopupWidget() == nullptr) return skipTour(widget->window());
  return false;
}

// F6: from the application into the newest card of its window, from a card back.
bool Presenter::Stage::enterOrLeave() {
  const QWidget* const focus = QApplication::focusWidget();
  const QWidget* const window = QApplication::activeWindow();
  std::vector<Showing*> here;
  for (Showing* const showing : showings_) {
    if (showing->isVisible() && showing->card()->parentWidget() != nullptr) here.push_back(showing);
  }
  const auto inside = std::find_if(here.begin(), here.end(),
                                   [&](const Showing* s) { return focus != nullptr && (s->card() == focus || s->card()->isAncestorOf(focus)); });
  const bool leaves = inside == here.begin() && !here.empty();
  if (leaves) {
    if (!cameFrom_) return false;
    cameFrom_->window()->activateWindow();
    cameFrom_->setFocus(Qt::TabFocusReason);
    return true;
  }
  auto next = inside == here.end() ? here.rbegin() : std::make_reverse_iterator(inside);
  for (; next != here.rend(); ++next) {
    Card* const card = (*next)->card();
    if (window != nullptr && card->window() != window && card->parentWidget()->window() != window) continue;
    if (inside == here.end()) rememberFocus();
    if (card->isWindow()) card->activateWindow();
    card->firstFocus()->setFocus(Qt::TabFocusReason);
    return true;
  }
  return false;
}

void Presenter::Stage::rememberFocus() {
  QWidget* const focus = QApplication::focusWidget();
  const bool inCard = std::any_of(showings_.begin(), showings_.end(), [&](const Showing* s) {
    return focus != nullptr && s->card() != nullptr && (s->card() == focus || s->card()->isAncestorOf(focus));
  });
  if (!inCard && focus != nullptr) cameFrom_ = focus;
}

// A tour dims its window, so Escape is the tour's there, wherever the focus is.
bool Presenter::Stage::skipTour(const QWidget* window) {
  for (Showing* const showing : showings_) {
    const bool here = showing->isVisible() && showing->card()->parentWidget() != nullptr && showing->card()->parentWidget()->window() == window;
    if (!here || !showing->content().isTour() || !showing->content().dismissible) continue;
    report(showing, DOCENT_OUTCOME_DISMISSED, "escape");
    remove(showing, "dismissed");
    return true;
  }
  return false;
}

}  // namespace docent::qt
